"""Make text safe to carry: drop what no reader can see and no queue may hold, keep every word.

Done once, at intake. Triage does its own, deeper cleaning beside the original.
"""

import re
import unicodedata

REMOVED = "[encoded data removed]"

# SQS accepts only the characters of XML 1.0, and JSON cannot carry a lone surrogate: one such
# character would make a report undeliverable. Bidirectional controls can disguise what is read.
_UNCARRIABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_DATA_URI = re.compile(
    r"data:[\w.+-]{1,60}/[\w.+-]{1,60}[^,\s]{0,100},[A-Za-z0-9+/=_%\s-]{0,200000}"
)
# Longer than any word, number, address or link that a person types by hand.
_ENCODED_RUN = re.compile(r"[A-Za-z0-9+/_-]{300,}={0,2}")


def clean(text: str) -> str:
    """The same words in NFC, without invisible controls and without encoded pictures."""
    text = unicodedata.normalize(
        "NFC", _UNCARRIABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    )
    return _without_encoded_data(text).strip()


def _without_encoded_data(text: str) -> str:
    """No pictures, ever: an encoded file is taken out and marked, the report around it is kept."""
    if "data:" in text:
        text = _DATA_URI.sub(REMOVED, text)
    return _ENCODED_RUN.sub(_unless_plain, text)


def _unless_plain(found: re.Match[str]) -> str:
    """A long run of one case without digits is somebody holding a key down, not a file."""
    run = found.group()
    kinds = (
        any(c.isupper() for c in run),
        any(c.islower() for c in run),
        any(c.isdigit() for c in run),
    )
    return REMOVED if all(kinds) else run
