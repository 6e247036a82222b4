"""The signs that phrases are written with, and the spans of words in disguise."""

import pytest

from shared.domain.triage.clean import words
from shared.domain.triage.concepts import Concept
from shared.domain.triage.phrases import Phrases

PHRASES = Phrases(
    [{"pet": "cat dog"}],
    [{Concept.MEETING: "meet|see ?my {pet}, walk .. home, jump*", Concept.NEAR: "at #, {age} old"}],
)


def found(text: str) -> list[str]:
    typed = words(text, PHRASES.knows)
    return [text[typed[match.first].start : typed[match.last].end] for match in PHRASES.find(typed)]


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("I meet my cat", ["meet my cat"]),
        ("I see dog", ["see dog"]),
        ("see a cat", []),
        ("walk home", ["walk home"]),
        ("walk all the way home", ["walk all the way home"]),
        ("walk all the very long way home", []),
        ("walk. home", []),
        ("he JUMPED", ["JUMPED"]),
        ("at 7", ["at 7"]),
        ("17 old and 18 old", ["17 old"]),
        ("m33t my d0g", ["m33t my d0g"]),
        ("m e e t my dog", ["m e e t my dog"]),
        ("mee\u200bt my ｄｏｇ", ["mee\u200bt my ｄｏｇ"]),
        ("mееt my dоg", ["mееt my dоg"]),
        ("meeeet my dog", ["meeeet my dog"]),
    ],
)
def test_a_phrase_is_found_where_it_stands(text: str, matches: list[str]) -> None:
    assert found(text) == matches
