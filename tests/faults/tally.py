"""What one part of the campaign found."""

from collections import Counter
from dataclasses import dataclass, field

from tests.faults.play import Played
from tests.faults.promises import Kind

# Plans and seeds that are kept to be shown.
SHOWN = 5


@dataclass
class Tally:
    """Counts, and the first worlds in which a promise was broken."""

    name: str = ""
    played: int = 0
    of: int | None = None
    points: int = 0
    fired: int = 0
    acknowledged: int = 0
    swept: int = 0
    # By scenario: how many pairs of faults its single faults lead to.
    pairs: Counter[str] = field(default_factory=Counter)
    broken: Counter[Kind] = field(default_factory=Counter)
    failures: list[tuple[str, Played]] = field(default_factory=list)

    def add(self, played: Played, replay: str) -> None:
        """Count one world in."""
        self.played += 1
        self.points += len(played.points)
        self.fired += len(played.fired)
        self.acknowledged += played.acknowledged
        self.swept += played.swept
        self.broken.update({one.kind for one in played.broken})
        if played.broken and len(self.failures) < SHOWN:
            self.failures.append((replay, played))

    def take_in(self, other: "Tally") -> None:
        """Count in what another part found."""
        self.played += other.played
        self.points += other.points
        self.fired += other.fired
        self.acknowledged += other.acknowledged
        self.swept += other.swept
        self.pairs.update(other.pairs)
        self.broken.update(other.broken)
        self.failures += other.failures[: SHOWN - len(self.failures)]
