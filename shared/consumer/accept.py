"""A named person takes a referral on: the one answer that ends the hotline's asking."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.consumer.inbox import Inbox
from shared.consumer.ports import ConsumerError, Receipts
from shared.contract.models import ReadReferral, receipt_of
from shared.domain.errors import BadNumberError
from shared.domain.receipt import ALIAS_LENGTH, is_alias
from shared.domain.report_number import parse_number


@dataclass(frozen=True, slots=True)
class Accepting:
    """Where referrals are kept, and the way back."""

    inbox: Inbox
    receipts: Receipts

    def accept(self, referral_id: str, officer: str) -> ReadReferral:
        """Accept the newest revision that is kept of a referral.

        `referral_id` is the referral's own, or the report number where one agency alone holds it.
        Raises ConsumerError.
        """
        if not is_alias(officer):
            raise ConsumerError(f"An officer's name is one line of at most {ALIAS_LENGTH} letters.")
        number, agency = _parts(referral_id)
        newest = self._one(self.inbox.newest_of(number), agency)
        self.receipts.send(receipt_of(newest, officer))
        return newest

    def _one(self, held: Sequence[ReadReferral], agency: str) -> ReadReferral:
        mine = [one for one in held if agency in ("", one.data.agency)]
        if not mine:
            raise ConsumerError(f"No such referral is in {self.inbox.folder}: poll first.")
        if len(mine) > 1:
            ids = ", ".join(one.data.referral_id for one in mine)
            raise ConsumerError(f"Several agencies hold this report; say which: {ids}.")
        return mine[0]


def _parts(referral_id: str) -> tuple[str, str]:
    number, _, agency = referral_id.partition(":")
    try:
        return parse_number(number), agency.strip().lower()
    except BadNumberError:
        raise ConsumerError(
            "That is no report number: twelve digits, as on the referral."
        ) from None
