"""What the use cases need from the world outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

from shared.domain.agency import Agency
from shared.domain.row import Arrival, Milestone, Row, Stage, Step, Update
from shared.domain.story import Json
from shared.domain.urgency import Lane


class Added(Enum):
    """What became of a new report."""

    NEW = auto()
    MINE = auto()  # the same form, sent again: an earlier attempt is kept
    TAKEN = auto()  # another report has this number; draw the next


class Struck(Enum):
    """What a receipt did to a report's debts."""

    CLOSED = auto()  # the last debt: nothing is owed any more
    STRUCK = auto()  # something is still owed, or newer work is under way
    NOTHING = auto()  # taken before, or a newer revision took its place
    TOO_EARLY = auto()  # the receipt overtook the write that records the debt; try again


@dataclass(frozen=True, slots=True)
class Judged:
    """What triage found: all of it goes into one conditional write."""

    revision: int
    covers: frozenset[str]
    lane: Lane
    peak: int
    due: datetime
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending of a revision: who owes an answer now, and when to look for it.

    `step` is how it is remembered, None if nothing was put on a queue; `taken` are the agencies
    whose queues took it. One that `closes` leaves nothing owed.
    """

    owing: frozenset[str]
    step: Step | None
    at: datetime
    due: datetime
    taken: frozenset[str] = frozenset()
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One referral on its way to one agency's queue."""

    queue: str
    referral_id: str
    body: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What an update or a status question is checked against; none of it can be read back."""

    code_hash: bytes
    lane: Lane
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Overdue:
    """A report, or an update no revision covers yet, whose time on a list has come."""

    number: str
    update_id: str | None
    stage: Stage
    lane: Lane
    attempts: int
    due: datetime
    ref: str


class Intake(Protocol):
    """Where new reports are kept: write-only."""

    def add(self, arrival: Arrival) -> Added:
        """Keep a report once. Raises StoreUnavailableError if it is not durable."""


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report as the spool carries it: sealed, and opened by nobody on the way."""

    number: str
    fingerprint: bytes
    lane: Lane
    body: str


class SealedIntake(Protocol):
    """Where the spool is drained to."""

    def add_sealed(self, report: SealedReport, number: str) -> Added:
        """Keep a sealed report once, under its own number or another one.

        Raises StoreUnavailableError if it is not durable.
        """


class Spool(Protocol):
    """The second durable store, for the hours when the first refuses."""

    def keep(self, arrival: Arrival) -> None:
        """Keep a sealed report until it can be added. Raises StoreUnavailableError."""


class Reports(Protocol):
    """The reports, as the workers see them."""

    def read(self, numbers: Collection[str]) -> Mapping[str, Row]:
        """The newest state of these reports; unknown numbers are absent."""

    def updates(self, number: str) -> Sequence[Update]:
        """All updates of a report, oldest first; `due` is None once a revision covers it."""

    def judged(self, row: Row, judged: Judged) -> bool:
        """Record a judgement if no other was recorded since the row was read."""

    def settle(self, number: str, update_id: str) -> None:
        """Take a covered update off the list of owed work; the report carries the debt."""

    def address(self, row: Row, agencies: Collection[str], at: datetime) -> Row | None:
        """Put agencies on record before anything is sent to them.

        The row as it is then, or None if the report changed since it was read.
        """

    def referred(self, row: Row, sent: Sent) -> bool:
        """Record a sending, unless the report changed since the row was read."""

    def sent_again(self, row: Row, sent: Sent) -> bool:
        """Record a repetition, unless anything came in since the row was read."""


class Debts(Protocol):
    """What agencies owe a receipt for."""

    def strike(self, number: str, agency: str, revision: int) -> Struck:
        """Strike off one agency's debt.

        Only the last one closes the report, and on the urgent lane only if a person accepted.
        """

    def accept(
        self, number: str, agency: str, revision: int, officer: str, now: datetime
    ) -> Struck:
        """Record that a named person took this revision: the one thing that ends the climbing."""


class Reviews(Protocol):
    """The list of reports that a person must look at."""

    def add(self, number: str, lane: Lane, reason: str, now: datetime) -> None:
        """List a report for one reason, once: what was looked at does not come back."""


class OnCall(Protocol):
    """The hotline's own people."""

    def page(self, number: str, lane: Lane) -> bool:
        """Call whoever is on duty, with no word of what was told; False if that was refused."""


class OwedWork(Protocol):
    """The lists that the sweep reads; none of the content is opened."""

    def overdue(self, list_name: str, now: datetime, limit: int) -> Sequence[Overdue]:
        """What is due on a list, oldest first, at most `limit` of each partition."""

    def look_again(self, overdue: Overdue, due: datetime) -> bool:
        """Count an attempt and move the time to look again, unless somebody else just did."""


class Updates(Protocol):
    """What the update function may do: prove a number and code, and add."""

    def proof(self, number: str) -> Proof | None:
        """What to check a code against, or None for an unknown number."""

    def add(self, update: Update) -> None:
        """Keep an update once; a repeat changes nothing. Raises StoreUnavailableError."""


class NextStep(Protocol):
    """The queues, one a lane, to the next function."""

    def hand_over(self, numbers: Sequence[str], lane: Lane) -> frozenset[str]:
        """Hint that these reports have work waiting; gives back the numbers that were refused."""


class AgencyQueues(Protocol):
    """Where agencies poll."""

    def deliver(self, deliveries: Sequence[Delivery]) -> frozenset[str]:
        """Put referrals on their queues; gives back the ids of those that were refused."""


class Directory(Protocol):
    """Which agencies there are."""

    def agencies(self) -> Sequence[Agency]:
        """All agencies, with their queues."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Words that only a key of the right purpose opens."""

    wrapped_key: bytes
    blob: bytes


class Vault(Protocol):
    """Seals and opens content."""

    def seal(self, purpose: str, content: Json, place: str) -> Sealed:
        """Seal JSON for one purpose and place. Raises StoreUnavailableError without a key."""

    def open(self, purpose: str, sealed: Sealed, place: str) -> Json:
        """The JSON again; fails if it was moved, altered or sealed for another purpose."""
