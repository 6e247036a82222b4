"""One report in the model: its row as far as the protocol looks at it, and when it got where."""

from dataclasses import dataclass, field
from functools import cache
from math import inf

from shared.domain.owed import due
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from tests.make import NOW


@dataclass(eq=False, slots=True)
class Report:
    """A report without words. `stage` is None while only the spool holds it."""

    lane: Lane
    shard: int
    agencies: tuple[int, ...]
    asked_at: float
    stage: Stage | None = None
    due: float = 0.0
    attempts: int = 0
    owed: set[int] = field(default_factory=set)
    accepted_at: float = 0.0
    at_agency: float = inf
    stored_at: float = inf


@dataclass(eq=False, slots=True)
class Message:
    """A hint or a receipt; `agency` is whose receipt it is."""

    report: Report
    agency: int = -1
    receives: int = 0
    since: float = 0.0


@cache
def pause(lane: Lane, attempts: int) -> float:
    """Seconds until the sweep looks again, by the product's own rule."""
    return (due(lane, NOW, attempts) - NOW).total_seconds()
