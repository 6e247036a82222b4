"""Seal content with AES-256-GCM under KMS data keys, one key a purpose, cached for a short while.

The encryption context (service, stage, purpose) lets a role be allowed one purpose and not
another; the associated data binds a blob to its table, key, purpose and schema, so that a blob
moved to another row does not open.
"""

import json
import os
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.domain.errors import StoreUnavailableError
from shared.domain.story import Json
from shared.ports import Sealed

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

KEY_SECONDS = 300
KEY_USES = 1_000
# While KMS refuses, a key is used past its age: a child's report matters more than its freshness.
KEY_SECONDS_IN_OUTAGE = 24 * 3600
# A refused call takes seconds, and a reporter is waiting: not every report asks again.
REST_SECONDS = 30
OPENED_KEYS = 256
NONCE = 12


@dataclass(slots=True)
class _DataKey:
    wrapped: bytes
    cipher: AESGCM
    made_at: float
    uses: int = 0
    rests_until: float = 0.0


class KmsVault:
    """Seals and opens with one KMS key."""

    def __init__(self, kms: "KMSClient", key_id: str, service: str, stage: str) -> None:
        self._kms = kms
        self._key_id = key_id
        self._context = {"service": service, "stage": stage}
        self._sealing: dict[str, _DataKey] = {}
        self._opening: dict[bytes, AESGCM] = {}

    def seal(self, purpose: str, content: Json, place: str) -> Sealed:
        """Compressed first: sealed bytes no longer compress, and rows are billed by size."""
        key = self._sealing_key(purpose)
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        nonce = os.urandom(NONCE)
        blob = key.cipher.encrypt(nonce, zlib.compress(text.encode()), _bound(purpose, place))
        return Sealed(key.wrapped, nonce + blob)

    def open(self, purpose: str, sealed: Sealed, place: str) -> Json:
        """The JSON again; raises InvalidTag if it was moved or altered."""
        cipher = self._opening_key(purpose, sealed.wrapped_key)
        nonce, blob = sealed.blob[:NONCE], sealed.blob[NONCE:]
        content: Json = json.loads(
            zlib.decompress(cipher.decrypt(nonce, blob, _bound(purpose, place)))
        )
        return content

    def _sealing_key(self, purpose: str) -> _DataKey:
        held, now = self._sealing.get(purpose), time.monotonic()
        if held is None or _is_stale(held, now):
            held = self._fresh_key(purpose, held, now)
        held.uses += 1
        return held

    def _fresh_key(self, purpose: str, held: _DataKey | None, now: float) -> _DataKey:
        try:
            made: Any = self._kms.generate_data_key(
                KeyId=self._key_id, KeySpec="AES_256", EncryptionContext=self._for(purpose)
            )
        except (BotoCoreError, ClientError):
            if held is None or now - held.made_at > KEY_SECONDS_IN_OUTAGE:
                raise StoreUnavailableError from None
            held.rests_until = now + REST_SECONDS
            return held
        key = _DataKey(made["CiphertextBlob"], AESGCM(made["Plaintext"]), now)
        self._sealing[purpose] = key
        return key

    def _opening_key(self, purpose: str, wrapped: bytes) -> AESGCM:
        held = self._opening.get(wrapped)
        if held is None:
            opened = self._kms.decrypt(
                CiphertextBlob=wrapped, KeyId=self._key_id, EncryptionContext=self._for(purpose)
            )
            held = AESGCM(opened["Plaintext"])
            if len(self._opening) >= OPENED_KEYS:
                self._opening.clear()
            self._opening[wrapped] = held
        return held

    def _for(self, purpose: str) -> dict[str, str]:
        return {**self._context, "purpose": purpose}


def _is_stale(key: _DataKey, now: float) -> bool:
    used_up = now - key.made_at > KEY_SECONDS or key.uses >= KEY_USES
    return used_up and now >= key.rests_until


def _bound(purpose: str, place: str) -> bytes:
    return f"{purpose}|{place}".encode()
