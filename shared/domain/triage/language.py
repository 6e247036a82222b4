"""Notice a text that triage cannot read: another script, or too few words it knows."""

import re
import unicodedata
from collections.abc import Iterator

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
LEAST_KNOWN = 0.12

_LATIN = re.compile(r"[a-z]+")
_ACCENTS = re.compile("[\u0300-\u036f'’]")


def unread(texts: Iterator[tuple[str, str]]) -> list[Finding]:
    """A finding for each text in a language that the lexicons do not hold."""
    return [
        Finding(Urgency.HIGH, Reason(LANGUAGE_NOT_READ, "fallback", (evidence,)))
        for field, text in texts
        if (evidence := _unread(field, text))
    ]


def _unread(field: str, text: str) -> Evidence | None:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = sum(c.isalpha() for c in plain)
    latin = sum("a" <= c <= "z" for c in plain)
    other_script = letters > 1 and latin * 2 < letters
    if other_script or _other_words(_LATIN.findall(_ACCENTS.sub("", plain))):
        return Evidence(field, 0, len(text), text)
    return None


def _other_words(latin: list[str]) -> bool:
    if len(latin) < FEWEST_WORDS:
        return False
    ours = sum(word in BINDING for word in latin)
    theirs = sum(word in FOREIGN for word in latin)
    own = ours - sum(word in SHARED for word in latin)
    return ours < LEAST_KNOWN * len(latin) or (theirs > ours and theirs > 2 * own)
