"""Queues in memory that behave as SQS does where it matters: what is not deleted comes back."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.consumer.ports import Desk, Message
from shared.contract.models import Receipt
from shared.domain.referral import body_of
from shared.domain.story import Json
from shared.domain.urgency import Lane
from tests.unit.contract_models.make_referral import event


@dataclass
class MemoryQueue:
    """One agency queue; received messages are hidden until `reappear`."""

    lane: Lane = Lane.URGENT
    visible: list[Message] = field(default_factory=list)
    hidden: list[Message] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def put(self, written: Json | str) -> None:
        body = written if isinstance(written, str) else body_of(written)
        name = f"m{len(self.visible) + len(self.hidden)}"
        self.visible.append(Message(name, f"h-{name}", body))

    def receive(self, wait: int) -> Sequence[Message]:
        self.waits.append(wait)
        self.log.append(f"receive {self.lane}")
        taken, self.visible = self.visible[:10], self.visible[10:]
        self.hidden += taken
        return taken

    def delete(self, message: Message) -> None:
        self.hidden.remove(message)

    def reappear(self) -> None:
        self.visible, self.hidden = self.visible + self.hidden, []


@dataclass
class MemoryReceipts:
    """The way back."""

    sent: list[Receipt] = field(default_factory=list)

    def send(self, receipt: Receipt) -> None:
        self.sent.append(receipt)


def desk(log: list[str], agency: str = "us-tx-north") -> Desk:
    return Desk(agency, MemoryQueue(Lane.URGENT, log=log), MemoryQueue(Lane.STANDARD, log=log))


def revision(number: int, narrative: str = "first words") -> Json:
    written = event(revision=number)
    written["data"]["told"]["narrative"] = narrative
    return written
