"""Receipts: only the published form is read, and only the holder of a referral can make one."""

import json
from typing import Any

import pytest

from shared.domain.receipt import (
    Receipt,
    UnreadableReceiptError,
    is_genuine,
    read_receipt,
    receipt_key,
)
from tests.fakes import PlainHashes
from tests.make import number

KEY = receipt_key(PlainHashes(), number(), "us-nm", 2)
PUBLISHED: dict[str, Any] = {
    "v": 1,
    "kind": "received",
    "report_number": number(),
    "agency": "us-nm",
    "revision": 2,
    "receipt_key": KEY,
}


def test_the_published_form_is_read_and_genuine() -> None:
    receipt = read_receipt(json.dumps(PUBLISHED))
    assert receipt == Receipt(number(), "us-nm", 2, KEY)
    assert is_genuine(PlainHashes(), receipt)


def test_what_a_newer_client_adds_does_not_hurt() -> None:
    assert read_receipt(json.dumps(PUBLISHED | {"stored_at": "2026-03-04T17:30:00Z"}))


@pytest.mark.parametrize("missing", PUBLISHED)
def test_a_receipt_without_one_of_its_parts_is_unreadable(missing: str) -> None:
    left = {name: value for name, value in PUBLISHED.items() if name != missing}
    with pytest.raises(UnreadableReceiptError):
        read_receipt(json.dumps(left))


WRONG = [
    {"v": 2},
    {"v": "1"},
    {"v": None},
    {"kind": "accepted?"},
    {"kind": ["received"]},
    {"report_number": 1234},
    {"report_number": None},
    {"report_number": "\ud800"},
    {"agency": None},
    {"agency": ["us-nm"]},
    {"agency": "\udfff"},
    {"revision": "2"},
    {"revision": 0},
    {"revision": -1},
    {"revision": 2.0},
    {"revision": True},
    {"revision": None},
    {"receipt_key": 7},
    {"receipt_key": None},
    {"receipt_key": "\ud800"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_receipt_with_a_wrong_part_is_unreadable(wrong: dict[str, Any]) -> None:
    with pytest.raises(UnreadableReceiptError) as refused:
        read_receipt(json.dumps(PUBLISHED | wrong))
    assert str(refused.value) == ""


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "7",
        '"received"',
        "{",
        "\x00",
        "\ud800",
        "[" * 100_000,
        json.dumps([PUBLISHED]),
        '{"v":1,"revision":' + "9" * 5_000 + "}",
    ],
    ids=lambda body: ascii(body[:20]),
)
def test_what_is_no_receipt_at_all_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableReceiptError):
        read_receipt(body)


@pytest.mark.parametrize(
    "other",
    [
        {"report_number": number("0087654321")},
        {"agency": "us-fbi"},
        {"revision": 1},
        {"revision": 3},
        {"receipt_key": ""},
        {"receipt_key": KEY[:-1]},
        {"receipt_key": KEY.upper()},
        {"receipt_key": KEY + "0"},
        {"receipt_key": "0" * 32},
    ],
    ids=repr,
)
def test_the_key_fits_only_its_own_report_agency_and_revision(other: dict[str, Any]) -> None:
    assert not is_genuine(PlainHashes(), read_receipt(json.dumps(PUBLISHED | other)))
