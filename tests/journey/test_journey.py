"""The whole way in one process: public API → triage → refer → agency → receipt, and an update."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
from chalice.test import Client

from functions.submit.app import app as submit
from functions.update.app import app as update
from shared import wiring
from shared.domain.rounds import TOP
from shared.domain.row import Row, Stage
from tests import make
from tests.journey.pump import Pump

LOCAL = {"Host": "127.0.0.1:8000", "Content-Type": "application/json"}
NEW_MEXICO = {"incidents": [{"place": {"state": "New Mexico"}}]}


def post(app: Any, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    with Client(app) as client:
        answer = client.http.post(path, headers=LOCAL, body=json.dumps(body))
    return answer.status_code, answer.json_body


def report(**fields: Any) -> dict[str, Any]:
    status, body = post(submit, "/api/v1/reports", fields)
    assert status == 201
    return body


def polled(agency: str, lane: str) -> list[dict[str, Any]]:
    """What the agency finds; it deletes what it took."""
    sqs = boto3.client("sqs")
    queue = sqs.get_queue_url(QueueName=f"opentipline-test-agency-{agency}-{lane}")["QueueUrl"]
    found: list[dict[str, Any]] = []
    while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            found.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return found


def acknowledge(aws: dict[str, str], *referrals: dict[str, Any]) -> None:
    answer(aws, {"kind": "received"}, *referrals)


def accept(aws: dict[str, str], *referrals: dict[str, Any]) -> None:
    answer(aws, {"kind": "accepted", "officer": "Officer A."}, *referrals)


def answer(aws: dict[str, str], words: dict[str, str], *referrals: dict[str, Any]) -> None:
    for referral in referrals:
        receipt = {
            "v": 1,
            **words,
            "report_number": referral["subject"],
            "agency": referral["data"]["agency"],
            "revision": referral["data"]["revision"],
            "receipt_key": referral["data"]["receipt_key"],
        }
        boto3.client("sqs").send_message(
            QueueUrl=aws["ReceiptsQueueUrl"], MessageBody=json.dumps(receipt)
        )


def row(number: str) -> Row:
    return wiring.refer().reports.read([number])[number]


def subscribed(topic: str) -> str:
    """A queue that hears what the topic says."""
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="pages")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    boto3.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn["QueueArn"])
    return url


def make_due(table: str, number: str) -> None:
    """As if the clock had run down."""
    boto3.client("dynamodb").update_item(
        TableName=table,
        Key={"pk": {"S": f"R#{number}"}, "sk": {"S": "report"}},
        UpdateExpression="SET due = :now",
        ExpressionAttributeValues={":now": {"N": str(int(datetime.now(UTC).timestamp()) - 1)}},
    )


def everywhere(lane: str) -> list[dict[str, Any]]:
    return [one for agency in ("us-nm", "us-fbi", "us-tx-south") for one in polled(agency, lane)]


def test_an_urgent_report_reaches_its_agency_with_its_reasons(
    aws: dict[str, str], pump: Pump
) -> None:
    body = report(narrative=make.URGENT, **NEW_MEXICO)
    pump.until_still()
    [referral] = polled("us-nm", "urgent")
    assert referral["subject"] == body["report_number"]
    assert referral["data"]["urgency"]["level"] == "immediate"
    quotes = [
        one["quote"]
        for reason in referral["data"]["urgency"]["reasons"]
        for one in reason["evidence"]
    ]
    assert quotes
    assert all(quote in make.URGENT for quote in quotes)
    assert polled("us-nm", "standard") == []


def test_a_report_closes_when_every_agency_has_stored_it(aws: dict[str, str], pump: Pump) -> None:
    number = report(narrative=make.CALM, **NEW_MEXICO)["report_number"]
    pump.until_still()
    referrals = everywhere("standard")
    acknowledge(aws, *referrals[:-1])
    pump.until_still()
    assert row(number).stage is Stage.REFERRED
    acknowledge(aws, referrals[-1])
    pump.until_still()
    assert row(number).stage is Stage.CLOSED


def test_the_same_form_twice_is_one_report_and_one_referral(
    aws: dict[str, str], pump: Pump
) -> None:
    form = {"submission_key": "11111111-2222-4333-8444-555555555555", "narrative": make.CALM}
    first, again = report(**form), report(**form)
    assert first == again
    pump.until_still()
    assert len(polled("us-fbi", "standard")) == 1


def test_an_update_reaches_every_holder_as_the_next_revision(
    aws: dict[str, str], pump: Pump
) -> None:
    body = report(narrative=make.CALM, **NEW_MEXICO)
    pump.until_still()
    first = everywhere("standard")
    acknowledge(aws, *first)
    pump.until_still()
    assert row(body["report_number"]).stage is Stage.CLOSED
    words = "He wrote again: he will come to our house tonight. My son is 12."
    secret = {name: body[name] for name in ("report_number", "access_code")}
    status, _ = post(update, "/api/v1/updates", {**secret, "text": words})
    assert status == 202
    pump.until_still()
    second = everywhere("urgent")
    assert {one["data"]["agency"] for one in second} >= {one["data"]["agency"] for one in first}
    assert {one["data"]["revision"] for one in second} == {2}
    assert all(words in json.dumps(one, ensure_ascii=False) for one in second)
    acknowledge(aws, *second)
    pump.until_still()
    assert row(body["report_number"]).owed == frozenset()
    assert row(body["report_number"]).stage is Stage.REFERRED
    accept(aws, second[0])
    pump.until_still()
    assert row(body["report_number"]).stage is Stage.CLOSED


def test_an_urgent_report_that_no_person_takes_climbs_to_the_hotlines_own(
    aws: dict[str, str], pump: Pump
) -> None:
    pages = subscribed(aws["OnCallTopicArn"])
    body = report(narrative=make.URGENT, **NEW_MEXICO)
    pump.until_still()
    acknowledge(aws, *everywhere("urgent"))
    for _ in range(TOP):
        pump.until_still()
        make_due(aws["ReportsTable"], body["report_number"])
        pump.sweep()
    pump.until_still()
    climbed = everywhere("urgent")
    assert {one["data"]["agency"] for one in climbed} >= {"us-nm", "us-fbi"}
    [page] = boto3.client("sqs").receive_message(QueueUrl=pages)["Messages"]
    told = json.loads(json.loads(page["Body"])["Message"])
    assert told == {"v": 1, "report_number": body["report_number"], "lane": "urgent"}
    accept(aws, climbed[0])
    acknowledge(aws, *climbed)
    pump.until_still()
    assert row(body["report_number"]).stage is Stage.CLOSED


def test_the_sweep_finds_what_no_message_announced(aws: dict[str, str], pump: Pump) -> None:
    arrival = make.arrival(due=datetime.now(UTC) - timedelta(seconds=1))
    wiring.submit().intake.add(arrival)
    pump.until_still()
    assert row(arrival.number).stage is Stage.RECEIVED
    pump.sweep()
    pump.until_still()
    assert row(arrival.number).stage is Stage.REFERRED


def test_a_report_that_the_table_refused_comes_out_of_the_spool(
    aws: dict[str, str], pump: Pump
) -> None:
    arrival = make.arrival()
    wiring.submit().spool.keep(arrival)
    pump.until_still()
    assert row(arrival.number).stage is Stage.REFERRED


def test_nothing_that_was_told_stands_in_the_table_in_clear(
    aws: dict[str, str], pump: Pump
) -> None:
    words = "Marigold Quillfeather waits by the blue lighthouse"
    body = report(
        narrative=words,
        reporter={"emails": ["quillfeather@example.org"], "name": {"first": "Marigold"}},
        reported_person={"names": ["Basil Thornbury"]},
    )
    pump.until_still()
    secret = {name: body[name] for name in ("report_number", "access_code")}
    post(update, "/api/v1/updates", {**secret, "text": "Thornbury drives a green van"})
    pump.until_still()
    dump = str(boto3.client("dynamodb").scan(TableName=aws["ReportsTable"])["Items"])
    told = {*words.split(), "quillfeather", "Basil", "Thornbury", "drives", "green"}
    assert {word for word in told if word.lower() in dump.lower() and len(word) > 3} == set()
    assert body["access_code"] not in dump
