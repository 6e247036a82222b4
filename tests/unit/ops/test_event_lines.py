"""One readable line per event, and never a word that somebody wrote."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.observability import Event
from shared.ops.event_lines import UnexpectedLineError, event_line
from shared.ports import Struck

AT = datetime(2026, 3, 1, 5, 31, 2, tzinfo=UTC)
WORDS = "My daughter Ana, 555-0134"


def line(**fields: object) -> str | None:
    return event_line(json.dumps(fields), AT)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        (
            {"message": "report accepted", "ref": "7f3a21", "lane": "urgent"},
            "05:31:02  ref 7f3a21  accepted → urgent lane",
        ),
        (
            {"message": "report judged", "ref": "7f3a21", "urgency": "immediate", "lane": "urgent"},
            "05:31:02  ref 7f3a21  judged immediate → urgent lane",
        ),
        (
            {"message": "referral available", "ref": "7f3a21", "agency": "us-tx", "revision": 1},
            "05:31:02  ref 7f3a21  made available → us-tx revision 1",
        ),
        ({"message": "swept", "count": 3}, "05:31:02              swept count 3"),
        ({"message": "swept"}, "05:31:02              swept"),
        (
            {"message": "report refused", "status": 404, "reason": "not_found"},
            "05:31:02              page not found",
        ),
        (
            {"message": "report refused", "status": 415, "reason": "not_a_form"},
            "05:31:02              request refused (not_a_form)",
        ),
        (
            {"message": "report refused", "status": 413, "reason": "too_large"},
            "05:31:02              report refused (too_large)",
        ),
        (
            {"message": "receipt taken", "agency": "us-tx", "reason": "struck"},
            "05:31:02              receipt taken us-tx (struck off, more is awaited)",
        ),
        (
            {"message": "receipt taken", "reason": "nothing"},
            "05:31:02              receipt taken (not owed any more)",
        ),
        (
            {"message": "receipt taken", "reason": "closed"},
            "05:31:02              receipt taken (closed, nothing is owed)",
        ),
        (
            {"message": "failed", "reason": "spool", "error": "KeyError", "place": "a.py:7"},
            "05:31:02              failed (spool) (KeyError) (a.py:7)",
        ),
    ],
)
def test_an_event_is_told_in_words(fields: dict[str, object], shown: str) -> None:
    assert line(**fields) == shown


@pytest.mark.parametrize("event", list(Event))
def test_every_event_of_the_functions_is_known(event: Event) -> None:
    assert line(message=event, ref="7f3a21") is not None


def test_a_sweep_that_found_nothing_is_not_told() -> None:
    assert line(message="swept", count=0) is None


@pytest.mark.parametrize("struck", list(Struck))
def test_every_way_in_which_a_debt_is_struck_off_has_words(struck: Struck) -> None:
    shown = line(message="receipt taken", reason=struck.name.lower())
    assert shown is not None
    assert (f"({struck.name.lower()})" in shown) is (struck is Struck.TOO_EARLY)  # never logged


@pytest.mark.parametrize(
    "message",
    [
        "START RequestId: 1b2c Version: $LATEST",
        "END RequestId: 1b2c",
        "REPORT RequestId: 1b2c\tDuration: 3 ms",
        '{"_aws": {"CloudWatchMetrics": []}, "Accepted": 1}',
        "",
    ],
)
def test_what_the_platform_writes_is_left_out(message: str) -> None:
    assert event_line(message, AT) is None


@pytest.mark.parametrize(
    "message",
    [WORDS, f'"{WORDS}"', f'["{WORDS}"]', f'{{"message": "{WORDS}"}}', '{"message": 1}', "{}"],
)
def test_an_unknown_line_is_not_shown_and_not_quoted(message: str) -> None:
    with pytest.raises(UnexpectedLineError) as raised:
        event_line(message, AT)
    assert "Ana" not in str(raised.value)


@pytest.mark.parametrize(
    "name", ["ref", "lane", "urgency", "agency", "reason", "error", "place", "revision", "story"]
)
@pytest.mark.parametrize("value", [WORDS, [WORDS], {WORDS: WORDS}, -1, True, None])
def test_what_a_field_should_not_hold_is_not_shown(name: str, value: object) -> None:
    assert line(**{"message": "report judged", name: value}) == "05:31:02              judged"


@given(st.dictionaries(st.sampled_from(["ref", "lane", "urgency", "count", "ms", "x"]), st.text()))
def test_no_text_gets_through_whatever_it_is(fields: dict[str, str]) -> None:
    shown = line(**fields, message="swept")
    assert shown is not None
    allowed = {"swept", "→", "lane", "ref", "05:31:02", "standard", "high", "immediate", "urgent"}
    rest = set(shown.split()) - allowed
    assert all(set(word) <= set("0123456789abcdef") for word in rest)
