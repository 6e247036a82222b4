"""KMS in memory: data keys that open only under their own context, and a stable MAC."""

import hashlib
import hmac
import json
from typing import Any

from tests.faults.refusals import NotUsedError, only, refused


class MemoryKMS:
    """Two keys: one wraps data keys, one makes MACs. What it makes is the same in each run."""

    def __init__(self, content_key: str, identifier_key: str) -> None:
        self._content_key = content_key
        self._identifier_key = identifier_key
        self._wrapped: dict[bytes, tuple[str, bytes]] = {}

    def generate_data_key(self, **asked: Any) -> dict[str, Any]:
        """A new data key, plain and wrapped."""
        only("GenerateDataKey", asked, {"KeyId", "KeySpec", "EncryptionContext"}, set())
        self._check("GenerateDataKey", asked["KeyId"], self._content_key)
        if asked["KeySpec"] != "AES_256":
            raise NotUsedError(f"KeySpec {asked['KeySpec']}")
        count = len(self._wrapped).to_bytes(8, "big")
        plain, wrapped = hashlib.sha256(b"plain" + count).digest(), b"wrapped" + count
        self._wrapped[wrapped] = _written(asked["EncryptionContext"]), plain
        return {"KeyId": asked["KeyId"], "Plaintext": plain, "CiphertextBlob": wrapped}

    def decrypt(self, **asked: Any) -> dict[str, Any]:
        """The data key again, under the context it was made for."""
        only("Decrypt", asked, {"CiphertextBlob", "KeyId", "EncryptionContext"}, set())
        self._check("Decrypt", asked["KeyId"], self._content_key)
        context, plain = self._wrapped.get(asked["CiphertextBlob"], ("", b""))
        if context != _written(asked["EncryptionContext"]):
            raise refused("Decrypt", "InvalidCiphertextException")
        return {"KeyId": asked["KeyId"], "Plaintext": plain}

    def generate_mac(self, **asked: Any) -> dict[str, Any]:
        """The same MAC for the same message."""
        only("GenerateMac", asked, {"KeyId", "Message", "MacAlgorithm"}, set())
        self._check("GenerateMac", asked["KeyId"], self._identifier_key)
        if asked["MacAlgorithm"] != "HMAC_SHA_256":
            raise NotUsedError(f"MacAlgorithm {asked['MacAlgorithm']}")
        key = self._identifier_key.encode()
        mac = hmac.digest(key, asked["Message"], "sha256")
        return {"KeyId": asked["KeyId"], "MacAlgorithm": asked["MacAlgorithm"], "Mac": mac}

    def _check(self, operation: str, asked: str, known: str) -> None:
        if asked != known:
            raise refused(operation, "NotFoundException")


def _written(context: dict[str, str]) -> str:
    return json.dumps(context, sort_keys=True)
