"""The SQS and schedule edge: messages in, partial answers out, and no exception text on the way.

A partial answer names the messages that must come back. It only works with
`FunctionResponseTypes: [ReportBatchItemFailures]` on the mapping; tests/infra refuses one without.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from chalice.app import SQSEvent

from shared.domain.receipt import UnreadableReceiptError
from shared.messages import UnreadableMessageError
from shared.observability import Event, log, log_failure

Message = TypeVar("Message", bound=Hashable)
Answer = dict[str, list[dict[str, str]]]


class HandlerFailedError(Exception):
    """Stands for an error whose text may hold what a reporter wrote; its type was logged."""


def answered(
    event: SQSEvent,
    read: Callable[[str], Message],
    use_case: Callable[[Sequence[Message]], Collection[Message]],
) -> Answer:
    """Hand the readable messages to a use case; what it gives back, and the unreadable, return.

    An unreadable message comes back until its queue sets it aside among the dead letters.
    """
    messages, unreadable = _read(event, read)
    # Doubles are left in: two hints about one report may mean that there is more than one thing.
    failed = _failed(list(messages.values()), use_case)
    returning = [*unreadable, *(name for name, one in messages.items() if one in failed)]
    return {"batchItemFailures": [{"itemIdentifier": name} for name in returning]}


def _read(
    event: SQSEvent, read: Callable[[str], Message]
) -> tuple[Mapping[str, Message], Sequence[str]]:
    messages: dict[str, Message] = {}
    unreadable: list[str] = []
    for record in event.to_dict()["Records"]:
        try:
            messages[record["messageId"]] = read(record["body"])
        except (UnreadableMessageError, UnreadableReceiptError) as error:
            log(Event.UNREADABLE, error=type(error).__name__)
            unreadable.append(record["messageId"])
    return messages, unreadable


def _failed(
    messages: Sequence[Message], use_case: Callable[[Sequence[Message]], Collection[Message]]
) -> Collection[Message]:
    """What must come back. After an error one by one: a poisoned report must not hold up others."""
    if not messages:
        return ()
    try:
        return use_case(messages)
    except Exception as error:
        log_failure(error, "batch")
        if len(messages) == 1:
            return messages
        return {one for message in messages for one in _failed([message], use_case)}


def scrubbed(work: Callable[[], Any]) -> None:
    """Run work whose failure Lambda must see, but not its text. Raises HandlerFailedError."""
    try:
        work()
    except Exception as error:
        log_failure(error, "schedule")
        raise HandlerFailedError from None
