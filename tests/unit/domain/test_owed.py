"""Owed work: when the sweep looks again, and on which list a report stands."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.owed import RESEND_AFTER, due, owed_now, partition, partitions
from shared.domain.row import debt, ref_of
from shared.domain.urgency import Lane
from tests.make import NOW, number

LIST = owed_now(Lane.URGENT)
DAYS_THAT_AGENCY_QUEUES_KEEP = 14


@settings(deadline=None)
@given(st.sampled_from(Lane), st.integers(0, 10_000))
def test_the_next_look_is_always_ahead_and_within_hours(lane: Lane, attempts: int) -> None:
    pause = due(lane, NOW, attempts) - NOW
    assert timedelta(0) < pause <= timedelta(hours=6)
    assert due(lane, NOW, attempts + 1) - NOW >= pause


@settings(deadline=None)
@given(st.integers(0, 100))
def test_the_urgent_lane_never_waits_longer(attempts: int) -> None:
    assert due(Lane.URGENT, NOW, attempts) <= due(Lane.STANDARD, NOW, attempts)


def test_the_first_urgent_look_is_within_two_minutes() -> None:
    assert due(Lane.URGENT, NOW) - NOW <= timedelta(minutes=2)


@settings(deadline=None)
@given(st.integers(0, 10**10 - 1))
def test_every_report_stands_on_a_partition_that_the_sweep_reads(drawn: int) -> None:
    assert partition(LIST, number(f"{drawn:010d}")) in partitions(LIST)


def test_stalled_standard_work_cannot_hide_urgent_work() -> None:
    urgent, standard = (set(partitions(owed_now(lane))) for lane in (Lane.URGENT, Lane.STANDARD))
    assert urgent & standard == set()


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_after_an_outage_urgent_work_goes_on_within_minutes(attempts: int) -> None:
    assert due(Lane.URGENT, NOW, attempts) - NOW <= timedelta(minutes=5)


def test_no_partition_holds_all_reports() -> None:
    used = {partition(LIST, number(f"{drawn:010d}")) for drawn in range(200)}
    assert used == set(partitions(LIST))


def test_what_has_no_receipt_goes_again_before_the_queue_forgets_it() -> None:
    forgotten = timedelta(days=DAYS_THAT_AGENCY_QUEUES_KEEP)
    assert forgotten - RESEND_AFTER >= timedelta(days=2)


def test_a_debt_names_one_agency_and_one_revision() -> None:
    assert debt("us-nm", 1) != debt("us-nm", 11)
    assert debt("us-nm", 2) == "us-nm#2"


def test_logs_call_a_report_by_a_part_of_a_keyed_hash() -> None:
    assert ref_of(bytes.fromhex("a1b2c3d4e5f6")) == "a1b2c3"
