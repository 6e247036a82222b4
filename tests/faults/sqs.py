"""SQS in memory, in virtual time: what is not deleted comes back, too often means set aside."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.faults.clock import Clock
from tests.faults.refusals import NotUsedError, only, refused

BATCH = 10
# AWS keeps 1 MiB now; what fits into the former limit fits everywhere.
BATCH_BYTES = 262_144
# SQS keeps no control characters but tab, line feed and carriage return.
UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FORGETS_AFTER = timedelta(days=14).total_seconds()


@dataclass(eq=False)
class Waiting:
    """One message on a queue."""

    id: str
    body: str
    sent_at: float
    visible_at: float
    receives: int = 0


@dataclass
class Queue:
    """One queue; `aside` is where a message goes that was received `receives` times in vain."""

    visibility: float
    receives: int | None = None
    aside: str | None = None
    messages: list[Waiting] = field(default_factory=list)

    def visible(self, now: float) -> list[Waiting]:
        """What can be received now; what is too old is forgotten first."""
        self.messages = [one for one in self.messages if now < one.sent_at + FORGETS_AFTER]
        return [one for one in self.messages if one.visible_at <= now]


class MemorySQS:
    """Standard queues by their URLs."""

    def __init__(self, clock: Clock, queues: dict[str, Queue]) -> None:
        self.clock = clock
        self.queues = queues
        # Of the next batch: refuse its first entry, as SQS does with an entry it cannot keep.
        self.answers_partly = False
        # The order in which a receive finds messages, and whether it fails to hide one of them.
        self.drawn: Callable[[list[Waiting]], Sequence[Waiting]] = lambda visible: visible
        self.doubles: Callable[[], bool] = lambda: False
        # Every message that was ever kept: when, on which queue, and what.
        self.kept: list[tuple[float, str, str]] = []
        self._handles: dict[str, Waiting] = {}

    def send_message(self, **asked: Any) -> dict[str, Any]:
        """One message."""
        only("SendMessage", asked, {"QueueUrl", "MessageBody"}, set())
        self._queue("SendMessage", asked)
        if not 0 < len(asked["MessageBody"].encode()) <= BATCH_BYTES:
            raise refused("SendMessage", "InvalidParameterValue")
        if UNKEPT.search(asked["MessageBody"]):
            raise refused("SendMessage", "InvalidMessageContents")
        return {"MessageId": self._keep(asked["QueueUrl"], asked["MessageBody"])}

    def send_message_batch(self, **asked: Any) -> dict[str, Any]:
        """Up to ten messages; the first is refused if it answers partly."""
        only("SendMessageBatch", asked, {"QueueUrl", "Entries"}, set())
        self._queue("SendMessageBatch", asked)
        url, entries = asked["QueueUrl"], asked["Entries"]
        _check_batch(entries)
        failing = entries[:1] if self.answers_partly else []
        self.answers_partly = False
        kept = [
            {"Id": entry["Id"], "MessageId": self._keep(url, entry["MessageBody"])}
            for entry in entries
            if entry not in failing
        ]
        answer: dict[str, Any] = {"Successful": kept} if kept else {}
        if failing:
            answer["Failed"] = [
                {"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"}
                for entry in failing
            ]
        return answer

    def receive_message(self, **asked: Any) -> dict[str, Any]:
        """Up to ten visible messages, hidden from now on; nothing ever waits."""
        only("ReceiveMessage", asked, {"QueueUrl", "MaxNumberOfMessages"}, {"WaitTimeSeconds"})
        queue = self._queue("ReceiveMessage", asked)
        if not 1 <= asked["MaxNumberOfMessages"] <= BATCH:
            raise refused("ReceiveMessage", "InvalidParameterValue")
        visible = [one for one in queue.visible(self.clock.now) if not self._set_aside(queue, one)]
        received = self.drawn(visible)[: asked["MaxNumberOfMessages"]]
        answer = [self._received(queue, one) for one in received]
        return {"Messages": answer} if answer else {}

    def delete_message(self, **asked: Any) -> dict[str, Any]:
        """A message is gone, also by the receipt of an earlier receive: the harsher reading."""
        only("DeleteMessage", asked, {"QueueUrl", "ReceiptHandle"}, set())
        queue = self._queue("DeleteMessage", asked)
        if asked["ReceiptHandle"] not in self._handles:
            raise refused("DeleteMessage", "ReceiptHandleIsInvalid")
        gone = self._handles[asked["ReceiptHandle"]]
        queue.messages = [one for one in queue.messages if one is not gone]
        return {}

    def _queue(self, operation: str, asked: dict[str, Any]) -> Queue:
        if asked["QueueUrl"] not in self.queues:
            raise refused(operation, "AWS.SimpleQueueService.NonExistentQueue")
        return self.queues[asked["QueueUrl"]]

    def _keep(self, url: str, body: str) -> str:
        now = self.clock.now
        self.kept.append((now, url, body))
        name = f"m{len(self.kept)}"
        self.queues[url].messages.append(Waiting(name, body, sent_at=now, visible_at=now))
        return name

    def _set_aside(self, queue: Queue, message: Waiting) -> bool:
        if queue.receives is None or message.receives < queue.receives:
            return False
        queue.messages.remove(message)
        if queue.aside is not None:
            self.queues[queue.aside].messages.append(message)
        return True

    def _received(self, queue: Queue, message: Waiting) -> dict[str, Any]:
        message.receives += 1
        if not self.doubles():
            message.visible_at = self.clock.now + queue.visibility
        handle = f"{message.id}/{message.receives}"
        self._handles[handle] = message
        return {"MessageId": message.id, "ReceiptHandle": handle, "Body": message.body}


def _check_batch(entries: Sequence[dict[str, Any]]) -> None:
    """Raises the error of SQS for a batch it refuses as a whole."""
    for entry in entries:
        only("SendMessageBatch", entry, {"Id", "MessageBody"}, set())
        if not entry["MessageBody"] or UNKEPT.search(entry["MessageBody"]):
            raise NotUsedError("SendMessageBatch: an entry that SQS would refuse alone")
    if not entries:
        raise refused("SendMessageBatch", "AWS.SimpleQueueService.EmptyBatchRequest")
    if len({entry["Id"] for entry in entries}) < len(entries):
        raise refused("SendMessageBatch", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct")
    if len(entries) > BATCH:
        raise refused("SendMessageBatch", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest")
    if sum(len(entry["MessageBody"].encode()) for entry in entries) > BATCH_BYTES:
        raise refused("SendMessageBatch", "AWS.SimpleQueueService.BatchRequestTooLong")
