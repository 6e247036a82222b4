"""The measures by which triage is judged, each as hits out of cases with its 95 % interval."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import nan, sqrt
from typing import NamedTuple

from tests.triage.judged import FEDERAL, Judged
from tests.triage.rows import LEVELS

Holds = Callable[[Judged], bool]
Z = 1.96  # standard deviations on either side of the mean that hold 95 %
# Slices by tag: of the immediate ones how many were found, of the standard ones how many alarmed.
FOUND_BY_TAG = ("hard_positive", "implied", "understated", "sextortion", "texting", "negation")
ALARMED_BY_TAG = ("hard_negative", "urgent_words", "adult_survivor", "hypothetical", "quoted")


class Measure(NamedTuple):
    """So many of so many."""

    name: str
    hits: int
    cases: int

    @property
    def rate(self) -> float:
        return self.hits / self.cases if self.cases else nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, which is honest for few cases and rates near 0 and 1."""
        if not self.cases:
            return nan, nan
        n, p = self.cases, self.rate
        middle = p + Z * Z / (2 * n)
        half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return (middle - half) / (1 + Z * Z / n), (middle + half) / (1 + Z * Z / n)


def measures(judged: Sequence[Judged]) -> Iterator[Measure]:
    """All of them, in the order in which they are read."""
    immediate = _of(judged, "immediate")
    high, standard = _of(judged, "high"), _of(judged, "standard")
    urgent = [*immediate, *high]
    yield _measure("immediate found", immediate, _is_immediate)
    for lang in ("en", "es"):
        yield _measure(f"immediate found, {lang}", _in(immediate, lang), _is_immediate)
    others = [one for one in immediate if one.row["language"] not in ("en", "es")]
    yield _measure("immediate found, other languages", others, _is_immediate)
    yield _measure("at least high found", urgent, lambda one: one.level != "standard")
    yield _measure("standard called immediate", standard, _is_immediate)
    yield _measure("standard called immediate, indefensibly", standard, _wrongly_immediate)
    yield _measure("standard raised, indefensibly", standard, _wrongly_raised)
    yield _measure("high called immediate, indefensibly", high, _wrongly_immediate)
    yield _measure("principal reason named", urgent, _names_the_reason)
    yield _measure("evidence verbatim", _quotes(judged), _is_verbatim)
    for tag in FOUND_BY_TAG:
        yield _measure(f"immediate found, {tag}", _tagged(immediate, tag), _is_immediate)
    for tag in ALARMED_BY_TAG:
        yield _measure(f"standard called immediate, {tag}", _tagged(standard, tag), _is_immediate)
    placed = [one for one in judged if "gold_jurisdiction" in one.row]
    yield _measure("place right", placed, lambda one: one.lead in one.leads)
    yield _measure("place wrong", placed, _wrong_agency)


def confusion(judged: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """How often each right level was given each level."""
    return Counter((one.gold, one.level) for one in judged)


def printed(judged: Sequence[Judged]) -> Iterator[str]:
    """A table for people."""
    for one in measures(judged):
        if one.cases:
            low, high = one.interval
            figures = f"{one.hits:4d} of {one.cases:<4d} {one.rate:6.1%}"
            yield f"{one.name:44s} {figures}  ({low:.0%} to {high:.0%})"
    counted = confusion(judged)
    yield ""
    yield f"{'right level, and what was said':32s}" + "".join(f"{level:>11s}" for level in LEVELS)
    for gold in LEVELS:
        yield f"{gold:32s}" + "".join(f"{counted[gold, level]:11d}" for level in LEVELS)


def _measure(name: str, cases: Sequence[Judged], holds: Holds) -> Measure:
    return Measure(name, sum(map(holds, cases)), len(cases))


def _of(judged: Iterable[Judged], level: str) -> list[Judged]:
    return [one for one in judged if one.gold == level]


def _in(judged: Iterable[Judged], lang: str) -> list[Judged]:
    return [one for one in judged if one.row["language"] == lang]


def _tagged(judged: Iterable[Judged], tag: str) -> list[Judged]:
    return [one for one in judged if tag in one.row["tags"]]


def _quotes(judged: Iterable[Judged]) -> list[Judged]:
    return [one for one in judged if one.evidence]


def _is_immediate(one: Judged) -> bool:
    return one.level == "immediate"


def _wrongly_immediate(one: Judged) -> bool:
    return one.level == "immediate" and "immediate" not in one.accepted


def _wrongly_raised(one: Judged) -> bool:
    return one.level != "standard" and one.level not in one.accepted


def _names_the_reason(one: Judged) -> bool:
    return one.row["gold_reasons"][0] in one.reasons


def _is_verbatim(one: Judged) -> bool:
    return all(any(words in text for text in one.told) for words in one.evidence)


def _wrong_agency(one: Judged) -> bool:
    copies = one.row.get("gold_also_notify", ())
    return one.lead != FEDERAL and one.lead not in one.leads and one.lead not in copies
