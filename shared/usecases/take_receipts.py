"""Strike off the debts of agencies that stored their referral, and record who accepted it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.hashes import KeyedHashes
from shared.domain.receipt import Receipt, is_genuine
from shared.observability import Event, log
from shared.ports import Debts, Struck


@dataclass(frozen=True, slots=True)
class TakeReceipts:
    """The use case with what it needs."""

    debts: Debts
    hashes: KeyedHashes

    def __call__(self, receipts: Sequence[Receipt], now: datetime) -> frozenset[Receipt]:
        """Safe to run twice. Gives back those to try again, or to set aside as not genuine."""
        return frozenset(receipt for receipt in receipts if not self._taken(receipt, now))

    def _taken(self, receipt: Receipt, now: datetime) -> bool:
        if not is_genuine(self.hashes, receipt):
            # It comes back until the queue sets it aside among its dead letters, for a person.
            log(Event.RECEIPT_REFUSED, reason="key")
            return False
        outcomes = self._outcomes(receipt, now)
        if Struck.TOO_EARLY in outcomes:
            return False
        log(
            Event.ACCEPTED_BY_PERSON if receipt.officer else Event.RECEIVED,
            agency=receipt.agency,
            revision=receipt.revision,
            reason=outcomes[-1].name.lower(),
        )
        return True

    def _outcomes(self, receipt: Receipt, now: datetime) -> list[Struck]:
        """Whoever accepted a referral has stored it, whatever became of the machine's receipt."""
        number, agency, revision = receipt.number, receipt.agency, receipt.revision
        struck = [self.debts.strike(number, agency, revision)]
        if receipt.officer:
            struck.append(self.debts.accept(number, agency, revision, receipt.officer, now))
        return struck
