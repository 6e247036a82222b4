"""Until a person accepts it, an urgent report climbs: again, federal, then the hotline's own."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from shared.domain.owed import BOUND, RESEND_AFTER
from shared.domain.rounds import CLIMB_AFTER, PAGE_AGAIN_AFTER, TOP
from shared.domain.row import Stage, Step
from shared.domain.urgency import Lane
from shared.usecases.refer import UNANSWERED
from shared.usecases.sweep import STALLED
from tests.fakes import MemoryDirectory, MemoryReports
from tests.make import NOW, URGENT, told
from tests.unit.usecases.service import FEDERAL, NEW_MEXICO, TEXAS, Service, agency

IN_NEW_MEXICO: dict[str, Any] = {"incidents": [{"place": {"state": "NM"}}]}
MOMENT = timedelta(seconds=1)
UNREAD = "Lapsi kertoi, että hän pelkää mennä kotiin koulun jälkeen."


def due(service: Service, number: str) -> datetime:
    at = service.row(number).due
    assert at is not None
    return at


def queues(service: Service) -> list[str]:
    return [one.queue for one in service.queues.delivered]


def urgent(service: Service) -> str:
    """An urgent report that a machine stored, and no person has seen."""
    number = service.referred(told(URGENT, **IN_NEW_MEXICO)).number
    service.take_receipts(service.stored())
    return number


def climbed(service: Service, number: str, rungs: int) -> None:
    """So many rungs up; machines store whatever is sent to them, and no person answers."""
    for _ in range(rungs):
        service.looks(number, due(service, number))
        service.take_receipts(service.stored())


def at_the_top_past_federal() -> tuple[Service, str]:
    """An urgent report at the top, which the federal agency's queue refused on every rung."""
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = urgent(service)
    service.queues.refusing.add("us-fbi-urgent")
    climbed(service, number, TOP)
    return service, number


def test_a_machines_receipt_does_not_stop_the_clock() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = urgent(service)
    row = service.row(number)
    assert (row.stage, row.owed, row.due) == (
        Stage.REFERRED,
        frozenset(),
        NOW + CLIMB_AFTER[Lane.URGENT],
    )


def test_each_rung_asks_more_people_and_the_top_is_ours() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = urgent(service)
    seen = []
    for _ in range(TOP):
        service.queues.delivered.clear()
        service.looks(number, due(service, number))
        seen.append((queues(service), len(service.on_call.pages)))
        service.take_receipts(service.stored())
    assert seen == [
        (["us-nm-urgent"], 0),
        (["us-nm-urgent", "us-fbi-urgent"], 0),
        (["us-nm-urgent", "us-fbi-urgent"], 1),
    ]
    assert service.on_call.pages == [(number, Lane.URGENT)]
    assert service.reviews.listed == {(number, UNANSWERED): Lane.URGENT}
    assert service.row(number).stage is Stage.REFERRED


def test_at_the_top_the_on_call_is_paged_again_and_no_queue_is_flooded() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = urgent(service)
    climbed(service, number, TOP)
    sent, milestones = len(service.queues.delivered), service.row(number).milestones
    for _ in range(30):
        before = due(service, number)
        service.looks(number, before)
        assert due(service, number) == before + PAGE_AGAIN_AFTER
    assert len(service.on_call.pages) == 31
    assert len(service.queues.delivered) == sent
    assert service.row(number).milestones == milestones


def test_an_agency_that_no_rung_reached_is_sent_the_referral_at_the_top() -> None:
    service, number = at_the_top_past_federal()
    assert "us-fbi-urgent" not in queues(service)
    assert due(service, number) - NOW < timedelta(hours=1)
    # Still refused: people are not paged more often for it, and no rung is added.
    for _ in range(3):
        before, milestones = due(service, number), service.row(number).milestones
        service.looks(number, before)
        assert due(service, number) == before + PAGE_AGAIN_AFTER
        assert service.row(number).milestones == milestones
    service.queues.refusing.clear()
    service.queues.delivered.clear()
    at = due(service, number)
    service.looks(number, at)
    assert queues(service) == ["us-fbi-urgent"]
    service.looks(number, due(service, number))
    assert queues(service) == ["us-fbi-urgent"]
    service.take_receipts(service.stored())
    assert service.row(number).owed == frozenset()


def test_an_agency_that_no_rung_reached_does_not_wait_ten_days_for_an_officer_elsewhere() -> None:
    service, number = at_the_top_past_federal()
    service.take_receipts(service.accepted_by_people(number))
    service.queues.refusing.clear()
    service.looks(number, due(service, number))
    assert queues(service)[-1] == "us-fbi-urgent"
    service.take_receipts(service.stored())
    assert service.row(number).stage is Stage.CLOSED


def test_each_copy_is_renewed_before_its_own_queue_forgets_it() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = urgent(service)
    service.queues.refusing.add("us-fbi-urgent")
    for _ in range(TOP):
        service.looks(number, due(service, number))
    lead_first = service.queues.delivered[-1]
    service.take_receipts(service.accepted_by_people(number)[:1])
    at = NOW + timedelta(days=3)
    service.queues.refusing.clear()
    service.looks(number, at)
    assert queues(service)[-1] == "us-fbi-urgent"
    assert lead_first.queue == "us-nm-urgent"
    sent = len(service.queues.delivered)
    while due(service, number) < at + RESEND_AFTER:
        before = due(service, number)
        service.looks(number, before)
        assert due(service, number) > before
    assert len(service.queues.delivered) == sent
    service.looks(number, due(service, number))
    assert queues(service)[-1] == "us-fbi-urgent"
    assert len(service.queues.delivered) == sent + 1


@pytest.mark.parametrize("rungs", range(TOP + 2))
def test_an_officer_ends_the_climb_on_every_rung(rungs: int) -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = urgent(service)
    climbed(service, number, rungs)
    [accepted] = service.accepted_by_people(number)[:1]
    assert service.take_receipts([accepted]) == frozenset()
    row = service.row(number)
    assert (row.stage, row.accepted) == (Stage.CLOSED, 1)
    assert row.milestones[-1].officer == "Officer A."
    assert service.sweep(NOW + timedelta(days=400)) == 0


def test_a_forged_acceptance_stops_nothing() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = urgent(service)
    [accepted] = service.accepted_by_people(number)
    forged = replace(accepted, key="0" * 32)
    assert service.take_receipts([forged]) == {forged}
    assert service.row(number).awaits_acceptance


def test_an_update_has_to_be_accepted_anew() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    report = service.referred(told(URGENT, **IN_NEW_MEXICO))
    service.take_receipts(service.accepted_by_people(report.number))
    assert service.row(report.number).stage is Stage.CLOSED
    later = NOW + timedelta(hours=1)
    service.update(report, "He is at the door.", later)
    service.triage([report.number], later)
    service.refer([report.number], later)
    service.take_receipts(service.stored())
    assert service.row(report.number).awaits_acceptance
    service.take_receipts(service.accepted_by_people(report.number))
    assert service.row(report.number).stage is Stage.CLOSED


def test_an_officer_who_accepted_has_stored_it_too() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    report = service.referred(told(URGENT, **IN_NEW_MEXICO))
    service.take_receipts(service.accepted_by_people(report.number))
    assert service.row(report.number).stage is Stage.CLOSED


def test_a_standard_report_without_receipts_climbs_slowly_and_pages_nobody() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = service.referred(told(**IN_NEW_MEXICO)).number
    for rung in range(1, TOP + 1):
        at = due(service, number)
        assert at == NOW + rung * RESEND_AFTER
        service.looks(number, at)
    assert queues(service).count("us-nm-standard") == 1 + TOP
    assert queues(service).count("us-fbi-standard") == 2
    assert service.on_call.pages == []
    assert service.reviews.listed == {(number, UNANSWERED): Lane.STANDARD}


def test_above_the_top_an_unreceipted_referral_is_still_sent_before_its_queue_forgets_it() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    number = service.referred(told(**IN_NEW_MEXICO)).number
    for _ in range(TOP + 5):
        service.looks(number, due(service, number))
    at = [one.at for one in service.row(number).milestones if one.step is not Step.CHECKED][1:]
    assert all(later - earlier <= RESEND_AFTER for earlier, later in pairwise(at))
    assert queues(service).count("us-nm-standard") == 1 + TOP + 5


def test_what_nobody_could_judge_pages_the_on_call_at_once() -> None:
    service = Service()
    report = service.referred(told(UNREAD))
    assert service.on_call.pages == [(report.number, Lane.URGENT)]


def test_a_refused_page_stays_owed_until_it_is_taken() -> None:
    service = Service()
    service.on_call.down = True
    report = service.referred(told(UNREAD))
    assert "on-call#1" in service.row(report.number).owed
    service.take_receipts(service.accepted_by_people(report.number))
    assert service.row(report.number).stage is Stage.REFERRED
    service.on_call.down = False
    service.looks(report.number, due(service, report.number) + RESEND_AFTER)
    assert service.on_call.pages == [(report.number, Lane.URGENT)]
    assert service.row(report.number).stage is Stage.CLOSED


def test_an_agency_that_joins_is_on_record_before_it_is_sent_anything() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL))
    number = urgent(service)
    service.moved(MemoryDirectory(FEDERAL, NEW_MEXICO))
    service.looks(number, due(service, number))
    row = service.row(number)
    assert row.holders == {"us-fbi", "us-nm"}
    assert row.owed == {"us-nm#1"}
    assert [one.step for one in row.milestones[-2:]] == [Step.ADDRESSED, Step.CLIMBED]


def test_nothing_is_sent_where_the_record_was_overtaken(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(directory=MemoryDirectory(FEDERAL))
    report = service.accepted(told(**IN_NEW_MEXICO))
    service.triage([report.number], NOW)
    service.moved(MemoryDirectory(FEDERAL, NEW_MEXICO))
    monkeypatch.setattr(MemoryReports, "address", lambda *_: None)
    assert service.refer([report.number], NOW) == {report.number}
    assert service.queues.delivered == []


def test_whoever_was_addressed_and_left_the_directory_is_stood_in_for() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    report = service.accepted(told(**IN_NEW_MEXICO))
    service.triage([report.number], NOW)
    service.moved(MemoryDirectory(FEDERAL, TEXAS))
    service.refer([report.number], NOW)
    assert queues(service) == ["us-fbi-standard"]
    assert service.row(report.number).owed == {"us-fbi#1"}


@pytest.mark.parametrize(("story", "lane"), [(URGENT, Lane.URGENT), ("Calm.", Lane.STANDARD)])
def test_after_so_many_looks_in_vain_people_are_told_again_and_again(
    story: str, lane: Lane
) -> None:
    service = Service()
    number = service.accepted(told(story)).number
    for _ in range(BOUND[lane] - 1):
        service.sweep(due(service, number))
    assert service.reviews.listed == {}
    service.sweep(due(service, number))
    assert service.reviews.listed == {(number, STALLED): lane}
    paged = len(service.on_call.pages)
    assert paged == (1 if lane is Lane.URGENT else 0)
    for _ in range(BOUND[lane]):
        service.sweep(due(service, number))
    assert len(service.on_call.pages) == 2 * paged


def test_a_review_that_cannot_be_listed_holds_up_no_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object) -> None:
        raise RuntimeError

    service = Service()
    number = service.accepted(told(URGENT)).number
    monkeypatch.setattr(type(service.reviews), "add", refusing)
    for _ in range(BOUND[Lane.URGENT]):
        service.to_triage.hinted[Lane.URGENT].clear()
        service.sweep(due(service, number))
    assert service.to_triage.hinted[Lane.URGENT] == [number]


def test_two_copies_of_one_hint_climb_one_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, agency("us-nm", ("NM",))))
    number = urgent(service)
    at = due(service, number)
    service.sweep(at)
    before = service.row(number)
    service.refer([number], at)
    # The other copy had read the row before the first one wrote.
    monkeypatch.setattr(MemoryReports, "read", lambda *_: {number: before})
    service.refer([number], at + MOMENT)
    assert service.row(number).climbs == 1
