"""Keyed hashes, as the rules need them: the key itself is outside."""

from typing import Protocol


class KeyedHashes(Protocol):
    """Keyed hashes under the identifier key: nothing can be guessed back out of them."""

    def digest(self, purpose: str, *parts: str | bytes) -> bytes:
        """32 bytes; parts cannot run into each other and purposes never collide."""
