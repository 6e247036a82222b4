"""A text as an encoder best reads it: disguise undone, small letters, and dates counted from today.

"Th3 14th" becomes "the 14th (in 3 days)". Nothing here is ever shown or quoted: evidence is cut
from the text as it was typed.
"""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from shared.domain.triage.clean import Word
from shared.domain.triage.dates import Moment

DAYS_IN_MONTH, DAYS_IN_YEAR = 30, 365
# Up to here days are counted, then months, then years.
MOST_DAYS, MOST_MONTHS = 60, 24 * DAYS_IN_MONTH


def plain(
    text: str,
    typed: Sequence[Word],
    moments: Sequence[Moment],
    now: datetime,
    known: Callable[[str], bool],
) -> str:
    """The words with what stood between them; `known` says which readings the lexicons hold."""
    said = {moment.last: _counted(moment, now) for moment in moments}
    parts: list[str] = []
    end = 0
    for index, word in enumerate(typed):
        parts.append(_bare(text[end : word.start]))
        parts.append(_read(text[word.start : word.end], word, known))
        if when := said.get(index):
            parts.append(f" ({when})")
        end = word.end
    return "".join([*parts, _bare(text[end:])])


def _counted(moment: Moment, now: datetime) -> str:
    """How far off a day is; hours say so by themselves."""
    if moment.latest - moment.earliest < timedelta(days=1):
        return ""
    days = (moment.earliest.date() - now.date()).days
    if days in (0, 1):
        return ("today", "tomorrow")[days]
    away = abs(days)
    if away <= MOST_DAYS:
        count, unit = away, "day"
    elif away <= MOST_MONTHS:
        count, unit = round(away / DAYS_IN_MONTH), "month"
    else:
        count, unit = round(away / DAYS_IN_YEAR), "year"
    many = unit if count == 1 else f"{unit}s"
    return f"in {count} {many}" if days > 0 else f"{count} {many} ago"


def _read(typed: str, word: Word, known: Callable[[str], bool]) -> str:
    bare = _bare(typed)
    if not _disguised(typed, bare):
        return bare
    return next((reading for reading in word.readings if known(reading)), word.readings[-1])


def _disguised(typed: str, bare: str) -> bool:
    """Letters apart, digits inside a word, or two scripts in one word."""
    if any(letter.isspace() for letter in typed):
        return True
    latin = any("a" <= letter <= "z" for letter in bare)
    foreign = any(letter.isalpha() and not _is_latin(letter) for letter in bare)
    digits = any(letter.isdecimal() or letter in "@$!|" for letter in bare)
    return latin and (foreign or digits)


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _bare(text: str) -> str:
    """Small letters, without the marks that nobody sees; accents stay."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")
