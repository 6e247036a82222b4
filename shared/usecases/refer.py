"""Choose the agencies of judged reports, put the referral on their queues, and record the debts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.domain.agency import Agency, Assignment, choose
from shared.domain.hashes import KeyedHashes
from shared.domain.judgement import Judgement, judged_so_far
from shared.domain.jurisdiction.find import located
from shared.domain.jurisdiction.place import Jurisdiction
from shared.domain.owed import due
from shared.domain.receipt import receipt_key
from shared.domain.referral import body_of, referral_event
from shared.domain.rounds import ON_CALL, PAGE_AGAIN_AFTER, TOP, Round, next_round
from shared.domain.row import Row, Stage, Step, Update
from shared.domain.story import joined
from shared.domain.urgency import Lane
from shared.observability import Event, log
from shared.ports import AgencyQueues, Delivery, Directory, OnCall, Reports, Reviews, Sent

UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Referred:
    """One report's round, ready to be put on the queues."""

    row: Row
    urgency: str
    lane: Lane
    round: Round
    deliveries: Mapping[str, Delivery]


@dataclass(frozen=True, slots=True)
class Refer:
    """The use case with what it needs."""

    reports: Reports
    directory: Directory
    queues: AgencyQueues
    on_call: OnCall
    reviews: Reviews
    hashes: KeyedHashes
    stage: str
    demonstration: bool

    def __call__(self, numbers: Sequence[str], now: datetime) -> frozenset[str]:
        """Safe to run twice: agencies tell copies by id. Gives back the numbers to try again."""
        rows = self.reports.read(numbers)
        for number in numbers:
            if number not in rows:
                log(Event.NOT_FOUND, reason="refer")
        failed = {n for n, row in rows.items() if row.stage is Stage.RECEIVED}
        ready: list[Referred] = []
        for row in filter(_is_due, rows.values()):
            referred = self._referred(row, now)
            if referred is None:
                failed.add(row.number)
            else:
                ready.append(referred)
        # Sent before it is recorded: a crash between the two doubles a referral, never loses one.
        waiting = [one for referred in ready for one in referred.deliveries.values()]
        refused = self.queues.deliver(waiting)
        failed |= {one.row.number for one in ready if not self._recorded(one, refused, now)}
        return frozenset(failed)

    def _referred(self, row: Row, now: datetime) -> Referred | None:
        """None if the report changed while its agencies were put on record."""
        updates = self._covered(row)
        judgement = judged_so_far(row, updates)
        jurisdiction = located(judgement.told)
        directory = self.directory.agencies()
        decision = judgement.decision
        chosen = choose(jurisdiction, directory, decision.level, now.date())
        due_now = next_round(row, chosen, directory, now, unjudged=decision.is_unjudged)
        recorded = self._on_record(row, due_now, now)
        if recorded is None:
            return None
        facts = self._facts(row, updates, judgement, jurisdiction, now)
        parts = due_now.parts
        return Referred(
            row=recorded,
            urgency=decision.level.value,
            lane=judgement.lane,
            round=due_now,
            deliveries={one.agency.id: self._delivery(facts, one, parts) for one in parts},
        )

    def _on_record(self, row: Row, due_now: Round, now: datetime) -> Row | None:
        """Triage recorded whom it addressed; a climb or a changed directory may name others."""
        unknown = {one.agency.id for one in due_now.parts} - row.holders
        return self.reports.address(row, unknown, now) if unknown else row

    def _covered(self, row: Row) -> tuple[Update, ...]:
        """Exactly what triage read, so that a higher revision always contains a lower one."""
        if not row.covers:
            return ()
        updates = self.reports.updates(row.number)
        return tuple(update for update in updates if update.update_id in row.covers)

    def _facts(
        self,
        row: Row,
        updates: Sequence[Update],
        judgement: Judgement,
        jurisdiction: Jurisdiction,
        now: datetime,
    ) -> dict[str, Any]:
        """What the referrals of one revision to all agencies have in common."""
        return {
            "number": row.number,
            "revision": row.revision,
            "received_at": row.received_at,
            "available_at": now,
            "told": joined(row.story, row.contact),
            "updates": [_as_told(update) for update in updates],
            "decision": judgement.decision,
            "jurisdiction": jurisdiction,
            "lane": judgement.lane,
            "stage": self.stage,
            "demonstration": self.demonstration,
        }

    def _delivery(
        self, facts: dict[str, Any], mine: Assignment, everyone: Sequence[Assignment]
    ) -> Delivery:
        number, revision = facts["number"], facts["revision"]
        event = referral_event(
            **facts,
            assignment=mine,
            others=[one for one in everyone if one is not mine],
            receipt_key=receipt_key(self.hashes, number, mine.agency.id, revision),
        )
        return Delivery(_queue(mine.agency, facts["lane"]), event["id"], body_of(event))

    def _recorded(self, referred: Referred, refused: frozenset[str], now: datetime) -> bool:
        """Whether this round is done. Refused queues stay owed and do not hold up the others."""
        row, sent_now = referred.row, referred.round
        taken = {
            agency
            for agency, delivery in referred.deliveries.items()
            if delivery.referral_id not in refused
        }
        if not taken and row.stage is Stage.TRIAGED:
            return False
        self._log(referred, taken)
        unpaged = sent_now.pages and not self.on_call.page(row.number, row.lane)
        if sent_now.reviewed:
            self.reviews.add(row.number, row.lane, UNANSWERED, now)
        owing = sent_now.owing | ({ON_CALL} if unpaged else frozenset())
        sent = Sent(
            owing=owing,
            # A climb counts though nobody took it: the next rung must not wait for a broken queue.
            step=sent_now.step if taken or sent_now.step is Step.CLIMBED else None,
            at=now,
            due=_look_again(
                referred, now, unpaged=unpaged, all_took=len(taken) == len(referred.deliveries)
            ),
            taken=frozenset(taken),
            closes=not owing and not row.awaits_acceptance,
        )
        if row.stage is Stage.REFERRED:
            self.reports.sent_again(row, sent)
            return True
        return self.reports.referred(row, sent)

    def _log(self, referred: Referred, taken: set[str]) -> None:
        for agency in sorted(taken):
            log(
                Event.REFERRED,
                ref=referred.row.ref,
                lane=referred.lane,
                urgency=referred.urgency,
                agency=agency,
                revision=referred.row.revision,
            )


def _look_again(referred: Referred, now: datetime, *, unpaged: bool, all_took: bool) -> datetime:
    """Soon after a refusal; but at the top, where each look pages people, after an hour."""
    row, planned = referred.row, referred.round.look_again
    if unpaged or (not all_took and row.climbs < TOP):
        return due(row.lane, now)
    return planned if all_took else min(planned, now + PAGE_AGAIN_AFTER)


def _is_due(row: Row) -> bool:
    """Judged and not sent; or sent, and the sweep counted an attempt since, for want of an answer.

    A message that only came twice finds neither.
    """
    return row.stage is Stage.TRIAGED or (row.stage is Stage.REFERRED and row.attempts > 0)


def _queue(agency: Agency, lane: Lane) -> str:
    return agency.urgent_queue if lane is Lane.URGENT else agency.standard_queue


def _as_told(update: Update) -> dict[str, object]:
    return {
        "id": update.update_id,
        "received_at": update.received_at.isoformat(),
        **update.story,
    }
