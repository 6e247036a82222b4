"""The public door on AWS: what was told is kept, sealed, and its number is handed on."""

import json
import os
from collections import Counter

import boto3
import pytest

from functions.submit.app import app
from functions.update.app import app as update_app
from shared import wiring
from shared.domain.row import Row
from shared.domain.story import joined
from tests.functions.conftest import Heard
from tests.functions.door import CANARY, FORM, ask, fields_of, post_form, post_json
from tests.make import number

REPORTS = "/api/v1/reports"
pytestmark = pytest.mark.usefixtures("aws")


def row(report_number: str) -> Row:
    return wiring.refer().reports.read([report_number])[report_number]


def told(report_number: str) -> str:
    kept = row(report_number)
    return json.dumps(joined(kept.story, kept.contact), ensure_ascii=False)


def digits_after(page: str, words: str) -> str:
    """The digits that a page shows under a heading."""
    shown = page.partition(words)[2].partition("class=num dir=ltr>")[2].partition("<")[0]
    return shown.replace(" ", "")


def test_a_json_report_is_kept_and_its_number_alone_travels_on(
    aws: dict[str, str], heard: Heard
) -> None:
    answer = post_json(
        app,
        REPORTS,
        {"narrative": f"{CANARY} waits.", "reporter": {"emails": [f"{CANARY}@example.org"]}},
    )
    assert answer.status == 201
    assert set(answer.json) >= {"report_number", "access_code", "demonstration"}
    assert answer.json["demonstration"] is True
    assert answer.headers["content-type"].startswith("application/json")
    assert f"{CANARY} waits." in told(answer.json["report_number"])
    sqs = boto3.client("sqs")
    [message] = sqs.receive_message(QueueUrl=aws["TriageStandardQueueUrl"])["Messages"]
    assert json.loads(message["Body"]) == {"v": 1, "r": answer.json["report_number"]}
    table = str(boto3.client("dynamodb").scan(TableName=os.environ["REPORTS_TABLE"])["Items"])
    for secret in (CANARY, answer.json["access_code"]):
        assert secret not in table
        assert secret not in heard()


def test_the_form_that_was_shown_can_be_sent_and_is_confirmed(heard: Heard) -> None:
    fields = fields_of(ask(app, "GET", "/en/report").text)
    assert fields["token"]
    fields |= {"story": f"{CANARY} waits.", "child_name": "Alex", "now": "yes"}
    page = post_form(app, "/en/report", fields)
    assert page.status == 200
    report, code = digits_after(page.text, "Report number"), digits_after(page.text, "Secret code")
    assert report.startswith("00")
    assert len(code) == 12
    assert "Demonstration" in page.text
    assert f"{CANARY} waits." in told(report)
    again = post_form(app, "/en/report", fields)
    assert (report, code) == (
        digits_after(again.text, "Report number"),
        digits_after(again.text, "Secret code"),
    )
    assert CANARY not in heard()


def test_another_language_shows_the_same_form_and_stores_nothing(
    aws: dict[str, str], heard: Heard, calls: Counter[str]
) -> None:
    heard()
    fields = fields_of(ask(app, "GET", "/en/report").text)
    fields |= {"story": f"{CANARY} waits.", "child_name": "Alex", "now": "yes", "show": "1"}
    page = post_form(app, "/es/report", fields)
    assert page.status == 200
    assert "<html lang=es>" in page.text
    assert "class=sum" not in page.text
    assert f"{CANARY} waits." in page.text
    kept = fields_of(page.text)
    assert (kept["token"], kept["child_name"], kept["now"]) == (fields["token"], "Alex", "yes")
    assert calls == Counter()
    assert boto3.client("dynamodb").scan(TableName=os.environ["REPORTS_TABLE"])["Items"] == []
    sqs = boto3.client("sqs")
    assert "Messages" not in sqs.receive_message(QueueUrl=aws["TriageUrgentQueueUrl"])
    assert heard() == ""


def test_another_language_still_says_what_stands_in_the_way() -> None:
    sent = {"story": "He waits.", "platform": "x" * 300, "show": "1"}
    page = post_form(app, "/es/report", sent)
    assert page.status == 200
    assert "El texto es demasiado largo. Puede tener 256 letras" in page.text
    assert "<html lang=es>" in page.text


def test_an_update_and_a_status_by_the_forms_that_were_shown(heard: Heard) -> None:
    report = post_json(app, REPORTS, {"narrative": "He waits."}).json
    proof = {"report_number": report["report_number"], "access_code": report["access_code"]}
    form = fields_of(ask(update_app, "GET", "/en").text)
    assert set(proof) <= set(form)
    done = post_form(update_app, "/en", form | proof | {"text": f"{CANARY} drives a red car."})
    assert done.status == 200
    updates = wiring.triage().reports.updates(report["report_number"])
    assert [one.story["text"] for one in updates] == [f"{CANARY} drives a red car."]
    form = fields_of(ask(update_app, "GET", "/en/status").text)
    status = post_form(update_app, "/en/status", form | proof)
    assert status.status == 200
    assert "We have it" in status.text
    assert CANARY not in heard() + status.text
    assert report["access_code"] not in heard() + status.text


def test_an_update_and_a_status_as_json() -> None:
    report = post_json(app, REPORTS, {"narrative": "He waits."}).json
    proof = {"report_number": report["report_number"], "access_code": report["access_code"]}
    added = post_json(update_app, "/api/v1/updates", proof | {"text": "He drives a red car."})
    assert (added.status, added.json["demonstration"]) == (202, True)
    status = post_json(update_app, "/api/v1/status", proof)
    assert status.status == 200
    assert [one["step"] for one in status.json["milestones"]] == ["received"]


@pytest.mark.parametrize(
    "typed", ["{} ", " {}", "{}\n"], ids=["space after", "space before", "line end"]
)
def test_a_number_copied_with_spaces_is_still_read(typed: str) -> None:
    report = post_json(app, REPORTS, {"narrative": "He waits."}).json
    proof = {
        "report_number": typed.format(report["report_number"]),
        "access_code": typed.format(report["access_code"]),
    }
    assert post_json(update_app, "/api/v1/status", proof).status == 200


def test_what_no_queue_can_hold_is_cleaned_and_the_report_accepted(heard: Heard) -> None:
    body = '{"narrative": "He \\u0000 waits \\ud800 at \\u202ethe gate.", "children": [{}]}'
    answer = ask(app, "POST", REPORTS, body, "application/json")
    assert answer.status == 201
    assert "waits  at the gate." in told(answer.json["report_number"])
    page = ask(app, "POST", "/en/report", b"story=He+%00waits+%ED%A0%80+%FF+here", FORM)
    assert page.status == 200
    assert "waits" in told(digits_after(page.text, "Report number"))


def test_a_picture_in_the_text_is_taken_out_and_the_words_around_it_stay() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA" * 12_000
    answer = post_json(app, REPORTS, {"narrative": f"He sent {picture}. He waits."})
    assert answer.status == 201
    kept = told(answer.json["report_number"])
    assert "iVBOR" not in kept
    assert "He sent " in kept
    assert "He waits." in kept


def test_whoever_sent_a_picture_or_mistyped_a_number_is_told_so_gently() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA" * 20
    fields = {"story": f"He sent {picture}.", "phone": "555", "email": "alex at example.org"}
    page = post_form(app, "/en/report", fields)
    assert page.status == 200
    for note in ("We took out what looked like one", "too short or too long", "The email looks"):
        assert note in page.text
    kept = told(digits_after(page.text, "Report number"))
    assert "alex at example.org" in kept


def test_answers_that_do_not_fit_their_question_are_kept_as_words() -> None:
    fields = {"story": "He waits.", "child_age": "about nine", "earlier": "12", "made_up": "x"}
    page = post_form(app, "/en/report", fields)
    assert page.status == 200
    assert "about nine" in told(digits_after(page.text, "Report number"))


def test_a_doubled_name_in_json_is_refused_before_words_are_lost() -> None:
    body = '{"narrative": "First.", "narrative": "Second."}'
    answer = ask(app, "POST", REPORTS, body, "application/json")
    assert answer.status == 400
    assert "each name stands once" in answer.json["error"]


def test_a_report_in_any_script_up_to_the_full_length_is_accepted() -> None:
    page = post_form(app, "/es/report", {"story": "語" * 20_000, "more": "я" * 5_000})
    assert page.status == 200


def test_health_and_exit() -> None:
    health = ask(app, "GET", "/health")
    assert (health.status, health.json["status"]) == (200, "ok")
    leave = ask(app, "GET", "/exit")
    assert leave.status == 303
    assert leave.headers["location"].startswith("https://")
    assert "storage" in leave.headers["clear-site-data"]
    assert leave.headers["referrer-policy"] == "no-referrer"


@pytest.mark.filterwarnings("ignore:IAMAuthorizer")
def test_staff_see_how_far_a_report_is_and_none_of_its_content(heard: Heard) -> None:
    from functions.refer.app import app as refer_app

    report = post_json(app, REPORTS, {"narrative": f"{CANARY} waits."}).json
    asked = {"report_number": report["report_number"]}
    answer = post_json(refer_app, "/api/v1/standing", asked)
    assert answer.status == 200
    assert CANARY not in answer.text + heard()
    assert post_json(refer_app, "/api/v1/standing", {"report_number": number()}).status == 404
    assert post_json(refer_app, "/api/v1/standing", {"report_number": "12"}).status == 422
