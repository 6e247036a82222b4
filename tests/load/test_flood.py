"""The gate: no flood of the standard lane slows an urgent report, by the product's own settings."""

from dataclasses import replace
from functools import cache

import pytest

from shared.domain.rounds import TOP
from shared.domain.urgency import Lane
from tests.load import assumptions as a
from tests.load.capacity import CannotReserveError
from tests.load.flood import TIMES, USUAL, Played, played, product
from tests.load.worlds import ALLOWED, APART, FLOOD, IDLE, LONG, SHALLOW, merged


@cache
def idle() -> Played:
    """The measure: usual load, with lanes that are known to be apart."""
    return played(IDLE, APART)


@cache
def flooded() -> Played:
    """The flood, on the lanes that the product takes."""
    return played(FLOOD)


def test_a_flood_of_the_standard_lane_slows_no_urgent_report() -> None:
    assert flooded().urgent(0.99) <= ALLOWED * idle().urgent(0.99)
    assert len(flooded().waits[Lane.STANDARD]) > 40 * len(idle().waits[Lane.STANDARD])


def test_other_arrivals_do_not_change_that() -> None:
    quiet, loud = (replace(world, seed=4, seconds=40) for world in (IDLE, FLOOD))
    assert played(loud).urgent(0.99) <= ALLOWED * played(quiet, APART).urgent(0.99)


def test_with_the_lanes_merged_urgent_reports_wait_far_longer() -> None:
    short = replace(FLOOD, seconds=15)
    assert played(short, merged()).urgent(0.99) > 5 * idle().urgent(0.99)


def test_no_reporter_is_refused_and_every_report_is_closed() -> None:
    for one in (idle(), flooded()):
        assert sum(one.refused.values()) == 0
        assert (one.still_open, one.unanswered) == (0, 0)
        assert one.dead == 0


def test_the_ladder_is_climbed_meanwhile_and_nobody_who_accepted_is_asked_again() -> None:
    assert flooded().climbs == idle().climbs > 0
    assert flooded().needless == 0


def test_what_nobody_accepts_climbs_to_the_top_and_calls_people_there() -> None:
    heard, unheard = (played(replace(IDLE, seconds=20, unheard=share)) for share in (0.0, 1.0))
    called = unheard.pages - heard.pages
    assert called > len(unheard.waits[Lane.URGENT])
    assert unheard.climbs - heard.climbs == TOP * called


def test_in_a_long_flood_acceptances_wait_behind_receipts_and_reports_climb_needlessly() -> None:
    """Both take the one queue for receipts: the model must see what that costs."""
    one_poller = replace(FLOOD, seconds=50, most={"ReceiptsQueue": 1})
    assert played(one_poller).needless > 0


def test_the_same_seed_gives_the_same_world_again() -> None:
    assert played(IDLE) == played(IDLE)


def test_the_settings_are_read_from_the_templates() -> None:
    readers = product()[0].readers
    assert {queue for queue in readers if queue.endswith("UrgentQueue")} == {
        "TriageUrgentQueue",
        "ReferUrgentQueue",
    }
    for name, reader in readers.items():
        assert reader.visibility >= 6 * reader.function.timeout or name == "ReceiptsQueue"
        assert (reader.window == 0) == name.endswith("UrgentQueue")
        assert reader.most >= 2
    assert product()[0].sweep_every == 60


def test_the_lanes_of_the_product_are_apart() -> None:
    assert product()[1] == APART


def test_a_table_that_is_too_small_breaks_the_isolation() -> None:
    """The table is shared: the model must see that, or its other figures mean nothing."""
    assert played(replace(FLOOD, units=SHALLOW, seconds=40)).urgent(0.99) > 5 * idle().urgent(0.99)


def test_a_small_account_refuses_reporters_and_can_reserve_nothing() -> None:
    poor = replace(FLOOD, account=a.POOR_ACCOUNT, seconds=20)
    assert sum(played(poor).refused.values()) > 0
    with pytest.raises(CannotReserveError):
        played(replace(poor, reserved={"UrgentReserved": 10}))


def test_the_sweep_repeats_hints_of_a_long_backlog_and_nothing_is_lost() -> None:
    long = played(LONG)
    assert long.repaired > 0
    assert long.still_open == 0
    assert long.urgent(0.99) <= ALLOWED * idle().urgent(0.99)


def test_the_flood_is_fifty_times_the_usual_load() -> None:
    assert TIMES == 50
    assert FLOOD.rates == {**USUAL, Lane.STANDARD: TIMES * USUAL[Lane.STANDARD]}
