"""Report and updates judged as one: the highest level that anything ever gave stands."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.judgement import judged_so_far, with_updates
from shared.domain.row import Milestone, Row, Stage, Step, Update
from shared.domain.urgency import Lane, Urgency, at_rank, highest
from tests.make import CALM, NOW, URGENT, number, told, update

WORDS = st.sampled_from([CALM, URGENT, "It was nothing, please forget it.", "He drives a red car."])


def row(story: str = CALM, peak: Urgency = Urgency.STANDARD, lane: Lane = Lane.STANDARD) -> Row:
    return Row(
        number=number(),
        fingerprint=b"f" * 32,
        stage=Stage.REFERRED,
        lane=lane,
        peak=peak.rank,
        revision=1,
        covers=frozenset(),
        owed=frozenset(),
        milestones=(Milestone(Step.RECEIVED, NOW),),
        attempts=0,
        due=None,
        story=told(story),
        contact={},
    )


def said(*words: str) -> list[Update]:
    return [
        update(
            number(),
            f"{place:016x}",
            story={"text": text, "kind": "new_information"},
            received_at=NOW + timedelta(hours=place + 1),
        )
        for place, text in enumerate(words)
    ]


@pytest.mark.parametrize("peak", Urgency)
def test_no_words_go_below_the_highest_level_there_ever_was(peak: Urgency) -> None:
    judgement = judged_so_far(row(peak=peak), said("It was nothing, please forget it."))
    assert judgement.decision.level.rank >= peak.rank


def test_a_report_never_leaves_the_urgent_lane() -> None:
    assert judged_so_far(row(lane=Lane.URGENT), said(CALM)).lane is Lane.URGENT


def test_urgent_words_in_an_update_count_as_in_the_report() -> None:
    judgement = judged_so_far(row(), said("He drives a red car.", URGENT))
    assert (judgement.decision.level, judgement.lane) == (Urgency.IMMEDIATE, Lane.URGENT)


def test_evidence_is_cut_from_the_update_where_it_stands() -> None:
    judgement = judged_so_far(row(), said(URGENT))
    evidence = [one for reason in judgement.decision.reasons for one in reason.evidence]
    from_update = [one for one in evidence if one.field == "updates[0].text"]
    assert from_update
    assert all(URGENT[one.start : one.end] == one.text for one in from_update)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=4), WORDS)
def test_whatever_is_added_the_level_never_falls(before: list[str], added: str) -> None:
    less = judged_so_far(row(), said(*before))
    more = judged_so_far(row(peak=less.decision.level, lane=less.lane), said(*before, added))
    assert more.decision.level.rank >= less.decision.level.rank
    assert (less.lane, more.lane) != (Lane.URGENT, Lane.STANDARD)


@settings(deadline=None, max_examples=30)
@given(st.lists(WORDS, max_size=3))
def test_refer_finds_again_what_triage_found(words: list[str]) -> None:
    assert judged_so_far(row(), said(*words)) == judged_so_far(row(), said(*words))


def test_a_story_without_updates_is_as_it_was_told() -> None:
    assert with_updates(told(), []) == told()
    assert [one["text"] for one in with_updates(told(), said("A", "B"))["updates"]] == ["A", "B"]


def test_the_levels_have_an_order() -> None:
    assert highest(Urgency.HIGH, Urgency.STANDARD) is Urgency.HIGH
    assert highest(Urgency.HIGH, Urgency.IMMEDIATE, Urgency.STANDARD) is Urgency.IMMEDIATE
    assert [at_rank(one.rank) for one in Urgency] == list(Urgency)
