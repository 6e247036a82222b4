"""Prove that whoever asks holds the access code of a report."""

import hmac

from shared.domain.hashes import KeyedHashes


def code_hash(hashes: KeyedHashes, number: str, code: str) -> bytes:
    """What is stored of an access code."""
    return hashes.digest("access-code", number, code)


def proves(hashes: KeyedHashes, number: str, code: str, stored: bytes | None) -> bool:
    """Whether a code belongs to a number; equal work for a number that does not exist."""
    return hmac.compare_digest(stored or bytes(32), code_hash(hashes, number, code))
