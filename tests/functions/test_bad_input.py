"""Bad input to the public door: a plain sentence, the right status, no words lost or repeated."""

import gzip
import json
from urllib.parse import urlencode

import pytest

from functions.submit.app import app
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
from tests.unit.usecases.service import Service

REPORTS = "/api/v1/reports"
PICTURE = b"\x89PNG\r\n\x1a\n" + CANARY.encode() + b"\x00\x01"
WORDS = f"{CANARY} waits at the gate."
PART = b'--frame\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
MULTIPART = (
    PART % (b"story", b"", WORDS.encode())
    + PART % (b"picture", b'; filename="a.png"', b"iVBORw0KGgo= pictured")
    + b"--frame--\r\n"
)
MANY_WORDS = {"incidents": [{"description": "語" * 5_000}] * 20}


def body(value: object) -> str:
    return json.dumps(value)


# name → content type, body, status
BAD_JSON: dict[str, tuple[str | None, bytes | str, int]] = {
    "nothing": (JSON, "", 400),
    "cut off": (JSON, f'{{"narrative": "{CANARY}', 400),
    "a list": (JSON, body([CANARY]), 400),
    "a text": (JSON, body(CANARY), 400),
    "null": (JSON, "null", 400),
    "no number": (JSON, f'{{"narrative": "{CANARY}", "children": [{{"age_now": NaN}}]}}', 400),
    "no UTF-8": (JSON, b'{"narrative": "\xff\xfe"}', 400),
    "deep": (JSON, "[" * 200_000, 400),
    "deep inside": (JSON, '{"narrative":' + "[" * 100_000, 400),
    "deep and closed": (JSON, '{"narrative":' + "[" * 400 + f'"{CANARY}"' + "]" * 400 + "}", 422),
    "an empty report": (JSON, "{}", 422),
    "an empty story": (JSON, body({"narrative": "  ", "language": "en"}), 422),
    "an unknown name": (JSON, body({"narrative": CANARY, CANARY: CANARY}), 422),
    "an unknown name inside": (JSON, body({"narrative": "x", "danger": {CANARY: CANARY}}), 422),
    "a story too long": (JSON, body({"narrative": CANARY + " word" * 5_000}), 422),
    "too many": (JSON, body({"children": [{"names": [CANARY]}] * 11}), 422),
    "no such choice": (JSON, body({"danger": {"in_danger_now": CANARY}}), 422),
    "a wrong related number": (JSON, body({"related_report_numbers": [CANARY]}), 422),
    "a wrong key": (JSON, body({"narrative": "x", "submission_key": CANARY}), 422),
    "much in little": (JSON, json.dumps(MANY_WORDS, ensure_ascii=False), 413),
    "ten megabytes": (JSON, body({"narrative": CANARY * 1_200_000}), 413),
    "a file": ("multipart/form-data; boundary=frame", MULTIPART, 415),
    "a picture": ("image/png", PICTURE, 415),
    "bytes": ("application/octet-stream", PICTURE, 415),
    "plain text": ("text/plain", body({"narrative": CANARY}), 415),
    "a form": (FORM, f"narrative={CANARY}", 415),
    "no type": (None, body({"narrative": CANARY}), 415),
}
# The same for the form of the page.
BAD_FORM: dict[str, tuple[str, bytes | str, int]] = {
    "a picture": ("image/png", PICTURE, 415),
    "JSON": (JSON, body({"narrative": CANARY}), 415),
    "ten megabytes": (FORM, "story=" + CANARY * 1_200_000, 413),
    "a thousand fields": (FORM, "&".join(f"f{n}={CANARY}" for n in range(1_000)), 415),
    "a file without words": (
        "multipart/form-data; boundary=frame",
        PART % (b"picture", b'; filename="a.png"', PICTURE.hex().encode()) + b"--frame--\r\n",
        415,
    ),
}


def is_plain(answer: Answer) -> bool:
    return not any(inside in answer.text for inside in INSIDES)


@pytest.mark.parametrize(("kind", "sent", "status"), BAD_JSON.values(), ids=BAD_JSON)
def test_bad_json_is_answered_by_a_sentence_and_repeated_nowhere(
    service: Service, heard: Heard, kind: str | None, sent: bytes | str, status: int
) -> None:
    answer = ask(app, "POST", REPORTS, sent, kind)
    assert answer.status == status
    assert answer.json["error"].endswith(".")
    assert is_plain(answer)
    assert CANARY not in answer.text + str(answer.headers) + heard()
    assert answer.headers["cache-control"] == "no-store"
    assert service.table.rows == {}


@pytest.mark.parametrize(("kind", "sent", "status"), BAD_FORM.values(), ids=BAD_FORM)
def test_a_bad_form_is_answered_by_a_page_and_logged_nowhere(
    service: Service, heard: Heard, kind: str, sent: bytes | str, status: int
) -> None:
    answer = ask(app, "POST", "/en/report", sent, kind)
    assert answer.status == status
    assert "<h1>" in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert is_plain(answer)
    assert CANARY not in answer.text + heard()
    assert service.table.rows == {}


def test_json_of_another_type_and_a_file_are_told_apart(service: Service) -> None:
    said = {
        kind: ask(app, "POST", REPORTS, sent, kind).json["error"]
        for kind, sent in ((FORM, body({"narrative": CANARY})), ("image/png", PICTURE))
    }
    assert "Content-Type: application/json" in said[FORM]
    assert "files or pictures" in said["image/png"]


def test_a_packed_body_is_refused(service: Service, heard: Heard) -> None:
    packed = gzip.compress(body({"narrative": CANARY}).encode())
    for path, kind in ((REPORTS, JSON), ("/en/report", FORM)):
        answer = ask(app, "POST", path, packed, kind, Content_Encoding="gzip")
        assert answer.status == 415
        assert is_plain(answer)
    assert CANARY not in heard()


@pytest.mark.parametrize(
    "host",
    ["example.org", "hotline.example.org:443", "127.0.0.1.example.org", "10.0.0.7", "", "::1x"],
)
def test_a_demonstration_answers_only_on_its_own_computer(
    service: Service, heard: Heard, host: str
) -> None:
    for method, path in (("GET", "/en"), ("GET", "/health"), ("POST", REPORTS)):
        answer = ask(app, method, path, body({"narrative": CANARY}), JSON, Host=host)
        assert answer.status == 421
        assert is_plain(answer)
    assert service.table.rows == {}
    assert CANARY not in heard()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]", "[::1]:80"])
def test_every_name_of_this_computer_is_answered(service: Service, host: str) -> None:
    assert ask(app, "GET", "/health", Host=host).status == 200


def test_production_answers_under_its_own_name(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMONSTRATION", "false")
    answer = ask(app, "GET", "/health", Host="hotline.example.org")
    assert (answer.status, answer.json["demonstration"]) == (200, False)


def test_a_form_that_nobody_filled_in_comes_back_with_a_kind_word(
    service: Service, heard: Heard
) -> None:
    fields = fields_of(ask(app, "GET", "/en/report").text)
    page = post_form(app, "/en/report", fields)
    assert page.status == 422
    assert "Tell us one thing, however small." in page.text
    assert fields_of(page.text)["token"] == fields["token"]
    assert service.table.rows == {}


def test_one_tick_is_enough(service: Service) -> None:
    fields = fields_of(ask(app, "GET", "/en/report").text)
    assert post_form(app, "/en/report", fields | {"harm": "yes"}).status == 200
    assert len(service.table.rows) == 1


def test_what_was_typed_comes_back_when_one_answer_is_too_long(
    service: Service, heard: Heard
) -> None:
    fields = fields_of(ask(app, "GET", "/en/report").text)
    fields |= {"story": WORDS, "platform": "x" * 300, "child_name": "Alex", "plan": "travel"}
    page = post_form(app, "/en/report", fields)
    assert page.status == 422
    assert WORDS in page.text
    kept = fields_of(page.text)
    assert kept["platform"] == "x" * 300
    assert (kept["child_name"], kept["token"]) == ("Alex", fields["token"])
    assert "256" in page.text
    assert CANARY not in heard()


def test_a_story_that_is_too_long_comes_back_whole(service: Service, heard: Heard) -> None:
    story = CANARY + " word" * 5_000
    page = post_form(app, "/es/report", {"story": story})
    assert page.status == 422
    assert story in page.text
    assert CANARY not in heard()


def test_too_much_in_all_comes_back_whole(service: Service, heard: Heard) -> None:
    fields = {"story": "語" * 20_000, "more": "語" * 5_000, "urls": "\n".join(["語" * 2_000] * 12)}
    page = ask(app, "POST", "/en/report", urlencode(fields), FORM)
    assert page.status == 413
    assert "語" * 20_000 in page.text
    assert "<a href=#all>All of it together is too much" in page.text
    assert "aria-invalid=true" not in page.text


def test_words_that_came_with_a_file_come_back_without_it(service: Service, heard: Heard) -> None:
    page = ask(app, "POST", "/en/report", MULTIPART, "multipart/form-data; boundary=frame")
    assert page.status == 415
    assert WORDS in page.text
    assert "iVBOR" not in page.text
    assert CANARY not in heard()
    assert service.table.rows == {}


def test_what_was_typed_cannot_become_a_part_of_the_page(service: Service) -> None:
    wicked = '"><script>alert(1)</script></textarea><script>'
    fields = dict.fromkeys(("story", "child_name", "token", "more", "city"), wicked)
    page = post_form(app, "/en/report", fields | {"platform": wicked * 10})
    assert page.status == 422
    assert "<script" not in page.text


@pytest.mark.parametrize("lang", ["en", "es"])
def test_when_nothing_is_durable_the_form_comes_back_with_everything_typed(
    service: Service, heard: Heard, lang: str
) -> None:
    service.table.down = service.spool.down = True
    page = post_form(app, f"/{lang}/report", {"story": WORDS, "token": "one", "kind": "csam"})
    assert page.status == 503
    assert WORDS in page.text
    assert "1-800-843-5678" in page.text
    assert CANARY not in heard()
    answer = post_json(app, REPORTS, {"narrative": WORDS})
    assert answer.status == 503
    assert answer.json["error"].endswith(".")
    assert CANARY not in answer.text + heard()


def test_while_only_the_table_refuses_the_reporter_notices_nothing(service: Service) -> None:
    service.table.down = True
    assert post_json(app, REPORTS, {"narrative": WORDS}).status == 201
    assert len(service.spool.kept) == 1


def test_a_fault_of_ours_is_a_plain_sentence_and_its_text_is_logged_nowhere(
    service: Service, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr("shared.wiring.submit", broken)
    answer = post_json(app, REPORTS, {"narrative": WORDS})
    page = post_form(app, "/en/report", {"story": WORDS})
    assert (answer.status, page.status) == (503, 503)
    assert answer.json["error"].endswith(".")
    assert is_plain(answer)
    assert is_plain(page)
    logged = heard()
    assert CANARY not in answer.text + logged
    assert "RuntimeError" in logged
    assert WORDS in page.text  # what was typed must not be lost by a fault of ours either


@pytest.mark.parametrize("path", ["/xx", "/xx/report", "/xx/help", "/.env", "/en/nothing"])
def test_an_address_that_is_not_there_is_said_so(service: Service, path: str) -> None:
    answer = ask(app, "GET", path)
    assert answer.status in (403, 404)  # a path without a route is the gateway's to answer
    assert is_plain(answer)


@pytest.mark.parametrize("lang", ["xx", CANARY, "..", "%00"])
def test_a_report_to_a_language_that_we_do_not_speak_is_taken_in_and_logged_nowhere(
    service: Service, heard: Heard, lang: str
) -> None:
    answer = post_form(app, f"/{lang}/report", {"story": WORDS})
    assert answer.status == 200
    assert "<html lang=en>" in answer.text
    assert CANARY not in heard()


def test_a_refusal_speaks_the_language_of_the_address_not_of_the_browser(service: Service) -> None:
    answer = ask(app, "POST", "/es/report", b"x", "image/png", Accept_Language="en")
    assert answer.status == 415
    assert "<html lang=es>" in answer.text
    assert "<html lang=es>" in ask(app, "GET", "/", Accept_Language="es").text
