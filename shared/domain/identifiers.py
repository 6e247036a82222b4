"""Identifiers in their normal form, so that the same address written twice has the same hash."""

from collections.abc import Iterator

from shared.domain.story import Json


def contact_identifiers(contact: Json) -> Iterator[str]:
    """The reporter's e-mail addresses and telephone numbers."""
    for email in contact.get("emails", []):
        yield "email:" + normal_email(email)
    for phone in contact.get("phones", []):
        yield "phone:" + normal_phone(phone)


def normal_email(typed: str) -> str:
    """Case and surrounding space do not matter in practice."""
    return typed.strip().casefold()


def normal_phone(typed: str) -> str:
    """Digits alone; a leading US country code is dropped so that both spellings agree."""
    digits = "".join(c for c in typed if c.isdigit())
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
