"""The three levels of urgency and the two lanes that carry them."""

from enum import IntEnum, StrEnum


class Urgency(StrEnum):
    """How soon a person must look; declared in rising order."""

    STANDARD = "standard"
    HIGH = "high"
    IMMEDIATE = "immediate"

    @property
    def rank(self) -> int:
        """0, 1 or 2: the number that `peak` keeps on the row, comparable in a condition."""
        return Rank[self.name].value


class Rank(IntEnum):
    """The order of the levels."""

    STANDARD = 0
    HIGH = 1
    IMMEDIATE = 2


class Lane(StrEnum):
    """Which queues a report rides: no flood on one can slow the other."""

    URGENT = "urgent"
    STANDARD = "standard"


def at_rank(rank: int) -> Urgency:
    """The level a stored rank stands for."""
    return Urgency[Rank(rank).name]


def highest(*levels: Urgency) -> Urgency:
    """A machine may only raise: of several judgements the most urgent counts."""
    return max(levels, key=lambda level: level.rank)
