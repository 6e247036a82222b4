"""Updates and status: number and code prove it, one answer for every failure, nothing is undone."""

from datetime import timedelta

import pytest

from shared.domain.errors import StoreUnavailableError
from shared.domain.row import Stage, Step
from shared.domain.urgency import Lane
from tests.make import NOW, URGENT, number, told
from tests.unit.usecases.service import Service, hinted

WRONG_CODE = "000000000000"
TEXT = "He drives a red car."
LATER = NOW + timedelta(hours=1)


def test_an_update_is_kept_and_triage_hears_of_it() -> None:
    service = Service()
    report = service.referred(told())
    service.to_triage.hinted[Lane.STANDARD].clear()
    assert service.update(report, TEXT, LATER)
    [update] = service.table.updates(report.number)
    assert (update.story["text"], update.story["proof"]) == (TEXT, "proven")
    assert update.received_at == LATER
    assert hinted(service.to_triage) == {Lane.STANDARD: [report.number]}


def test_a_wrong_code_and_an_unknown_number_are_answered_alike_and_keep_nothing() -> None:
    service = Service()
    report = service.accepted(told())
    unknown = number("0055555555")
    assert not service.add_update(report.number, WRONG_CODE, TEXT, "new_information", NOW)
    assert not service.add_update(unknown, report.code, TEXT, "new_information", NOW)
    assert not service.add_update(unknown, WRONG_CODE, TEXT, "new_information", NOW)
    assert service.table.added_later == {}


def test_a_code_opens_only_its_own_report() -> None:
    service = Service()
    first, second = service.accepted(told()), service.accepted(told("Another report."))
    assert not service.add_update(first.number, second.code, TEXT, "new_information", NOW)
    assert service.status(first.number, second.code) is None


def test_the_same_words_sent_twice_are_one_update() -> None:
    service = Service()
    report = service.accepted(told())
    assert service.update(report, TEXT)
    assert service.update(report, TEXT, LATER)
    assert len(service.table.updates(report.number)) == 1


def test_other_words_or_another_kind_are_another_update() -> None:
    service = Service()
    report = service.accepted(told())
    service.update(report, TEXT)
    service.update(report, TEXT + " It is new.")
    service.add_update(report.number, report.code, TEXT, "correction", NOW)
    assert len(service.table.updates(report.number)) == 3


def test_an_update_replaces_nothing() -> None:
    service = Service()
    report = service.accepted(told())
    before = service.row(report.number).story
    service.add_update(report.number, report.code, "It was all wrong.", "correction", NOW)
    assert service.row(report.number).story == before


def test_urgent_words_ride_the_urgent_lane() -> None:
    service = Service()
    report = service.referred(told())
    service.update(report, URGENT)
    assert hinted(service.to_triage)[Lane.URGENT] == [report.number]


def test_calm_words_on_an_urgent_report_stay_on_the_urgent_lane() -> None:
    service = Service()
    report = service.referred(told(URGENT))
    service.update(report, TEXT)
    assert service.to_triage.hinted[Lane.STANDARD] == []
    assert service.to_triage.hinted[Lane.URGENT] == [report.number, report.number]


def test_an_update_that_is_not_durable_is_not_acknowledged() -> None:
    service = Service()
    report = service.accepted(told())
    service.table.down = True
    with pytest.raises(StoreUnavailableError):
        service.update(report, TEXT)


def test_a_refused_hint_costs_no_update() -> None:
    service = Service()
    report = service.accepted(told())
    service.to_triage.down = True
    assert service.update(report, TEXT)
    assert len(service.table.updates(report.number)) == 1


def test_the_status_follows_the_report_and_shows_milestones_only() -> None:
    service = Service()
    report = service.referred(told(URGENT))
    service.update(report, TEXT, LATER)
    service.triage([report.number], LATER)
    reached = service.status(report.number, report.code)
    assert reached is not None
    assert [one.step for one in reached] == [
        Step.RECEIVED,
        Step.CHECKED,
        Step.AVAILABLE,
        Step.UPDATED,
        Step.CHECKED,
    ]


def test_the_status_tells_nothing_without_the_code() -> None:
    service = Service()
    report = service.accepted(told())
    assert service.status(report.number, WRONG_CODE) is None
    assert service.status(number("0055555555"), report.code) is None


def test_an_update_on_a_closed_report_is_taken() -> None:
    service = Service()
    report = service.referred(told())
    service.take_receipts(service.stored())
    assert service.row(report.number).stage is Stage.CLOSED
    assert service.update(report, TEXT, NOW + timedelta(days=300))
