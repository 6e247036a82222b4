"""Receipts: each strikes off its own debt, and nobody can make another's."""

from dataclasses import replace
from datetime import timedelta

from shared.domain.receipt import Receipt, receipt_key
from shared.domain.row import Stage
from tests.fakes import MemoryDirectory
from tests.make import NOW, told
from tests.unit.usecases.service import FEDERAL, Service, agency, receipt_of

LATER = NOW + timedelta(hours=1)


def two_holders() -> tuple[Service, str, dict[str, Receipt]]:
    """A report that two agencies hold, and the receipt that each would send."""
    service = Service(directory=MemoryDirectory(FEDERAL, agency("us-nm", ("NM",), "unverified")))
    report = service.referred(told(incidents=[{"place": {"state": "NM"}}]))
    receipts = {one.agency: one for one in map(receipt_of, service.queues.delivered)}
    assert set(receipts) == {"us-fbi", "us-nm"}
    return service, report.number, receipts


def test_only_the_last_receipt_closes_the_report() -> None:
    service, number, receipts = two_holders()
    assert service.take_receipts([receipts["us-fbi"]]) == frozenset()
    row = service.row(number)
    assert row.stage is Stage.REFERRED
    assert row.owed == {"us-nm#1"}
    assert service.take_receipts([receipts["us-nm"]]) == frozenset()
    assert service.row(number).stage is Stage.CLOSED


def test_the_same_receipt_twice_is_taken_and_changes_nothing() -> None:
    service, number, receipts = two_holders()
    twice = [receipts["us-fbi"]] * 2
    assert service.take_receipts(twice) == frozenset()
    assert service.row(number).owed == {"us-nm#1"}


def test_a_forged_key_closes_nothing_and_is_set_aside() -> None:
    service, number, receipts = two_holders()
    forged = replace(receipts["us-nm"], key="0" * 32)
    assert service.take_receipts([forged]) == {forged}
    assert len(service.row(number).owed) == 2


def test_no_agency_can_close_for_another() -> None:
    service, number, receipts = two_holders()
    lie = replace(receipts["us-fbi"], agency="us-nm")
    assert service.take_receipts([lie]) == {lie}
    assert service.row(number).owed == {"us-nm#1", "us-fbi#1"}


def test_no_agency_can_close_another_report_with_its_key() -> None:
    service, _, receipts = two_holders()
    other = service.accepted(told("Another report."), token="another form")
    service.triage([other.number], NOW)
    service.refer([other.number], NOW)
    lie = replace(receipts["us-fbi"], number=other.number)
    assert service.take_receipts([lie]) == {lie}
    assert service.row(other.number).stage is Stage.REFERRED


def test_the_key_of_one_revision_does_not_fit_the_next() -> None:
    service, _, receipts = two_holders()
    lie = replace(receipts["us-fbi"], revision=2)
    assert service.take_receipts([lie]) == {lie}


def test_an_old_receipt_after_a_newer_revision_strikes_nothing() -> None:
    service = Service()
    report = service.referred(told())
    [first] = service.stored()
    service.update(report, "One thing more.", LATER)
    service.triage([report.number], LATER)
    service.refer([report.number], LATER)
    assert service.take_receipts([first]) == frozenset()
    assert service.row(report.number).owed == {"us-fbi#2"}
    assert service.take_receipts(service.stored()) == frozenset()
    assert service.row(report.number).stage is Stage.CLOSED


def test_a_receipt_that_overtook_the_record_comes_back_and_then_closes() -> None:
    service = Service()
    report = service.accepted(told())
    service.triage([report.number], NOW)
    key = receipt_key(service.hashes, report.number, "us-fbi", 1)
    early = Receipt(report.number, "us-fbi", 1, key)
    assert service.take_receipts([early]) == {early}
    service.refer([report.number], NOW)
    assert service.take_receipts([early]) == frozenset()
    assert service.row(report.number).stage is Stage.CLOSED


def test_a_good_receipt_beside_a_forged_one_is_taken() -> None:
    service, number, receipts = two_holders()
    forged = replace(receipts["us-nm"], key="")
    assert service.take_receipts([forged, receipts["us-fbi"]]) == {forged}
    assert service.row(number).owed == {"us-nm#1"}
