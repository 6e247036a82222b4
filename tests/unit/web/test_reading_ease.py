"""How hard the English pages are to read, by the formula of Flesch and Kincaid."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from tests.unit.web.pages import everything

HARDEST = 5.0  # years of school
_UNSHOWN = re.compile(r"<style>.*?</style>|<title>[^<]*|</?(?:a|b|strong|span)\b[^>]*>")
_BLOCKS = re.compile(r"<[^>]*>")
ENGLISH = {name: html for name, lang, html in everything(demonstration=False) if lang == "en"}


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e: a rough count that leans high."""
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


def grade(html: str) -> float:
    """Of the whole sentences; labels of two or three words would flatter the figure."""
    lines = [
        unescape(line).strip() for line in _BLOCKS.sub("\n", _UNSHOWN.sub("", html)).splitlines()
    ]
    whole = [line for line in lines if len(line.split()) > 4]
    text = ". ".join(line.rstrip(".?:") for line in whole)
    found = re.findall(r"[A-Za-z']+", text)
    sentences = len(re.findall(r"[.?:](\s|$)", text)) + 1
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


@pytest.mark.parametrize("name", ENGLISH)
def test_an_english_page_reads_like_a_school_book(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    reached = grade(ENGLISH[name])
    record_property("grade", round(reached, 1))
    assert reached <= HARDEST


def test_a_page_for_lawyers_is_noticed() -> None:
    assert grade("<p>Jurisdictional determination necessitates comprehensive documentation") > 20
