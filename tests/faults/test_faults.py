"""The short form of `make faults`: single faults of the smaller stories, and a few seeds."""

from collections.abc import Iterator, Sequence

import pytest

from tests.faults.campaign import plan_of, seeds, single, single_plans, written
from tests.faults.line import WRITES, Fault, Point, distinct, faults_of
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


@pytest.mark.parametrize("scenario", [SCENARIOS[0], SCENARIOS[4]], ids=lambda one: one.name)
def test_what_pairs_leave_out_comes_to_the_same_as_what_they_play(scenario: Scenario) -> None:
    points = play(scenario, {}).points
    played = {(point.index, fault) for point, fault in distinct(points)}
    left_out = [
        (point, fault)
        for point in points
        for fault in faults_of(point.operation)
        if (point.index, fault) not in played
    ]
    assert len(left_out) > len(points)
    for point, fault in left_out:
        twin = _twin(points, point, fault)
        mine = {point.index, *twin} if fault is Fault.KILLED_BEFORE else set()
        its = set(twin) if fault is Fault.KILLED_BEFORE else set()
        assert _told(scenario, {point.index: fault}, mine) == _told(scenario, twin, its)


def _twin(points: Sequence[Point], point: Point, fault: Fault) -> dict[int, Fault]:
    """The fault that comes to the same one call earlier, or one call of a queue later."""
    if fault is Fault.PURGED:
        later = [one.index for one in points[point.index :] if one.service == "sqs"]
        return {later[0]: fault} if later else {}
    before = [one for one in points[: point.index] if one.who == point.who][-1]
    killed = Fault.KILLED_AFTER if before.operation in WRITES else Fault.KILLED_BEFORE
    return {before.index: killed}


def _told(scenario: Scenario, plan: dict[int, Fault], skipped: set[int]) -> object:
    """What happened in a world, but for the calls at which the faults were."""
    one = play(scenario, plan)
    calls = [(p.who, p.service, p.operation) for p in one.points if p.index not in skipped]
    return calls, one.broken, one.acknowledged, one.swept
