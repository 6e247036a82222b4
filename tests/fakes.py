"""Stand-ins for AWS that keep everything in memory; tests/contract holds them to their word."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from shared.domain.agency import Agency
from shared.domain.errors import StoreUnavailableError
from shared.domain.owed import owed_by_agencies, owed_now, partition
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

    def address(self, row: Row, agencies: Collection[str], at: datetime) -> Row | None:
        if self._has_changed(row):
            return None
        kept = self.rows[row.number]
        named = Milestone(Step.ADDRESSED, _second(at), row.revision, tuple(sorted(agencies)))
        self.rows[row.number] = replace(kept, milestones=(*kept.milestones, named))
        return self.rows[row.number]

    def referred(self, row: Row, sent: Sent) -> bool:
        if self._has_changed(row):
            return False
        self._sent(row, sent, Stage.REFERRED)
        self.lists[row.number, None] = owed_by_agencies(row.lane)
        return True

    def sent_again(self, row: Row, sent: Sent) -> bool:
        if self._has_changed(row) or len(self.rows[row.number].owed) != len(row.owed):
            return False
        self._sent(row, sent, Stage.CLOSED if sent.closes else Stage.REFERRED)
        if sent.closes:
            self._close(row.number)
        return True

    def _has_changed(self, row: Row) -> bool:
        kept = self.rows[row.number]
        now, then = ((r.revision, r.stage, len(r.milestones)) for r in (kept, row))
        return now != then

    def _sent(self, row: Row, sent: Sent, stage: Stage) -> None:
        kept = self.rows[row.number]
        at, taken = _second(sent.at), tuple(sorted(sent.taken))
        step = (Milestone(sent.step, at, row.revision, taken),) if sent.step else ()
        self.rows[row.number] = replace(
            kept,
            stage=stage,
            owed=frozenset(debt(one, row.revision) for one in sent.owing),
            due=_second(sent.due),
            milestones=kept.milestones + step,
            attempts=0,
        )
        self.attempts.pop((row.number, None), None)

    def _close(self, number: str) -> None:
        self.rows[number] = replace(self.rows[number], stage=Stage.CLOSED, due=None, attempts=0)
        self.attempts.pop((number, None), None)
        del self.lists[number, None]

    # Debts
    def strike(self, number: str, agency: str, revision: int) -> Struck:
        kept, mine = self.rows.get(number), debt(agency, revision)
        if kept is None or mine not in kept.owed:
            return self._not_owed(kept, revision)
        self.rows[number] = replace(kept, owed=kept.owed - {mine})
        return self._closed_if_answered(number)

    def accept(
        self, number: str, agency: str, revision: int, officer: str, now: datetime
    ) -> Struck:
        kept = self.rows.get(number)
        sent = kept is not None and kept.stage in (Stage.REFERRED, Stage.CLOSED)
        if kept is None or not sent or not kept.accepted < revision == kept.revision:
            return self._not_owed(kept, revision)
        taken = Milestone(Step.ACCEPTED, _second(now), revision, (agency,), officer)
        milestones = (*kept.milestones, taken)
        self.rows[number] = replace(kept, accepted=revision, milestones=milestones)
        return self._closed_if_answered(number)

    def _not_owed(self, kept: Row | None, revision: int) -> Struck:
        unrecorded = kept is not None and (kept.stage, kept.revision) == (Stage.TRIAGED, revision)
        return Struck.TOO_EARLY if unrecorded else Struck.NOTHING

    def _closed_if_answered(self, number: str) -> Struck:
        row = self.rows[number]
        if row.owed or row.awaits_acceptance or row.stage is not Stage.REFERRED:
            return Struck.STRUCK
        self._close(number)
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


class MemoryReviews:
    """What people are asked to look at."""

    def __init__(self) -> None:
        self.listed: dict[tuple[str, str], Lane] = {}

    def add(self, number: str, lane: Lane, reason: str, now: datetime) -> None:
        self.listed.setdefault((number, reason), lane)


class MemoryOnCall:
    """The hotline's own people, and what they were called for."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, Lane]] = []
        self.down = False

    def page(self, number: str, lane: Lane) -> bool:
        if not self.down:
            self.pages.append((number, lane))
        return not self.down


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
        self.taken: set[str] = set()

    def add_sealed(self, report: SealedReport, number: str) -> Added:
        if self.answer is None:
            raise StoreUnavailableError
        if number in self.taken:
            return Added.TAKEN
        self.numbers.append(number)
        return self.answer


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _seconds(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    return tuple(replace(one, at=_second(one.at)) for one in milestones)
