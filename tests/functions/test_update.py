"""The second door's bad input: wrong number, wrong code, wrong words, and nothing typed is lost."""

import json

import pytest

from functions.update.app import app
from tests.functions.conftest import Heard
from tests.functions.door import (
    CANARY,
    FORM,
    INSIDES,
    JSON,
    Answer,
    ask,
    fields_of,
    post_form,
    post_json,
)
from tests.make import NOW, number, told
from tests.unit.usecases.service import Service

UPDATES, STATUS = "/api/v1/updates", "/api/v1/status"
WORDS = f"{CANARY} drives a red car."
UNKNOWN = number("0055555555")
WRONG_CODE = "111111111111"


def is_plain(answer: Answer) -> bool:
    return not any(inside in answer.text for inside in INSIDES)


def test_a_wrong_code_and_an_unknown_number_are_answered_byte_for_byte_alike(
    service: Service, heard: Heard
) -> None:
    report = service.accepted(told())
    for path, more in ((UPDATES, {"text": WORDS}), (STATUS, {})):
        answers = [
            post_json(app, path, {"report_number": one, "access_code": code, **more})
            for one, code in ((report.number, WRONG_CODE), (UNKNOWN, report.code))
        ]
        assert [one.status for one in answers] == [404, 404]
        assert answers[0].body == answers[1].body
        assert answers[0].headers == answers[1].headers
        assert answers[0].json["error"].endswith(".")
    assert service.table.added_later == {}
    assert CANARY not in heard()


def test_the_pages_too_answer_both_alike(service: Service, heard: Heard) -> None:
    report = service.accepted(told())
    for path, more in (("/en", {"text": WORDS}), ("/en/status", {})):
        pages = []
        for one, code in ((report.number, WRONG_CODE), (UNKNOWN, report.code)):
            typed = {"report_number": one, "access_code": code}
            page = post_form(app, path, typed | more)
            assert page.status == 404
            kept = fields_of(page.text)
            assert (kept["report_number"], kept["access_code"]) == (one, code)
            pages.append(page.text.replace(one, "").replace(code, ""))
        assert pages[0] == pages[1]
    assert CANARY not in heard()


def test_the_words_of_a_refused_update_come_back(service: Service, heard: Heard) -> None:
    report = service.accepted(told())
    good = {"report_number": report.number, "access_code": report.code}
    refused = {
        "no number": ({"text": WORDS}, 422),
        "mistyped number": (good | {"report_number": report.number[::-1], "text": WORDS}, 422),
        "letters": (good | {"access_code": "my code", "text": WORDS}, 422),
        "wrong code": (good | {"access_code": WRONG_CODE, "text": WORDS}, 404),
        "too long": (good | {"text": WORDS + " word" * 5_000}, 422),
    }
    for name, (fields, status) in refused.items():
        page = post_form(app, "/en", fields)
        assert page.status == status, name
        assert WORDS in page.text, name
        assert is_plain(page)
    assert service.table.added_later == {}
    assert CANARY not in heard()
    assert report.number not in heard()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"text": ""},
        {"text": "  \x00 "},
        {"text": None},
        {"text": [CANARY]},
        {"text": WORDS, CANARY: CANARY},
        {"text": WORDS, "kind": CANARY},
        {"text": CANARY + " word" * 5_000},
        {"text": WORDS, "report_number": "12"},
        {"text": WORDS, "access_code": CANARY},
        {"text": WORDS, "access_code": CANARY * 100},
        {"text": WORDS, "report_number": {CANARY: 1}},
        {"text": WORDS, "report_number": "\ud800" * 12},
    ],
    ids=lambda wrong: ascii(wrong)[:40],
)
def test_a_bad_update_is_answered_by_a_sentence_and_repeated_nowhere(
    service: Service, heard: Heard, wrong: dict[str, object]
) -> None:
    report = service.accepted(told())
    sent = {"report_number": report.number, "access_code": report.code, **wrong}
    answer = post_json(app, UPDATES, sent)
    assert answer.status == 422
    assert answer.json["error"].endswith(".")
    assert is_plain(answer)
    assert CANARY not in answer.text + heard()
    assert report.code not in answer.text + heard()
    assert service.table.added_later == {}


@pytest.mark.parametrize("path", [UPDATES, STATUS])
@pytest.mark.parametrize(
    ("kind", "sent", "status"),
    [
        (JSON, "{", 400),
        (JSON, "[" * 100_000, 400),
        (JSON, json.dumps({"text": "x" * 700_000}), 413),
        ("multipart/form-data; boundary=frame", b"--frame--\r\n", 415),
        ("image/png", b"\x89PNG", 415),
    ],
    ids=["cut off", "deep", "too large", "a file", "a picture"],
)
def test_a_body_that_is_no_update_is_refused(
    service: Service, path: str, kind: str, sent: bytes | str, status: int
) -> None:
    answer = ask(app, "POST", path, sent, kind)
    assert answer.status == status
    assert answer.json["error"].endswith(".")


def test_when_the_table_refuses_the_words_come_back(service: Service, heard: Heard) -> None:
    report = service.accepted(told())
    service.table.down = True
    sent = {"report_number": report.number, "access_code": report.code, "text": WORDS}
    page = post_form(app, "/es", sent)
    assert page.status == 503
    assert WORDS in page.text
    assert post_json(app, UPDATES, sent).status == 503
    assert CANARY not in heard()


def test_a_fault_of_ours_loses_no_words_and_tells_none(
    service: Service, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr("shared.wiring.add_update", broken)
    sent = {"report_number": number(), "access_code": WRONG_CODE, "text": WORDS}
    page, answer = post_form(app, "/en", sent), post_json(app, UPDATES, sent)
    assert (page.status, answer.status) == (503, 503)
    assert CANARY not in answer.text + heard()
    assert WORDS in page.text


def test_the_status_of_a_report_tells_no_content_urgency_or_agency(service: Service) -> None:
    report = service.referred(told(f"He says he will pick {CANARY} up tonight. She is 12."))
    sent = {"report_number": report.number, "access_code": report.code}
    page, answer = post_form(app, "/en/status", sent), post_json(app, STATUS, sent)
    assert (page.status, answer.status) == (200, 200)
    assert [one["step"] for one in answer.json["milestones"]] == [
        "received",
        "checked",
        "available",
    ]
    for hidden in (CANARY, "us-fbi", "immediate", "urgent", report.code):
        assert hidden not in answer.text
        assert hidden not in page.text.partition("<main")[2].partition("</main>")[0]


def test_another_persons_host_is_refused(service: Service) -> None:
    for path in ("/en", "/en/status"):
        assert ask(app, "GET", path, Host="example.org").status == 421


def test_an_empty_update_is_a_kind_word(service: Service) -> None:
    report = service.accepted(told())
    page = ask(
        app, "POST", "/en", f"report_number={report.number}&access_code={report.code}&text=+", FORM
    )
    assert page.status == 422
    assert "Please tell us what you want to add." in page.text
    assert fields_of(page.text)["access_code"] == report.code


def test_an_update_that_is_too_long_is_not_called_empty(service: Service) -> None:
    report = service.accepted(told())
    sent = {"report_number": report.number, "access_code": report.code, "text": " word" * 5_000}
    assert "It can have 20,000 letters and spaces." in post_form(app, "/en", sent).text
    [problem] = post_json(app, UPDATES, sent).json["problems"]
    assert problem["problem"] == "This text is longer than 20,000 characters."


def test_the_words_of_an_update_that_came_with_a_file_come_back(
    service: Service, heard: Heard
) -> None:
    report = service.accepted(told())
    part = '--frame\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    sent = part % ("report_number", "", report.number) + part % ("text", "", WORDS)
    sent += part % ("picture", '; filename="a.png"', "iVBORw0KGgo=") + "--frame--\r\n"
    page = ask(app, "POST", "/en", sent, "multipart/form-data; boundary=frame")
    assert page.status == 415
    assert WORDS in page.text
    assert "We cannot take files or pictures." in page.text
    assert "iVBOR" not in page.text
    assert fields_of(page.text)["report_number"] == report.number
    assert service.table.added_later == {}
    assert CANARY not in heard()


def test_a_status_page_shows_the_last_of_each_kind_of_step(service: Service) -> None:
    report = service.referred(told())
    sent = {"report_number": report.number, "access_code": report.code}
    for words in ("He drives a red car.", "He works at night."):
        assert service.update(report, words)
    service.triage([report.number], NOW)
    service.refer([report.number], NOW)
    steps = [one["step"] for one in post_json(app, STATUS, sent).json["milestones"]]
    assert len(steps) > len(set(steps))
    page = post_form(app, "/en/status", sent).text
    assert page.count("<dt>") == len(set(steps))
    assert page.count("You added something") == 1


def test_a_status_says_that_it_is_a_demonstration_or_is_not(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = service.accepted(told())
    sent = {"report_number": report.number, "access_code": report.code}
    strip = "Demonstration: nobody has received this."
    assert post_json(app, STATUS, sent).json["demonstration"] is True
    assert strip in post_form(app, "/en/status", sent).text
    monkeypatch.setenv("DEMONSTRATION", "false")
    assert post_json(app, STATUS, sent).json["demonstration"] is False
    assert strip not in post_form(app, "/en/status", sent).text


def test_far_too_many_words_come_back_whole(service: Service) -> None:
    words = "語" * 70_000
    sent = {"report_number": number(), "access_code": WRONG_CODE, "text": words}
    answer = post_form(app, "/en", sent)
    assert answer.status == 422
    assert words in answer.text
