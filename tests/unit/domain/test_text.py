"""Cleaning at intake: every word stays; what no queue can hold and every encoded file goes."""

import base64
import json
import random
import string
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.text import clean

calmly = settings(deadline=None, max_examples=150)

FILE = random.Random(7).randbytes(3_000)  # noqa: S311 - any bytes that look like a file
BASE64 = base64.b64encode(FILE).decode()
SEVERAL = st.sampled_from(
    [
        "data:image/png;base64,",
        "DATA:image/gif;base64,",
        BASE64[:299],
        BASE64[:301],
        BASE64[:76] + "\n",
        "\r",
        "\r\n",
        " ",
        "=",
        ",",
        "\u202e",
        "\ud83d",
        "\ude00",
        "e",
        "\u0301",
        "He waits at the gate. ",
    ]
)
ANYTHING = st.text(st.characters(), max_size=60)
TEXTS = st.lists(st.one_of(SEVERAL, ANYTHING), max_size=12).map("".join)


def wrapped(text: str, width: int, end: str = "\n") -> str:
    return end.join(text[i : i + width] for i in range(0, len(text), width))


@calmly
@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@calmly
@given(TEXTS)
def test_the_result_travels_in_json_and_in_a_queue(text: str) -> None:
    cleaned = clean(text)
    assert json.loads(json.dumps(cleaned, ensure_ascii=False).encode()) == cleaned
    assert all(
        c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
        for c in cleaned
    )


@calmly
@given(st.lists(st.text(string.ascii_letters + "éяλ語अ", min_size=1, max_size=25), max_size=60))
def test_ordinary_words_are_all_kept(words: list[str]) -> None:
    text = " ".join(words)
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "invisible",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\udfff", "\ufffe", "\uffff"]
    + [chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))],
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_what_no_reader_sees_and_no_queue_holds_is_dropped(invisible: str) -> None:
    assert clean(f"he is{invisible} near") == "he is near"


def test_line_ends_of_every_system_become_one() -> None:
    assert clean("one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize("kept", ["می‌خواهم", "👩‍👧", "a\tb", "कृपया", "💔 ok", "你好"])
def test_joiners_tabs_and_every_script_are_kept(kept: str) -> None:
    assert clean(kept) == kept


@pytest.mark.parametrize(
    "picture",
    [
        "data:image/png;base64,iVBORw0KGgo=",
        "DATA:image/png;base64,iVBORw0KGgo=",
        "data:image/jpeg;base64," + BASE64,
        "data:image/jpeg;charset=utf-8;base64," + wrapped(BASE64, 76),
        "data:;base64," + BASE64[:200],
        BASE64,
        base64.urlsafe_b64encode(FILE).decode(),
        wrapped(BASE64, 76),
        wrapped(BASE64, 76, "\r\n"),
        wrapped(BASE64, 64),
        wrapped(BASE64, 76, "\n  "),
        wrapped(BASE64, 76, "\n> "),
        FILE.hex(),
        wrapped(FILE.hex(), 60),
    ],
    ids=[
        "short address",
        "capital address",
        "long address",
        "wrapped address",
        "address without a kind",
        "one line",
        "for addresses",
        "wrapped",
        "wrapped with CRLF",
        "wrapped short",
        "indented",
        "quoted",
        "hexadecimal",
        "wrapped hexadecimal",
    ],
)
def test_an_encoded_file_is_taken_out_and_the_words_around_it_stay(picture: str) -> None:
    cleaned = clean(f"He sent this: {picture}\n\nPlease help us soon.")
    assert cleaned.startswith("He sent this: [encoded data removed]")
    assert cleaned.endswith("Please help us soon.")
    encoded = picture.rpartition(",")[2]
    assert encoded[:16] not in cleaned
    assert encoded[-16:] not in cleaned
    assert len(cleaned) < 150


@pytest.mark.parametrize("gap", [" ", "\n", ". ", ") ", "\t"])
def test_words_right_after_an_encoded_picture_are_kept(gap: str) -> None:
    cleaned = clean(f"data:image/png;base64,iVBORw0KGgo={gap}He will be at her school tonight")
    assert cleaned.endswith("He will be at her school tonight")


def test_words_that_only_speak_of_data_are_kept() -> None:
    text = "He wrote: my data:text/files, I have them all and will post them tonight"
    assert clean(text).endswith("I have them all and will post them tonight")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/" + "".join(random.Random(1).choices("abcXYZ019-_", k=2_000)),  # noqa: S311
        "https://example.org/p?token=" + BASE64.replace("+", "-").replace("/", "_")[:2_000],
        "https://example.org/" + "/".join(["Album2024", "IMG-0042"] * 100),
        "http://example.org/" + "a1B2" * 510,
    ],
    ids=["path", "token", "folders", "longest"],
)
def test_a_web_address_of_up_to_2083_characters_is_kept(address: str) -> None:
    assert len(address) <= 2_083
    assert clean(address) == address
    assert clean(f"It is at {address} since May.") == f"It is at {address} since May."


@pytest.mark.parametrize(
    "words",
    [
        "a" * 2_000,
        "NO" * 500,
        "HaHa" * 200,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter",
        "\n".join(f"Player{n}xX_{n * 37}" for n in range(60)),
        "\n".join(f"+1505555{n:04d}" for n in range(100, 160)),
        "\n".join(f"https://example.org/p/{n}" for n in range(60)),
        "\n".join(["Monday he came", "Tuesday he called", "Wednesday nothing"] * 20),
        "\n".join(["helikestocallatnight", "shewontsaywhatitis", "Iaminroom12", "pleasecome"] * 20),
        "4f3a9c" * 20,
        "word" * 70 + "A1",
    ],
    ids=[
        "key held",
        "shouting",
        "laughter",
        "long word",
        "user names",
        "telephone numbers",
        "addresses",
        "short lines",
        "lines without spaces",
        "hash",
        "just short of a file",
    ],
)
def test_what_a_person_may_type_is_kept(words: str) -> None:
    assert clean(words) == words


def test_a_long_story_is_cleaned_in_a_moment() -> None:
    for text in ("data:" * 4_000, "data:a/b" * 2_500, "A1b" * 6_600, "a/b," * 5_000):
        assert isinstance(clean(text), str)
