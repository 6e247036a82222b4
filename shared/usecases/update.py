"""Add to a report by its number and code, and send it round again."""

import json
from dataclasses import dataclass
from datetime import datetime

from shared.domain.hashes import KeyedHashes
from shared.domain.owed import due
from shared.domain.row import Update
from shared.domain.story import Json
from shared.domain.triage.assess import judge
from shared.domain.urgency import Lane
from shared.observability import Event, log
from shared.ports import NextStep, Updates
from shared.usecases.proof import proves


@dataclass(frozen=True, slots=True)
class AddUpdate:
    """The use case with what it needs."""

    updates: Updates
    triage: NextStep
    hashes: KeyedHashes

    def __call__(self, number: str, code: str, text: str, kind: str, now: datetime) -> bool:
        """Whether it was added. One answer for a wrong code and for a number that is unknown.

        Raises StoreUnavailableError if the update is not durable.
        """
        proof = self.updates.proof(number)
        if not proves(self.hashes, number, code, proof.code_hash if proof else None):
            log(Event.UPDATE_REFUSED, reason="unproven")
            return False
        story: Json = {"text": text, "kind": kind, "proof": "proven"}
        lane = _lane(story, proof.lane if proof else Lane.URGENT, now)
        update = Update(
            number=number,
            update_id=self._id(number, story, now),
            lane=lane,
            received_at=now,
            story=story,
            due=due(lane, now),
        )
        self.updates.add(update)
        if self.triage.hand_over([number], lane):
            log(Event.NOT_HINTED, ref=update.ref, lane=lane)
        log(Event.UPDATED, ref=update.ref, lane=lane)
        return True

    def _id(self, number: str, story: Json, now: datetime) -> str:
        """The same words sent twice are one update; on another day they are news."""
        words = json.dumps(story, sort_keys=True)
        return self.hashes.digest("update", number, now.date().isoformat(), words).hex()[:16]


def _lane(story: Json, report: Lane, now: datetime) -> Lane:
    """The first look at the new words; an urgent report stays on the urgent lane."""
    first_look = judge({"updates": [story]}, now).lane
    return Lane.URGENT if Lane.URGENT in (report, first_look) else Lane.STANDARD
