"""Refer: sent before it is recorded, to every agency that ever held it, and the same ids twice."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.row import Row, Stage
from shared.ports import Delivery
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

    def recording(
        self: MemoryReports, row: Row, to: Collection[str], at: datetime, due: datetime
    ) -> bool:
        order.append("recorded")
        return record(self, row, to, at, due)

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


def test_one_refusing_queue_of_several_fails_the_whole_report_and_no_other() -> None:
    service = Service(directory=MemoryDirectory(FEDERAL, agency("us-nm", ("NM",), "unverified")))
    local = service.accepted(told(**IN_NEW_MEXICO))
    anywhere = service.accepted(told())
    numbers = [local.number, anywhere.number]
    service.triage(numbers, NOW)
    service.queues.refusing = {"us-nm-standard"}
    assert service.refer(numbers, NOW) == {local.number}
    assert service.row(anywhere.number).stage is Stage.REFERRED
    service.queues.refusing = set()
    assert service.refer(numbers, NOW) == frozenset()
    assert service.row(local.number).owed == {"us-nm#1", "us-fbi#1"}


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
    service.refer([report.number], due - timedelta(seconds=1))
    assert len(service.queues.delivered) == 1
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
