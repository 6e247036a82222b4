"""Put referrals where their agencies poll."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.observability import log_failure
from shared.ports import Delivery

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

BATCH = 10
# SQS's limit for the bodies of one batch together, with room for the envelope.
BATCH_BYTES = 250_000


class SqsAgencyQueues:
    """The only queues that carry content."""

    def __init__(self, sqs: "SQSClient") -> None:
        self._sqs = sqs

    def deliver(self, deliveries: Sequence[Delivery]) -> frozenset[str]:
        """Batched by queue, within SQS's limits of number and size."""
        by_queue: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in deliveries:
            by_queue[delivery.queue].append(delivery)
        refused: set[str] = set()
        for queue, waiting in by_queue.items():
            for batch in _batches(waiting):
                refused |= self._sent(queue, batch)
        return frozenset(refused)

    def _sent(self, queue: str, batch: Sequence[Delivery]) -> frozenset[str]:
        try:
            answer = self._sqs.send_message_batch(
                QueueUrl=queue,
                Entries=[
                    {"Id": str(index), "MessageBody": delivery.body}
                    for index, delivery in enumerate(batch)
                ],
            )
        except (BotoCoreError, ClientError) as error:
            log_failure(error, "delivery")
            return frozenset(delivery.referral_id for delivery in batch)
        return frozenset(batch[int(entry["Id"])].referral_id for entry in answer.get("Failed", []))


def _batches(deliveries: Sequence[Delivery]) -> Sequence[Sequence[Delivery]]:
    batches: list[list[Delivery]] = []
    room = 0
    for delivery in deliveries:
        size = len(delivery.body.encode())
        if not batches or len(batches[-1]) == BATCH or size > room:
            batches.append([])
            room = BATCH_BYTES
        batches[-1].append(delivery)
        room -= size
    return batches
