"""The story as plain JSON: split for sealing and joined again, read by path."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.story import at, joined, pruned, split, texts
from tests.make import told

WORDS = st.text("abcdefg ", min_size=1, max_size=8)
REPORTERS = st.fixed_dictionaries(
    {},
    optional={
        "relationship": st.just("family"),
        "name": st.fixed_dictionaries({"first": WORDS}),
        "phones": st.lists(WORDS, min_size=1, max_size=3),
        "emails": st.lists(WORDS, min_size=1, max_size=3),
        "contact_permission": st.just("yes"),
        "safe_contact": st.fixed_dictionaries({"safe_hours": WORDS}),
        "location": st.fixed_dictionaries({"city": WORDS}),
        "assistance": st.just(["resources"]),
    },
)
STORIES = st.fixed_dictionaries({"narrative": WORDS}, optional={"reporter": REPORTERS}).map(pruned)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)
@given(STORIES)
def test_split_and_joined_give_the_whole_again(whole: dict[str, Any]) -> None:
    assert joined(*split(whole)) == whole


@settings(deadline=None)
@given(STORIES)
def test_what_reaches_the_reporter_is_never_in_the_story(whole: dict[str, Any]) -> None:
    story, contact = split(whole)
    left = set(story.get("reporter", {}))
    assert left <= {"relationship", "location", "assistance"}
    assert not left & set(contact)


def test_splitting_changes_nothing_that_was_given() -> None:
    whole = told(reporter={"relationship": "family", "phones": ["505-555-0101"]})
    before = repr(whole)
    joined(*split(whole))
    assert repr(whole) == before


@settings(deadline=None)
@given(JSON)
def test_what_is_pruned_holds_nothing_empty_and_stays_so(value: Any) -> None:
    def empties(part: Any) -> int:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
        return sum((one in (None, [], {})) + empties(one) for one in inner)

    assert empties(pruned(value)) == 0
    assert pruned(pruned(value)) == pruned(value)


def test_a_plain_no_and_a_zero_are_kept() -> None:
    assert pruned({"age": 0, "flag": False, "text": "", "none": None}) == {
        "age": 0,
        "flag": False,
        "text": "",
    }


def test_every_text_has_the_path_that_finds_it() -> None:
    whole = told(
        incidents=[{"description": "First."}, {"urls": ["https://example.org/"]}],
        children=[{"names": ["Alex", "Al"]}],
    )
    found = dict(texts(whole))
    assert found["incidents[0].description"] == "First."
    assert found["incidents[1].urls[0]"] == "https://example.org/"
    assert found["children[0].names[1]"] == "Al"
    assert found["narrative"] == whole["narrative"]


def test_a_place_where_nothing_stands_is_none() -> None:
    whole = told(children=[{"names": ["Alex"]}])
    assert at(whole, "children", 0, "names", 0) == "Alex"
    for path in (("children", 1), ("children", "names"), ("narrative", "x"), ("danger", "x", 0)):
        assert at(whole, *path) is None
