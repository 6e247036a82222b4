"""The functions of the service, wired by shared/wiring.py itself, a container at a time."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from types import CodeType, ModuleType
from typing import Any
from unittest.mock import patch

from chalice.app import SQSEvent

from shared import wiring
from shared.adapters.batch import answered
from shared.adapters.sqs_spool import read_spooled
from shared.domain.receipt import read_receipt
from shared.domain.urgency import Lane
from shared.messages import read_hint
from tests.faults.clock import Clock
from tests.faults.cloud import ENVIRONMENT, RECEIPTS, SPOOL
from tests.faults.line import Client, Line

# Batch size of each queue's mapping, as in the overlays of infra/.
MAPPINGS = {
    SPOOL: 10,
    "triage-urgent": 5,
    "triage-standard": 10,
    "refer-urgent": 5,
    "refer-standard": 10,
    RECEIPTS: 10,
}


def _wiring_code() -> CodeType:
    spec = spec_from_file_location("shared.wiring", wiring.__file__)
    code = spec.loader.get_code("shared.wiring") if spec and spec.loader else None  # type: ignore[attr-defined]
    assert isinstance(code, CodeType)
    return code


_CODE = _wiring_code()
_SPEC = spec_from_file_location("wiring_of_one_container", wiring.__file__)


def cold_start(line: Line) -> ModuleType:
    """A wiring module of its own: a new container has cached no key, hash or directory."""
    assert _SPEC is not None
    module = module_from_spec(_SPEC)
    exec(_CODE, module.__dict__)  # noqa: S102 - our own wiring, once more
    for service in ("dynamodb", "sqs", "kms", "sns"):
        setattr(module, f"_{service}", lambda service=service: Client(line, service))
    return module


class Containers:
    """Warm containers of each function; a killed one never comes back."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._idle: dict[str, list[ModuleType]] = {}

    @contextmanager
    def one(self, function: str) -> Iterator[ModuleType]:
        """A container for one invocation."""
        idle = self._idle.setdefault(function, [])
        container = idle.pop() if idle else cold_start(self._line)
        try:
            yield container
        except Exception:
            idle.append(container)
            raise
        # Not in a `finally`: whoever is killed takes the container along.
        idle.append(container)


def batch(
    container: ModuleType, queue: str, messages: Sequence[Any], clock: Clock
) -> frozenset[str]:
    """One invocation with a batch; gives back the ids of messages that must return."""
    records = [{"messageId": one["MessageId"], "body": one["Body"]} for one in messages]
    event = SQSEvent({"Records": records}, None)
    read, use_case = _handler(container, queue, clock)
    answer = answered(event, read, use_case)
    return frozenset(one["itemIdentifier"] for one in answer["batchItemFailures"])


def _handler(
    container: ModuleType, queue: str, clock: Clock
) -> tuple[Callable[[str], Any], Callable[[Sequence[Any]], Any]]:
    """What the function's app.py hands to the batch edge, with virtual time."""
    if queue == SPOOL:
        return read_spooled, lambda reports: container.drain_spool()(reports, clock.moment)
    if queue == RECEIPTS:
        return read_receipt, lambda receipts: container.take_receipts()(receipts, clock.moment)
    function, _, lane = queue.partition("-")
    if function == "triage":
        return read_hint, lambda hints: container.triage()(hints, clock.moment, Lane(lane))
    return read_hint, lambda hints: container.refer()(hints, clock.moment)


@contextmanager
def environment() -> Iterator[None]:
    """The variables that the deployed functions have."""
    with patch.dict(os.environ, ENVIRONMENT):
        yield
