"""What a report speaks of: every mention of a concept, where, and in which sense it is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto

from shared.domain.story import Json, texts
from shared.domain.triage.clean import Word, words
from shared.domain.triage.concepts import Concept
from shared.domain.triage.dates import moments
from shared.domain.triage.decision import Evidence
from shared.domain.triage.lexicon import en, es
from shared.domain.triage.phrases import Match, Phrases

PHRASES = Phrases([en.GROUPS, es.GROUPS], [en.PHRASES, es.PHRASES])

# The paths that tell what happened, list indexes left out.
READ = frozenset(
    {
        "narrative",
        "additional_info",
        "others_involved",
        "reported_person.description",
        "incidents.description",
        "incidents.when.text",
        "danger.planned_event.text",
        "danger.planned_event.when.text",
        "updates.text",
    }
)
_INDEX = re.compile(r"\[\d+\]")

# What can be said not to happen. Not here: words about one's own life, and pleas.
DENIABLE = frozenset(
    {
        Concept.HARM,
        Concept.HARM_DONE,
        Concept.INJURY,
        Concept.MEETING,
        Concept.TRAVEL,
        Concept.ACCESS,
        Concept.RETURN,
        Concept.CONTACT,
        Concept.PICTURES,
        Concept.THREAT,
        Concept.FEAR,
        Concept.POSTED,
        Concept.SALE,
        Concept.LIVE,
        Concept.MISSING,
        Concept.RESOLVED,
    }
)
NOT = {
    "no", "not", "never", "nobody", "none", "without", "isnt", "arent", "wasnt", "werent", "dont",
    "doesnt", "didnt", "wont", "hasnt", "havent", "cant", "couldnt", "nunca", "jamas", "nadie",
    "sin", "ni", "tampoco",
}  # fmt: skip
# After these a "not" denies something else than what follows ("I do not know what he does").
NOT_DENYING = {
    "only", "just", "know", "stop", "stopped", "sure", "want", "tell", "help", "let", "care",
    "matter", "solo", "se", "puede", "quiero", "deja",
}  # fmt: skip
REACH_OF_NOT = 3
A_WHILE = 3  # years after which an event is long ago
OLDEST_YEAR = 1930


class Sense(StrEnum):
    """How a mention is meant; only some senses of a word are cause for alarm."""

    SAID = auto()
    PAST = auto()
    LONG_AGO = auto()
    DENIED = auto()
    SUPPOSED = auto()
    TOLD_AS_STORY = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention; `sentence` counts on through the whole report."""

    concept: Concept
    sense: Sense
    sentence: int
    evidence: Evidence


def mentions(told: Json, reported_at: datetime) -> list[Mention]:
    """Every mention in every text that tells what happened, in the order of the report."""
    found: list[Mention] = []
    sentence = 0
    for field, text in told_texts(told):
        typed = words(text, PHRASES.knows)
        found += _mentions_in(field, text, typed, sentence, reported_at)
        # Two more than it has, so that no rule sees the end of one text beside the next one.
        sentence += sum(word.begins_sentence for word in typed) + 2
    return found


def told_texts(told: Json) -> Iterator[tuple[str, str]]:
    """The texts that triage reads, with their paths."""
    for path, text in texts(told):
        if _INDEX.sub("", path) in READ:
            yield path, text


def _mentions_in(
    field: str, text: str, typed: list[Word], sentence: int, reported_at: datetime
) -> Iterator[Mention]:
    timed = [*_years(typed, reported_at.year), *_dates(typed, reported_at)]
    matches = _without_contained([*PHRASES.find(typed), *timed])
    numbers = _sentence_numbers(typed, sentence)
    spoken: dict[int, set[Concept]] = {}
    for match in matches:
        spoken.setdefault(numbers[match.first], set()).add(match.concept)
    for match in sorted(matches, key=lambda match: (match.first, match.last)):
        number = numbers[match.first]
        start, end = typed[match.first].start, typed[match.last].end
        evidence = Evidence(field, start, end, text[start:end])
        sense = _sense(match, typed, spoken[number])
        yield Mention(match.concept, sense, number, evidence)


def _sentence_numbers(typed: list[Word], first: int) -> list[int]:
    numbers: list[int] = []
    for word in typed:
        first += word.begins_sentence
        numbers.append(first)
    return numbers


# "Last Friday" is not Friday, and "she'll kill me, report card" is no threat.
OVERRULED = {
    Concept.NEAR: {Concept.PAST, Concept.LONG_AGO, Concept.LATER, Concept.HABIT},
    Concept.DEADLINE: {Concept.PAST, Concept.LONG_AGO, Concept.LATER, Concept.HABIT},
    Concept.PAST: {Concept.LONG_AGO, Concept.NOW},
    Concept.THREAT: {Concept.FIGURATIVE},
    Concept.CHILD: {Concept.ADULTS_ONLY, Concept.MISLEADING, Concept.LONG_AGO},
    Concept.MISSING: {Concept.RESOLVED},
    Concept.GONE: {Concept.HARM_DONE},
    Concept.SUSPICION: {Concept.SOFTWARE},
}


def _without_contained(matches: list[Match]) -> list[Match]:
    """The matches that no overruling, longer match holds inside it."""
    covered: dict[Concept, set[int]] = {}
    for match in matches:
        covered.setdefault(match.concept, set()).update(range(match.first, match.last + 1))
    return [
        match
        for match in matches
        if not any(
            match.first in covered.get(stronger, ()) and match.last in covered[stronger]
            for stronger in OVERRULED.get(match.concept, ())
        )
    ]


def _years(typed: list[Word], year: int) -> Iterator[Match]:
    """Years as numbers: long ago, or the past."""
    for index, word in enumerate(typed):
        reading = word.readings[0]
        if len(reading) == 4 and reading.isdecimal() and OLDEST_YEAR < int(reading) < year:
            long_ago = int(reading) <= year - A_WHILE
            yield Match(Concept.LONG_AGO if long_ago else Concept.PAST, index, index)


def _dates(typed: list[Word], reported_at: datetime) -> Iterator[Match]:
    """Dates that the report's own clock resolves."""
    long_ago = reported_at - A_WHILE * timedelta(days=365)
    for moment in moments(typed, reported_at):
        old = moment.latest < long_ago
        concept = Concept.LONG_AGO if old else moment.concept(reported_at)
        yield Match(concept, moment.first, moment.last)


def _sense(match: Match, typed: list[Word], spoken: set[Concept]) -> Sense:
    if Concept.FICTION in spoken:
        return Sense.TOLD_AS_STORY
    if Concept.HYPOTHETICAL in spoken:
        return Sense.SUPPOSED
    if match.concept in DENIABLE and _denied(match, typed):
        return Sense.DENIED
    if spoken & {Concept.NOW, Concept.NEAR, Concept.HABIT}:
        return Sense.SAID
    if Concept.LONG_AGO in spoken:
        return Sense.LONG_AGO
    return Sense.PAST if Concept.PAST in spoken else Sense.SAID


def _denied(match: Match, typed: list[Word]) -> bool:
    """Whether a "not" stands within reach before the phrase, in the same clause."""
    if typed[match.first].begins_clause:
        return False
    for index in range(match.first - 1, max(-1, match.first - 1 - REACH_OF_NOT), -1):
        if NOT.intersection(typed[index].readings):
            after = range(index + 1, match.first)
            return not any(NOT_DENYING.intersection(typed[i].readings) for i in after)
        if typed[index].begins_clause:
            return False
    return False
