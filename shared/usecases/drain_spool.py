"""Bring reports that waited in the spool into the table, and hand them to triage."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.errors import StoreUnavailableError
from shared.observability import Event, log, log_failure
from shared.ports import Added, NextStep, SealedIntake, SealedReport


@dataclass(frozen=True, slots=True)
class DrainSpool:
    """The use case with what it needs. It never opens a seal."""

    intake: SealedIntake
    triage: NextStep

    def __call__(self, spooled: Sequence[SealedReport]) -> frozenset[SealedReport]:
        """Safe to run twice. Gives back those that must stay on the spool."""
        return frozenset(report for report in spooled if not self._drained(report))

    def _drained(self, report: SealedReport) -> bool:
        try:
            added = self.intake.add_sealed(report)
        except StoreUnavailableError as error:
            log_failure(error, "spool")
            return False
        if added is Added.TAKEN:
            # The reporter was given this number: a person settles it, from the dead letters.
            log(Event.REFUSED, reason="number_taken")
            return False
        if self.triage.hand_over([report.number], report.lane):
            log(Event.NOT_HINTED, lane=report.lane)
        return True
