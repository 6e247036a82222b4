"""The whole service over the stand-ins: one table, its queues, and two agencies that answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from shared.domain.agency import FEDERAL_ID, Agency, Status
from shared.domain.receipt import Receipt
from shared.domain.row import Row
from shared.domain.story import Json
from shared.domain.urgency import Lane
from shared.ports import Delivery
from shared.usecases.refer import Refer
from shared.usecases.status import Status as AskStatus
from shared.usecases.submit import Accepted, Submit
from shared.usecases.sweep import Sweep
from shared.usecases.take_receipts import TakeReceipts
from shared.usecases.triage import Triage
from shared.usecases.update import AddUpdate
from tests.fakes import (
    MemoryAgencyQueues,
    MemoryDirectory,
    MemoryNextStep,
    MemoryOnCall,
    MemoryReports,
    MemoryReviews,
    MemorySpool,
    MemoryUpdates,
    PlainHashes,
)
from tests.make import NOW

FORM = "a form"


def agency(id: str, states: tuple[str, ...] = (), status: Status = "verified") -> Agency:
    """A row of the directory with its two queues."""
    return Agency(
        id=id,
        kind="federal" if id == FEDERAL_ID else "icac",
        name=id,
        states=frozenset(states),
        counties=frozenset(),
        rest_of_state=bool(states),
        countries=frozenset(),
        languages=("en",),
        status=status,
        urgent_queue=f"{id}-urgent",
        standard_queue=f"{id}-standard",
    )


FEDERAL = agency(FEDERAL_ID)
NEW_MEXICO = agency("us-nm", ("NM",))
TEXAS = agency("us-tx-south", ("TX",))


@dataclass
class Service:
    """Every use case, joined as wiring joins them."""

    table: MemoryReports = field(default_factory=MemoryReports)
    spool: MemorySpool = field(default_factory=MemorySpool)
    to_triage: MemoryNextStep = field(default_factory=MemoryNextStep)
    to_refer: MemoryNextStep = field(default_factory=MemoryNextStep)
    queues: MemoryAgencyQueues = field(default_factory=MemoryAgencyQueues)
    directory: MemoryDirectory = field(
        default_factory=lambda: MemoryDirectory(FEDERAL, NEW_MEXICO, TEXAS)
    )
    hashes: PlainHashes = field(default_factory=PlainHashes)
    on_call: MemoryOnCall = field(default_factory=MemoryOnCall)
    reviews: MemoryReviews = field(default_factory=MemoryReviews)

    def __post_init__(self) -> None:
        updates = MemoryUpdates(self.table)
        self.submit = Submit(
            self.table,
            self.spool,
            self.to_triage,
            self.on_call,
            self.hashes,
            demonstration=True,
        )
        self.triage = Triage(self.table, self.directory, self.to_refer)
        self.refer = Refer(
            self.table,
            self.directory,
            self.queues,
            self.on_call,
            self.reviews,
            self.hashes,
            "test",
            demonstration=True,
        )
        self._take_receipts = TakeReceipts(self.table, self.hashes)
        self.sweep = Sweep(self.table, self.to_triage, self.to_refer, self.on_call, self.reviews)
        self.add_update = AddUpdate(updates, self.to_triage, self.hashes)
        self.status = AskStatus(updates, self.hashes)

    def take_receipts(self, receipts: Sequence[Receipt], at: datetime = NOW) -> frozenset[Receipt]:
        return self._take_receipts(receipts, at)

    def accepted_by_people(self, number: str) -> list[Receipt]:
        """What officers say who read these referrals."""
        mine = [one for one in self.queues.delivered if number in one.body]
        return [replace(receipt_of(one), officer="Officer A.") for one in mine]

    def looks(self, number: str, at: datetime) -> None:
        """One sweep, and what refer makes of its hint."""
        self.sweep(at)
        assert self.refer([number], at) == frozenset()

    def moved(self, directory: MemoryDirectory) -> None:
        """The directory changes under the running service."""
        self.triage = replace(self.triage, directory=directory)
        self.refer = replace(self.refer, directory=directory)

    def row(self, number: str) -> Row:
        return self.table.rows[number]

    def accepted(self, told: Json, token: str | None = FORM) -> Accepted:
        return self.submit(told, token, NOW)

    def referred(self, told: Json, at: datetime = NOW) -> Accepted:
        """A report that has come as far as its agencies' queues."""
        accepted = self.accepted(told)
        assert self.triage([accepted.number], at) == frozenset()
        assert self.refer([accepted.number], at) == frozenset()
        return accepted

    def update(self, report: Accepted, text: str, at: datetime = NOW) -> bool:
        return self.add_update(report.number, report.code, text, "new_information", at)

    def stored(self, deliveries: list[Delivery] | None = None) -> list[Receipt]:
        """The receipts of agencies that stored these referrals, or all there are."""
        return [
            receipt_of(one) for one in (self.queues.delivered if deliveries is None else deliveries)
        ]


def receipt_of(delivery: Delivery) -> Receipt:
    data = json.loads(delivery.body)["data"]
    return Receipt(data["report_number"], data["agency"], data["revision"], data["receipt_key"])


def data_of(delivery: Delivery) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(delivery.body)["data"]
    return data


def hinted(step: MemoryNextStep) -> dict[Lane, list[str]]:
    return {lane: numbers for lane, numbers in step.hinted.items() if numbers}
