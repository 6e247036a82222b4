"""One report in the model: its row as far as the protocol looks at it, and when it got where."""

from dataclasses import dataclass, field
from functools import cache
from math import inf

from shared.domain.owed import due, owed_by_agencies, owed_now
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from tests.make import NOW


@dataclass(eq=False, slots=True)
class Report:
    """A report without words. `stage` is None while only the spool holds it.

    `agencies` begin with the lead. `heard` is whether an officer accepts it at the first asking;
    `rung` counts the climbs that were sent, `climbs` those that the row knows of.
    """

    lane: Lane
    shard: int
    agencies: tuple[int, ...]
    asked_at: float
    heard: bool = True
    stage: Stage | None = None
    due: float = 0.0
    attempts: int = 0
    owed: set[int] = field(default_factory=set)
    rung: int = 0
    climbs: int = 0
    is_accepted: bool = False
    accepted_at: float = 0.0
    at_agency: float = inf
    stored_at: float = inf
    answered_at: float = inf
    answer_known_at: float = inf

    @property
    def awaits_acceptance(self) -> bool:
        """Whether a person still has to take it."""
        return self.lane is Lane.URGENT and not self.is_accepted

    @property
    def list_name(self) -> str:
        """Where the sweep finds it."""
        sent = self.stage is Stage.REFERRED
        return owed_by_agencies(self.lane) if sent else owed_now(self.lane)


@dataclass(eq=False, slots=True)
class Message:
    """A hint or a receipt; `agency` is whose receipt it is, `officer` whether a person accepts."""

    report: Report
    agency: int = -1
    officer: bool = False
    receives: int = 0
    since: float = 0.0


@cache
def pause(lane: Lane, attempts: int) -> float:
    """Seconds until the sweep looks again, by the product's own rule."""
    return (due(lane, NOW, attempts) - NOW).total_seconds()
