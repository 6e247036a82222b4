"""Those outside the service: reporters who try again, and agencies that store and say so."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from shared.consumer.inbox import Inbox
from shared.consumer.ports import ConsumerError
from shared.consumer.queues import SqsQueue, SqsReceipts
from shared.consumer.take import Taking
from shared.contract.models import ReadReferral, receipt_of
from shared.domain.errors import StoreUnavailableError
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from shared.usecases.submit import Accepted
from tests.faults.cloud import RECEIPTS, agency_queue
from tests.faults.line import Client, Line
from tests.faults.scenarios import Later, Story
from tests.faults.service import Containers

# The gateway gives up first; then the reporter presses the button again.
GATEWAY_SECONDS = 29.0
TRY_AGAIN_SECONDS = 30.0
TRIES = 4
# How long a person needs to read a referral and take it on.
OFFICER_SECONDS = 240.0
OFFICER = "Officer A."
STAGES = list(Stage)
# What the functions' edges answer with 503.
UNAVAILABLE = (StoreUnavailableError, ClientError, BotoCoreError)


@dataclass(eq=False)
class Tries:
    """How often somebody tried, and when they try again."""

    made: int = 0
    next_at: float = 0.0

    def one_more(self, now: float) -> float:
        """Count a try; gives back when its answer is too late."""
        self.made += 1
        self.next_at = now + TRY_AGAIN_SECONDS
        return now + GATEWAY_SECONDS


@dataclass(eq=False)
class Reporter:
    """One person with one form, and with the number and code once they were seen."""

    story: Story
    name: str
    accepted: Accepted | None = None
    tries: Tries = field(default_factory=Tries)
    patience: float = 60.0

    def ready_at(self) -> float | None:
        """When the form is sent, next time."""
        done = self.accepted is not None or self.tries.made == TRIES
        return None if done else self.tries.next_at

    def work(self, line: Line, containers: Containers) -> None:
        """Send the form, and see the answer if it is neither lost nor late."""
        clock = line.cloud.clock
        too_late = self.tries.one_more(clock.now)
        with containers.one("submit") as container:
            try:
                accepted = container.submit()(self.story.told, self.name, clock.moment)
            except UNAVAILABLE:
                return
        line.answer()
        if clock.now < too_late:
            self.accepted = accepted


@dataclass(eq=False)
class Adding:
    """A reporter's update, once the report has come so far."""

    reporter: Reporter
    later: Later
    line: Line
    accepted: bool = False
    tries: Tries = field(default_factory=Tries)
    patience: float = 60.0

    @property
    def name(self) -> str:
        """How it is called in a schedule."""
        return f"update by {self.reporter.name}"

    def ready_at(self) -> float | None:
        """When the update is sent, next time; None until the report is there."""
        if self.accepted or self.tries.made == TRIES or self.reporter.accepted is None:
            return None
        reached = self.line.cloud.stage(self.reporter.accepted.number)
        far = reached is not None and STAGES.index(reached) >= STAGES.index(self.later.after)
        return max(self.tries.next_at, self.later.not_before) if far else None

    def work(self, line: Line, containers: Containers) -> None:
        """Send the update, and see the answer if it is neither lost nor late."""
        clock, report = line.cloud.clock, self.reporter.accepted
        assert report is not None
        too_late = self.tries.one_more(clock.now)
        with containers.one("update") as container:
            try:
                added = container.add_update()(
                    report.number, report.code, self.later.text, "new_information", clock.moment
                )
            except UNAVAILABLE:
                return
        line.answer()
        if clock.now < too_late:
            self.accepted = added


class MemoryInbox(Inbox):
    """An agency's folder that needs no disk; it outlives the program that fills it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], dict[int, ReadReferral]] = {}
        self.copies: list[ReadReferral] = []
        self.unreadables: list[str] = []

    def path_of(self, referral: ReadReferral) -> Path:
        """A name; there is no such file."""
        return Path(referral.data.report_number)

    def store(self, referral: ReadReferral, body: str) -> bool:
        """Keep every revision once; whether this one is newer than all before."""
        data = referral.data
        self.copies.append(referral)
        kept = self.kept.setdefault((data.report_number, data.agency), {})
        newer = data.revision > max(kept, default=0)
        kept.setdefault(data.revision, referral)
        return newer

    def holders(self, number: str) -> set[str]:
        """The agencies that hold any revision of a report."""
        return {agency for held, agency in self.kept if held == number}

    def newest(self, number: str, agency: str) -> ReadReferral | None:
        """The highest revision of a report that an agency holds."""
        kept = self.kept.get((number, agency), {})
        return kept[max(kept)] if kept else None

    def urgent(self, number: str) -> list[ReadReferral]:
        """The newest revision of an urgent report, from whoever leads."""
        newest = [self.newest(number, agency) for agency in sorted(self.holders(number))]
        held = [one for one in newest if one is not None and one.data.urgency.lane == Lane.URGENT]
        return [one for one in held if one.data.role == "lead"][:1] or held[:1]

    def set_aside(self, message_id: str, body: str) -> Path:
        """Nothing that the service writes may end here."""
        self.unreadables.append(message_id)
        return Path(message_id)


@dataclass(eq=False)
class Officers:
    """Those who take urgent referrals on: for each copy they see, or only when they are called."""

    line: Line
    inbox: MemoryInbox
    calls_only: bool
    name: str = "officers"
    patience: float = 60.0
    _seen: int = 0
    _called: int = 0
    _waiting: list[tuple[float, str]] = field(default_factory=list)

    def ready_at(self) -> float | None:
        """When the first of them gets to what waits."""
        self._look()
        return min(at for at, _ in self._waiting) if self._waiting else None

    def work(self, line: Line, containers: Containers) -> None:
        """Accept what is held of one report; whoever is interrupted does it again."""
        if not self._waiting:
            return  # a colleague was quicker
        waiting = min(self._waiting)
        number = waiting[1]
        again = line.cloud.clock.now + TRY_AGAIN_SECONDS, number
        self._waiting[self._waiting.index(waiting)] = again
        receipts = SqsReceipts(Client(line, "sqs"), RECEIPTS)  # type: ignore[arg-type]
        for referral in self.inbox.urgent(number):
            try:
                receipts.send(receipt_of(referral, OFFICER))
            except ConsumerError:
                return
        if again in self._waiting:
            self._waiting.remove(again)

    def _look(self) -> None:
        """What came since the last look: referrals, and the hotline's own calls."""
        now, pages = self.line.cloud.clock.now, self.line.cloud.sns.pages
        copies = [] if self.calls_only else self.inbox.copies[self._seen :]
        numbers = [one.data.report_number for one in copies if one.data.urgency.lane == Lane.URGENT]
        numbers += [page.number for page in pages[self._called :]]
        self._seen, self._called = len(self.inbox.copies), len(pages)
        self._waiting += [(now + OFFICER_SECONDS, number) for number in dict.fromkeys(numbers)]


@dataclass(eq=False)
class Desk:
    """An agency's computer at one of its two queues."""

    agency: str
    lane: Lane
    line: Line
    inbox: MemoryInbox
    rests_until: float = 0.0
    patience: float = 301.0
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """How it is called in a schedule."""
        return self.queue

    @property
    def queue(self) -> str:
        """Where it polls."""
        return agency_queue(self.agency, self.lane)

    def ready_at(self) -> float | None:
        """When there is something to receive."""
        at = self.line.cloud.next_visible(self.queue)
        return None if at is None else max(at, self.rests_until)

    def work(self, line: Line, containers: Containers) -> None:
        """Take what is there; anything that goes wrong ends this look."""
        self.rests_until = line.cloud.clock.now + TRY_AGAIN_SECONDS
        sqs = Client(line, "sqs")
        receipts = SqsReceipts(sqs, RECEIPTS)  # type: ignore[arg-type]
        queue = SqsQueue(sqs, self.queue, self.lane)  # type: ignore[arg-type]
        taking = Taking(self.inbox, receipts, lambda _: None, lambda _: None)
        try:
            for message in queue.receive(0):
                self.outcomes[taking.take(queue, message).name] += 1
        except ConsumerError:
            return
        self.rests_until = 0.0
