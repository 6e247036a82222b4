"""What an encoder is given to read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.triage.clean import words
from shared.domain.triage.dates import moments
from shared.domain.triage.mentions import PHRASES
from shared.domain.triage.plain import plain

NOW = datetime(2026, 10, 27, 20, 30, tzinfo=UTC)  # a Tuesday


def read(text: str) -> str:
    typed = words(text, PHRASES.knows)
    return plain(text, typed, moments(typed, NOW), NOW, PHRASES.knows)


@pytest.mark.parametrize(
    ("typed", "plainly"),
    [
        ("He comes TONIGHT.", "he comes tonight."),
        ("He c0mes t0n1ght.", "he comes tonight."),
        ("He comes t o n i g h t.", "he comes tonight."),
        ("He c\u200bo\u200bmes tonight.", "he comes tonight."),
        ("Неr mother waits", "her mother waits"),  # the first three letters are Cyrillic
        ("Он придёт завтра", "он придёт завтра"),
        ("Mañana viene mi tío", "mañana viene mi tío"),
        ("She is 14", "she is 14"),
        ("They meet on the 30th.", "they meet on the 30th (in 3 days)."),
        ("He moved in last Friday", "he moved in last friday (4 days ago)"),
        ("It is tuesday", "it is tuesday (today)"),
        ("on 10/31/2026!", "on 10/31/2026 (in 4 days)!"),
        ("January 15, 2027", "january 15, 2027 (in 3 months)"),
        ("March 3, 2009", "march 3, 2009 (18 years ago)"),
        ("in 40 minutes", "in 40 minutes"),
    ],
)
def test_disguise_is_undone_and_days_are_counted(typed: str, plainly: str) -> None:
    assert read(typed) == plainly


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert "\u200b" not in read(text)
