"""`referrals receipt ID accepted`: a named person's word, for the newest revision that is kept."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shared.consumer.main import app
from shared.domain.receipt import read_receipt
from shared.domain.urgency import Lane
from tests.unit.consumer.test_command import RUN, poll, put
from tests.unit.contract_models.make_referral import NUMBER

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


def accept(*words: str, officer: str = "Officer A.") -> Any:
    return RUN.invoke(app, ["receipt", *words, "--officer", officer, "--stage", "test"])


def receipts(sqs: "SQSClient") -> list[dict[str, Any]]:
    url = sqs.get_queue_url(QueueName="opentipline-test-receipts")["QueueUrl"]
    found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    return [json.loads(one["Body"]) for one in found]


def accepted(sqs: "SQSClient") -> list[dict[str, Any]]:
    return [one for one in receipts(sqs) if one["kind"] == "accepted"]


def test_the_newest_revision_is_accepted_in_a_form_that_the_service_reads(
    sqs: "SQSClient",
) -> None:
    put(sqs, Lane.URGENT)
    put(sqs, Lane.URGENT, revision=2)
    poll("--agency", "us-tx-north")
    done = accept(f"{NUMBER}:us-tx-north", "accepted")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"Officer A. accepted revision 2 of {NUMBER}:us-tx-north." in done.stderr
    [told] = accepted(sqs)
    taken = read_receipt(json.dumps(told))
    assert (taken.number, taken.agency, taken.revision) == (NUMBER, "us-tx-north", 2)
    assert taken.officer == "Officer A."


def test_a_report_number_is_enough_where_one_agency_holds_it(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT)
    poll("--agency", "us-tx-north")
    spaced = " ".join(NUMBER[i : i + 4] for i in range(0, 12, 4))
    assert accept(spaced, "accepted").exit_code == 0
    assert [one["agency"] for one in accepted(sqs)] == ["us-tx-north"]


def test_where_several_hold_it_one_must_be_named(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT)
    put(sqs, Lane.URGENT, agency="us-fbi")
    poll("--all")
    done = accept(NUMBER, "accepted")
    assert done.exit_code == 1
    assert "Several agencies hold this report" in done.stderr
    assert accepted(sqs) == []


@pytest.mark.parametrize(
    ("id", "officer", "sentence"),
    [
        ("1234", "Officer A.", "That is no report number"),
        (NUMBER, "Officer A.", "No such referral is in inbox"),
        (NUMBER, "", "An officer's name is one line"),
        (NUMBER, "two\nlines", "An officer's name is one line"),
        (NUMBER, "x" * 81, "An officer's name is one line"),
    ],
)
def test_what_cannot_be_accepted_says_why(
    sqs: "SQSClient", id: str, officer: str, sentence: str
) -> None:
    done = accept(id, "accepted", officer=officer)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert receipts(sqs) == []


def test_a_damaged_file_is_named(sqs: "SQSClient", tmp_path: Path) -> None:
    put(sqs, Lane.URGENT)
    poll("--agency", "us-tx-north")
    [kept] = (tmp_path / "inbox").glob("*.json")
    kept.write_text("{")
    done = accept(NUMBER, "accepted")
    assert done.exit_code == 1
    assert f"The file {kept.name} cannot be read." in done.stderr


def test_a_shown_urgent_referral_says_how_to_answer(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT)
    put(sqs, Lane.STANDARD, number="001234567979")
    shown = poll("--all").stdout
    assert f"referrals receipt {NUMBER}:us-tx-north accepted --officer NAME" in shown
    assert shown.count("referrals receipt") == 1
