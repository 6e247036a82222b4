"""The line between our code and the cloud: every call on it is a fault point."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from tests.faults.cloud import Cloud
from tests.faults.refusals import refused


class Fault(StrEnum):
    """What can happen at a call."""

    KILLED_BEFORE = "killed_before"  # the process is gone, the call was not made
    KILLED_AFTER = "killed_after"  # the call was made, and the process is gone
    REFUSED = "refused"  # no connection
    AMBIGUOUS = "ambiguous"  # the call was made, and its answer was lost
    REPEATED = "repeated"  # the same, and the client made it once more by itself
    THROTTLED = "throttled"  # of a batch only a part; anything else not at all
    PAUSED = "paused"  # until the message came back and a second copy has run
    PURGED = "purged"  # every queue but the spool loses everything just before
    OUTAGE = "outage"  # this service refuses from here on for a while


WRITES = frozenset(
    {
        "put_item",
        "update_item",
        "send_message",
        "send_message_batch",
        "receive_message",
        "delete_message",
        "publish",
    }
)
BATCHES = frozenset({"batch_get_item", "send_message_batch"})
# Of an answer on its way to a reporter nothing else can happen: it is lost.
ANSWER = "answer"
DELETE = "delete_message"
# For a read these are the same as one that is tried: nothing was changed.
ONLY_WRITES = frozenset({Fault.KILLED_AFTER, Fault.AMBIGUOUS, Fault.REPEATED})
OUTAGE_SECONDS = 600.0


def faults_of(operation: str) -> tuple[Fault, ...]:
    """All that can happen at a call, without those that come to the same."""
    if operation == ANSWER:
        return (Fault.KILLED_BEFORE,)
    return tuple(f for f in Fault if operation in WRITES or f not in ONLY_WRITES)


def distinct(points: Sequence["Point"], after: int = -1) -> Iterator[tuple["Point", Fault]]:
    """All faults at the calls after one of them, without those that come to the same as another.

    A process killed before a call is one killed after its last write, or at its first call; but
    who deletes a message is not the process that worked on it. Queues purged before a call that
    touches none are queues purged before the next that does.
    """
    last: dict[str, Point] = {}
    for point in points:
        before = last.get(point.who)
        last[point.who] = point
        if point.index <= after:
            continue
        for fault in faults_of(point.operation):
            begun = before is not None and before.index != after
            if fault is Fault.KILLED_BEFORE and begun and point.operation not in (ANSWER, DELETE):
                continue
            if fault is Fault.PURGED and point.service != "sqs":
                continue
            yield point, fault


class Killed(BaseException):
    """A process was killed; no handler may notice."""


@dataclass(frozen=True, slots=True)
class Point:
    """One call: the fault point's place in the run, who called, and what."""

    index: int
    who: str
    service: str
    operation: str


class Plan(Protocol):
    """Which faults happen."""

    def fault_at(self, point: Point) -> Fault | None:
        """What happens at this call."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A fault at each of these calls, counted over the run."""

    faults: Mapping[int, Fault]

    def fault_at(self, point: Point) -> Fault | None:
        """What is on the list."""
        return self.faults.get(point.index)


class Line:
    """Carries calls to the cloud, and lets happen to them what the plan says."""

    def __init__(self, cloud: Cloud, plan: Plan) -> None:
        self.cloud = cloud
        self.plan = plan
        # What to do before each call, and when one is paused: the scheduler's part.
        self.before: Callable[[], None] = lambda: None
        self.pause: Callable[[], None] = lambda: None
        self.who = ""
        self.points: list[Point] = []
        self.fired: list[tuple[Point, Fault]] = []
        self.kinds: Counter[Fault] = Counter()
        self._down_until: dict[str, float] = {}

    def call(self, service: str, operation: str, asked: dict[str, Any]) -> Any:
        """One call of an adapter."""
        self.before()
        point, fault = self._reached(service, operation)
        client = getattr(self.cloud, service)

        def made() -> Any:
            return getattr(client, operation)(**asked)

        if fault is not None:
            return self._with(fault, point, client, made)
        self._refuse_while_down(service)
        return made()

    def answer(self) -> None:
        """An answer on its way to a reporter. Raises Killed if it is lost."""
        self.before()
        _, fault = self._reached("reporter", ANSWER)
        if fault is not None:
            raise Killed

    def _reached(self, service: str, operation: str) -> tuple[Point, Fault | None]:
        point = Point(len(self.points), self.who, service, operation)
        self.points.append(point)
        fault = self.plan.fault_at(point)
        if fault is not None and fault in faults_of(operation):
            self.fired.append((point, fault))
            return point, fault
        return point, None

    def _with(self, fault: Fault, point: Point, client: Any, made: Callable[[], Any]) -> Any:
        if fault is Fault.KILLED_BEFORE:
            raise Killed
        if fault in (Fault.REFUSED, Fault.THROTTLED, Fault.OUTAGE):
            return self._refused(fault, point, client, made)
        if fault is Fault.PAUSED:
            self.pause()
        if fault is Fault.PURGED:
            self.cloud.purge()
        self._refuse_while_down(point.service)
        if fault in ONLY_WRITES:
            _made_unseen(made)
        if fault is Fault.KILLED_AFTER:
            raise Killed
        if fault is Fault.AMBIGUOUS:
            raise ReadTimeoutError(endpoint_url="")
        return made()

    def _refused(self, fault: Fault, point: Point, client: Any, made: Callable[[], Any]) -> Any:
        if fault is Fault.THROTTLED and point.operation in BATCHES:
            client.answers_partly = True
            return made()
        if fault is Fault.THROTTLED:
            raise refused(point.operation, "ThrottlingException")
        if fault is Fault.OUTAGE:
            self._down_until[point.service] = self.cloud.clock.now + OUTAGE_SECONDS
        raise EndpointConnectionError(endpoint_url="")

    def _refuse_while_down(self, service: str) -> None:
        if self.cloud.clock.now < self._down_until.get(service, 0.0):
            raise EndpointConnectionError(endpoint_url="")


def _made_unseen(made: Callable[[], Any]) -> None:
    """The cloud did it, or refused it; nobody will ever know which."""
    try:
        made()
    except ClientError:
        return


@dataclass(frozen=True, slots=True)
class Client:
    """One client on the line, with the calls of a boto3 client."""

    line: Line
    service: str

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        return lambda **asked: self.line.call(self.service, operation, asked)
