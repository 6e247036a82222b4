"""Notice a text that triage cannot read: another script, or too few words it knows."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from shared.domain.triage.decision import LANGUAGE_NOT_READ, Evidence, Finding, Reason
from shared.domain.urgency import Urgency


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# The words that hold English and Spanish sentences together, and other languages do not.
BINDING = _set(
    "the and is are was were he she they it you my his her their our your we me him them this that"
    " of to in on at for with from by have has had not but who what when where an i im ive hes shes"
    " its dont cant do does did be been about all there just so or if would will can"
    " el la los las un una y es son fue era yo mi mis su sus que de del en con por para no se lo le"
    " les nos pero como cuando donde esta estan este ya muy hay ha han al ella ellos porque tiene"
    " tengo u ur n w hi hello hola please por favor help ayuda"
)
# Binding words of languages that share some of ours: more of these than of ours is not ours.
FOREIGN = _set(
    "le les des une est et dans avec pour qui elle il nous vous ma mon je ne pas sur sa ce cette du"
    " au um uma o os as do da dos das na nos com para meu minha ele ela nao foi esta isso ao mais e"
    " eu seu sua der die das und ist ich nicht mit ein eine sie mein meine mi yo li nan pou ak yon"
    " te ap ki gen ang ng sa mga ko na ay siya niya po si il che di una mia mio per"
    " sono lei"
)
SHARED = BINDING & FOREIGN
FEWEST_WORDS = 5
FEWEST_LETTERS = 3
LEAST_KNOWN = 0.15
TELLING_LENGTH = 5  # shorter words are spelt alike in too many languages

_SENTENCE = re.compile(r"[^.!?;\n。！？]*\w[^.!?;\n。！？]*")
_LATIN = re.compile(r"[a-z]{2,}")
_ACCENTS = re.compile("[\u0300-\u036f'’]")


def unread(texts: Iterable[tuple[str, str]], known: Callable[[str], bool]) -> list[Finding]:
    """A finding for each text in a language the lexicons do not hold; `known` are their words."""
    return [
        Finding(Urgency.HIGH, Reason(LANGUAGE_NOT_READ, "fallback", (evidence,)))
        for field, text in texts
        if (evidence := _unread(field, text, known))
    ]


def _unread(field: str, text: str, known: Callable[[str], bool]) -> Evidence | None:
    """The first sentence that is not ours: a friendly line before it must not hide it."""
    for sentence in _SENTENCE.finditer(text):
        plain = unicodedata.normalize("NFKD", sentence.group().casefold())
        letters = sum(c.isalpha() for c in plain)
        latin = sum("a" <= c <= "z" for c in plain)
        other_script = letters >= FEWEST_LETTERS and latin * 2 < letters
        if other_script or _other_words(_LATIN.findall(_ACCENTS.sub("", plain)), known):
            return Evidence(field, *sentence.span(), sentence.group())
    return None


def _other_words(latin: list[str], known: Callable[[str], bool]) -> bool:
    if len(latin) < FEWEST_WORDS:
        return False
    ours = sum(word in BINDING for word in latin)
    theirs = sum(word in FOREIGN for word in latin)
    own = ours - sum(word in SHARED for word in latin)
    telling = sum(len(word) >= TELLING_LENGTH and known(word) for word in latin)
    few = ours + telling < LEAST_KNOWN * len(latin)
    return few or (theirs > ours and theirs > 2 * own)
