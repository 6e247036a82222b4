"""Report numbers and access codes: typed in every script, and no slip of one digit goes unseen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import BadNumberError
from shared.domain.report_number import (
    check_digits,
    code_from,
    number_from,
    parse_code,
    parse_number,
    spoken,
)

calmly = settings(deadline=None, max_examples=150)

DIGESTS = st.binary(min_size=16, max_size=32) | st.sampled_from([b"\0" * 16, b"\xff" * 32])
NUMBERS = st.integers(0, 10**10 - 1).map(lambda n: f"{n:010d}" + check_digits(f"{n:010d}"))
ZEROS = {
    "Arabic-Indic": 0x660,
    "Persian": 0x6F0,
    "Devanagari": 0x966,
    "Bengali": 0x9E6,
    "Thai": 0xE50,
    "full-width": 0xFF10,
}


def in_script(digits: str, zero: int) -> str:
    return "".join(chr(zero + int(digit)) for digit in digits)


@calmly
@given(NUMBERS, st.integers(0, 11), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(number: str, place: int, by: int) -> None:
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    with pytest.raises(BadNumberError):
        parse_number(wrong)


@calmly
@given(NUMBERS, st.integers(0, 10))
def test_every_swap_of_neighbours_is_caught(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(BadNumberError):
            parse_number(swapped)


@calmly
@given(DIGESTS)
def test_a_demonstration_always_begins_with_00_and_production_never(digest: bytes) -> None:
    demonstration = number_from(digest, demonstration=True)
    production = number_from(digest, demonstration=False)
    assert demonstration[:2] == "00"
    assert production[:2] != "00"
    for drawn in (demonstration, production):
        assert parse_number(drawn) == drawn


@calmly
@given(DIGESTS)
def test_a_code_is_twelve_plain_digits(digest: bytes) -> None:
    assert parse_code(code_from(digest)) == code_from(digest)


@pytest.mark.parametrize("zero", ZEROS.values(), ids=ZEROS)
@pytest.mark.parametrize("gap", ["", " ", "-", "\u2013", "\u00a0", "\u2009", "\t", ".", "\u200f"])
def test_digits_of_every_script_and_every_spacing_are_read(zero: int, gap: str) -> None:
    number = "001234567890"[:10] + check_digits("0012345678")
    typed = gap.join(in_script(number[i : i + 4], zero) for i in (0, 4, 8))
    assert parse_number(f" {typed} ") == number
    assert parse_code(f" {typed} ") == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "0",
        "12345678901",
        "1234567890123",
        "abcdefghijkl",
        "\x00" * 12,
        "\ud800" * 12,
        "١٢٣",
        "12345678901x",
        "½" * 12,
        "一二三四五六七八九十一二",
        "9" * 5_000,
    ],
    ids=lambda typed: ascii(typed[:13]),
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    for parse in (parse_number, parse_code):
        with pytest.raises(BadNumberError) as refused:
            parse(typed)
        assert str(refused.value) == ""


def test_they_are_shown_in_groups() -> None:
    assert spoken("001234567870", 4) == "0012 3456 7870"
    assert spoken("001234567870", 2) == "00 12 34 56 78 70"


@calmly
@given(NUMBERS, st.sampled_from([2, 4]))
def test_what_is_shown_can_be_typed_back(number: str, group: int) -> None:
    assert parse_number(spoken(number, group)) == number
