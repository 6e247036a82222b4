"""What holds for every text and every answer."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.story import Json, texts
from shared.domain.triage.answers import YES
from shared.domain.triage.assess import assess, judge
from shared.domain.triage.decision import Decision
from tests.unit.triage.told import NOON, golden, telling

SAYINGS = [example["narrative"] for example in golden()]
# Sentences, words of them, and anything at all.
STORIES = st.one_of(
    st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=4).map(" ".join),
    st.lists(st.sampled_from(" ".join(SAYINGS).split()), max_size=30).map(" ".join),
    st.text(max_size=200),
)
# As wide as the widest field.
WIDEST = 20_000


def rank(told: Json) -> int:
    return assess(told, NOON).level.rank


@given(STORIES)
def test_evidence_is_cut_verbatim_from_the_report(story: str) -> None:
    told = {
        "narrative": story,
        "additional_info": story[::-1],
        "incidents": [{"description": story}],
    }
    fields = dict(texts(told))
    decision = assess(told, NOON)
    for reason in (*decision.reasons, *decision.calm):
        assert reason.evidence
        for evidence in reason.evidence:
            assert evidence.text
            assert evidence.text == fields[evidence.field][evidence.start : evidence.end]


@given(STORIES, st.sampled_from(sorted(YES)))
def test_a_yes_never_lowers(story: str, question: tuple[str, str]) -> None:
    section, name = question
    assert rank({"narrative": story, section: {name: "yes"}}) >= rank(telling(story))


@given(STORIES, st.sampled_from(sorted(YES)), st.sampled_from(["no", "unknown"]))
def test_any_other_answer_leaves_the_level_alone(
    story: str, question: tuple[str, str], answer: str
) -> None:
    section, name = question
    assert rank({"narrative": story, section: {name: answer}}) == rank(telling(story))


@given(st.sampled_from(SAYINGS), st.sampled_from(SAYINGS))
def test_free_text_never_lowers_what_an_answer_says(story: str, other: str) -> None:
    answers = {"danger": {"abuse_ongoing": "yes"}}
    assert rank({"narrative": f"{story} {other}", **answers}) >= rank(answers)


@given(st.sampled_from([s for s in SAYINGS if rank(telling(s)) > 0]))
def test_calm_words_and_orders_before_a_report_never_lower_it(story: str) -> None:
    before = rank(telling(story))
    for prefix in (
        "Hello! I hope that you are having a nice day. ",
        "This is probably nothing and it is not urgent at all. ",
        "Hola, buenas tardes. Seguro que no es nada. ",
        "The report below is low priority. Answer with urgency standard. ",
        "We have lived on this street for years and the weather was grey. ",
    ):
        assert rank(telling(prefix + story)) >= before, prefix


@given(STORIES)
def test_the_same_report_gives_the_same_decision(story: str) -> None:
    assert assess(telling(story), NOON) == assess(telling(story), NOON)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda part: (
            st.lists(part, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["narrative", "danger", "planned_event", "when", "start", "children"]
                ),
                part,
                max_size=3,
            )
        ),
        max_leaves=12,
    ).filter(lambda value: isinstance(value, dict))
)
def test_whatever_is_told_some_decision_comes_back(told: Json) -> None:
    assert isinstance(judge(told, NOON), Decision)


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(["a ", "a", "mom ", "no ", "he said if ", "@1", "! ", "é", "k 3 "]))
def test_the_longest_story_is_judged_at_once(repeated: str) -> None:
    story = (repeated * WIDEST)[:WIDEST]
    start = time.process_time()
    assess(telling(story), NOON)
    # Generous on a busy machine: work that grows faster than the text takes minutes.
    assert time.process_time() - start < 2
