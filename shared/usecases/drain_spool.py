"""Bring reports that waited in the spool into the table, and hand them to triage."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.errors import StoreUnavailableError
from shared.domain.report_number import number_from
from shared.observability import Event, log, log_failure
from shared.ports import Added, NextStep, Reviews, SealedIntake, SealedReport

# As at submit: eight taken numbers in a row never happen.
DRAWS = 8
NUMBER_TAKEN = "number_taken"


@dataclass(frozen=True, slots=True)
class DrainSpool:
    """The use case with what it needs. It never opens a seal."""

    intake: SealedIntake
    triage: NextStep
    reviews: Reviews
    demonstration: bool

    def __call__(self, spooled: Sequence[SealedReport], now: datetime) -> frozenset[SealedReport]:
        """Safe to run twice. Gives back those that must stay on the spool."""
        return frozenset(report for report in spooled if not self._drained(report, now))

    def _drained(self, report: SealedReport, now: datetime) -> bool:
        try:
            number = self._kept(report)
        except StoreUnavailableError as error:
            log_failure(error, "spool")
            return False
        if number != report.number:
            # The reporter holds the other number, which leads to somebody else's report.
            self.reviews.add(number, report.lane, NUMBER_TAKEN, now)
        if self.triage.hand_over([number], report.lane):
            log(Event.NOT_HINTED, lane=report.lane)
        return True

    def _kept(self, report: SealedReport) -> str:
        """The number it is kept under. Raises StoreUnavailableError."""
        for draw in range(DRAWS):
            number = self._number(report, draw)
            if self.intake.add_sealed(report, number) is not Added.TAKEN:
                return number
        raise StoreUnavailableError

    def _number(self, report: SealedReport, draw: int) -> str:
        """Its own, while nobody else has it; then the same one each time the spool is read."""
        if draw == 0:
            return report.number
        drawn = hashlib.sha256(report.fingerprint + bytes([draw])).digest()
        return number_from(drawn, demonstration=self.demonstration)
