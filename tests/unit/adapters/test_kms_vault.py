"""What is sealed opens only in its own place, for its own purpose, unaltered."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from cryptography.exceptions import InvalidTag
from moto import mock_aws

from shared.adapters import kms_vault
from shared.adapters.kms_vault import KmsVault
from shared.domain.errors import StoreUnavailableError

STORY = {"narrative": "She is twelve. Él le escribe cada noche. 她十二岁。"}
PLACE = "reports|R#001234567890|report|1"


class Kms:
    """A real client in front of moto, counted, and refusing when told to."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.calls: list[str] = []
        self.refusing = False

    def generate_data_key(self, **asked: Any) -> Any:
        return self._called("generate_data_key", asked)

    def decrypt(self, **asked: Any) -> Any:
        return self._called("decrypt", asked)

    def _called(self, name: str, asked: dict[str, Any]) -> Any:
        self.calls.append(name)
        if self.refusing:
            raise ClientError({"Error": {"Code": "KMSInternalException", "Message": ""}}, name)
        return getattr(self._client, name)(**asked)


@pytest.fixture
def kms(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kms]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        yield Kms(boto3.client("kms", region_name="us-east-1"))


@pytest.fixture
def vault(kms: Kms) -> KmsVault:
    key = kms._client.create_key()["KeyMetadata"]["KeyId"]
    return KmsVault(kms, key, "opentipline", "test")  # type: ignore[arg-type]


def test_what_was_sealed_opens_again(vault: KmsVault) -> None:
    assert vault.open("story", vault.seal("story", STORY, PLACE), PLACE) == STORY


def test_no_word_shows_in_the_blob(vault: KmsVault) -> None:
    blob = vault.seal("story", {"narrative": "marigold " * 40}, PLACE).blob
    assert b"marigold" not in blob
    assert len(blob) < 200


def test_a_blob_moved_to_another_row_does_not_open(vault: KmsVault) -> None:
    sealed = vault.seal("story", STORY, PLACE)
    with pytest.raises(InvalidTag):
        vault.open("story", sealed, PLACE.replace("R#00", "R#01"))


def test_a_blob_does_not_open_for_another_purpose(vault: KmsVault) -> None:
    sealed = vault.seal("contact", STORY, PLACE)
    with pytest.raises((InvalidTag, ClientError)):
        vault.open("story", sealed, PLACE)


@pytest.mark.parametrize("at", [0, 20, -1])
def test_an_altered_bit_is_noticed(vault: KmsVault, at: int) -> None:
    sealed = vault.seal("story", STORY, PLACE)
    altered = bytearray(sealed.blob)
    altered[at] ^= 1
    with pytest.raises(InvalidTag):
        vault.open("story", replace(sealed, blob=bytes(altered)), PLACE)


def test_the_same_words_never_look_the_same(vault: KmsVault) -> None:
    assert vault.seal("story", STORY, PLACE).blob != vault.seal("story", STORY, PLACE).blob


def test_one_key_serves_many_reports_and_each_purpose_has_its_own(
    vault: KmsVault, kms: Kms
) -> None:
    keys = {vault.seal(purpose, STORY, PLACE).wrapped_key for purpose in ("story", "contact") * 5}
    assert len(keys) == 2
    assert kms.calls == ["generate_data_key"] * 2


def test_a_key_is_changed_after_its_uses(
    vault: KmsVault, kms: Kms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kms_vault, "KEY_USES", 3)
    keys = [vault.seal("story", STORY, PLACE).wrapped_key for _ in range(7)]
    assert [keys.index(key) for key in keys] == [0, 0, 0, 3, 3, 3, 6]


def test_while_kms_refuses_an_old_key_still_seals(
    vault: KmsVault, kms: Kms, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = vault.seal("story", STORY, PLACE)
    monkeypatch.setattr(kms_vault, "KEY_SECONDS", -1)
    kms.refusing = True
    assert vault.seal("story", STORY, PLACE).wrapped_key == first.wrapped_key


def test_a_refusing_kms_is_not_asked_for_every_report(
    vault: KmsVault, kms: Kms, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.seal("story", STORY, PLACE)
    monkeypatch.setattr(kms_vault, "KEY_SECONDS", -1)
    kms.refusing = True
    for _ in range(5):
        vault.seal("story", STORY, PLACE)
    assert kms.calls == ["generate_data_key"] * 2


def test_without_any_key_nothing_is_sealed(vault: KmsVault, kms: Kms) -> None:
    kms.refusing = True
    with pytest.raises(StoreUnavailableError):
        vault.seal("story", STORY, PLACE)


def test_a_key_past_a_day_is_not_used_even_then(
    vault: KmsVault, kms: Kms, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.seal("story", STORY, PLACE)
    monkeypatch.setattr(kms_vault, "KEY_SECONDS", -1)
    monkeypatch.setattr(kms_vault, "KEY_SECONDS_IN_OUTAGE", -1)
    kms.refusing = True
    with pytest.raises(StoreUnavailableError):
        vault.seal("story", STORY, PLACE)
