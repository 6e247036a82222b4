"""What triage says about a report: a level, the reasons for it, and the words that bear them."""

from dataclasses import dataclass
from typing import Literal

from shared.domain.urgency import Lane, Urgency

# Kept beside every decision: the same report and engine always give the same decision.
ENGINE = "rules-1"

TRIAGE_FAILED = "TRIAGE_FAILED"
LANGUAGE_NOT_READ = "LANGUAGE_NOT_READ"
# What could not be judged rides the urgent lane, so that a person looks soon.
UNJUDGED = frozenset({TRIAGE_FAILED, LANGUAGE_NOT_READ})

Source = Literal["form", "rule", "fallback"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the report: `text` is cut verbatim from the field, `start` to `end`."""

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report has its level, or why it does not have a higher one."""

    code: str
    source: Source
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason together with the level it alone would give."""

    level: Urgency
    reason: Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement of one report; the principal reason comes first."""

    level: Urgency
    reasons: tuple[Reason, ...]
    calm: tuple[Reason, ...] = ()
    engine: str = ENGINE

    @property
    def is_unjudged(self) -> bool:
        """Whether it says that nobody could judge, so that the hotline's on-call is paged."""
        return any(reason.code in UNJUDGED for reason in self.reasons)

    @property
    def lane(self) -> Lane:
        """The urgent lane carries immediate reports and those that nobody could judge."""
        is_urgent = self.is_unjudged or self.level is Urgency.IMMEDIATE
        return Lane.URGENT if is_urgent else Lane.STANDARD
