"""The queue ends: exactly the failed messages come back, and no exception's text is logged."""

import json
from collections.abc import Sequence
from typing import Any

import boto3
import pytest
from chalice.app import Chalice
from chalice.test import Client

from functions.refer.app import app as refer_app
from functions.submit.app import app as submit_app
from functions.triage.app import app as triage_app
from shared import wiring
from shared.adapters.batch import HandlerFailedError
from shared.domain.row import Row, Stage
from shared.domain.urgency import Lane
from shared.messages import read_hint, write_hint
from tests import make
from tests.fakes import MemoryReports
from tests.functions.conftest import Heard
from tests.functions.door import CANARY
from tests.make import NOW, told
from tests.unit.usecases.service import Service, receipt_of

RUBBISH = f'{{"v":1,"words":"{CANARY} waits at the gate"}}'
POISONED = "This one breaks."
HANDLERS = [
    (triage_app, "triage_urgent", "triage"),
    (triage_app, "triage_standard", "triage"),
    (refer_app, "refer_urgent", "refer"),
    (refer_app, "refer_standard", "refer"),
]


def invoke(app: Chalice, handler: str, bodies: Sequence[str]) -> list[str]:
    """Which messages come back, by their place in the batch."""
    client = Client(app)
    event = client.events.generate_sqs_event(list(bodies))
    for index, record in enumerate(event["Records"]):
        record["messageId"] = f"message-{index}"
    answer = client.lambda_.invoke(handler, event).payload
    assert set(answer) == {"batchItemFailures"}
    return [one["itemIdentifier"] for one in answer["batchItemFailures"]]


def receipt_body(service: Service, place: int = 0, **changes: Any) -> str:
    receipt = receipt_of(service.queues.delivered[place])
    return json.dumps(
        {
            "v": 1,
            "kind": "received",
            "report_number": receipt.number,
            "agency": receipt.agency,
            "revision": receipt.revision,
            "receipt_key": receipt.key,
            **changes,
        }
    )


@pytest.mark.parametrize(("app", "handler", "use_case"), HANDLERS, ids=[h for _, h, _ in HANDLERS])
def test_an_unreadable_message_comes_back_and_the_others_are_done(
    service: Service, heard: Heard, app: Chalice, handler: str, use_case: str
) -> None:
    reports = [service.accepted(told(), token=token).number for token in ("one", "two")]
    if use_case == "refer":
        service.triage(reports, NOW)
    bodies = [write_hint(reports[0]), RUBBISH, write_hint(reports[1]), "[" * 100_000, ""]
    assert sorted(invoke(app, handler, bodies)) == ["message-1", "message-3", "message-4"]
    stage = Stage.TRIAGED if use_case == "triage" else Stage.REFERRED
    assert {service.row(number).stage for number in reports} == {stage}
    assert CANARY not in heard()
    assert not any(number in heard() for number in reports)


@pytest.mark.parametrize(("app", "handler", "use_case"), HANDLERS, ids=[h for _, h, _ in HANDLERS])
def test_when_all_fails_all_comes_back_and_the_reason_is_a_type(
    service: Service,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
    app: Chalice,
    handler: str,
    use_case: str,
) -> None:
    def broken() -> None:
        raise RuntimeError(f"{CANARY} waits at the gate")

    monkeypatch.setattr(wiring, use_case, broken)
    bodies = [write_hint(make.number(ten)) for ten in ("0000000001", "0000000002")]
    assert sorted(invoke(app, handler, bodies)) == ["message-0", "message-1"]
    logged = heard()
    assert "RuntimeError" in logged
    assert "Traceback" not in logged
    assert CANARY not in logged


def test_a_poisoned_report_holds_up_no_other(
    service: Service, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good, fine = (service.accepted(told(words)) for words in (POISONED, "Good.", "Fine."))
    numbers = [one.number for one in (bad, good, fine)]
    service.triage(numbers, NOW)
    read = MemoryReports.read

    def breaking(self: MemoryReports, wanted: Sequence[str]) -> Any:
        if bad.number in wanted:
            raise ArithmeticError(CANARY)
        return read(self, wanted)

    monkeypatch.setattr(MemoryReports, "read", breaking)
    returned = invoke(refer_app, "refer_standard", [write_hint(number) for number in numbers])
    assert returned == ["message-0"]
    assert service.row(good.number).stage is Stage.REFERRED
    assert service.row(fine.number).stage is Stage.REFERRED
    assert CANARY not in heard()


def test_only_the_report_whose_delivery_was_refused_comes_back(service: Service) -> None:
    calm = service.accepted(told())
    urgent = service.accepted(told(make.URGENT))
    numbers = [calm.number, urgent.number]
    service.triage(numbers, NOW)
    service.queues.refusing = {"us-fbi-standard"}
    bodies = [write_hint(number) for number in numbers]
    assert invoke(refer_app, "refer_standard", bodies) == ["message-0"]
    service.queues.refusing = set()
    assert invoke(refer_app, "refer_standard", bodies) == []


def test_the_same_report_twice_in_a_batch_is_done_once_and_answered_for_both(
    service: Service,
) -> None:
    report = service.accepted(told())
    twice = [write_hint(report.number)] * 2
    assert invoke(refer_app, "refer_standard", twice) == ["message-0", "message-1"]
    assert invoke(triage_app, "triage_standard", twice) == []
    assert invoke(refer_app, "refer_standard", twice) == []
    assert len(service.queues.delivered) == 1


def test_receipts_that_are_forged_or_unreadable_come_back_and_good_ones_close(
    service: Service, heard: Heard
) -> None:
    first, second = service.referred(told("One.")), service.referred(told("Two."))
    bodies = [
        receipt_body(service, 0, receipt_key="0" * 32),
        receipt_body(service, 0, receipt_key="\ud800"),
        receipt_body(service, 0, agency="us-nm"),
        receipt_body(service, 0, agency=f"{CANARY} waits"),
        RUBBISH,
        "[" * 100_000,
        receipt_body(service, 1),
    ]
    returned = invoke(refer_app, "take_receipts", bodies)
    assert sorted(returned) == [f"message-{n}" for n in range(6)]
    assert service.row(first.number).stage is Stage.REFERRED
    assert service.row(second.number).stage is Stage.CLOSED
    assert CANARY not in heard()


def test_a_failing_sweep_fails_before_lambda_and_tells_no_text(
    service: Service, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(wiring, "sweep", broken)
    client = Client(refer_app)
    event = client.events.generate_cw_event("aws.events", "Scheduled Event", {}, [])
    with pytest.raises(HandlerFailedError) as failed:
        client.lambda_.invoke("sweep", event)
    assert str(failed.value) == ""
    assert failed.value.__suppress_context__
    assert CANARY not in heard()


def kept(number: str) -> Row:
    return wiring.refer().reports.read([number])[number]


def received(queue: str) -> list[str]:
    answer = boto3.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return [one["Body"] for one in answer.get("Messages", [])]


def test_on_aws_a_report_goes_from_the_form_to_its_agency_and_is_closed(
    aws: dict[str, str], heard: Heard
) -> None:
    whole = told(f"{CANARY} waits at the gate.", reporter={"phones": ["505-555-0101"]})
    report = wiring.submit()(whole, None, NOW)
    hints = received(aws["TriageStandardQueueUrl"])
    assert [read_hint(one) for one in hints] == [report.number]
    assert invoke(triage_app, "triage_standard", hints) == []
    hints = received(aws["ReferStandardQueueUrl"])
    assert invoke(refer_app, "refer_standard", hints) == []
    [federal] = [one for one in wiring.refer().directory.agencies() if one.id == "us-fbi"]
    [body] = received(federal.standard_queue)
    data = json.loads(body)["data"]
    assert CANARY in str(data["told"])
    assert data["demonstration"] is True
    receipt = {"v": 1, "kind": "received"} | {
        name: data[name] for name in ("report_number", "agency", "revision", "receipt_key")
    }
    assert invoke(refer_app, "take_receipts", [json.dumps(receipt)]) == []
    assert kept(report.number).stage is Stage.CLOSED
    for secret in (CANARY, "505-555-0101", report.number, report.code, data["receipt_key"]):
        assert secret not in heard()


def test_on_aws_what_waited_in_the_spool_is_brought_in_once(
    aws: dict[str, str], heard: Heard
) -> None:
    arrival = make.arrival(story={"narrative": f"{CANARY} waits."}, lane=Lane.URGENT)
    wiring.submit().spool.keep(arrival)
    [body] = received(aws["SpoolQueueUrl"])
    assert CANARY not in body
    assert invoke(submit_app, "drain_spool", [body, RUBBISH, body, "[" * 100_000]) == [
        "message-1",
        "message-3",
    ]
    assert kept(arrival.number).story == arrival.story
    hints = {read_hint(one) for one in received(aws["TriageUrgentQueueUrl"])}
    assert hints == {arrival.number}
    assert CANARY not in heard()


def test_on_aws_the_sweep_brings_back_what_lost_its_message(aws: dict[str, str]) -> None:
    report = wiring.submit()(told(), None, NOW)
    received(aws["TriageStandardQueueUrl"])
    client = Client(refer_app)
    event = client.events.generate_cw_event("aws.events", "Scheduled Event", {}, [])
    client.lambda_.invoke("sweep", event)
    assert [read_hint(one) for one in received(aws["TriageStandardQueueUrl"])] == [report.number]
