"""Take one message: store it, send the receipt, delete it, in this order and no other.

Killed anywhere in between, the queue gives the message again, and taking it twice changes
nothing: what is stored stays, the receipt goes once more, the message is deleted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from pydantic import ValidationError

from shared.consumer.inbox import Inbox
from shared.consumer.ports import Message, Queue, Receipts
from shared.contract.models import ReadReferral, read_referral, receipt_of
from shared.domain.urgency import Lane


class Outcome(Enum):
    """What became of a message."""

    NEW = auto()
    HELD = auto()  # this revision or a higher one was stored before: kept, but no news
    UNREADABLE = auto()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A referral that was just stored and is the newest of its report."""

    referral: ReadReferral
    body: str
    lane: Lane
    path: Path


@dataclass(frozen=True, slots=True)
class Taking:
    """Where messages go: the folder, the way back, and who is told."""

    inbox: Inbox
    receipts: Receipts
    on_arrival: Callable[[Arrived], None]
    on_unreadable: Callable[[Path], None]

    def take(self, queue: Queue, message: Message) -> Outcome:
        """One message, all the way. Raises ConsumerError; the message is then still queued."""
        try:
            referral = read_referral(message.body)
        except ValidationError:
            # No receipt and no deletion: the service still counts it as owed, and sends it again.
            self.on_unreadable(self.inbox.set_aside(message.id, message.body))
            return Outcome.UNREADABLE
        newer = self.inbox.store(referral, message.body)
        if newer:
            path = self.inbox.path_of(referral)
            self.on_arrival(Arrived(referral, message.body, queue.lane, path))
        self.receipts.send(receipt_of(referral))
        queue.delete(message)
        return Outcome.NEW if newer else Outcome.HELD
