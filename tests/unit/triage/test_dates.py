"""What is told of time, against the clock of the report."""

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.triage.clean import words
from shared.domain.triage.concepts import Concept
from shared.domain.triage.dates import Moment, moments

# A Tuesday evening in the east of the United States.
NOW = datetime(2026, 10, 27, 20, 30, tzinfo=timezone(timedelta(hours=-4)))
LATEST = timedelta(days=7)


def told(text: str, now: datetime = NOW) -> list[Moment]:
    return moments(words(text, lambda reading: False), now)


def only(text: str) -> Moment:
    [moment] = told(text)
    return moment


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("They meet on Friday", date(2026, 10, 30)),
        ("el viernes", date(2026, 10, 30)),
        ("It is Tuesday", date(2026, 10, 27)),
        ("last Friday", date(2026, 10, 23)),
        ("el viernes pasado", date(2026, 10, 23)),
        ("last Tuesday", date(2026, 10, 20)),
        ("the 29th", date(2026, 10, 29)),
        ("el 29", date(2026, 10, 29)),
        ("on the 3rd", date(2026, 11, 3)),
        ("October 31", date(2026, 10, 31)),
        ("Oct 31st", date(2026, 10, 31)),
        ("31 October", date(2026, 10, 31)),
        ("el 31 de octubre", date(2026, 10, 31)),
        ("31 de octubre de 2026", date(2026, 10, 31)),
        ("March 3, 2024", date(2024, 3, 3)),
        ("January 2", date(2027, 1, 2)),
        ("September 30", date(2026, 9, 30)),
        ("on 10/31/26", date(2026, 10, 31)),
        ("31/10/2026", date(2026, 10, 31)),
        ("in 3 days", date(2026, 10, 30)),
        ("dentro de dos semanas", date(2026, 11, 10)),
        ("two weeks ago", date(2026, 10, 13)),
        ("hace 3 dias", date(2026, 10, 24)),
    ],
)
def test_a_day_is_found_on_the_reporters_clock(text: str, on: date) -> None:
    moment = only(text)
    assert (moment.earliest, moment.latest - moment.earliest) == (
        datetime.combine(on, datetime.min.time(), NOW.tzinfo),
        timedelta(days=1),
    )


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("in 40 minutes", timedelta(minutes=40)),
        ("in 40min", timedelta(minutes=40)),
        ("en dos horas", timedelta(hours=2)),
        ("within an hour", timedelta(hours=1)),
        ("2 hours ago", -timedelta(hours=2)),
    ],
)
def test_a_count_of_hours_is_about_right(text: str, after: timedelta) -> None:
    moment = only(text)
    assert moment.earliest < NOW + after < moment.latest
    assert moment.latest - moment.earliest <= abs(after) / 2 + timedelta(seconds=1)


@pytest.mark.parametrize(
    "text",
    [
        "every Friday he comes",
        "the 14 messages he sent",
        "she is 14 and he is 31",
        "I may tell",
        "cada viernes",
        "el 14 horas",
        "no time at all",
        "February 31",
    ],
)
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("on Saturday", Concept.NEAR),
        ("the 3rd", Concept.NEAR),
        ("on November 20", Concept.LATER),
        ("in two months", Concept.LATER),
        ("last Saturday", Concept.PAST),
        ("2 hours ago", Concept.NOW),
        ("October 2, 2025", Concept.PAST),
    ],
)
def test_how_a_date_stands_to_the_report(text: str, concept: Concept) -> None:
    assert only(text).concept(NOW) is concept


def test_a_date_ends_with_its_sentence() -> None:
    assert told("He lives at number 10. 31 is his age.") == []


@given(st.text(max_size=200), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_any_words_at_any_time_give_ordered_moments(text: str, at: datetime) -> None:
    typed = words(text, lambda reading: False)
    found = moments(typed, at)
    assert all(0 <= one.first <= one.last < len(typed) for one in found)
    assert all(one.earliest < one.latest for one in found)
    assert all(one.last < two.first for one, two in pairwise(found))
