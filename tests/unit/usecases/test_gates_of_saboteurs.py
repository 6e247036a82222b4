"""An urgent report in DynamoDB closes only when a person took the newest revision of it."""

from datetime import timedelta

import pytest

from shared import wiring
from shared.domain.row import Milestone, Row, Stage, Step
from shared.domain.urgency import Lane
from shared.ports import Judged, Sent, Struck
from tests import make

pytestmark = pytest.mark.usefixtures("aws")


def report() -> str:
    arrival = make.arrival(lane=Lane.URGENT)
    wiring.submit().intake.add(arrival)
    return arrival.number


def row(number: str) -> Row:
    return wiring.refer().reports.read([number])[number]


def revised(number: str) -> None:
    """One more revision, judged and sent to one agency."""
    reports, before = wiring.refer().reports, row(number)
    checked = Milestone(Step.CHECKED, make.NOW, before.revision + 1, ("us-nm",))
    judged = Judged(before.revision + 1, frozenset(), Lane.URGENT, 2, make.NOW, (checked,))
    assert reports.judged(before, judged)
    later = make.NOW + timedelta(minutes=15)
    assert reports.referred(
        row(number), Sent(frozenset({"us-nm"}), Step.AVAILABLE, make.NOW, later)
    )


def stored(number: str, revision: int) -> Struck:
    return wiring.take_receipts().debts.strike(number, "us-nm", revision)


def accepted(number: str, revision: int) -> Struck:
    debts = wiring.take_receipts().debts
    return debts.accept(number, "us-nm", revision, "Officer A.", make.NOW)


def test_an_acceptance_of_an_older_revision_ends_no_climb() -> None:
    number = report()
    revised(number)
    revised(number)
    assert stored(number, 2) is Struck.STRUCK
    assert accepted(number, 1) is Struck.NOTHING
    assert (row(number).stage, row(number).accepted) == (Stage.REFERRED, 0)


def test_a_receipt_closes_no_revision_whose_older_one_alone_was_accepted() -> None:
    number = report()
    revised(number)
    assert stored(number, 1) is Struck.STRUCK
    assert accepted(number, 1) is Struck.CLOSED
    revised(number)
    assert stored(number, 2) is Struck.STRUCK
    assert (row(number).stage, row(number).awaits_acceptance) == (Stage.REFERRED, True)
    assert accepted(number, 2) is Struck.CLOSED
