"""Every place where reports are kept must behave the same: the fake, and DynamoDB."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from shared import wiring
from shared.domain.owed import AWAITING_ACCEPTANCE, AWAITING_RECEIPT, owed_now
from shared.domain.row import Arrival, Milestone, Row, Stage, Step, Update
from shared.domain.urgency import Lane
from shared.ports import Added, Debts, Intake, Judged, OwedWork, Reports, Sent, Struck, Updates
from tests import make
from tests.fakes import MemoryReports, MemoryUpdates

NOW = (owed_now(Lane.URGENT), owed_now(Lane.STANDARD))
LATER = make.NOW + timedelta(days=30)


def sent(*agencies: str, days: int = 10) -> Sent:
    owing, at = frozenset(agencies), make.NOW
    return Sent(owing, Step.AVAILABLE, at, at + timedelta(days=days), taken=owing)


@dataclass
class Store:
    """One table behind all its ports."""

    intake: Intake
    reports: Reports
    debts: Debts
    owed: OwedWork
    updates: Updates

    def row(self, arrival: Arrival) -> Row:
        return self.reports.read([arrival.number])[arrival.number]

    def judged(
        self,
        arrival: Arrival,
        covers: frozenset[str] = frozenset(),
        *addressed: str,
        lane: Lane = Lane.STANDARD,
    ) -> bool:
        row = self.row(arrival)
        judged = Judged(
            revision=row.revision + 1,
            covers=covers,
            lane=lane,
            peak=2,
            due=make.NOW + timedelta(minutes=1),
            milestones=(Milestone(Step.CHECKED, make.NOW, row.revision + 1, addressed),),
        )
        return self.reports.judged(row, judged)

    def referred(self, arrival: Arrival, *agencies: str) -> bool:
        return self.reports.referred(self.row(arrival), sent(*agencies))

    def listed(self, *names: str) -> list[tuple[str, str | None]]:
        found = [one for name in names for one in self.owed.overdue(name, LATER, 100)]
        return [(one.number, one.update_id) for one in found]


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        table = MemoryReports()
        return Store(table, table, table, table, MemoryUpdates(table))
    request.getfixturevalue("aws")
    return Store(
        intake=wiring.submit().intake,
        reports=wiring.refer().reports,
        debts=wiring.take_receipts().debts,
        owed=wiring.sweep().owed,
        updates=wiring.add_update().updates,
    )


@pytest.fixture
def arrival(store: Store) -> Arrival:
    arrival = make.arrival()
    assert store.intake.add(arrival) is Added.NEW
    return arrival


def add(store: Store, arrival: Arrival, **changes: Any) -> Update:
    update = make.update(arrival.number, **changes)
    store.updates.add(update)
    return update


def test_a_report_comes_back_as_it_was_told(store: Store, arrival: Arrival) -> None:
    row = store.row(arrival)
    assert (row.story, row.contact) == (arrival.story, arrival.contact)
    assert (row.stage, row.lane, row.revision) == (Stage.RECEIVED, Lane.STANDARD, 0)
    assert (row.received_at, row.due, row.fingerprint) == (
        arrival.received_at,
        arrival.due,
        arrival.fingerprint,
    )


def test_the_same_report_again_is_mine(store: Store, arrival: Arrival) -> None:
    assert store.intake.add(arrival) is Added.MINE
    assert store.listed(*NOW) == [(arrival.number, None)]


def test_another_report_finds_the_number_taken(store: Store, arrival: Arrival) -> None:
    assert store.intake.add(make.arrival(fingerprint=b"another form")) is Added.TAKEN
    assert store.row(arrival).fingerprint == arrival.fingerprint


def test_an_anonymous_report_has_no_contact(store: Store) -> None:
    arrival = make.arrival("0099999999", contact={}, contact_hashes=frozenset())
    store.intake.add(arrival)
    assert store.row(arrival).contact == {}


def test_an_unknown_number_is_absent(store: Store, arrival: Arrival) -> None:
    unknown = make.number("0055555555")
    assert set(store.reports.read([arrival.number, unknown])) == {arrival.number}
    assert store.updates.proof(unknown) is None


def test_a_new_report_is_owed_work(store: Store, arrival: Arrival) -> None:
    assert store.listed(*NOW) == [(arrival.number, None)]
    assert store.owed.overdue(NOW[1], arrival.due - timedelta(seconds=1), 100) == []


def test_a_judgement_is_recorded_once(store: Store, arrival: Arrival) -> None:
    seen = store.row(arrival)
    assert store.judged(arrival, lane=Lane.URGENT)
    row = store.row(arrival)
    assert (row.stage, row.lane, row.peak, row.revision) == (Stage.TRIAGED, Lane.URGENT, 2, 1)
    assert [one.step for one in row.milestones] == [Step.RECEIVED, Step.CHECKED]
    late = Judged(1, frozenset(), Lane.STANDARD, 0, make.NOW, ())
    assert not store.reports.judged(seen, late)
    assert store.row(arrival).lane is Lane.URGENT


def test_what_was_sent_is_owed_until_its_receipt(store: Store, arrival: Arrival) -> None:
    store.judged(arrival, frozenset(), "us-fbi", "us-nm")
    assert store.referred(arrival, "us-nm", "us-fbi")
    row = store.row(arrival)
    assert row.owed == {"us-nm#1", "us-fbi#1"}
    assert row.holders == {"us-nm", "us-fbi"}
    assert store.listed(AWAITING_RECEIPT) == [(arrival.number, None)]
    assert store.listed(*NOW) == []


def test_only_the_last_receipt_closes(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    store.referred(arrival, "us-nm", "us-fbi")
    assert store.debts.strike(arrival.number, "us-fbi", 1) is Struck.STRUCK
    assert store.row(arrival).stage is Stage.REFERRED
    assert store.debts.strike(arrival.number, "us-nm", 1) is Struck.CLOSED
    assert store.row(arrival).stage is Stage.CLOSED
    assert store.listed(AWAITING_RECEIPT) == []


def test_a_receipt_twice_strikes_nothing_more(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    store.referred(arrival, "us-nm", "us-fbi")
    store.debts.strike(arrival.number, "us-fbi", 1)
    assert store.debts.strike(arrival.number, "us-fbi", 1) is Struck.NOTHING
    assert store.row(arrival).owed == {"us-nm#1"}


def test_a_receipt_that_overtakes_the_record_is_too_early(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    assert store.debts.strike(arrival.number, "us-nm", 1) is Struck.TOO_EARLY


def test_a_receipt_for_an_unknown_number_strikes_nothing(store: Store, arrival: Arrival) -> None:
    assert store.debts.strike(make.number("0055555555"), "us-nm", 1) is Struck.NOTHING


def test_a_receipt_cannot_close_a_report_with_newer_work(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    store.referred(arrival, "us-nm")
    update = add(store, arrival)
    store.judged(arrival, frozenset({update.update_id}))
    assert store.debts.strike(arrival.number, "us-nm", 1) is Struck.STRUCK
    assert store.row(arrival).stage is Stage.TRIAGED
    assert (arrival.number, None) in store.listed(*NOW)


def test_a_newer_revision_takes_the_place_of_older_debts(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    store.referred(arrival, "us-nm")
    update = add(store, arrival)
    store.judged(arrival, frozenset({update.update_id}))
    store.referred(arrival, "us-nm")
    assert store.row(arrival).owed == {"us-nm#2"}
    assert store.debts.strike(arrival.number, "us-nm", 1) is Struck.NOTHING
    assert store.debts.strike(arrival.number, "us-nm", 2) is Struck.CLOSED


def test_an_older_round_cannot_record_over_a_newer_one(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    seen = store.row(arrival)
    store.judged(arrival, frozenset({add(store, arrival).update_id}))
    assert not store.reports.referred(seen, sent("us-nm"))
    assert store.row(arrival).owed == frozenset()


def test_sending_again_counts_a_climb_and_moves_the_next_look(
    store: Store, arrival: Arrival
) -> None:
    store.judged(arrival)
    store.referred(arrival, "us-nm")
    before = store.row(arrival)
    again = replace(sent("us-nm", days=20), step=Step.CLIMBED)
    assert store.reports.sent_again(before, again)
    after = store.row(arrival)
    assert (after.due, after.owed, after.climbs) == (again.due, before.owed, 1)
    assert before.last_sent == after.last_sent == {"us-nm": make.NOW}
    assert not store.reports.sent_again(before, again)
    assert store.row(arrival).climbs == 1


def test_a_look_that_sends_nothing_leaves_no_milestone(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    store.referred(arrival, "us-nm")
    before = store.row(arrival)
    assert store.reports.sent_again(before, replace(sent("us-nm", days=20), step=None))
    assert store.row(arrival).milestones == before.milestones


def test_sending_again_brings_no_debt_back_that_was_struck(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    store.referred(arrival, "us-nm", "us-fbi")
    before = store.row(arrival)
    store.debts.strike(arrival.number, "us-fbi", 1)
    assert not store.reports.sent_again(before, sent("us-nm", "us-fbi", days=20))
    assert store.row(arrival).owed == {"us-nm#1"}


def test_agencies_are_on_record_before_anything_is_sent(store: Store, arrival: Arrival) -> None:
    store.judged(arrival, frozenset(), "us-nm")
    seen = store.row(arrival)
    addressed = store.reports.address(seen, ["us-tx-south", "us-fbi"], make.NOW)
    assert addressed == store.row(arrival)
    assert store.row(arrival).holders == {"us-fbi", "us-nm", "us-tx-south"}
    assert store.reports.address(seen, ["us-ca-la"], make.NOW) is None
    assert not store.reports.referred(seen, sent("us-nm"))
    assert store.reports.referred(store.row(arrival), sent("us-nm"))


def urgent(store: Store, arrival: Arrival, *agencies: str) -> None:
    store.judged(arrival, frozenset(), *agencies, lane=Lane.URGENT)
    assert store.referred(arrival, *agencies)


def accept(store: Store, arrival: Arrival, revision: int = 1) -> Struck:
    return store.debts.accept(arrival.number, "us-nm", revision, "Officer A.", make.NOW)


def test_an_urgent_report_is_closed_by_a_person_and_by_no_machine(
    store: Store, arrival: Arrival
) -> None:
    urgent(store, arrival, "us-nm", "us-fbi")
    assert store.debts.strike(arrival.number, "us-nm", 1) is Struck.STRUCK
    assert store.debts.strike(arrival.number, "us-fbi", 1) is Struck.STRUCK
    row = store.row(arrival)
    assert (row.stage, row.owed) == (Stage.REFERRED, frozenset())
    assert store.listed(AWAITING_ACCEPTANCE) == [(arrival.number, None)]
    assert accept(store, arrival) is Struck.CLOSED
    row = store.row(arrival)
    assert (row.stage, row.accepted, row.due) == (Stage.CLOSED, 1, None)
    assert store.listed(AWAITING_ACCEPTANCE) == []
    assert row.milestones[-1] == Milestone(Step.ACCEPTED, make.NOW, 1, ("us-nm",), "Officer A.")


def test_an_acceptance_keeps_nobody_elses_debt_waiting(store: Store, arrival: Arrival) -> None:
    urgent(store, arrival, "us-nm", "us-fbi")
    due = store.row(arrival).due  # soon, where a queue refused
    assert accept(store, arrival) is Struck.STRUCK
    row = store.row(arrival)
    assert (row.stage, row.accepted, row.due) == (Stage.REFERRED, 1, due)
    assert store.debts.strike(arrival.number, "us-nm", 1) is Struck.STRUCK
    assert store.debts.strike(arrival.number, "us-fbi", 1) is Struck.CLOSED


def test_an_acceptance_comes_once(store: Store, arrival: Arrival) -> None:
    urgent(store, arrival, "us-nm")
    accept(store, arrival)
    kept = store.row(arrival)
    assert accept(store, arrival) is Struck.NOTHING
    assert store.row(arrival) == kept


def test_an_acceptance_of_an_older_revision_changes_nothing(store: Store, arrival: Arrival) -> None:
    urgent(store, arrival, "us-nm")
    covers = frozenset({add(store, arrival).update_id})
    store.judged(arrival, covers, lane=Lane.URGENT)
    assert accept(store, arrival) is Struck.NOTHING
    assert accept(store, arrival, 2) is Struck.TOO_EARLY
    store.referred(arrival, "us-nm")
    assert store.row(arrival).awaits_acceptance
    assert accept(store, arrival, 2) is Struck.STRUCK


def test_a_standard_report_may_be_accepted_after_it_was_closed(
    store: Store, arrival: Arrival
) -> None:
    store.judged(arrival)
    store.referred(arrival, "us-nm")
    store.debts.strike(arrival.number, "us-nm", 1)
    assert accept(store, arrival) is Struck.STRUCK
    row = store.row(arrival)
    assert (row.stage, row.accepted, row.due) == (Stage.CLOSED, 1, None)


def test_a_round_that_leaves_nothing_owed_closes(store: Store, arrival: Arrival) -> None:
    store.judged(arrival)
    store.referred(arrival, "on-call")
    last = Sent(frozenset(), None, make.NOW, make.NOW, closes=True)
    assert store.reports.sent_again(store.row(arrival), last)
    row = store.row(arrival)
    assert (row.stage, row.owed, row.due) == (Stage.CLOSED, frozenset(), None)
    assert store.listed(AWAITING_RECEIPT) == []


def test_an_urgent_report_without_debts_is_asked_about_again(
    store: Store, arrival: Arrival
) -> None:
    urgent(store, arrival, "us-nm")
    store.debts.strike(arrival.number, "us-nm", 1)
    before = store.row(arrival)
    again = Sent(frozenset(), Step.CLIMBED, make.NOW, make.NOW + timedelta(days=1))
    assert store.reports.sent_again(before, again)
    assert store.row(arrival).climbs == 1


def test_urgent_work_is_listed_apart(store: Store, arrival: Arrival) -> None:
    urgent = make.arrival("0077777777", lane=Lane.URGENT)
    store.intake.add(urgent)
    assert store.listed(NOW[0]) == [(urgent.number, None)]
    assert store.listed(NOW[1]) == [(arrival.number, None)]


def test_a_list_gives_the_oldest_of_each_partition_first(store: Store) -> None:
    for minute, ten in enumerate(("0011111108", "0011111116", "0011111124")):
        store.intake.add(make.arrival(ten, due=make.NOW + timedelta(minutes=minute)))
    found = store.owed.overdue(NOW[1], LATER, 1)
    dues = [one.due for one in store.owed.overdue(NOW[1], LATER, 100)]
    shards = {int(make.number(ten)) % 8 for ten in ("0011111108", "0011111116", "0011111124")}
    assert len(found) == len(shards)
    assert min(dues) in [one.due for one in found]


def test_an_update_comes_back_and_is_owed_work(store: Store, arrival: Arrival) -> None:
    update = add(store, arrival)
    assert list(store.reports.updates(arrival.number)) == [update]
    assert (arrival.number, update.update_id) in store.listed(*NOW)


def test_the_same_update_twice_is_one(store: Store, arrival: Arrival) -> None:
    add(store, arrival)
    add(store, arrival, received_at=make.NOW + timedelta(hours=5))
    assert len(store.reports.updates(arrival.number)) == 1


def test_updates_come_oldest_first(store: Store, arrival: Arrival) -> None:
    late = add(store, arrival, update_id="0" * 16, received_at=make.NOW + timedelta(hours=9))
    early = add(store, arrival, update_id="f" * 16, received_at=make.NOW + timedelta(hours=2))
    found = [one.update_id for one in store.reports.updates(arrival.number)]
    assert found == [early.update_id, late.update_id]


def test_a_settled_update_is_kept_and_no_longer_owed(store: Store, arrival: Arrival) -> None:
    update = add(store, arrival)
    store.reports.settle(arrival.number, update.update_id)
    [kept] = store.reports.updates(arrival.number)
    assert (kept.due, kept.story) == (None, update.story)
    assert store.listed(*NOW) == [(arrival.number, None)]


def test_an_attempt_is_counted_by_one_sweep_only(store: Store, arrival: Arrival) -> None:
    [overdue] = store.owed.overdue(NOW[1], LATER, 100)
    assert (overdue.stage, overdue.lane, overdue.attempts) == (Stage.RECEIVED, Lane.STANDARD, 0)
    assert store.owed.look_again(overdue, make.NOW + timedelta(hours=1))
    assert not store.owed.look_again(overdue, make.NOW + timedelta(hours=1))
    [again] = store.owed.overdue(NOW[1], LATER, 100)
    assert again.attempts == 1


def test_a_proof_holds_the_hash_and_the_milestones(store: Store, arrival: Arrival) -> None:
    proof = store.updates.proof(arrival.number)
    assert proof is not None
    assert proof.code_hash == arrival.code_hash
    assert [one.step for one in proof.milestones] == [Step.RECEIVED]


def test_a_receipt_twice_strikes_nothing_while_a_person_is_awaited(
    store: Store, arrival: Arrival
) -> None:
    urgent(store, arrival, "us-nm")
    assert store.debts.strike(arrival.number, "us-nm", 1) is Struck.STRUCK
    assert store.debts.strike(arrival.number, "us-nm", 1) is Struck.NOTHING
    assert store.row(arrival).owed == frozenset()


def test_a_repetition_that_a_receipt_overtook_is_not_recorded(
    store: Store, arrival: Arrival
) -> None:
    urgent(store, arrival, "us-nm")
    before = store.row(arrival)
    store.debts.strike(arrival.number, "us-nm", 1)
    assert not store.reports.sent_again(before, sent("us-nm"))
    assert store.row(arrival).owed == frozenset()
