"""Resolve what a report says of time ("the 14th", "10/31", "en 40 minutos") against its clock.

Each date is an interval on the reporter's own clock: the earliest and the latest moment that the
words allow. A day without a month or a year is the next one, or the last one, as the words around
it say; where they say nothing, it is the nearer of the two, because the nearer one is more urgent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.domain.triage.clean import Word
from shared.domain.triage.concepts import Concept

SOON = timedelta(days=7)
# Said of a day that has just begun or ended somewhere else.
ZONES_APART = timedelta(hours=14)


def _numbered(first: int, *names: str) -> Mapping[str, int]:
    """Each of the words in a row stands for the row's number."""
    return {name: number for number, row in enumerate(names, first) for name in row.split()}


MONTHS = _numbered(
    1,
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sept sep septiembre setiembre",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
)
WEEKDAYS = _numbered(
    0,
    "monday mon lunes",
    "tuesday tues tue martes",
    "wednesday weds wed miercoles",
    "thursday thurs thu jueves",
    "friday fri viernes",
    "saturday sat sabado",
    "sunday sun domingo",
)
UNITS: Mapping[str, timedelta] = {
    name: length
    for length, names in (
        (timedelta(minutes=1), "minute minutes min mins minuto minutos"),
        (timedelta(hours=1), "hour hours hr hrs h hora horas"),
        (timedelta(days=1), "day days d dia dias"),
        (timedelta(weeks=1), "week weeks wk wks semana semanas"),
        (timedelta(days=30), "month months mes meses"),
    )
    for name in names.split()
}
NUMBERS = _numbered(
    1,
    "a an one un una",
    "two couple dos",
    "three few tres",
    "four cuatro",
    "five cinco",
    "six seis",
    "seven siete",
    "eight ocho",
    "nine nueve",
    "ten diez",
)
INTO = frozenset({"in", "within", "en", "dentro"})
AGO = frozenset({"ago", "atras"})
SINCE = frozenset({"hace"})
GONE_BY = frozenset({"last", "past", "pasado"})
EVERY = frozenset({"every", "each", "cada", "todos", "most"})
ORDINAL = frozenset({"st", "nd", "rd", "th"})
THE = frozenset({"the", "el", "dia"})
LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that was told: the words that tell it, and the interval that they allow."""

    first: int
    last: int
    earliest: datetime
    latest: datetime

    def concept(self, now: datetime) -> Concept:
        """How it stands to the report's own time."""
        if self.latest - self.earliest < timedelta(days=1) and self.latest <= now:
            return Concept.NOW  # told in minutes or hours: it has only just happened
        if self.latest < now - ZONES_APART:
            return Concept.PAST
        return Concept.NEAR if self.earliest <= now + SOON else Concept.LATER


def moments(typed: Sequence[Word], now: datetime) -> list[Moment]:
    """Every time that can be resolved, in the order of the words; `now` is the reporter's clock."""
    said = [word.readings[0] for word in typed]
    found: list[Moment] = []
    index = 0
    while index < len(said):
        moment = _at(said, typed, index, now)
        if moment is None:
            index += 1
        else:
            found.append(moment)
            index = moment.last + 1
    return found


def _at(said: Sequence[str], typed: Sequence[Word], index: int, now: datetime) -> Moment | None:
    """The longest time told from one word on."""
    for read in (_span, _month_and_day, _numbers, _day_of_month, _weekday):
        for last, earliest, latest in read(said, index, now):
            if not any(word.begins_sentence for word in typed[index + 1 : last + 1]):
                return Moment(index, last, earliest, latest)
    return None


Reading = Iterator[tuple[int, datetime, datetime]]


def _span(said: Sequence[str], index: int, now: datetime) -> Reading:
    """In 40 minutes, en dos horas; 3 days ago, hace 3 dias."""
    if said[index] in INTO | SINCE:
        start = index + 1 + (_word(said, index + 1) == "de")
        if (length := _length(said, start)) is not None:
            last, span = length
            at = now - span if said[index] in SINCE else now + span
            yield last, *_about(at, span, now)
    elif (length := _length(said, index)) is not None:
        last, span = length
        if _word(said, last + 1) in AGO:
            yield last + 1, *_about(now - span, span, now)


def _length(said: Sequence[str], index: int) -> tuple[int, timedelta] | None:
    """A number and a unit from here on, and the last word of them."""
    number = _number(_word(said, index))
    if number is None:
        return None
    unit = index + 1
    while _word(said, unit) in {"more", "of", "mas"}:
        unit += 1
    length = UNITS.get(_word(said, unit))
    return None if length is None else (unit, number * length)


def _about(at: datetime, span: timedelta, now: datetime) -> tuple[datetime, datetime]:
    """Half a unit either way: nobody counts exactly."""
    if span < timedelta(days=1):
        return at - span / 4, at + span / 4
    return _day(at.date(), now)


def _month_and_day(said: Sequence[str], index: int, now: datetime) -> Reading:
    """October 31 (2026), 31 October, el 31 de octubre."""
    month, day, last = None, None, index
    if (month := MONTHS.get(said[index])) is not None:
        day, last = _day_number(said, index + 1)
    elif (day := _plain_day(said[index])) is not None:
        day, last = _day_number(said, index)
        last += _word(said, last + 1) in {"de", "of"}
        month = MONTHS.get(_word(said, last + 1))
        last += 1
    if month is None or day is None:
        return
    year_at = last + 1 + (_word(said, last + 1) in {"de", "del"})
    year = _year(_word(said, year_at))
    if (on := _nearest(month, day, year, now.date())) is not None:
        yield (last if year is None else year_at), *_day(on, now)


def _numbers(said: Sequence[str], index: int, now: datetime) -> Reading:
    """10/31 and 10/31/26 as they are written in the United States; 31/10 where only that can be."""
    first, second = _plain_number(said[index]), _plain_number(_word(said, index + 1))
    if first is None or second is None or _word(said, index - 1) in {"call", "at"}:
        return
    month, day = (first, second) if first <= 12 else (second, first)
    if 1 <= month <= 12 and 1 <= day <= LAST_DAY:
        year = _year(_word(said, index + 2))
        if year is not None and (on := _nearest(month, day, year, now.date())) is not None:
            yield index + 2, *_day(on, now)


def _day_of_month(said: Sequence[str], index: int, now: datetime) -> Reading:
    """The 14th, el 14, on the 3rd; not "the 14 messages", which names no day."""
    if said[index] not in THE:
        return
    day, last = _day_number(said, index + 1)
    spanish = said[index] != "the"
    if day is None or (not spanish and last == index + 1):
        return
    if spanish and _word(said, last + 1) in UNITS:
        return
    today = now.date()
    this = _date(today.year, today.month, day)
    ahead = this if this is not None and this >= today else _date(*_month_after(today), day)
    if ahead is not None:
        yield last, *_day(ahead, now)


def _weekday(said: Sequence[str], index: int, now: datetime) -> Reading:
    """The next day of that name, or the last one; a day that is a habit is no date."""
    number = WEEKDAYS.get(said[index])
    if number is None or EVERY & set(said[max(0, index - 2) : index]):
        return
    today = now.date()
    ahead = (number - today.weekday()) % 7
    if {_word(said, index - 1), _word(said, index + 1)} & GONE_BY:
        ahead = ahead - 7 if ahead else -7
    yield index, *_day(today + timedelta(days=ahead), now)


def _word(said: Sequence[str], index: int) -> str:
    return said[index] if 0 <= index < len(said) else ""


def _number(word: str) -> int | None:
    return _plain_number(word) if word.isdecimal() else NUMBERS.get(word)


def _plain_number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 3 else None


def _plain_day(word: str) -> int | None:
    number = _plain_number(word)
    return number if number is not None and 1 <= number <= LAST_DAY else None


def _day_number(said: Sequence[str], index: int) -> tuple[int | None, int]:
    """A day of a month, with or without its ordinal, and its last word."""
    ordinal = _word(said, index + 1) in ORDINAL
    return _plain_day(_word(said, index)), index + ordinal


def _year(word: str) -> int | None:
    if not (word.isascii() and word.isdecimal()):
        return None
    if len(word) == 2:
        return 2000 + int(word)
    return int(word) if len(word) == 4 and word.startswith(("19", "20")) else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_after(today: date) -> tuple[int, int]:
    return (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)


def _nearest(month: int, day: int, year: int | None, today: date) -> date | None:
    """The day in that year, or the nearest one to today, a coming one before one gone by."""
    if year is not None:
        return _date(year, month, day)
    years = (today.year - 1, today.year, today.year + 1)
    days = [on for one in years if (on := _date(one, month, day)) is not None]
    return min(days, key=lambda on: (abs(on - today), on < today), default=None)


def _day(on: date, now: datetime) -> tuple[datetime, datetime]:
    """A whole day on the reporter's clock."""
    start = datetime.combine(on, time.min, now.tzinfo)
    return start, start + timedelta(days=1)
