"""Stand-ins for AWS that keep everything in memory; tests/contract holds them to their word."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from shared.domain.agency import Agency
from shared.domain.errors import StoreUnavailableError
from shared.domain.owed import AWAITING_RECEIPT, due, owed_now, partition
from shared.domain.row import Arrival, Milestone, Row, Stage, Step, Update, debt
from shared.domain.urgency import Lane
from shared.ports import Added, Delivery, Judged, Overdue, Proof, SealedReport, Sent, Struck


class MemoryReports:
    """The table: new reports, rows, updates and lists, as one object with every port's methods."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.codes: dict[str, bytes] = {}
        self.lists: dict[tuple[str, str | None], str] = {}
        self.added_later: dict[str, dict[str, Update]] = {}
        self.attempts: dict[tuple[str, str | None], int] = {}
        self.down = False

    # Intake
    def add(self, arrival: Arrival) -> Added:
        if self.down:
            raise StoreUnavailableError
        kept = self.rows.get(arrival.number)
        if kept is not None:
            return Added.MINE if kept.fingerprint == arrival.fingerprint else Added.TAKEN
        self.rows[arrival.number] = Row(
            number=arrival.number,
            fingerprint=arrival.fingerprint,
            stage=Stage.RECEIVED,
            lane=arrival.lane,
            peak=arrival.peak,
            revision=0,
            covers=frozenset(),
            owed=frozenset(),
            milestones=(Milestone(Step.RECEIVED, _second(arrival.received_at)),),
            attempts=0,
            due=_second(arrival.due),
            story=arrival.story,
            contact=arrival.contact,
        )
        self.codes[arrival.number] = arrival.code_hash
        self.lists[arrival.number, None] = owed_now(arrival.lane)
        return Added.NEW

    # Reports
    def read(self, numbers: Collection[str]) -> Mapping[str, Row]:
        return {number: self.rows[number] for number in numbers if number in self.rows}

    def updates(self, number: str) -> Sequence[Update]:
        found = self.added_later.get(number, {}).values()
        return sorted(found, key=lambda update: (update.received_at, update.update_id))

    def judged(self, row: Row, judged: Judged) -> bool:
        kept = self.rows[row.number]
        if kept.revision != row.revision:
            return False
        first = row.stage is Stage.RECEIVED
        self.rows[row.number] = replace(
            kept,
            stage=Stage.TRIAGED,
            revision=judged.revision,
            lane=judged.lane,
            peak=judged.peak,
            covers=judged.covers or kept.covers,
            due=kept.due if first and judged.lane is row.lane else _second(judged.due),
            milestones=kept.milestones + _seconds(judged.milestones),
            attempts=0,
        )
        if not first or judged.lane is not row.lane:
            self.lists[row.number, None] = owed_now(judged.lane)
        return True

    def settle(self, number: str, update_id: str) -> None:
        kept = self.added_later[number]
        kept[update_id] = replace(kept[update_id], due=None)
        self.lists.pop((number, update_id), None)

    def referred(self, row: Row, sent: Sent) -> bool:
        kept = self.rows[row.number]
        if (kept.revision, kept.stage) != (row.revision, Stage.TRIAGED):
            return False
        if len(kept.milestones) != len(row.milestones):
            return False
        self.rows[row.number] = replace(
            kept,
            stage=Stage.REFERRED,
            owed=frozenset(debt(agency, row.revision) for agency in sent.agencies),
            due=_second(sent.due),
            milestones=kept.milestones + _available(row, sent),
            attempts=0,
        )
        self._forget_attempts(row)
        self.lists[row.number, None] = AWAITING_RECEIPT
        return True

    def sent_again(self, row: Row, sent: Sent) -> bool:
        kept = self.rows[row.number]
        if (kept.revision, kept.stage) != (row.revision, Stage.REFERRED):
            return False
        if len(kept.owed) != len(row.owed):
            return False
        new = replace(sent, agencies=sent.agencies - row.holders)
        self.rows[row.number] = replace(
            kept,
            owed=frozenset(debt(agency, row.revision) for agency in sent.agencies),
            due=_second(sent.due),
            milestones=kept.milestones + _available(row, new),
            attempts=0,
        )
        self._forget_attempts(row)
        return True

    def remember(self, row: Row, sent: Sent) -> None:
        kept = self.rows[row.number]
        self.rows[row.number] = replace(
            kept,
            stage=Stage.TRIAGED,
            due=_second(sent.due),
            milestones=kept.milestones + _available(row, sent),
            attempts=0,
        )
        self._forget_attempts(row)
        self.lists[row.number, None] = owed_now(row.lane)

    def _forget_attempts(self, row: Row) -> None:
        self.attempts.pop((row.number, None), None)

    def strike(self, number: str, agency: str, revision: int, now: datetime) -> Struck:
        kept, mine = self.rows.get(number), debt(agency, revision)
        if kept is None:
            return Struck.NOTHING
        if mine not in kept.owed:
            if kept.stage is Stage.TRIAGED and kept.revision == revision:
                return Struck.TOO_EARLY
            if agency in kept.holders:
                return Struck.NOTHING
            held = frozenset({agency})
            then = replace(kept, revision=revision)
            self.remember(then, Sent(held, now, due(kept.lane, now)))
            return Struck.REMEMBERED
        left = kept.owed - {mine}
        if left or kept.stage is not Stage.REFERRED:
            self.rows[number] = replace(kept, owed=left)
            return Struck.STRUCK
        self.rows[number] = replace(kept, owed=left, stage=Stage.CLOSED, due=None)
        del self.lists[number, None]
        return Struck.CLOSED

    # OwedWork
    def overdue(self, list_name: str, now: datetime, limit: int) -> Sequence[Overdue]:
        listed = [key for key, name in self.lists.items() if name == list_name]
        found = [self._overdue(number, update_id) for number, update_id in listed]
        shards: dict[str, list[Overdue]] = {}
        for one in sorted(found, key=lambda overdue: overdue.due):
            if one.due <= _second(now):
                shards.setdefault(partition(list_name, one.number), []).append(one)
        return [one for shard in shards.values() for one in shard[:limit]]

    def look_again(self, overdue: Overdue, due: datetime) -> bool:
        now = self._overdue(overdue.number, overdue.update_id)
        if now.due != overdue.due:
            return False
        self.attempts[overdue.number, overdue.update_id] = overdue.attempts + 1
        if overdue.update_id is None:
            row = self.rows[overdue.number]
            self.rows[overdue.number] = replace(
                row, due=_second(due), attempts=overdue.attempts + 1
            )
        else:
            kept = self.added_later[overdue.number]
            kept[overdue.update_id] = replace(kept[overdue.update_id], due=_second(due))
        return True

    def _overdue(self, number: str, update_id: str | None) -> Overdue:
        one = self.rows[number] if update_id is None else self.added_later[number][update_id]
        assert one.due is not None
        return Overdue(
            number=number,
            update_id=update_id,
            stage=one.stage if isinstance(one, Row) else Stage.RECEIVED,
            lane=one.lane,
            attempts=self.attempts.get((number, update_id), 0),
            due=one.due,
            ref=one.ref,
        )


class MemoryUpdates:
    """The same table, as the update function sees it."""

    def __init__(self, table: MemoryReports) -> None:
        self.table = table

    def proof(self, number: str) -> Proof | None:
        row = self.table.rows.get(number)
        return Proof(self.table.codes[number], row.lane, row.milestones) if row else None

    def add(self, update: Update) -> None:
        if self.table.down:
            raise StoreUnavailableError
        kept = self.table.added_later.setdefault(update.number, {})
        if update.update_id not in kept:
            assert update.due is not None
            kept[update.update_id] = replace(
                update, due=_second(update.due), received_at=_second(update.received_at)
            )
            self.table.lists[update.number, update.update_id] = owed_now(update.lane)


class MemorySpool:
    """The second store."""

    def __init__(self) -> None:
        self.kept: list[Arrival] = []
        self.down = False

    def keep(self, arrival: Arrival) -> None:
        if self.down:
            raise StoreUnavailableError
        self.kept.append(arrival)


class MemoryNextStep:
    """Two queues of numbers."""

    def __init__(self) -> None:
        self.hinted: dict[Lane, list[str]] = {lane: [] for lane in Lane}
        self.down = False

    def hand_over(self, numbers: Sequence[str], lane: Lane) -> frozenset[str]:
        if self.down:
            return frozenset(numbers)
        self.hinted[lane] += numbers
        return frozenset()


class MemoryAgencyQueues:
    """What agencies would find."""

    def __init__(self) -> None:
        self.delivered: list[Delivery] = []
        self.refusing: set[str] = set()

    def deliver(self, deliveries: Sequence[Delivery]) -> frozenset[str]:
        accepted = [one for one in deliveries if one.queue not in self.refusing]
        self.delivered += accepted
        return frozenset(one.referral_id for one in deliveries if one not in accepted)


class MemoryDirectory:
    """A short directory."""

    def __init__(self, *agencies: Agency) -> None:
        self._agencies = agencies

    def agencies(self) -> Sequence[Agency]:
        return self._agencies


class PlainHashes:
    """Keyed hashes with a key that everybody knows."""

    def digest(self, purpose: str, *parts: str | bytes) -> bytes:
        keyed = hashlib.sha256(b"a key for tests")
        for part in (purpose, *parts):
            raw = part.encode() if isinstance(part, str) else part
            keyed.update(len(raw).to_bytes(8, "big") + raw)
        return keyed.digest()


class MemorySealedIntake:
    """Where the spool is drained to."""

    def __init__(self, answer: Added | None = Added.NEW) -> None:
        self.answer = answer
        self.numbers: list[str] = []

    def add_sealed(self, report: SealedReport) -> Added:
        if self.answer is None:
            raise StoreUnavailableError
        self.numbers.append(report.number)
        return self.answer


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _seconds(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    return tuple(replace(one, at=_second(one.at)) for one in milestones)


def _available(row: Row, sent: Sent) -> tuple[Milestone, ...]:
    new = tuple(sorted(sent.agencies))
    return (Milestone(Step.AVAILABLE, _second(sent.at), row.revision, new),) if new else ()
