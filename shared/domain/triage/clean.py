"""Undo disguise in typed words (look-alikes, digits for letters, letters apart), spans kept.

Every word carries several readings. Cleaning only ever adds a reading, so it can add a match
and never take one away; every span points into the text as it was typed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

# Letters of other scripts that look Latin; folding them adds a reading and reads no language.
LOOK_ALIKES = str.maketrans("авеікмнопрстухѕјԁԛԝɡαβεικνορτυχγ", "abeikmhonpctyxsjdqwgabeikvoptuxy")
LEET = str.maketrans("0134578@$!|", "oieastbasil")
LEET_L = str.maketrans("0134578@$!|", "oleastbasll")
TEXTING = {
    "2moro": "tomorrow", "2morrow": "tomorrow", "tmrw": "tomorrow", "tmr": "tomorrow",
    "tmw": "tomorrow", "2nite": "tonight", "tonite": "tonight", "2day": "today",
    "rn": "now", "u": "you", "ur": "your", "r": "are", "b4": "before", "bf": "boyfriend",
    "pls": "please", "plz": "please", "thx": "thanks", "ppl": "people", "wknd": "weekend",
    "gonna": "going", "wanna": "want", "kms": "kill-myself", "kys": "kill-yourself",
    "pix": "pics", "pic": "pics", "insta": "instagram", "snap": "snapchat", "sc": "snapchat",
    "k": "que", "q": "que", "x": "por", "xq": "porque", "tmb": "tambien", "hno": "hermano",
    "hna": "hermana", "mñn": "manana", "mnn": "manana", "bb": "bebe", "fri": "friday",
    "sat": "saturday", "sun": "sunday", "mon": "monday", "tues": "tuesday", "tue": "tuesday",
    "thurs": "thursday", "thu": "thursday", "weds": "wednesday", "wed": "wednesday",
}  # fmt: skip

LONGEST_SPELT = 14  # letters apart that are tried as one word

_WORD = re.compile(r"[@$]?[^\W_](?:['’`@$!|]?[^\W_])*")
_AMOUNT = re.compile(r"(\d{1,4})(hrs?|h|mins?|am|pm|yo|yrs?|f|m|days?|km|th|st|nd|rd|d)")
_SENTENCE_END = re.compile(r"[.!?;\n…。！？¿¡—]|(?<=\s)-(?=\s)")
_CLAUSE_END = re.compile(r"[,:()\"“”«»]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class Word:
    """A typed word: its span in the original, every reading, and what stood before it."""

    start: int
    end: int
    readings: tuple[str, ...]
    begins_sentence: bool = False
    begins_clause: bool = False


def words(text: str, known: Callable[[str], bool]) -> list[Word]:
    """The words of a text in order; `known` says which readings are words of the lexicon."""
    folded, origin = _fold(text)
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(folded):
        gap = folded[end : match.start()]
        end = match.end()
        sentence = bool(_SENTENCE_END.search(gap)) or not found
        clause = sentence or bool(_CLAUSE_END.search(gap))
        for first, last in _parts(match):
            span = origin[first], origin[last - 1] + 1
            found.append(Word(*span, _readings(folded[first:last], known), sentence, clause))
            sentence = clause = False
    return _with_spaced_letters_joined(found, known)


def _fold(text: str) -> tuple[str, list[int]]:
    """Plain small letters, and for each of them the index of the character it came from."""
    plain: dict[str, str] = {c: _plain(c) for c in set(text)}
    letters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for letter in plain[character]:
            letters.append(letter)
            origin.append(index)
    return "".join(letters), origin


def _plain(character: str) -> str:
    """One character without accents, invisible marks and disguise."""
    if character in "\n\t":
        return character
    parts = unicodedata.normalize("NFKD", character).casefold().translate(LOOK_ALIKES)
    return "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Cf", "Cc"))


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The span of a word, or of a number and the unit typed against it ("3hrs", "12yo")."""
    if amount := _AMOUNT.fullmatch(match.group()):
        middle = match.start() + len(amount[1])
        yield match.start(), middle
        yield middle, match.end()
    else:
        yield match.span()


def _readings(typed: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    plain = re.sub(r"[^\w]", "", typed)
    readings = [plain]
    if not typed.isalpha() and any(c.isalpha() for c in typed):
        bare = typed.replace("'", "").replace("’", "").replace("`", "")
        readings += [bare.translate(LEET), bare.translate(LEET_L)]
    if _STRETCHED.search(plain):
        readings += [_STRETCHED.sub(r"\1", plain), _STRETCHED.sub(r"\1\1", plain)]
    if plain.endswith("s") and not known(plain):
        readings.append(plain[:-1])  # "brothers", typed for "brother's"
    if not any(map(known, readings)) and 5 <= len(plain) <= 20:
        readings += _nearby(plain, known)
    readings += [TEXTING[reading] for reading in readings if reading in TEXTING]
    return tuple(dict.fromkeys(readings))


def _nearby(word: str, known: Callable[[str], bool]) -> list[str]:
    """Known words one swapped or doubled letter away."""
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))
    single = (word[: m.start()] + word[m.start() + 1 :] for m in _DOUBLED.finditer(word))
    return [candidate for candidate in (*swapped, *single) if known(candidate)]


def _with_spaced_letters_joined(found: list[Word], known: Callable[[str], bool]) -> list[Word]:
    """The same words, with runs of three or more single letters read as the words they spell."""
    joined: list[Word] = []
    run: list[Word] = []
    for word in found:
        if run and (word.begins_clause or not _single_letter(word)):
            joined += _spelt(run, known)
            run = []
        if _single_letter(word):
            run.append(word)
        else:
            joined.append(word)
    return joined + _spelt(run, known)


def _single_letter(word: Word) -> bool:
    return word.end - word.start == 1


def _spelt(run: list[Word], known: Callable[[str], bool]) -> list[Word]:
    """The words that single letters spell: the longest known word from each letter on."""
    if len(run) < 3:
        return run
    letters = "".join(word.readings[0][:1] for word in run)
    spelt: list[Word] = []
    first = 0
    while first < len(run):
        longest = min(len(run), first + LONGEST_SPELT)
        last = next(
            (e for e in range(longest, first + 1, -1) if known(letters[first:e])), first + 1
        )
        if last == first + 1:
            spelt.append(run[first])
        else:
            readings = (letters[first:last],)
            spelt.append(replace(run[first], end=run[last - 1].end, readings=readings))
        first = last
    return spelt
