"""Triage: one judgement a round, never lowered, and the hint to refer only after it is recorded."""

from datetime import timedelta

import pytest

from shared.domain.row import Stage, Step
from shared.domain.urgency import Lane
from shared.ports import Judged
from tests.fakes import MemoryReports
from tests.make import CALM, NOW, URGENT, number, told
from tests.unit.usecases.service import Service, hinted


def test_a_new_report_is_judged_and_handed_on() -> None:
    service = Service()
    report = service.accepted(told(URGENT))
    assert service.triage([report.number], NOW) == frozenset()
    row = service.row(report.number)
    assert (row.stage, row.revision, row.lane, row.peak) == (Stage.TRIAGED, 1, Lane.URGENT, 2)
    assert [one.step for one in row.milestones] == [Step.RECEIVED, Step.CHECKED]
    assert hinted(service.to_refer) == {Lane.URGENT: [report.number]}


def test_a_second_message_changes_nothing_and_hints_again() -> None:
    service = Service()
    report = service.accepted(told())
    service.triage([report.number], NOW)
    before = service.row(report.number)
    assert service.triage([report.number], NOW + timedelta(hours=1)) == frozenset()
    assert service.row(report.number) == before
    assert hinted(service.to_refer) == {Lane.STANDARD: [report.number] * 2}


def test_an_unknown_number_is_not_tried_again() -> None:
    assert Service().triage([number("0055555555")], NOW) == frozenset()


def test_a_refused_hint_brings_the_message_back_and_the_judgement_stays() -> None:
    service = Service()
    report = service.accepted(told())
    service.to_refer.down = True
    assert service.triage([report.number], NOW) == {report.number}
    assert service.row(report.number).stage is Stage.TRIAGED


def test_one_that_another_round_overtook_comes_back_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = Service()
    first = service.accepted(told(), token="one")
    second = service.accepted(told(), token="two")
    record = MemoryReports.judged

    def overtaken(self: MemoryReports, row: object, judged: Judged) -> bool:
        if row is service.table.rows[first.number]:
            return False
        return record(self, row, judged)  # type: ignore[arg-type]

    monkeypatch.setattr(MemoryReports, "judged", overtaken)
    assert service.triage([first.number, second.number], NOW) == {first.number}
    assert hinted(service.to_refer) == {Lane.STANDARD: [second.number]}


def test_an_update_makes_a_new_revision_that_covers_it() -> None:
    service = Service()
    report = service.referred(told())
    service.update(report, "She gave me the name of her school.", NOW + timedelta(hours=1))
    assert service.triage([report.number], NOW + timedelta(hours=2)) == frozenset()
    row = service.row(report.number)
    [update] = service.table.updates(report.number)
    assert (row.stage, row.revision) == (Stage.TRIAGED, 2)
    assert row.covers == {update.update_id}
    assert update.due is None
    assert Step.UPDATED in [one.step for one in row.milestones]


def test_after_a_crash_before_settling_the_next_round_settles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = Service()
    report = service.referred(told())
    service.update(report, "He drives a red car.", NOW)

    def crash(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(MemoryReports, "settle", crash)
        with pytest.raises(ConnectionError):
            service.triage([report.number], NOW)
    assert service.row(report.number).revision == 2
    assert service.triage([report.number], NOW) == frozenset()
    [update] = service.table.updates(report.number)
    assert update.due is None
    assert service.row(report.number).revision == 2
    assert service.to_refer.hinted[Lane.STANDARD][-1] == report.number


def test_each_revision_covers_all_that_the_one_before_it_did() -> None:
    service = Service()
    report = service.referred(told())
    covered: list[frozenset[str]] = []
    for hour in range(1, 4):
        service.update(report, f"This is what I know on hour {hour}.", NOW + timedelta(hours=hour))
        service.triage([report.number], NOW + timedelta(hours=hour, minutes=5))
        covered.append(service.row(report.number).covers)
    assert covered[0] < covered[1] < covered[2]
    assert service.row(report.number).revision == 4


def test_urgent_words_in_an_update_raise_the_report() -> None:
    service = Service()
    report = service.referred(told())
    service.update(report, URGENT, NOW + timedelta(hours=1))
    service.triage([report.number], NOW + timedelta(hours=1))
    row = service.row(report.number)
    assert (row.lane, row.peak) == (Lane.URGENT, 2)
    assert report.number in service.to_refer.hinted[Lane.URGENT]


def test_a_withdrawal_or_calm_words_lower_nothing() -> None:
    service = Service()
    report = service.referred(told(URGENT))
    words = "Please forget it, everything is fine, it was a misunderstanding."
    service.add_update(report.number, report.code, words, "withdrawal_request", NOW)
    service.triage([report.number], NOW + timedelta(hours=1))
    row = service.row(report.number)
    assert (row.lane, row.peak) == (Lane.URGENT, 2)


def test_an_update_before_the_first_round_is_not_lost() -> None:
    service = Service()
    report = service.accepted(told())
    service.update(report, "He drives a red car.")
    service.triage([report.number], NOW)
    service.triage([report.number], NOW)
    row = service.row(report.number)
    assert (row.revision, len(row.covers)) == (2, 1)


def test_an_update_on_a_closed_report_opens_it_again() -> None:
    service = Service()
    report = service.referred(told())
    service.take_receipts(service.stored())
    assert service.row(report.number).stage is Stage.CLOSED
    service.update(report, "He is back.", NOW + timedelta(days=400))
    service.triage([report.number], NOW + timedelta(days=400))
    assert service.row(report.number).stage is Stage.TRIAGED
    service.refer([report.number], NOW + timedelta(days=400))
    assert service.row(report.number).stage is Stage.REFERRED


def test_urgent_words_added_before_the_first_round_do_not_wait_for_the_standard_lane() -> None:
    service = Service()
    report = service.accepted(told(CALM))
    assert service.update(report, URGENT)
    assert report.number in service.to_triage.hinted[Lane.URGENT]
    service.triage([report.number], NOW, Lane.URGENT)
    assert service.row(report.number).lane is Lane.URGENT
    assert len(service.row(report.number).covers) == 1


def test_two_hints_in_one_batch_are_not_taken_for_one() -> None:
    service = Service()
    report = service.accepted(told(URGENT))
    service.update(report, "He drives a green van.")
    service.triage([report.number, report.number], NOW, Lane.URGENT)
    assert len(service.row(report.number).covers) == 1


def test_no_revision_covers_more_than_its_referral_can_carry() -> None:
    service = Service()
    report = service.referred(told(URGENT))
    words = [f"part {index} " + "語" * 19_000 for index in range(4)]
    for minute, text in enumerate(words):
        assert service.update(report, text, NOW + timedelta(minutes=minute))
    for _ in words:
        service.triage([report.number], NOW)
        service.refer([report.number], NOW)
    sent = "".join(one.body for one in service.queues.delivered)
    assert all(text in sent for text in words)
    assert service.row(report.number).revision == 1 + len(words)
