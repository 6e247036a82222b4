"""Two receipts of one report at the same moment: both are struck off, and one of them closes."""

from datetime import timedelta
from typing import Any

from shared import wiring
from shared.adapters.dynamodb_debts import DynamoDebts
from shared.domain.row import Milestone, Stage, Step
from shared.domain.urgency import Lane
from shared.ports import Judged, Sent, Struck
from tests import make

TABLE = "ReportsTable"


class Meanwhile:
    """A client between whose first and second write somebody else strikes a debt off."""

    def __init__(self, client: Any, somebody: Any) -> None:
        self._client = client
        self._somebody = somebody
        self._writes = 0

    def update_item(self, **write: Any) -> Any:
        self._writes += 1
        if self._writes == 2:
            self._somebody()
        return self._client.update_item(**write)


def test_the_receipt_that_was_overtaken_still_closes_the_report(aws: dict[str, str]) -> None:
    arrival = make.arrival()
    wiring.submit().intake.add(arrival)
    reports = wiring.refer().reports
    row = reports.read([arrival.number])[arrival.number]
    checked = Milestone(Step.CHECKED, make.NOW, 1)
    reports.judged(row, Judged(1, frozenset(), Lane.STANDARD, 0, make.NOW, (checked,)))
    row = reports.read([arrival.number])[arrival.number]
    everyone = frozenset({"us-nm", "us-fbi"})
    sent = Sent(everyone, Step.AVAILABLE, make.NOW, make.NOW + timedelta(days=10))
    reports.referred(row, sent)

    plain = wiring.take_receipts().debts
    client = Meanwhile(wiring._dynamodb(), lambda: plain.strike(arrival.number, "us-nm", 1))
    overtaken = DynamoDebts(client, aws[TABLE])  # type: ignore[arg-type]
    assert overtaken.strike(arrival.number, "us-fbi", 1) is Struck.CLOSED
    assert reports.read([arrival.number])[arrival.number].stage is Stage.CLOSED
