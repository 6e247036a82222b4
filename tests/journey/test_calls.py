"""What one report costs in calls to AWS, once every function is warm: nine alone, 5.4 in tens.

Two to submit; a read, a write and a send each for triage and refer; a write for the receipt. In a
batch of ten the reads and sends are shared. Receiving and deleting are the event source mapping's.
"""

from collections import Counter

import pytest

from tests import make
from tests.journey.pump import Pump
from tests.journey.test_journey import acknowledge, polled, report

SENT_TO = "us-fbi"


def closed(aws: dict[str, str], pump: Pump, number: int) -> None:
    """So many reports, all at once, from the form to their receipts."""
    for which in range(number):
        report(narrative=f"{make.CALM} It is shop number {which} of {number}.")
    pump.until_still()
    referrals = polled(SENT_TO, "standard")
    assert len(referrals) == number
    acknowledge(aws, *referrals)
    pump.until_still()


@pytest.mark.parametrize(
    ("batch", "most"),
    [
        (1, {"PutItem": 1, "BatchGetItem": 2, "UpdateItem": 3, "SendMessageBatch": 3}),
        (10, {"PutItem": 10, "BatchGetItem": 2, "UpdateItem": 30, "SendMessageBatch": 12}),
    ],
)
def test_a_report_costs_no_call_more(
    aws: dict[str, str], pump: Pump, calls: Counter[str], batch: int, most: dict[str, int]
) -> None:
    closed(aws, pump, 1)
    calls.clear()
    closed(aws, pump, batch)
    assert calls == most
    assert calls.total() / batch == {1: 9.0, 10: 5.4}[batch]
