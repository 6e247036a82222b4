"""The spool: sealed reports on a queue, for the hours when the table refuses."""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.adapters.row_codec import RowCodec, from_text, to_text
from shared.domain.errors import StoreUnavailableError
from shared.domain.row import Arrival
from shared.domain.urgency import Lane
from shared.messages import UnreadableMessageError
from shared.ports import SealedReport

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsSpool:
    """Seals and sends."""

    def __init__(self, sqs: "SQSClient", queue: str, codec: RowCodec) -> None:
        self._sqs = sqs
        self._queue = queue
        self._codec = codec

    def keep(self, arrival: Arrival) -> None:
        """Durable once SQS has said yes."""
        try:
            self._sqs.send_message(
                QueueUrl=self._queue, MessageBody=to_text(self._codec.arrival(arrival))
            )
        except (BotoCoreError, ClientError):
            raise StoreUnavailableError from None


def read_spooled(body: str) -> SealedReport:
    """A sealed report off the spool. Raises UnreadableMessageError."""
    try:
        item = from_text(body)
        number, lane = item["pk"]["S"].removeprefix("R#"), Lane(item["lane"]["S"])
        fingerprint = item["idem"]["B"]
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise UnreadableMessageError from None
    return SealedReport(number, fingerprint, lane, body)
