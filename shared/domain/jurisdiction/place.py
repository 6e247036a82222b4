"""What is known about where a report belongs: the places told, and the one that leads."""

from dataclasses import dataclass
from enum import IntEnum, auto
from typing import Literal

FEDERAL = "US-FEDERAL"
UNKNOWN = "unknown->US-FEDERAL"

Whose = Literal["child", "incident", "suspect", "reporter"]
Confidence = Literal["strong", "medium", "weak", "none"]


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """The words that name a place, verbatim: `text` is what stands in `field[start:end]`."""

    whose: Whose
    kind: str
    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Where a report belongs.

    `lead` is a state ("US-TX"), an ISO 3166 country ("CA" is Canada), "US-FEDERAL" or
    "unknown->US-FEDERAL". `county` is a five-digit FIPS code, known only in the states that
    several task forces share. `basis` names the field and the kind of words that decided.
    `notify` are the places that lost but matter.
    """

    lead: str
    county: str | None
    postal: str | None
    basis: str
    confidence: Confidence
    notify: tuple[str, ...]
    evidence: tuple[PlaceEvidence, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place as far as words fixed it; `lead` is written as in `Jurisdiction`."""

    lead: str
    county: str | None = None
    postal: str | None = None


class Rank(IntEnum):
    """Whose place leads, first to last; ELSEWHERE is told but never leads."""

    PLANNED = auto()
    CHILD = auto()
    CHILD_IN_STORY = auto()
    INCIDENT = auto()
    INCIDENT_IN_STORY = auto()
    SUSPECT = auto()
    SUSPECT_IN_STORY = auto()
    REPORTER = auto()
    REPORTER_IN_STORY = auto()
    ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """One place told for one person or event, with further places that must be told."""

    rank: Rank
    spot: Spot
    basis: str
    confidence: Confidence
    evidence: PlaceEvidence
    also: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether a report may be sent here first."""
        return self.rank is not Rank.ELSEWHERE

    @property
    def in_a_state(self) -> bool:
        """Whether a state of the US is known."""
        return self.spot.lead.startswith("US-") and self.spot.lead != FEDERAL
