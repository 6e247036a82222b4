"""A report's row between the domain and DynamoDB's attributes: content sealed, the rest clear.

`pk` is `R#number`; the report is `report`, an update `U#id` under the same key. Clear attributes
are those of docs/decisions/002-one-row.md and no others.
"""

import base64
import json
from datetime import UTC, datetime
from typing import Any

from shared.domain.owed import owed_now, partition
from shared.domain.row import Arrival, Milestone, Row, Stage, Step, Update
from shared.domain.story import Json
from shared.domain.urgency import Lane
from shared.ports import Sealed, Vault

SCHEMA = 1
REPORT = "report"
Attributes = dict[str, Any]


class RowCodec:
    """Seals what goes in and opens what comes out, for one table.

    `place` is the table's own name for itself: a restored copy has another physical name, and
    its rows must still open.
    """

    def __init__(self, vault: Vault, place: str, opens: tuple[str, ...] = ("story",)) -> None:
        self._vault = vault
        self._bound_to = place
        self._opens = opens

    def arrival(self, arrival: Arrival) -> Attributes:
        """The whole row of a new report."""
        attributes: Attributes = {
            **key(arrival.number),
            "stage": {"S": Stage.RECEIVED.value},
            "lane": {"S": arrival.lane.value},
            "open": {"S": partition(owed_now(arrival.lane), arrival.number)},
            "due": {"N": str(epoch(arrival.due))},
            "revision": {"N": "0"},
            "peak": {"N": str(arrival.peak)},
            "schema": {"N": str(SCHEMA)},
            "milestones": {"L": [milestone(Milestone(Step.RECEIVED, arrival.received_at))]},
            "h_code": {"B": arrival.code_hash},
            "idem": {"B": arrival.fingerprint},
        }
        if arrival.contact_hashes:
            attributes["h_contact"] = {"BS": sorted(arrival.contact_hashes)}
        parts = {"story": arrival.story, "contact": arrival.contact}
        return attributes | self._sealed(arrival.number, REPORT, parts)

    def update(self, update: Update) -> Attributes:
        """The whole row of an update: owed work from its first moment."""
        sk = f"U#{update.update_id}"
        attributes: Attributes = {
            **key(update.number, sk),
            "lane": {"S": update.lane.value},
            "schema": {"N": str(SCHEMA)},
            "milestones": {"L": [milestone(Milestone(Step.UPDATED, update.received_at))]},
        }
        if update.due is not None:
            attributes["open"] = {"S": partition(owed_now(update.lane), update.number)}
            attributes["due"] = {"N": str(epoch(update.due))}
        return attributes | self._sealed(update.number, sk, {"story": update.story})

    def row(self, item: Attributes) -> Row:
        """A report out of its row; content this reader may not open is left empty."""
        number = item["pk"]["S"].removeprefix("R#")
        # A spooled report whose number was taken meanwhile is kept under another one.
        sealed_for = item.get("sealed_for", {}).get("S", number)
        opened = self._opened(item, sealed_for, REPORT)
        return Row(
            number=number,
            fingerprint=item["idem"]["B"],
            stage=Stage(item["stage"]["S"]),
            lane=Lane(item["lane"]["S"]),
            peak=int(item["peak"]["N"]),
            revision=int(item["revision"]["N"]),
            covers=frozenset(item.get("covers", {}).get("SS", [])),
            owed=frozenset(item.get("owed", {}).get("SS", [])),
            milestones=milestones(item),
            attempts=int(item.get("attempts", {}).get("N", "0")),
            due=moment(item["due"]["N"]) if "due" in item else None,
            story=opened.get("story", {}),
            contact=opened.get("contact", {}),
            accepted=int(item.get("accepted", {}).get("N", "0")),
        )

    def update_row(self, item: Attributes) -> Update:
        """An update out of its row."""
        number, sk = item["pk"]["S"].removeprefix("R#"), item["sk"]["S"]
        return Update(
            number=number,
            update_id=sk.removeprefix("U#"),
            lane=Lane(item["lane"]["S"]),
            received_at=milestones(item)[0].at,
            story=self._opened(item, number, sk)["story"],
            due=moment(item["due"]["N"]) if "due" in item else None,
        )

    def _sealed(self, number: str, sk: str, parts: dict[str, Json]) -> Attributes:
        sealed = {
            purpose: self._vault.seal(purpose, content, self._place(number, sk))
            for purpose, content in parts.items()
            if content
        }
        blobs: Attributes = {purpose: {"B": one.blob} for purpose, one in sealed.items()}
        keys = {purpose: {"B": one.wrapped_key} for purpose, one in sealed.items()}
        return {**blobs, "dk": {"M": keys}}

    def _opened(self, item: Attributes, number: str, sk: str) -> dict[str, Json]:
        keys = item["dk"]["M"]
        return {
            purpose: self._vault.open(
                purpose,
                Sealed(keys[purpose]["B"], item[purpose]["B"]),
                self._place(number, sk),
            )
            for purpose in self._opens
            if purpose in item
        }

    def _place(self, number: str, sk: str) -> str:
        return f"{self._bound_to}|R#{number}|{sk}|{SCHEMA}"


def key(number: str, sk: str = REPORT) -> Attributes:
    """The key of a report, or of what stands under it."""
    return {"pk": {"S": f"R#{number}"}, "sk": {"S": sk}}


def milestone(one: Milestone) -> dict[str, Any]:
    """One milestone as it is stored."""
    fields: Attributes = {"step": {"S": one.step.value}, "at": {"N": str(epoch(one.at))}}
    if one.revision:
        fields["revision"] = {"N": str(one.revision)}
    if one.agencies:
        fields["agencies"] = {"SS": sorted(one.agencies)}
    if one.officer:
        fields["officer"] = {"S": one.officer}
    return {"M": fields}


def milestones(item: Attributes) -> tuple[Milestone, ...]:
    """All milestones of a row, oldest first."""
    return tuple(
        Milestone(
            step=Step(fields["step"]["S"]),
            at=moment(fields["at"]["N"]),
            revision=int(fields.get("revision", {}).get("N", "0")),
            agencies=tuple(sorted(fields.get("agencies", {}).get("SS", []))),
            officer=fields.get("officer", {}).get("S", ""),
        )
        for fields in (one["M"] for one in item["milestones"]["L"])
    )


def epoch(at: datetime) -> int:
    """Whole seconds, as the table keeps time."""
    return int(at.timestamp())


def moment(seconds: str) -> datetime:
    """The time behind stored seconds."""
    return datetime.fromtimestamp(int(seconds), UTC)


def renumbered(item: Attributes, number: str) -> Attributes:
    """A sealed row as it is kept under another number than the one it was sealed for."""
    sealed_for = item["pk"]["S"].removeprefix("R#")
    if number == sealed_for:
        return item
    opened = {"S": partition(owed_now(Lane(item["lane"]["S"])), number)}
    return {**item, **key(number), "open": opened, "sealed_for": {"S": sealed_for}}


def to_text(item: Attributes) -> str:
    """A sealed row as text, for the spool."""
    return json.dumps(item, default=_encoded, separators=(",", ":"))


def from_text(text: str) -> Attributes:
    """A sealed row out of the spool."""
    return {name: _decoded(value) for name, value in json.loads(text).items()}


def _encoded(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _decoded(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {kind: _decoded_as(kind, held) for kind, held in value.items()}


def _decoded_as(kind: str, held: Any) -> Any:
    if kind == "B":
        return base64.b64decode(held)
    if kind == "BS":
        return [base64.b64decode(one) for one in held]
    if kind == "M":
        return {name: _decoded(value) for name, value in held.items()}
    if kind == "L":
        return [_decoded(value) for value in held]
    return held
