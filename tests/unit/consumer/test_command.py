"""The `referrals` command against SQS as moto plays it."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from typer.testing import CliRunner

from shared.consumer import main
from shared.consumer.main import app
from shared.consumer.ports import ConsumerError
from shared.consumer.queues import SqsQueue, find_service
from shared.domain.receipt import read_receipt
from shared.domain.referral import body_of
from shared.domain.urgency import Lane
from shared.local_service import LocalService
from tests.unit.contract_models.make_referral import NUMBER, assignment, event

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

RUN = CliRunner()


def put(sqs: "SQSClient", lane: Lane, agency: str = "us-tx-north", **changes: Any) -> None:
    written = event(assignment=assignment(agency), lane=lane, **changes)
    name = f"opentipline-test-agency-{agency}-{lane}"
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=body_of(written))


def poll(*options: str) -> Any:
    return RUN.invoke(app, ["poll", "--once", "--stage", "test", *options])


def test_one_line_of_json_a_referral_urgent_first(sqs: "SQSClient", tmp_path: Path) -> None:
    put(sqs, Lane.STANDARD, number="001234567979")
    put(sqs, Lane.URGENT)
    put(sqs, Lane.URGENT, agency="us-fbi")
    done = poll("--all", "--json")
    assert done.exit_code == 0
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["data"]["urgency"]["lane"] for one in events] == ["urgent", "urgent", "standard"]
    assert events[0]["specversion"] == "1.0"
    assert "Stored 2 urgent, 1 standard." in done.stderr
    assert len(list((tmp_path / "inbox").glob("*.json"))) == 3


def test_the_receipt_is_one_that_the_service_reads(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT)
    assert poll("--agency", "us-tx-north").exit_code == 0
    url = sqs.get_queue_url(QueueName="opentipline-test-receipts")["QueueUrl"]
    (message,) = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    receipt = read_receipt(message["Body"])
    assert (receipt.number, receipt.agency, receipt.revision) == (NUMBER, "us-tx-north", 1)
    assert receipt.key == "ab" * 16


def test_an_agency_may_be_named_in_capitals(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT)
    assert "Stored 1 urgent" in poll("--agency", "US-TX-North").stderr


def test_one_agency_takes_nothing_of_another(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT, agency="us-fbi")
    done = poll("--agency", "us-tx-north", "--json")
    assert (done.stdout, "Stored 0 urgent, 0 standard." in done.stderr) == ("", True)


def test_the_second_poll_finds_nothing(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT)
    poll("--all")
    assert "Stored 0 urgent, 0 standard." in poll("--all").stderr


def test_an_officer_sees_why_where_and_who_and_no_live_link(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT)
    shown = poll("--all").stdout
    order = ["IMMEDIATE", "urgent queue", "MEETING_PLANNED", "will pick her up tonight"]
    order += ["US-TX, 48113", "0012 3456 7889", "us-tx-north (lead)", "us-fbi (copy)"]
    places = [shown.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "DRILL" not in shown
    assert "https://" not in shown


def test_a_drill_says_so_first(sqs: "SQSClient") -> None:
    put(sqs, Lane.URGENT, demonstration=True)
    assert poll("--all").stdout.strip().startswith("DRILL")


def test_words_can_neither_style_nor_steer_the_terminal(sqs: "SQSClient") -> None:
    written = event()
    quote = written["data"]["urgency"]["reasons"][0]["evidence"][0]
    quote["quote"] = "[red]he\x1b[2J said\u202e see https://pages.example.org/x"
    url = sqs.get_queue_url(QueueName="opentipline-test-agency-us-tx-north-urgent")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=json.dumps(written))
    shown = poll("--all").stdout
    assert "[red]he[2J said see hxxps://pages[.]example[.]org/x" in shown
    assert "\x1b" not in shown


def test_an_unreadable_message_is_loud_and_stays(sqs: "SQSClient", tmp_path: Path) -> None:
    name = "opentipline-test-agency-us-tx-north-urgent"
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody='{"told": "secret words"}')
    put(sqs, Lane.URGENT)
    done = poll("--agency", "us-tx-north")
    assert done.exit_code == 1
    assert "could not be read" in done.stderr
    assert "secret words" not in done.output
    assert "Stored 1 urgent" in done.stderr
    assert len(list((tmp_path / "inbox" / "unreadable").iterdir())) == 1
    hidden = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert hidden["ApproximateNumberOfMessagesNotVisible"] == "1"


@pytest.mark.parametrize("options", [(), ("--all", "--agency", "us-fbi")])
def test_one_way_of_naming_the_agency_is_needed(options: tuple[str, ...]) -> None:
    done = poll(*options)
    assert (done.exit_code, done.stderr.strip()) == (1, main.NO_AGENCY)


def test_an_unknown_agency_is_named(sqs: "SQSClient") -> None:
    done = poll("--agency", "us-zz")
    assert done.exit_code == 1
    assert done.stderr.strip() == "No agency us-zz has queues in stage test."


def test_an_unknown_stage_is_named(sqs: "SQSClient") -> None:
    done = RUN.invoke(app, ["poll", "--once", "--all", "--stage", "nowhere"])
    assert done.stderr.strip() == "No agency has queues in stage nowhere."


@pytest.mark.parametrize("missing", ["AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION"])
def test_without_service_and_aws_the_way_out_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
) -> None:
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    if missing == "AWS_ACCESS_KEY_ID":
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.delenv(missing)
    done = poll("--all")
    assert done.exit_code == 1
    assert "make run" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def _failing(error: Exception) -> SqsQueue:
    class Failing:
        def receive_message(self, **_: object) -> None:
            raise error

    client: Any = Failing()
    return SqsQueue(client, "url", Lane.URGENT)


def _refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "m"}}, "ReceiveMessage")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (_refused("AccessDenied"), "You have no right to ReceiveMessage here"),
        (_refused("QueueDoesNotExist"), "does not exist any more"),
        (_refused("Throttled"), "ReceiveMessage was refused: Throttled."),
        (EndpointConnectionError(endpoint_url="http://127.0.0.1:1"), "does not answer"),
    ],
)
def test_what_goes_wrong_is_one_sentence(error: Exception, sentence: str) -> None:
    with pytest.raises(ConsumerError, match=re.escape(sentence)):
        _failing(error).receive(0)


LOCAL = LocalService(
    url="http://127.0.0.1:8000",
    endpoint="http://127.0.0.1:4566",
    port=8000,
    region="us-west-2",
    stage="local",
    receipts_queue_url="http://127.0.0.1:4566/000000000000/opentipline-local-receipts",
    tables={},
    pid=1,
)


def test_the_service_of_this_folder_is_found_by_itself() -> None:
    service = find_service(LOCAL, None)
    assert service.sqs.meta.endpoint_url == "http://127.0.0.1:4566"
    assert (service.stage, service.sqs.meta.region_name) == ("local", "us-west-2")
    assert service.receipts().url == LOCAL.receipts_queue_url


def test_the_service_of_this_folder_may_be_asked_for_by_its_stage() -> None:
    assert find_service(LOCAL, "local").sqs.meta.endpoint_url == "http://127.0.0.1:4566"


def test_another_stage_than_that_of_the_running_service_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(main, "running", lambda: LOCAL)
    done = RUN.invoke(app, ["poll", "--once", "--all", "--stage", "nope"])
    assert done.exit_code == 1
    assert done.stderr.strip() == "The service in this folder is stage local."


def test_without_a_running_service_any_stage_is_asked_for_at_aws() -> None:
    service = find_service(None, "prod")
    assert "amazonaws.com" in service.sqs.meta.endpoint_url
    assert service.stage == "prod"


def test_polling_without_once_ends_on_a_key_press(
    sqs: "SQSClient", monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "watch", interrupted)
    done = RUN.invoke(app, ["poll", "--all", "--stage", "test"])
    assert done.exit_code == 130
