"""What is kept of a report: its stage, what is still owed, and the words.

The row is the outbox. A row with `open` is owed work, and only the closing write removes it;
messages are hints that hold a number and may be lost, doubled or late. Times are UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.domain.story import Json
from shared.domain.urgency import Lane


class Stage(StrEnum):
    """How far a report has come; no stage means dropped."""

    RECEIVED = "received"
    TRIAGED = "triaged"
    REFERRED = "referred"
    CLOSED = "closed"


class Step(StrEnum):
    """What a milestone marks; those of `TOLD` are named as on the reporter's status page."""

    RECEIVED = "received"
    CHECKED = "checked"
    AVAILABLE = "available"
    UPDATED = "updated"
    ADDRESSED = "addressed"
    CLIMBED = "climbed"
    ACCEPTED = "accepted"


# The reporter learns no more: who took a report, and that nobody did, are law enforcement's.
TOLD = frozenset({Step.RECEIVED, Step.CHECKED, Step.AVAILABLE, Step.UPDATED})


@dataclass(frozen=True, slots=True)
class Milestone:
    """One dated step of a report.

    `agencies` are those that this step put on record, or whose queues took what it sent; `officer`
    is the alias of who accepted.
    """

    step: Step
    at: datetime
    revision: int = 0
    agencies: tuple[str, ...] = ()
    officer: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new report, as submit keeps it: told, split for sealing, and proven by keyed hashes."""

    number: str
    fingerprint: bytes
    code_hash: bytes
    contact_hashes: frozenset[bytes]
    lane: Lane
    peak: int
    received_at: datetime
    due: datetime
    story: Json
    contact: Json


@dataclass(frozen=True, slots=True)
class Row:
    """A stored report. `contact` is empty for a reader that may not open it."""

    number: str
    fingerprint: bytes
    stage: Stage
    lane: Lane
    peak: int
    revision: int
    covers: frozenset[str]
    owed: frozenset[str]
    milestones: tuple[Milestone, ...]
    attempts: int
    due: datetime | None
    story: Json
    contact: Json
    # The revision that a named person took; 0 as long as nobody did.
    accepted: int = 0

    @property
    def ref(self) -> str:
        """How logs call this report: part of a keyed hash, which leads back to no number."""
        return ref_of(self.fingerprint)

    @property
    def received_at(self) -> datetime:
        """When the public was told that we have it."""
        return self.milestones[0].at

    @property
    def holders(self) -> frozenset[str]:
        """The agencies that hold this report, or may: on record before anything is sent."""
        return frozenset(agency for m in self.milestones for agency in m.agencies)

    @property
    def awaits_acceptance(self) -> bool:
        """Whether a person still has to take the newest revision: a machine's receipt is none."""
        return self.lane is Lane.URGENT and self.accepted < self.revision

    @property
    def climbs(self) -> int:
        """How often the newest revision was sent again because nobody answered."""
        mine = [m for m in self.milestones if m.revision == self.revision]
        return sum(m.step is Step.CLIMBED for m in mine)

    @property
    def last_sent(self) -> Mapping[str, datetime]:
        """When each agency's queue last took the newest revision; not there if it never did."""
        sendings = (Step.AVAILABLE, Step.CLIMBED)
        mine = [m for m in self.milestones if m.revision == self.revision and m.step in sendings]
        return {agency: m.at for m in sorted(mine, key=lambda m: m.at) for agency in m.agencies}


@dataclass(frozen=True, slots=True)
class Update:
    """Something added to a report later; it never replaces anything."""

    number: str
    update_id: str
    lane: Lane
    received_at: datetime
    story: Json
    due: datetime | None = None

    @property
    def ref(self) -> str:
        """How logs call this update."""
        return self.update_id[:6]


def ref_of(fingerprint: bytes) -> str:
    """Six hexadecimal digits of a report's keyed fingerprint."""
    return fingerprint[:3].hex()


def debt(agency: str, revision: int) -> str:
    """What `owed` holds until this agency has stored this revision."""
    return f"{agency}#{revision}"
