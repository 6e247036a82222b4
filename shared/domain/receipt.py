"""What an agency sends back, and the key that proves that it holds the referral."""

import hmac
import json
from dataclasses import dataclass

from shared.domain.hashes import KeyedHashes
from shared.domain.story import Json

VERSION = 1
ALIAS_LENGTH = 80


class UnreadableReceiptError(Exception):
    """The receipt is not of the published form."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """`received`: a machine at the agency stored this revision.

    With an `officer`, `accepted`: the named person, by alias, has taken it on.
    """

    number: str
    agency: str
    revision: int
    key: str
    officer: str = ""


def receipt_key(hashes: KeyedHashes, number: str, agency: str, revision: int) -> str:
    """What only the holder of this revision's referral to this agency can know."""
    return hashes.digest("receipt", number, agency, str(revision)).hex()[:32]


def is_genuine(hashes: KeyedHashes, receipt: Receipt) -> bool:
    """Whether it was sent by somebody who holds the referral."""
    expected = receipt_key(hashes, receipt.number, receipt.agency, receipt.revision)
    return hmac.compare_digest(expected.encode(), receipt.key.encode())


def read_receipt(body: str) -> Receipt:
    """A receipt off the queue. Raises UnreadableReceiptError."""
    try:
        told = json.loads(body)
        receipt = Receipt(
            number=told["report_number"],
            agency=told["agency"],
            revision=told["revision"],
            key=told["receipt_key"],
            officer=_officer(told),
        )
        known = told["v"] == VERSION
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UnreadableReceiptError from None
    texts = (receipt.number, receipt.agency, receipt.key)
    if not known or not all(isinstance(text, str) and text.isascii() for text in texts):
        raise UnreadableReceiptError
    if type(receipt.revision) is not int or receipt.revision < 1:
        raise UnreadableReceiptError
    return receipt


def _officer(told: Json) -> str:
    """Nobody for `received`, somebody for `accepted`. Raises ValueError for anything else."""
    kind, officer = told["kind"], told.get("officer")
    if kind == "received":
        return ""
    if kind != "accepted" or not is_alias(officer):
        raise ValueError
    return str(officer)


def is_alias(officer: object) -> bool:
    """Whether this can name a person without being more than a name: one line, and short."""
    if not isinstance(officer, str) or not officer.isprintable():
        return False
    return len(officer.strip()) > 0 and len(officer) <= ALIAS_LENGTH
