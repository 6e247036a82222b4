"""Make text safe to carry: drop what no reader can see and no queue may hold, keep every word.

Done once, at intake. Triage does its own, deeper cleaning beside the original.
"""

import re
import unicodedata

REMOVED = "[encoded data removed]"
LONGEST_LINK = 2_083
# Fewer different signs are laughter, or somebody holding keys down.
SIGNS_OF_A_FILE = 16

# SQS accepts only the characters of XML 1.0, and JSON cannot carry a lone surrogate: one such
# character would make a report undeliverable. Bidirectional controls can disguise what is read.
_UNCARRIABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

# What an encoded file is written in. Quantifiers are possessive, so that time stays linear.
_CODE = "[A-Za-z0-9+/_-]"
_NEXT_LINE = r"[ \t]*\n[ \t>]*"
_LINES = rf"(?:{_NEXT_LINE}{_CODE}{{40,}}+=*)"
_LAST_LINE = rf"(?:{_NEXT_LINE}(?=\S*[0-9+/=]){_CODE}++=*(?=\s|$))?"
_ENCODED = re.compile(
    rf"(?P<link>\bhttps?://\S++)"
    rf"|data:[\w.+/-]{{0,120}}(?:;[\w.=+-]{{1,120}})*?;base64,{_CODE}*+=*(?:{_LINES}+{_LAST_LINE})?"
    rf"|(?<!{_CODE}){_CODE}{{40,}}+=*{_LINES}{{2,}}{_LAST_LINE}"
    # Longer than any word or number that a person types by hand.
    rf"|(?P<run>(?<!{_CODE}){_CODE}{{300,}}+=*)",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """The same words in NFC, without invisible controls and without encoded pictures."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    carriable = _UNCARRIABLE.sub("", lines)
    composed = unicodedata.normalize("NFC", carriable)
    # A few letters of Indic scripts grow in NFC; nobody is refused for the length of our copy.
    shorter = composed if len(composed) <= len(carriable) else carriable
    return _ENCODED.sub(_unless_words, shorter).strip()


def _unless_words(found: re.Match[str]) -> str:
    """No pictures, ever: an encoded file is taken out and marked, the report around it is kept."""
    text = found.group()
    if found["link"] is not None and len(text) <= LONGEST_LINK:
        return text
    if found["run"] is not None and len(set(text)) < SIGNS_OF_A_FILE:
        return text
    return REMOVED
