"""What an officer reads on the screen: words, not the names that programs use."""

import re
from pathlib import Path
from typing import Any

import pytest

from shared.consumer.show import shown
from shared.consumer.take import Arrived
from shared.consumer.words import source
from shared.contract.models import read_referral
from shared.domain.jurisdiction.place import UNKNOWN, Jurisdiction
from shared.domain.referral import body_of
from shared.domain.report import Answer
from shared.domain.urgency import Lane
from tests.unit.contract_models.make_referral import event, told, update


def on_screen(**changes: Any) -> str:
    body = body_of(event(**changes))
    return shown(Arrived(read_referral(body), body, Lane.URGENT, Path("file.json"))).plain


def found(lead: str, confidence: Any, basis: str) -> Jurisdiction:
    return Jurisdiction(lead, None, None, basis, confidence, (), ())


@pytest.mark.parametrize(
    ("jurisdiction", "words"),
    [
        (found(UNKNOWN, "none", "none"), "Where    no place found; federal\n"),
        (
            found("US-NM", "medium", "narrative:city, state"),
            "Where    US-NM (likely, from the story)\n",
        ),
        (
            found("US-NM", "strong", "children[2].place:city"),
            "Where    US-NM (clear, from the child's place)\n",
        ),
        (
            found("US-FEDERAL", "weak", "reporter.location:country"),
            "Where    United States, federal (uncertain, from the reporter's place)\n",
        ),
    ],
)
def test_the_place_is_told_in_words(jurisdiction: Jurisdiction, words: str) -> None:
    assert words in on_screen(jurisdiction=jurisdiction)


def test_a_field_without_a_plainer_name_is_named_by_its_path() -> None:
    assert source("incidents[0].urls[1]") == "incidents[0].urls[1]"


@pytest.mark.parametrize("answer", list(Answer))
def test_every_answer_about_contact_is_a_sentence(answer: Answer) -> None:
    line = _line(on_screen(told=told(reporter={"contact_permission": answer})), "Contact")
    assert line.endswith("to be contacted")


def test_that_a_reporter_wants_no_contact_is_said_plainly() -> None:
    assert _line(on_screen(), "Contact") == "Contact  does not want to be contacted"


def test_the_newest_update_is_on_the_screen_and_older_ones_are_not() -> None:
    screen = on_screen(
        revision=3, updates=[update(0, "He drives a van."), update(1, "The van is blue.")]
    )
    assert "Update added 2026-03-05 10:01 UTC (proven)\n    “The van is blue.”" in screen
    assert "He drives a van." not in screen


def test_a_first_revision_speaks_of_no_update() -> None:
    assert "Update" not in on_screen()


def test_a_long_update_is_cut_on_the_screen_and_says_so() -> None:
    screen = on_screen(revision=2, updates=[update(0, "blue " * 1_000)])
    assert len(screen) < 2_000
    assert "… (whole in the file)" in screen


def test_an_update_cannot_make_a_link_or_a_line_of_its_own() -> None:
    words = "See\n  Agency   us-false https://pages.example.org/x"
    screen = on_screen(revision=2, updates=[update(0, words)])
    assert "“See Agency us-false hxxps://pages[.]example[.]org/x”" in screen


def _line(screen: str, label: str) -> str:
    (line,) = re.findall(rf"^ +({label}.*)$", screen, re.MULTILINE)
    return str(line)
