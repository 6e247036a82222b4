"""Carry messages from moto's queues to the real handlers, as an event source mapping would."""

from typing import Any

import boto3
from chalice.test import Client

from functions.refer.app import app as refer
from functions.submit.app import app as submit
from functions.triage.app import app as triage

# Output of infra/data.yaml that names a queue → the app and handler that read it.
READERS = {
    "SpoolQueueUrl": (submit, "drain_spool"),
    "TriageUrgentQueueUrl": (triage, "triage_urgent"),
    "TriageStandardQueueUrl": (triage, "triage_standard"),
    "ReferUrgentQueueUrl": (refer, "refer_urgent"),
    "ReferStandardQueueUrl": (refer, "refer_standard"),
    "ReceiptsQueueUrl": (refer, "take_receipts"),
}


class Pump:
    """All mappings of the service, turned by hand."""

    def __init__(self, outputs: dict[str, str]) -> None:
        self._outputs = outputs
        self._sqs = boto3.client("sqs")
        self.carried = 0

    def until_still(self) -> None:
        """Carry messages until no queue holds one that can be received."""
        while any(self._turn(name) for name in READERS):
            pass

    def sweep(self) -> None:
        """What the schedule does every minute."""
        with Client(refer) as client:
            event = client.events.generate_cw_event(
                "aws.events", "Scheduled Event", {}, resources=[], region="us-east-1"
            )
            client.lambda_.invoke("sweep", event)

    def _turn(self, name: str) -> bool:
        queue = self._outputs[name]
        received = self._sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
        messages = received.get("Messages", [])
        if not messages:
            return False
        app, handler = READERS[name]
        with Client(app) as client:
            answer = client.lambda_.invoke(handler, _event(messages)).payload
        failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
        for message in messages:
            if message["MessageId"] not in failed:
                self._sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
                self.carried += 1
        return True


def _event(messages: list[Any]) -> dict[str, Any]:
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
            }
            for message in messages
        ]
    }
