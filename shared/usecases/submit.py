"""Take in a report: make it durable, then hand its number to triage."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from shared.domain.errors import StoreUnavailableError
from shared.domain.hashes import KeyedHashes
from shared.domain.identifiers import contact_identifiers
from shared.domain.owed import due
from shared.domain.report_number import code_from, number_from
from shared.domain.row import Arrival, ref_of
from shared.domain.story import Json, split
from shared.domain.triage.assess import judge
from shared.domain.triage.decision import Decision
from shared.domain.urgency import Lane
from shared.observability import Event, log
from shared.ports import Added, Intake, NextStep, OnCall, Spool
from shared.usecases.proof import code_hash

# At 21 million reports one insert in 500 meets a taken number; eight in a row never do.
DRAWS = 8


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the reporter is told, and nobody else: the number, and the code that is shown once."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Submit:
    """The use case with what it needs."""

    intake: Intake
    spool: Spool
    triage: NextStep
    on_call: OnCall
    hashes: KeyedHashes
    demonstration: bool

    def __call__(self, told: Json, token: str | None, now: datetime) -> Accepted:
        """Accept a report. Raises StoreUnavailableError, and only then is nothing kept."""
        decision = judge(told, now)
        arrival, code = self._kept(told, self._secret(told, token), decision, now)
        ref = ref_of(arrival.fingerprint)
        if self.triage.hand_over([arrival.number], arrival.lane):
            log(Event.NOT_HINTED, ref=ref, lane=arrival.lane)
        log(Event.ACCEPTED, ref=ref, lane=arrival.lane, urgency=decision.level)
        return Accepted(arrival.number, code)

    def _secret(self, told: Json, token: str | None) -> bytes:
        """The same form with the same content is the same report; without a form, each is new."""
        content = json.dumps(told, sort_keys=True, ensure_ascii=False)
        return self.hashes.digest("form", token or secrets.token_hex(16), content)

    def _kept(
        self, told: Json, secret: bytes, decision: Decision, now: datetime
    ) -> tuple[Arrival, str]:
        for draw in range(DRAWS):
            arrival, code = self._drawn(draw, told, secret, decision, now)
            try:
                added = self.intake.add(arrival)
            except StoreUnavailableError:
                self.spool.keep(arrival)
                log(Event.SPOOLED, ref=ref_of(arrival.fingerprint), lane=arrival.lane)
                if arrival.lane is Lane.URGENT:
                    # Nothing else can reach a person as long as the table refuses.
                    self.on_call.page(arrival.number, arrival.lane)
                return arrival, code
            if added is not Added.TAKEN:
                return arrival, code
        raise StoreUnavailableError

    def _drawn(
        self, draw: int, told: Json, secret: bytes, decision: Decision, now: datetime
    ) -> tuple[Arrival, str]:
        seed = self.hashes.digest("number", secret, str(draw))
        number = number_from(seed, demonstration=self.demonstration)
        code = code_from(self.hashes.digest("code", secret, str(draw)))
        story, contact = split(told)
        arrival = Arrival(
            number=number,
            # Not the secret itself: whoever can read the row must not be able to make the code.
            fingerprint=self.hashes.digest("fingerprint", secret),
            code_hash=code_hash(self.hashes, number, code),
            contact_hashes=frozenset(
                self.hashes.digest("contact", identifier)[:16]
                for identifier in contact_identifiers(contact)
            ),
            lane=decision.lane,
            peak=decision.level.rank,
            received_at=now,
            due=due(decision.lane, now),
            story=story,
            contact=contact,
        )
        return arrival, code
