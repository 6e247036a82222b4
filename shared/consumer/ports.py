"""What an agency's computer needs from outside: its queues, and a way to send receipts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shared.contract.models import Receipt
from shared.domain.urgency import Lane


class ConsumerError(Exception):
    """Why polling cannot go on: one sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the queue gave it; `handle` is what deletes it."""

    id: str
    handle: str
    body: str = field(repr=False)


class Queue(Protocol):
    """One queue of one agency."""

    @property
    def lane(self) -> Lane:
        """Which of the agency's two queues this is."""

    def receive(self, wait: int) -> Sequence[Message]:
        """Up to ten messages, waiting `wait` seconds for the first. Raises ConsumerError."""

    def delete(self, message: Message) -> None:
        """Take a message off the queue for good. Raises ConsumerError."""


class Receipts(Protocol):
    """The way back to the service."""

    def send(self, receipt: Receipt) -> None:
        """Say that a revision is stored. Raises ConsumerError."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One agency's pair of queues."""

    agency: str
    urgent: Queue
    standard: Queue
