"""Read the strong kinds of place words in free text: a town with its state, a state, a country.

Precision first: a bare town, a word that is also a first name, a firm called after a state are
left unread, because a wrong agency is worse than the federal one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from shared.domain.jurisdiction.place import Spot
from shared.places import tables

# Codes that are words when somebody writes in capitals: "CALL ME", "THIS OR THAT", "OK".
WORD_CODES = {"AL", "AR", "AS", "CO", "DE", "HI", "ID", "IN", "LA", "MA", "MD", "ME", "MO", "MS"}
WORD_CODES |= {"OH", "OK", "OR", "PA", "VA"}
# States and countries that are also people, firms, food or another place close by.
AMBIGUOUS_STATES = frozenset({"georgia", "virginia", "montana", "washington"})
AMBIGUOUS_COUNTRIES = frozenset(
    {
        "america",
        "chad",
        "china",
        "corea",
        "cuba",
        "dominica",
        "georgia",
        "granada",
        "greece",
        "guinea",
        "holanda",
        "holland",
        "india",
        "israel",
        "jamaica",
        "jersey",
        "jordan",
        "jordania",
        "lebanon",
        "mali",
        "malta",
        "norway",
        "panama",
        "peru",
        "poland",
        "saint lucia",
        "salvador",
        "samoa",
        "san martin",
        "santa elena",
        "the states",
        "turkey",
        "usa",
        "virgin islands",
    }
)
# The next word makes another name of it: "Kansas City", "Delaware County", "Ohio Street".
CONTINUED = re.compile(
    r"\s+(?:city|county|ave|avenue|st|street|rd|road|beach|university|state university)\b"
)
CAPITAL_NEXT = re.compile(r"[ \t]+[A-Z][a-z]")
STANDS_IN = re.compile(r"\b(?:in|near|outside|from|to|at|inside|across|en|desde|cerca de)\s+$")
STANDS_SURELY_IN = re.compile(r"\b(?:in|en)\s+$")
COMMA_BEFORE = re.compile(r",\s*$")
AFTER_COMMA = re.compile(r"[^\W\d_]\s*,\s*$")
CODE = re.compile(r"\b([A-Za-z]{2})\b(?:,?\s+(\d{5})(?:-\d{4})?\b)?")
TOWN_BEFORE = re.compile(r"((?:[^\W\d_][\w.'’-]*\s+){0,3}[^\W\d_][\w.'’-]*)\s*,?\s*$")
WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*")
ZIP_AFTER = re.compile(r"[\s,]+(\d{5})(?:-\d{4})?\b")
ZIP_NAMED = re.compile(r"\bzip(?:\s*code)?\s*(?:is|:|#)?\s*(\d{5})\b")
WINDOW = 60  # characters before a state in which its town can stand
LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that fix a place, at `text[start:end]`."""

    spot: Spot
    kind: str
    start: int
    end: int


def phrases(text: str) -> list[Phrase]:
    """Every strong place in a text, in its order, none inside another."""
    level = leveled(text)
    found = sorted(
        [*_coded(text, level), *_named(text, level), *_zips(level)],
        key=lambda phrase: (phrase.start, -phrase.end),
    )
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def leveled(text: str) -> str:
    """The same text in lower case without accents, each character where it was."""
    return "".join(map(_plain, text))


@cache
def _plain(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def _coded(text: str, level: str) -> Iterator[Phrase]:
    """A code ("Plano, TX", "athens GA", "TX 75023") counts only beside a town or ZIP of it."""
    for match in CODE.finditer(text):
        code = match[1].upper()
        place = tables.state_coded(code)
        comma = bool(COMMA_BEFORE.search(level, max(0, match.start() - 3), match.start()))
        if place is None or not _means_state(match[1], comma):
            continue
        fits = bool(match[2]) and tables.place_of_zip(match[2]) == place
        town, start = _town(level, match.start(), code)
        if town or fits:
            zip5 = match[2] if fits else None
            end = match.end() if fits else match.end(1)
            begin = start if town else match.start()
            yield Phrase(_spot(place, town, zip5), "city, state", begin, end)


def _means_state(written: str, comma: bool) -> bool:
    code = written.upper()
    return (written == code or comma) if code not in WORD_CODES else (comma and written == code)


def _town(level: str, end: int, code: str) -> tuple[str | None, int]:
    """The longest known town that stands right before, and where it starts."""
    start = max(0, end - WINDOW)
    match = TOWN_BEFORE.search(level[start:end])
    if match is None:
        return None, end
    words = list(WORD.finditer(match[1]))
    for word in words:
        town = match[1][word.start() :]
        if tables.is_town(code, town):
            return town, start + match.start(1) + word.start()
    return None, end


def _spot(place: str, town: str | None, zip5: str | None) -> Spot:
    state = place.removeprefix("US-")
    county = tables.county_of_zip(state, zip5) if zip5 else None
    if county is None and town:
        county = tables.county_of_town(state, town)
    return Spot(place, county, zip5)


def _named(text: str, level: str) -> Iterator[Phrase]:
    words = list(WORD.finditer(level))
    at = 0
    while at < len(words):
        length, name = _longest_name(level, words, at)
        if length:
            start, end = words[at].start(), words[at + length - 1].end()
            yield from _in_context(text, level, name, start, end)
        at += max(length, 1)


def _longest_name(level: str, words: list[re.Match[str]], at: int) -> tuple[int, str]:
    """How many words from here on are one known name, and that name."""
    states, countries, regions, first = _known()
    if words[at].group() not in first:
        return 0, ""
    for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        span = level[words[at].start() : words[at + length - 1].end()]
        if "," in span or "\n" in span:
            continue
        name = tables.folded(span)
        if name in states or name in countries or name in regions:
            return length, name
    return 0, ""


@cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    states = frozenset(tables.state_names())
    countries = frozenset(tables.country_names()) - AMBIGUOUS_COUNTRIES - states
    regions = frozenset(tables.region_names())
    first = frozenset(name.split()[0] for name in states | countries | regions)
    return states, countries, regions, first


def _in_context(text: str, level: str, name: str, start: int, end: int) -> Iterator[Phrase]:
    states, countries, _, _ = _known()
    if CONTINUED.match(level, end) or CAPITAL_NEXT.match(text, end):
        return
    before = level[max(0, start - WINDOW) : start]
    if name in states:
        yield from _state(level, name, before, (start, end))
    elif name in countries and (STANDS_IN.search(before) or AFTER_COMMA.search(before)):
        country = tables.country_named(name)
        if country and country != "US":
            yield Phrase(Spot(country), "country", start, end)
    elif AFTER_COMMA.search(before) and (country := tables.region_named(name)):
        yield Phrase(Spot(country), "province", start, end)


def _state(level: str, name: str, before: str, span: tuple[int, int]) -> Iterator[Phrase]:
    place = tables.state_named(name)
    if place is None:
        return
    start, end = span
    town, begin = _town(level, start, place.removeprefix("US-"))
    comma = bool(AFTER_COMMA.search(before))
    sure = name not in AMBIGUOUS_STATES
    alone = STANDS_IN.search(before) if sure else STANDS_SURELY_IN.search(before)
    if name == "washington":  # the state or the capital: only a town can tell
        alone = None
    if town and (comma or sure):
        zip5 = ZIP_AFTER.match(level, end)
        fits = zip5 is not None and tables.place_of_zip(zip5[1]) == place
        known = zip5[1] if zip5 and fits else None
        yield Phrase(_spot(place, town, known), "city, state", begin, end)
    elif alone or (comma and sure):
        yield Phrase(Spot(place), "state name", start, end)


def _zips(level: str) -> Iterator[Phrase]:
    for match in ZIP_NAMED.finditer(level):
        place = tables.place_of_zip(match[1])
        if place and place.startswith("US-"):
            yield Phrase(_spot(place, None, match[1]), "postal", match.start(1), match.end(1))
