"""Ask the product itself which queue each lane rides: the real use cases, adapters and wiring."""

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from shared import wiring
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from shared.messages import read_hint
from shared.ports import NextStep
from shared.usecases.refer import Refer
from shared.usecases.submit import Submit
from shared.usecases.sweep import Sweep
from shared.usecases.triage import Triage
from tests.fakes import (
    MemoryAgencyQueues,
    MemoryDirectory,
    MemoryOnCall,
    MemoryReports,
    MemoryReviews,
    MemorySpool,
    PlainHashes,
)
from tests.load.settings import PUBLIC_FORM, SWEEP, Function, Settings
from tests.make import CALM, NOW, URGENT, told
from tests.unit.usecases.service import FEDERAL, Service

WORDS = {Lane.URGENT: URGENT, Lane.STANDARD: CALM}


@dataclass(frozen=True, slots=True)
class Routes:
    """For each lane the queue that a hint goes to, and the lane of the agency's queue."""

    submitted: Mapping[Lane, str]
    judged: Mapping[Lane, str]
    at_agency: Mapping[Lane, Lane]
    swept: Mapping[tuple[Stage, Lane], str]


class _Heard:
    """An SQS that only remembers what went where."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send_message_batch(self, QueueUrl: str, Entries: Sequence[Any]) -> dict[str, Any]:  # noqa: N803
        self.sent += [(QueueUrl, read_hint(one["MessageBody"])) for one in Entries]
        return {}


def learned(settings: Settings) -> Routes:
    """One report of each lane, followed through the product, which logs nothing meanwhile."""
    heard = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        return _learned(settings)
    finally:
        logging.disable(heard)


def _learned(settings: Settings) -> Routes:
    followed = {lane: _followed(settings, words) for lane, words in WORDS.items()}
    return Routes(
        submitted={lane: one.submitted for lane, one in followed.items()},
        judged={lane: one.judged for lane, one in followed.items()},
        at_agency={lane: _agency_lane(words) for lane, words in WORDS.items()},
        swept={
            (stage, lane): queue
            for lane, one in followed.items()
            for stage, queue in one.swept.items()
        },
    )


@dataclass(frozen=True, slots=True)
class _Followed:
    submitted: str
    judged: str
    swept: Mapping[Stage, str]


def _followed(settings: Settings, words: str) -> _Followed:
    table, heard = MemoryReports(), _Heard()
    with _wired(settings.functions[PUBLIC_FORM], heard) as (to_triage, _):
        submit = Submit(
            table, MemorySpool(), to_triage, MemoryOnCall(), PlainHashes(), demonstration=True
        )
        number = submit(told(words), None, NOW).number
    queue = heard.sent[-1][0]
    swept = {Stage.RECEIVED: _swept(settings, table, days=1)}
    with _wired(settings.readers[queue].function, heard) as (_, to_refer):
        Triage(table, MemoryDirectory(FEDERAL), to_refer)([number], NOW)
    onward = heard.sent[-1][0]
    swept[Stage.TRIAGED] = _swept(settings, table, days=2)
    _referred(table, number)
    swept[Stage.REFERRED] = _swept(settings, table, days=20)
    return _Followed(queue, onward, swept)


def _referred(table: MemoryReports, number: str) -> None:
    refer = Refer(
        table,
        MemoryDirectory(FEDERAL),
        MemoryAgencyQueues(),
        MemoryOnCall(),
        MemoryReviews(),
        PlainHashes(),
        "test",
        demonstration=True,
    )
    refer([number], NOW)


def _swept(settings: Settings, table: MemoryReports, days: int) -> str:
    heard = _Heard()
    with _wired(settings.functions[SWEEP], heard) as (to_triage, to_refer):
        sweep = Sweep(table, to_triage, to_refer, MemoryOnCall(), MemoryReviews())
        sweep(NOW + timedelta(days=days))
    return heard.sent[-1][0]


def _agency_lane(words: str) -> Lane:
    service = Service()
    service.referred(told(words))
    (lane,) = {Lane(one.queue.rpartition("-")[2]) for one in service.queues.delivered}
    return lane


@contextmanager
def _wired(function: Function, heard: _Heard) -> Iterator[tuple[NextStep, NextStep]]:
    """The next steps of a function, from the variables that the templates give to it."""
    with patch.dict(os.environ, function.environment), patch.object(wiring, "_sqs", lambda: heard):
        has = function.environment
        to_triage = wiring._triage_queues() if "TRIAGE_URGENT_QUEUE_URL" in has else None
        to_refer = wiring._refer_queues() if "REFER_URGENT_QUEUE_URL" in has else None
        yield to_triage, to_refer  # type: ignore[misc]
