"""Keyed hashes under a secret that KMS derives once per container and never stores.

The secret is the identifier key's HMAC of a fixed label: the same for every function that may ask,
and in no variable, table or package.
"""

import hashlib
import hmac
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

LABEL = b"opentipline/identifiers/1"


class KmsHashes:
    """HMAC-SHA-256; the purpose is hashed as the first part."""

    def __init__(self, kms: "KMSClient", key_id: str) -> None:
        self._kms = kms
        self._key_id = key_id
        self._secret: bytes | None = None

    def digest(self, purpose: str, *parts: str | bytes) -> bytes:
        """Each part is preceded by its length, so that no two lists of parts look alike."""
        keyed = hmac.new(self._derived(), digestmod=hashlib.sha256)
        for part in (purpose, *parts):
            raw = part.encode() if isinstance(part, str) else part
            keyed.update(len(raw).to_bytes(8, "big") + raw)
        return keyed.digest()

    def _derived(self) -> bytes:
        if self._secret is None:
            try:
                made = self._kms.generate_mac(
                    KeyId=self._key_id, Message=LABEL, MacAlgorithm="HMAC_SHA_256"
                )
            except (BotoCoreError, ClientError):
                raise StoreUnavailableError from None
            self._secret = made["Mac"]
        return self._secret
