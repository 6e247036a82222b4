"""The sweep: what is owed and overdue goes round again, on its own lane, ever slower."""

from datetime import timedelta

from shared.domain.row import Stage
from shared.domain.urgency import Lane
from tests.make import NOW, URGENT, told
from tests.unit.usecases.service import Service, hinted

LATER = NOW + timedelta(hours=1)


def test_nothing_is_hinted_before_its_time() -> None:
    service = Service()
    service.accepted(told())
    service.to_triage.hinted[Lane.STANDARD].clear()
    assert service.sweep(NOW) == 0
    assert hinted(service.to_triage) == {}


def test_a_report_whose_first_hint_was_lost_goes_to_triage_again() -> None:
    service = Service()
    calm = service.accepted(told())
    urgent = service.accepted(told(URGENT))
    for numbers in service.to_triage.hinted.values():
        numbers.clear()
    assert service.sweep(LATER) == 2
    assert hinted(service.to_triage) == {Lane.STANDARD: [calm.number], Lane.URGENT: [urgent.number]}


def test_an_urgent_report_is_looked_after_sooner() -> None:
    service = Service()
    calm = service.row(service.accepted(told()).number).due
    urgent = service.row(service.accepted(told(URGENT)).number).due
    assert calm is not None
    assert urgent is not None
    assert urgent < calm


def test_a_judged_report_goes_to_refer_and_not_to_triage() -> None:
    service = Service()
    report = service.accepted(told())
    service.triage([report.number], NOW)
    for step in (service.to_triage, service.to_refer):
        step.hinted[Lane.STANDARD].clear()
    assert service.sweep(LATER) == 1
    assert hinted(service.to_refer) == {Lane.STANDARD: [report.number]}
    assert hinted(service.to_triage) == {}


def test_an_unreceipted_referral_is_sent_again() -> None:
    service = Service()
    report = service.referred(told())
    service.to_refer.hinted[Lane.STANDARD].clear()
    assert service.sweep(NOW + timedelta(days=1)) == 0
    assert service.sweep(NOW + timedelta(days=11)) == 1
    assert hinted(service.to_refer) == {Lane.STANDARD: [report.number]}


def test_an_update_that_nobody_looked_at_goes_to_triage() -> None:
    service = Service()
    report = service.referred(told())
    service.to_triage.down = True
    assert service.update(report, "He drives a red car.", NOW)
    service.to_triage.down = False
    service.to_triage.hinted[Lane.STANDARD].clear()
    assert service.sweep(LATER) == 1
    assert hinted(service.to_triage) == {Lane.STANDARD: [report.number]}


def test_each_attempt_waits_longer_and_none_waits_longer_than_hours() -> None:
    service = Service()
    report = service.accepted(told())
    pauses = []
    for _ in range(12):
        at = service.row(report.number).due
        assert at is not None
        assert service.sweep(at) == 1
        due = service.row(report.number).due
        assert due is not None
        pauses.append(due - at)
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1]
    assert pauses[-1] <= timedelta(hours=6)


def test_a_closed_report_is_left_alone() -> None:
    service = Service()
    report = service.referred(told())
    service.take_receipts(service.stored())
    assert service.row(report.number).stage is Stage.CLOSED
    assert service.sweep(NOW + timedelta(days=365)) == 0


def test_refused_hints_are_not_counted_and_come_up_again() -> None:
    service = Service()
    report = service.accepted(told())
    service.to_triage.down = True
    assert service.sweep(LATER) == 0
    service.to_triage.down = False
    due = service.row(report.number).due
    assert due is not None
    assert service.sweep(due) == 1
