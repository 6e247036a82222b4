"""The short form of `make faults`: single faults of the smaller stories, and a few seeds."""

from collections.abc import Iterator

import pytest

from tests.faults.campaign import plan_of, seeds, single, single_plans, written
from tests.faults.line import Fault, Point, faults_of
from tests.faults.play import play, play_seed, stage_set
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.tally import Tally

SEEDS = 100


@pytest.fixture(autouse=True, scope="module")
def stage() -> Iterator[None]:
    with stage_set():
        yield


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_an_undisturbed_story_ends_well(scenario: Scenario) -> None:
    played = play(scenario, {})
    assert played.broken == ()
    assert played.acknowledged == len(scenario.stories)


def test_no_single_fault_breaks_a_promise() -> None:
    tally = Tally()
    for which, scenario in enumerate(SCENARIOS[:6]):
        for plan in single_plans(scenario):
            tally.take_in(single((which, plan)))
    assert [(replayed, played.broken) for replayed, played in tally.failures] == []
    assert tally.fired == tally.played > 500


def test_no_order_of_events_breaks_a_promise() -> None:
    tally = seeds(0, SEEDS)
    assert [(replayed, played.broken) for replayed, played in tally.failures] == []
    assert (tally.played, tally.fired > SEEDS) == (SEEDS, True)


def test_a_seed_plays_the_same_again() -> None:
    assert play_seed(7) == play_seed(7)


def test_a_plan_plays_the_same_again() -> None:
    plan = {3: Fault.PAUSED, 9: Fault.KILLED_AFTER}
    scenario, listed = plan_of(written(SCENARIOS[1], plan))
    assert (scenario, listed) == (SCENARIOS[1], plan)
    assert play(scenario, listed) == play(SCENARIOS[1], plan)


def test_every_kind_of_fault_happens_at_every_kind_of_write() -> None:
    writes = [p for p in play(SCENARIOS[1], {}).points if p.operation == "update_item"]
    for fault in Fault:
        [(point, happened)] = play(SCENARIOS[1], {writes[0].index: fault}).fired
        assert (point, happened) == (writes[0], fault)


def test_a_lost_hint_is_found_by_the_sweep() -> None:
    [hint] = _calls(SCENARIOS[0], "reporter 0 (1)", "send_message_batch")
    played = play(SCENARIOS[0], {hint.index: Fault.REFUSED})
    assert played.swept
    assert (played.broken, played.acknowledged) == ((), 1)


def test_the_sweep_is_needed_only_where_a_queue_refused() -> None:
    needed = {
        (point.operation, fault)
        for point in play(SCENARIOS[0], {}).points
        for fault in faults_of(point.operation)
        if fault not in (Fault.PURGED, Fault.OUTAGE)
        and play(SCENARIOS[0], {point.index: fault}).swept
    }
    assert needed == {
        ("send_message_batch", Fault.REFUSED),
        ("send_message_batch", Fault.THROTTLED),
    }


def test_a_report_that_the_table_refused_is_acknowledged_and_drained() -> None:
    [put] = _calls(SCENARIOS[0], "reporter 0 (1)", "put_item")
    played = play(SCENARIOS[0], {put.index: Fault.OUTAGE})
    assert played.points[put.index + 1].operation == "send_message"
    assert any(point.who.startswith("spool") for point in played.points)
    assert (played.broken, played.acknowledged) == ((), 1)


def _calls(scenario: Scenario, who: str, operation: str) -> list[Point]:
    points = play(scenario, {}).points
    return [point for point in points if (point.who, point.operation) == (who, operation)]
