"""What all functions share: the account's executions, and the table's write units."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.load.assumptions import Write
from tests.load.virtual import Clock

# Lambda reserves nothing that would leave fewer than this for functions without a reserve.
LEFT_FOR_ALL = 100


class CannotReserveError(ValueError):
    """The account is too small for what the stage wants to reserve."""


class Account:
    """Concurrent executions: a reserve is a function's own, and also its limit."""

    def __init__(self, limit: int, reserved: Mapping[str, int], others: int) -> None:
        self._shared = limit - sum(reserved.values())
        if reserved and self._shared < LEFT_FOR_ALL:
            raise CannotReserveError(f"{sum(reserved.values())} of {limit} cannot be reserved")
        self._shared -= min(others, self._shared)
        self._reserved = reserved
        self._busy: Counter[str] = Counter()
        self._sharing = 0
        self._warm: Counter[str] = Counter()
        self.throttled = 0

    def begin(self, function: str) -> bool | None:
        """Whether the execution starts cold; None if there is no room for it."""
        own = self._reserved.get(function)
        used, room = (self._sharing, self._shared) if own is None else (self._busy[function], own)
        if used >= room:
            self.throttled += 1
            return None
        self._sharing += own is None
        self._busy[function] += 1
        cold = self._busy[function] > self._warm[function]
        self._warm[function] += cold
        return cold

    def end(self, function: str) -> None:
        """Give the execution back; its environment stays warm."""
        self._busy[function] -= 1
        self._sharing -= function not in self._reserved


@dataclass
class Bucket:
    """So many units a second, and at most one second's worth at once."""

    rate: float
    left: float = field(init=False)
    at: float = 0.0

    def __post_init__(self) -> None:
        self.left = self.rate

    def fill(self, now: float) -> None:
        """What came in since the last look."""
        self.left = min(self.rate, self.left + (now - self.at) * self.rate)
        self.at = now


class Table:
    """A write needs units of the table and of the index; whoever finds too few is throttled."""

    def __init__(self, clock: Clock, units: float) -> None:
        self._clock = clock
        self._table, self._index = Bucket(units), Bucket(units)
        self.writes = 0
        self.throttled = 0

    def write(self, write: Write) -> bool:
        """Whether it was written."""
        for bucket in (self._table, self._index):
            bucket.fill(self._clock.now)
        self.writes += 1
        if self._table.left < write.table or self._index.left < write.index:
            self.throttled += 1
            return False
        self._table.left -= write.table
        self._index.left -= write.index
        return True
