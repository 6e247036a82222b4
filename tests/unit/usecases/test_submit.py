"""Submit: acknowledged only once it is durable, and the same form is the same report."""

from dataclasses import replace

import pytest

from shared.domain.errors import StoreUnavailableError
from shared.domain.report_number import code_from, parse_code, parse_number
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from shared.ports import Added
from tests.fakes import MemoryReports
from tests.make import CALM, NOW, URGENT, told
from tests.unit.usecases.service import Service, hinted


def test_a_report_is_kept_under_the_number_that_is_given() -> None:
    service = Service()
    accepted = service.accepted(told())
    assert parse_number(accepted.number) == accepted.number
    assert accepted.number.startswith("00")
    assert parse_code(accepted.code) == accepted.code
    row = service.row(accepted.number)
    assert (row.stage, row.story["narrative"]) == (Stage.RECEIVED, CALM)
    assert hinted(service.to_triage) == {Lane.STANDARD: [accepted.number]}


def test_a_production_number_never_looks_like_a_demonstration() -> None:
    service = Service()
    service.submit = replace(service.submit, demonstration=False)
    assert not service.accepted(told()).number.startswith("00")


def test_the_same_form_sent_again_is_the_same_report() -> None:
    service = Service()
    first, second = service.accepted(told()), service.accepted(told())
    assert (first.number, first.code) == (second.number, second.code)
    assert len(service.table.rows) == 1


def test_the_same_form_with_other_words_is_another_report() -> None:
    service = Service()
    first, second = service.accepted(told()), service.accepted(told("Something else entirely."))
    assert first.number != second.number
    assert first.code != second.code
    assert len(service.table.rows) == 2


def test_other_contact_details_make_another_report_too() -> None:
    service = Service()
    service.accepted(told())
    service.accepted(told(reporter={"phones": ["505-555-0101"]}))
    assert len(service.table.rows) == 2


def test_the_same_words_from_another_form_are_another_report() -> None:
    service = Service()
    service.accepted(told(), token="one")
    service.accepted(told(), token="two")
    assert len(service.table.rows) == 2


@pytest.mark.parametrize("token", [None, ""])
def test_without_a_token_every_report_is_new(token: str | None) -> None:
    service = Service()
    numbers = {service.accepted(told(), token=token).number for _ in range(5)}
    assert len(numbers) == len(service.table.rows) == 5


def test_a_taken_number_is_passed_over_for_the_next_draw() -> None:
    elsewhere = Service()
    taken = elsewhere.accepted(told()).number
    service = Service()
    stranger = service.accepted(told("A stranger's report."))
    service.table.rows[taken] = service.row(stranger.number)
    accepted = service.accepted(told())
    assert accepted.number not in (taken, stranger.number)
    assert service.row(accepted.number).story["narrative"] == CALM
    assert service.row(taken).story["narrative"] == "A stranger's report."
    again = service.accepted(told())
    assert (again.number, again.code) == (accepted.number, accepted.code)


def test_when_every_draw_is_taken_nothing_is_acknowledged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(MemoryReports, "add", lambda *_: Added.TAKEN)
    with pytest.raises(StoreUnavailableError):
        Service().accepted(told())


def test_while_the_table_refuses_the_spool_keeps_it_and_it_is_accepted() -> None:
    service = Service()
    service.table.down = True
    accepted = service.accepted(told())
    [kept] = service.spool.kept
    assert (kept.number, kept.story["narrative"]) == (accepted.number, CALM)
    service.table.down = False
    assert service.accepted(told()).number == accepted.number


def test_nothing_is_acknowledged_when_both_stores_refuse() -> None:
    service = Service()
    service.table.down = service.spool.down = True
    with pytest.raises(StoreUnavailableError):
        service.accepted(told())
    assert hinted(service.to_triage) == {}


def test_a_refused_hint_costs_no_report() -> None:
    service = Service()
    service.to_triage.down = True
    accepted = service.accepted(told())
    assert service.row(accepted.number).stage is Stage.RECEIVED
    service.to_triage.down = False
    due = service.row(accepted.number).due
    assert due is not None
    assert service.sweep(due) == 1
    assert hinted(service.to_triage) == {Lane.STANDARD: [accepted.number]}


def test_urgent_words_ride_the_urgent_lane_from_the_first_look() -> None:
    service = Service()
    accepted = service.accepted(told(URGENT))
    assert hinted(service.to_triage) == {Lane.URGENT: [accepted.number]}
    row = service.row(accepted.number)
    assert (row.lane, row.peak) == (Lane.URGENT, 2)


def test_an_answer_alone_rides_the_urgent_lane() -> None:
    service = Service()
    accepted = service.accepted(told(None, danger={"in_danger_now": "yes"}))
    assert hinted(service.to_triage) == {Lane.URGENT: [accepted.number]}


def test_the_code_is_stored_nowhere() -> None:
    service = Service()
    accepted = service.accepted(told())
    service.table.down = True
    spooled = service.accepted(told("Another."))
    kept = f"{vars(service.table)} {service.spool.kept} {vars(service.to_triage)}"
    assert accepted.code not in kept
    assert spooled.code not in kept


def test_what_reaches_the_reporter_is_kept_apart_from_the_story() -> None:
    service = Service()
    whole = told(reporter={"phones": ["505-555-0101"], "relationship": "family"})
    row = service.row(service.accepted(whole).number)
    assert "505-555-0101" not in str(row.story)
    assert row.contact == {"phones": ["505-555-0101"]}


def test_the_milestone_is_the_time_of_acceptance() -> None:
    service = Service()
    assert service.row(service.accepted(told()).number).received_at == NOW


def test_nothing_in_the_row_leads_to_the_code() -> None:
    service = Service()
    report = service.accepted(told())
    kept = service.row(report.number).fingerprint
    made = {
        code_from(service.hashes.digest(purpose, kept, str(draw)))
        for purpose in ("code", "number", "form", "fingerprint")
        for draw in range(3)
    }
    assert report.code not in made


def test_an_urgent_report_that_only_the_spool_holds_pages_the_on_call() -> None:
    service = Service()
    service.table.down = True
    urgent = service.accepted(told(URGENT))
    service.accepted(told(), token="another form")
    assert service.on_call.pages == [(urgent.number, Lane.URGENT)]


def test_a_refused_page_costs_no_report() -> None:
    service = Service()
    service.table.down = service.on_call.down = True
    report = service.accepted(told(URGENT))
    assert [one.number for one in service.spool.kept] == [report.number]
