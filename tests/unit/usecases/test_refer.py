"""Refer: sent before it is recorded, to every agency that ever held it, and the same ids twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.jurisdiction.place import Jurisdiction
from shared.domain.row import Row, Stage
from shared.domain.story import Json
from shared.ports import Delivery, Sent
from tests.fakes import MemoryAgencyQueues, MemoryDirectory, MemoryReports
from tests.make import NOW, URGENT, number, told
from tests.unit.usecases.service import (
    FEDERAL,
    NEW_MEXICO,
    Service,
    agency,
    data_of,
    receipt_of,
)

IN_NEW_MEXICO: dict[str, Any] = {"incidents": [{"place": {"city": "Santa Fe", "state": "NM"}}]}
LATER = NOW + timedelta(hours=1)
MUCH_LATER = NOW + timedelta(days=11)


def agencies(deliveries: Sequence[Delivery]) -> list[str]:
    return sorted(data_of(one)["agency"] for one in deliveries)


def test_a_report_goes_to_the_agency_of_its_place_and_the_debt_is_recorded() -> None:
    service = Service()
    report = service.referred(told(**IN_NEW_MEXICO))
    [delivery] = service.queues.delivered
    assert delivery.queue == "us-nm-standard"
    row = service.row(report.number)
    assert row.stage is Stage.REFERRED
    assert row.owed == {"us-nm#1"}
    assert row.holders == {"us-nm"}


def test_a_report_without_any_place_goes_to_the_federal_agency() -> None:
    service = Service()
    service.referred(told())
    assert agencies(service.queues.delivered) == ["us-fbi"]


def test_an_agency_that_nobody_verified_gets_a_federal_copy() -> None:
    unverified = agency("us-nm", ("NM",), "unverified")
    service = Service(directory=MemoryDirectory(FEDERAL, unverified))
    service.referred(told(**IN_NEW_MEXICO))
    roles = {data_of(one)["agency"]: data_of(one)["role"] for one in service.queues.delivered}
    assert roles == {"us-nm": "lead", "us-fbi": "copy"}


def test_an_urgent_report_rides_the_urgent_queues() -> None:
    service = Service()
    service.referred(told(URGENT))
    assert {one.queue for one in service.queues.delivered} == {"us-fbi-urgent"}


def test_it_is_sent_before_it_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    service, order = Service(), []
    deliver, record = MemoryAgencyQueues.deliver, MemoryReports.referred

    def delivering(self: MemoryAgencyQueues, deliveries: Sequence[Delivery]) -> frozenset[str]:
        order.append("sent")
        return deliver(self, deliveries)

    def recording(self: MemoryReports, row: Row, sent: Sent) -> bool:
        order.append("recorded")
        return record(self, row, sent)

    monkeypatch.setattr(MemoryAgencyQueues, "deliver", delivering)
    monkeypatch.setattr(MemoryReports, "referred", recording)
    service.referred(told())
    assert order == ["sent", "recorded"]


def test_a_refused_delivery_fails_and_is_not_recorded() -> None:
    service = Service()
    report = service.accepted(told())
    service.triage([report.number], NOW)
    service.queues.refusing = {"us-fbi-standard"}
    assert service.refer([report.number], NOW) == {report.number}
    row = service.row(report.number)
    assert (row.stage, row.owed) == (Stage.TRIAGED, frozenset())


def test_a_refusing_queue_holds_up_no_other_agency_and_is_tried_alone() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, agency("us-nm", ("NM",), "unverified")))
    report = service.accepted(told(**IN_NEW_MEXICO))
    service.triage([report.number], NOW)
    service.queues.refusing = {"us-nm-standard"}
    assert service.refer([report.number], NOW) == frozenset()
    assert [one.queue for one in service.queues.delivered] == ["us-fbi-standard"]
    row = service.row(report.number)
    assert row.owed == {"us-nm#1", "us-fbi#1"}
    assert row.holders == {"us-nm", "us-fbi"}  # a refused queue may have taken it all the same
    [receipt] = service.stored()
    assert service.take_receipts([receipt]) == frozenset()
    assert service.row(report.number).stage is Stage.REFERRED
    service.queues.refusing = set()
    service.sweep(LATER)
    service.refer([report.number], LATER)
    assert [one.queue for one in service.queues.delivered] == ["us-fbi-standard", "us-nm-standard"]
    assert service.row(report.number).holders == {"us-nm", "us-fbi"}


def test_the_debt_of_an_agency_that_left_the_directory_becomes_federal() -> None:
    local = agency("us-nm", ("NM",), "verified")
    service = Service(directory=MemoryDirectory(FEDERAL, local))
    report = service.referred(told(**IN_NEW_MEXICO))
    service.refer = replace(service.refer, directory=MemoryDirectory(FEDERAL))
    service.sweep(MUCH_LATER)
    service.refer([report.number], MUCH_LATER)
    assert [one.queue for one in service.queues.delivered] == ["us-nm-standard", "us-fbi-standard"]
    assert service.row(report.number).owed == {"us-fbi#1"}


def test_a_receipted_agency_is_not_sent_it_again() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, agency("us-nm", ("NM",), "unverified")))
    report = service.referred(told(**IN_NEW_MEXICO))
    federal = [one for one in service.queues.delivered if one.queue.startswith("us-fbi")]
    service.take_receipts([receipt_of(federal[0])])
    service.sweep(MUCH_LATER)
    service.refer([report.number], MUCH_LATER)
    assert [one.queue for one in service.queues.delivered].count("us-fbi-standard") == 1
    assert [one.queue for one in service.queues.delivered].count("us-nm-standard") == 2


def test_a_holder_whose_record_was_overtaken_still_gets_the_newer_revision(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, agency("us-nm", ("NM",), "verified")))
    report = service.accepted(told())
    service.triage([report.number], NOW)
    deliver = MemoryAgencyQueues.deliver

    def overtaken(self: MemoryAgencyQueues, deliveries: Sequence[Delivery]) -> frozenset[str]:
        refused = deliver(self, deliveries)
        monkeypatch.setattr(MemoryAgencyQueues, "deliver", deliver)
        service.update(report, "They live in Santa Fe, New Mexico.", NOW)
        service.triage([report.number], NOW)
        service.refer([report.number], NOW)
        return refused

    monkeypatch.setattr(MemoryAgencyQueues, "deliver", overtaken)
    assert service.refer([report.number], NOW) == {report.number}
    service.refer([report.number], NOW)
    held = {(one.queue, one.referral_id) for one in service.queues.delivered}
    assert ("us-fbi-standard", f"{report.number}:us-fbi-2") in held
    assert service.row(report.number).holders == {"us-fbi", "us-nm"}
    assert service.row(report.number).owed == {"us-fbi#2", "us-nm#2"}


def test_a_report_that_cannot_be_placed_goes_to_the_federal_agency(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(told: Json) -> Jurisdiction:
        raise RuntimeError(told)

    monkeypatch.setattr("shared.domain.jurisdiction.find.find", broken)
    service = Service()
    service.referred(told(**IN_NEW_MEXICO))
    assert [one.queue for one in service.queues.delivered] == ["us-fbi-standard"]


def test_after_a_crash_between_sending_and_recording_the_same_ids_go_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = Service()
    report = service.accepted(told())
    service.triage([report.number], NOW)

    def crash(*_: object) -> bool:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(MemoryReports, "referred", crash)
        with pytest.raises(ConnectionError):
            service.refer([report.number], NOW)
    service.refer([report.number], LATER)
    first, second = service.queues.delivered
    assert first.referral_id == second.referral_id
    assert receipt_of(first) == receipt_of(second)
    assert service.row(report.number).stage is Stage.REFERRED


def test_a_message_that_comes_twice_sends_nothing_more() -> None:
    service = Service()
    report = service.referred(told())
    assert service.refer([report.number], LATER) == frozenset()
    assert len(service.queues.delivered) == 1


def test_an_unreceipted_referral_goes_again_with_the_same_id_after_its_time() -> None:
    service = Service()
    report = service.referred(told())
    due = service.row(report.number).due
    assert due is not None
    assert timedelta(days=9) < due - NOW < timedelta(days=14)
    service.sweep(due - timedelta(seconds=1))
    service.refer([report.number], due - timedelta(seconds=1))
    assert len(service.queues.delivered) == 1
    service.sweep(due)
    assert service.refer([report.number], due) == frozenset()
    assert len({one.referral_id for one in service.queues.delivered}) == 1
    assert len(service.queues.delivered) == 2
    assert service.row(report.number).due == due + (due - NOW)


def test_a_closed_report_is_not_sent_again() -> None:
    service = Service()
    report = service.referred(told())
    service.take_receipts(service.stored())
    service.refer([report.number], NOW + timedelta(days=100))
    assert len(service.queues.delivered) == 1


def test_a_hint_that_overtook_triage_comes_back() -> None:
    service = Service()
    report = service.accepted(told())
    assert service.refer([report.number], NOW) == {report.number}
    assert service.queues.delivered == []


def test_an_unknown_number_is_not_tried_again() -> None:
    assert Service().refer([number("0055555555")], NOW) == frozenset()


def test_a_second_revision_goes_to_a_new_agency_and_to_every_holder() -> None:
    service = Service()
    report = service.referred(told())
    assert service.row(report.number).holders == {"us-fbi"}
    service.update(report, "They live in Santa Fe, New Mexico.", LATER)
    service.triage([report.number], LATER)
    service.refer([report.number], LATER)
    second = [one for one in service.queues.delivered if data_of(one)["revision"] == 2]
    assert agencies(second) == ["us-fbi", "us-nm"]
    assert service.row(report.number).owed == {"us-fbi#2", "us-nm#2"}


def test_a_holder_that_would_not_be_chosen_today_still_gets_later_revisions() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, NEW_MEXICO))
    report = service.referred(told(**IN_NEW_MEXICO))
    assert service.row(report.number).holders == {"us-nm"}
    elsewhere = replace(NEW_MEXICO, states=frozenset({"AZ"}))
    service.refer = replace(service.refer, directory=MemoryDirectory(FEDERAL, elsewhere))
    service.update(report, "One thing more.", LATER)
    service.triage([report.number], LATER)
    service.refer([report.number], LATER)
    second = [one for one in service.queues.delivered if data_of(one)["revision"] == 2]
    roles = {data_of(one)["agency"]: data_of(one)["role"] for one in second}
    assert roles == {"us-fbi": "lead", "us-nm": "copy"}
    assert service.row(report.number).owed == {"us-fbi#2", "us-nm#2"}


def test_a_referral_holds_only_the_updates_that_its_revision_covers() -> None:
    service = Service()
    report = service.referred(told())
    service.update(report, "First addition.", LATER)
    service.triage([report.number], LATER)
    service.update(report, "Second addition, not looked at yet.", LATER)
    service.refer([report.number], LATER)
    body = service.queues.delivered[-1].body
    assert "First addition." in body
    assert "Second addition" not in body
    service.triage([report.number], LATER)
    service.refer([report.number], LATER)
    body = service.queues.delivered[-1].body
    assert "First addition." in body
    assert "Second addition" in body


def test_a_referral_holds_the_story_and_the_contact_and_never_the_code() -> None:
    service = Service()
    report = service.referred(told("He waits.", reporter={"phones": ["505-555-0101"]}))
    [delivery] = service.queues.delivered
    assert data_of(delivery)["told"]["narrative"] == "He waits."
    assert data_of(delivery)["told"]["reporter"]["phones"] == ["505-555-0101"]
    assert report.code not in delivery.body
