"""Report numbers and access codes: digits that can be spoken, keyed and typed in every script.

A number is ten digits and two check digits (ISO 7064 mod 97-10, which catches every single wrong
digit and every swap). Both come from a keyed hash of the form's token and content, so the same
form sent twice has the same number without a look-up.
"""

import unicodedata

from shared.domain.errors import BadNumberError

NUMBER_LENGTH = 12
CODE_LENGTH = 12
# A demonstration's numbers begin so, and no production number ever does.
DEMONSTRATION_PREFIX = "00"


def number_from(digest: bytes, *, demonstration: bool) -> str:
    """Twelve digits out of a keyed digest of at least 16 bytes."""
    drawn = int.from_bytes(digest[:16], "big")
    if demonstration:
        ten = f"{DEMONSTRATION_PREFIX}{drawn % 10**8:08d}"
    else:
        ten = f"{drawn % (99 * 10**8) + 10**8:010d}"
    return ten + check_digits(ten)


def code_from(digest: bytes) -> str:
    """The access code: twelve digits (40 bits) out of a keyed digest of at least 16 bytes."""
    return f"{int.from_bytes(digest[:16], 'big') % 10**CODE_LENGTH:0{CODE_LENGTH}d}"


def check_digits(ten: str) -> str:
    """The two digits that make the whole number 1 modulo 97."""
    return f"{98 - int(ten) * 100 % 97:02d}"


def parse_number(typed: str) -> str:
    """The twelve digits behind what was typed. Raises BadNumberError."""
    digits = plain_digits(typed)
    if len(digits) != NUMBER_LENGTH or int(digits) % 97 != 1:
        raise BadNumberError
    return digits


def parse_code(typed: str) -> str:
    """The twelve digits of an access code. Raises BadNumberError."""
    digits = plain_digits(typed)
    if len(digits) != CODE_LENGTH:
        raise BadNumberError
    return digits


def plain_digits(typed: str) -> str:
    """Digits of any script as 0-9; spaces, dashes and dots between them do not matter."""
    kept = [
        c
        for c in typed
        if not (c.isspace() or unicodedata.category(c) in ("Pd", "Cf") or c in ".·")
    ]
    try:
        return "".join(str(unicodedata.digit(c)) for c in kept)
    except ValueError:
        raise BadNumberError from None


def spoken(digits: str, group: int) -> str:
    """Digits in groups, as they are shown and read out: a number in fours, a code in twos."""
    return " ".join(digits[i : i + group] for i in range(0, len(digits), group))
