"""Whatever is typed comes through the form, the table and the queue unharmed, and back escaped."""

from html import unescape
from typing import Any

import pytest

from functions.submit.app import app as submit
from shared.domain.text import clean
from tests.functions.door import post_form
from tests.journey.pump import Pump
from tests.journey.test_journey import polled

LONGEST = 20_000
SCRIPTS = {
    "Latin": "é",
    "Cyrillic": "я",
    "Arabic": "م",
    "Devanagari": "न",
    "Chinese": "水",
    "Korean": "한",
    "Thai": "น",
    "Ethiopic": "ሰ",
    "pictographs": "🐿",
    "beyond the basic plane": "𐐷",
}
HOSTILE = {
    "markup": """<script>alert(1)</script></textarea><b title="'">&amp;</b>""",
    "a template": "{{ 7*7 }} {% include 'x' %} ${7*7} #{7*7} @@token@@",
    "a formula": '=cmd|"/c calc"!A1',
    "another formula": "+1+1 @SUM(1)",
    "bidi controls": "He is a \u202egood\u202c man \u2066x\u2069",
    "controls": "He\x00 came\x08 at\x1b[31m six\x7f\u0085 \ufffe",
    "line ends": "one\r\ntwo\rthree\n\n\nfour",
    "JSON": '"},{"lane":"standard"}',
    "SQL": "'; DROP TABLE reports; --",
    "zero width": "h\u200be c\u200da\ufeffme",
}


def told(agency: str) -> list[str]:
    """What the agency reads in the reporters' own words."""
    found = [one for lane in ("urgent", "standard") for one in polled(agency, lane)]
    return [part for one in found for part in _texts(one["data"])]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_reaches_the_agency_as_it_was_typed(pump: Pump, text: str) -> None:
    answer = post_form(submit, "/en/report", {"story": text, "others": text})
    assert answer.status == 200, answer.text
    pump.until_still()
    words = clean(text)
    assert words
    assert told("us-fbi").count(words) >= 2


@pytest.mark.parametrize("sign", SCRIPTS.values(), ids=SCRIPTS)
def test_the_longest_story_in_any_script_reaches_the_agency_whole(pump: Pump, sign: str) -> None:
    story = (sign * 9 + " ") * (LONGEST // 10)
    answer = post_form(submit, "/en/report", {"story": story})
    assert answer.status == 200
    pump.until_still()
    assert story.strip() in told("us-fbi")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_back_escaped_and_whole(pump: Pump, text: str) -> None:
    too_long = "x" * 300
    answer = post_form(submit, "/en/report", {"story": text, "platform": too_long})
    assert answer.status == 422
    area = answer.text.partition("<textarea name=story")[2].partition("</textarea>")[0]
    assert unescape(area.partition(">")[2]).removeprefix("\n") == text
    assert "<script" not in answer.text
    assert "49" not in area
