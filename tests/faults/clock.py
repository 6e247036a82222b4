"""Virtual time: it moves when the scheduler says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from shared.adapters import dynamodb_directory, kms_vault

START = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)


class Clock:
    """Seconds since the start."""

    def __init__(self) -> None:
        self.now = 0.0

    @property
    def moment(self) -> datetime:
        """The same, as a date."""
        return START + timedelta(seconds=self.now)

    def monotonic(self) -> float:
        """What `time.monotonic` answers to code that keeps keys and lists for a while."""
        return self.now

    def seconds_until(self, epoch: int) -> float:
        """From the start to a time as the table keeps it."""
        return epoch - START.timestamp()


@contextmanager
def ticking(clock: Clock) -> Iterator[None]:
    """Adapters that keep something for a while go by this clock."""
    with patch.object(kms_vault, "time", clock), patch.object(dynamodb_directory, "time", clock):
        yield
