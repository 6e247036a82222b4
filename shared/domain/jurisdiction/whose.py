"""Decide whose place the words of a story name, from what stands before them in the sentence."""

import re
from typing import Literal

from shared.domain.jurisdiction.phrases import leveled

# "elsewhere": where a person means to go or take the child; "aside": not there, or no longer.
Said = Literal["child", "incident", "suspect", "reporter", "elsewhere", "aside"]

WINDOW = 300  # characters before a place in which its cue can stand
SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
# All cues are read on text in lower case without accents.
JUST_BEFORE: tuple[tuple[Said, re.Pattern[str]], ...] = (
    (
        "aside",
        re.compile(
            r"\b(?:not|used to \w+|moved(?: here)?|came(?: here)?|grew up|born|previously|formerly"
            r"|last (?:church|school|job|team)|(?:no|antes) (?:es|esta|vivia\w*))"
            r"(?: (?:in|from|at|en|de))?\s+$"
        ),
    ),
    (
        "elsewhere",
        re.compile(
            r"\b(?:come|coming|go|going|move|moving|fly|flying|travel|travell?ing|drive|driving"
            r"|run away|trip|flight|ticket|bus|train|(?:take|bring|send) (?:her|him|me|them|us))"
            r"(?: (?:out|back|over|up|down|away|with \w+))? to\s+$"
            r"|\b(?:viajar|irse|ir|llevar\w*|venir) a\s+$"
        ),
    ),
)
# Of these the one that stands last before the place counts.
IN_SENTENCE: tuple[tuple[Said, re.Pattern[str]], ...] = (
    (
        "aside",
        re.compile(
            r"\b(?:movie|film|tv show|novel|podcast|news|pelicula|novela|noticias|journalist"
            r"|plates?|placas|accent|acento|passport|area code|server|servidor|hosted)\b"
        ),
    ),
    (
        "suspect",
        re.compile(
            r"\b(?:he|man|guy|dude|stranger|adult|offender|suspect|client|vato|senor|hombre|tipo"
            r"|sujeto)(?:['’]s)?(?: \w+){0,3}? (?:from|in|lives|living|works|at|near|de|en)\b"
            r"|\b(?:says|claims) (?:to be|he['’]?s|he is)\b"
        ),
    ),
    (
        "child",
        re.compile(
            r"\b(?:we live|we are|we['’]?re|our|school|elementary|lives with|vivimos|estamos"
            r"|nuestr[oa]s?|escuela|mi (?:hij|nin|sobrin|herman|niet)[oa]s?"
            r"|my (?:\d+|son|daughter|kids?|child|children|niece|nephew|boy|girl|baby|sister"
            r"|brother|students?|granddaughter|grandson)"
            r"|(?:i['’]?m|i am|im|tengo) (?:[6-9]|1[0-7]))\b"
        ),
    ),
    (
        "reporter",
        re.compile(
            r"\b(?:i live|(?:i['’]?m|i am) (?:in|from|writing)|writing from|reporting from"
            r"|vivo en|escribo desde)\b"
        ),
    ),
)


def whose(text: str, start: int) -> Said:
    """Whose place begins at `start`; what no cue tells is where it happened."""
    sentence = _sentence(leveled(text[max(0, start - WINDOW) : start]))
    for said, cue in JUST_BEFORE:
        if cue.search(sentence):
            return said
    last: tuple[int, Said] = (-1, "incident")
    for said, cue in IN_SENTENCE:
        for match in cue.finditer(sentence):
            last = max(last, (match.end(), said), key=lambda found: found[0])
    return last[1]


def _sentence(level: str) -> str:
    ends = [match.end() for match in SENTENCE_END.finditer(level)]
    return level[ends[-1] :] if ends else level
