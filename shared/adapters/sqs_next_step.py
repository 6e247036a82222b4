"""Hand report numbers to the next function, in batches, one queue a lane."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.domain.urgency import Lane
from shared.messages import write_hint
from shared.observability import log_failure

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

BATCH = 10


class SqsNextStep:
    """Queues that carry numbers and nothing that anybody wrote."""

    def __init__(self, sqs: "SQSClient", queues: Mapping[Lane, str]) -> None:
        self._sqs = sqs
        self._queues = queues

    def hand_over(self, numbers: Sequence[str], lane: Lane) -> frozenset[str]:
        """A refused hint is an answer, not an error: the row stays owed work."""
        refused: set[str] = set()
        waiting = list(dict.fromkeys(numbers))
        for start in range(0, len(waiting), BATCH):
            refused |= self._sent(waiting[start : start + BATCH], lane)
        return frozenset(refused)

    def _sent(self, numbers: Sequence[str], lane: Lane) -> frozenset[str]:
        try:
            answer = self._sqs.send_message_batch(
                QueueUrl=self._queues[lane],
                Entries=[
                    {"Id": str(index), "MessageBody": write_hint(number)}
                    for index, number in enumerate(numbers)
                ],
            )
        except (BotoCoreError, ClientError) as error:
            log_failure(error, "hint")
            return frozenset(numbers)
        return frozenset(numbers[int(entry["Id"])] for entry in answer.get("Failed", []))
