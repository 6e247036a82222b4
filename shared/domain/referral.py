"""Write the referral that an agency receives: one CloudEvent, in the order an officer reads.

Handling first, then why it is urgent, where it belongs, the words as they were given, and what
was worked out from them. A referral always fits its queue: the newest update comes first, then
the report, then older updates; what had to stay out is named.
"""

from __future__ import annotations

import json
import re
from datetime import UTC
from typing import TYPE_CHECKING, Any

from shared.domain.story import at, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from shared.domain.agency import Assignment
    from shared.domain.jurisdiction.place import Jurisdiction, PlaceEvidence
    from shared.domain.story import Json
    from shared.domain.triage.decision import Decision, Evidence, Reason
    from shared.domain.urgency import Lane

TYPE_AVAILABLE = "org.opentipline.referral.available.v1"
TYPE_UPDATED = "org.opentipline.referral.updated.v1"
TYPE_DRILL = "org.opentipline.referral.drill.v1"
SCHEMA = "urn:opentipline:schema:referral:1"

# Every size is in bytes of the body. The classic limit of a queue is 256 KiB.
LIMIT = 200_000
WORDS_ROOM = 160 * 1024
# The longest update in any script fits, and the report beside it.
NEWEST_UPDATE_ROOM = 84 * 1024
# Updates that one revision may cover for the first time, so that none has to stay out of it.
TOGETHER = 16 * 1024
# For the lists that name what had to stay out; they are only known when the words are placed.
_LISTS_ROOM = 24 * 1024
_IDS_NAMED = 200
# Id and time of each update that goes together with others.
_ENVELOPES = 8 * 1024
_QUOTES_PER_REASON = 3
_PLACES_SHOWN = 8
_QUOTE_LENGTH = 200

_WORD = re.compile(r"\S+")
_HOST_END = re.compile(r"[/?#]")
_SCHEME = re.compile(r"http(s?)$", re.IGNORECASE)
_DOTTED_NAME = re.compile(r"[.\u3002\uff0e\uff61][^\W\d_]")
_UPDATE = re.compile(r"^updates\[(\d+)\]")
_DOTS = str.maketrans(dict.fromkeys(".\u3002\uff0e\uff61", "[.]"))

_STATED = "reporter_stated"
# What an officer searches for in other systems; free text stays in the words.
_ACCOUNTS = {"platform", "screen_name", "display_name", "profile_url", "user_id", "room_or_game"}
_PEOPLE = {"names", "phones", "emails", "urls", "vehicle", "employer", "school"}
_PLACES = {"line", "city", "county", "state", "postal", "country"}
_FACTS = _ACCOUNTS | _PEOPLE | _PLACES


def referral_event(
    *,
    number: str,
    revision: int,
    received_at: datetime,
    available_at: datetime,
    told: Json,
    updates: Sequence[Json],
    decision: Decision,
    jurisdiction: Jurisdiction,
    assignment: Assignment,
    others: Sequence[Assignment],
    receipt_key: str,
    lane: Lane,
    demonstration: bool,
    stage: str,
) -> Json:
    """The referral of one revision to one agency; `body_of` writes it in at most LIMIT bytes.

    `told` is the whole report, contact included. Updates come oldest first, as triage read them,
    each with `id`, `received_at`, `kind`, `proof` and `text`.
    """
    data: Json = {
        "handling": _handling(told, demonstration),
        "urgency": _urgency(decision, lane, len(updates)),
        "jurisdiction": _jurisdiction(jurisdiction, len(updates)),
        **_words({}, [], revision, 0),
        "derived": _derived(jurisdiction),
        "referral_id": referral_id(number, assignment.agency.id),
        "report_number": number,
        "revision": revision,
        "received_at": utc(received_at),
        "available_at": utc(available_at),
        "receipt_key": receipt_key,
        "agency": assignment.agency.id,
        "role": str(assignment.role),
        "also_sent_to": [{"agency": o.agency.id, "role": str(o.role)} for o in others],
        "demonstration": demonstration,
    }
    event = _enveloped(data, stage)
    room = min(WORDS_ROOM, LIMIT - _LISTS_ROOM - size(event))
    # The same names again: a dictionary keeps their place, and with it the order of reading.
    data.update(_words(told, updates, revision, room))
    return event


def _enveloped(data: Json, stage: str) -> Json:
    """The CloudEvent around a referral's data."""
    return {
        "specversion": "1.0",
        "id": f"{data['referral_id']}-{data['revision']}",
        "source": f"urn:opentipline:{stage}",
        "type": _type(data["revision"], data["demonstration"]),
        "subject": data["report_number"],
        "time": data["available_at"],
        "datacontenttype": "application/json",
        "dataschema": SCHEMA,
        "sequence": str(data["revision"]),
        "data": data,
    }


def referral_id(number: str, agency: str) -> str:
    """What stays the same over all revisions of a report's referral to one agency."""
    return f"{number}:{agency}"


def body_of(event: Json) -> str:
    """The event as it goes on the queue; every size here is measured on this form."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def defanged(text: str) -> str:
    """The same text with links that no program opens by a slip: hxxps://name[.]example."""
    return _WORD.sub(_harmless, text)


def utc(moment: datetime) -> str:
    """A moment as contracts write it: ISO 8601 in UTC, ending in Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _harmless(word: re.Match[str]) -> str:
    """Word by word, so that a long story takes no longer than its length."""
    first, *addresses = word.group().split("://")
    if addresses:
        parts = [first, *(_without_dots(address) for address in addresses)]
        return "://".join([*(_SCHEME.sub(r"hxxp\1", part) for part in parts[:-1]), parts[-1]])
    host = _HOST_END.split(first, maxsplit=1)[0]
    bare = "www." in host.lower() or (host != first and _DOTTED_NAME.search(host))
    return _without_dots(first) if bare else first


def _without_dots(address: str) -> str:
    host = _HOST_END.split(address, maxsplit=1)[0]
    return host.translate(_DOTS) + address[len(host) :]


def _type(revision: int, demonstration: bool) -> str:
    if demonstration:
        return TYPE_DRILL
    return TYPE_AVAILABLE if revision == 1 else TYPE_UPDATED


def _handling(told: Json, demonstration: bool) -> Json:
    wish = at(told, "reporter", "contact_permission")
    safe = at(told, "reporter", "safe_contact")
    return {
        "notice": "DRILL: a demonstration, about nobody."
        if demonstration
        else "As reported by a member of the public; not verified.",
        "contains_minor_data": True,
        "attachments": "never",
        "links": "As typed in told and updates, never opened; defanged in display.",
        "contact_wish": wish,
        "safe_contact": safe,
    }


def _urgency(decision: Decision, lane: Lane, updates: int) -> Json:
    return {
        "level": str(decision.level),
        "lane": str(lane),
        "reasons": [_reason(reason, updates) for reason in decision.reasons],
        "engine": decision.engine,
    }


def _reason(reason: Reason, updates: int) -> Json:
    shown = reason.evidence[:_QUOTES_PER_REASON]
    return {
        "code": str(reason.code),
        "source": str(reason.source),
        "evidence": [_quote(e, updates) for e in shown],
    }


def _quote(evidence: Evidence | PlaceEvidence, updates: int) -> Json:
    """Words of the report where they stand; a very long one is shown by its beginning."""
    return {
        "field": _shown_field(evidence.field, updates),
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.text[:_QUOTE_LENGTH],
    }


def _shown_field(field: str, updates: int) -> str:
    """Triage counts updates from the oldest, a referral shows the newest first."""
    return _UPDATE.sub(lambda found: f"updates[{updates - 1 - int(found[1])}]", field)


def _jurisdiction(jurisdiction: Jurisdiction, updates: int) -> Json:
    return {
        "lead": jurisdiction.lead,
        "county": jurisdiction.county,
        "postal": jurisdiction.postal,
        "basis": str(jurisdiction.basis),
        "confidence": jurisdiction.confidence,
        "notify": list(jurisdiction.notify),
        "evidence": [
            {"whose": str(e.whose), "kind": str(e.kind), **_quote(e, updates)}
            for e in jurisdiction.evidence[:_PLACES_SHOWN]
        ],
    }


def _derived(jurisdiction: Jurisdiction) -> list[Json]:
    found = {"county": jurisdiction.county, "postal": jurisdiction.postal}
    return [
        {"name": name, "value": value, "basis": f"derived:{jurisdiction.basis}"}
        for name, value in found.items()
        if value
    ]


def _words(told: Json, updates: Sequence[Json], revision: int, room: int) -> Json:
    """All that grows with what people wrote, in at most `room` bytes and the lists of the rest."""
    newest_first = list(reversed(updates))
    together = max(1, len(_as_many_as_fit(newest_first, TOGETHER + _ENVELOPES)))
    newest, cut = _fitted(newest_first[:together], "updates", min(NEWEST_UPDATE_ROOM, room))
    kept_told, cut_told = _fitted(told, "told", room - size(newest))
    room -= size(newest) + size(kept_told)
    older = _as_many_as_fit(newest_first[together:], room)
    shown, left = [*newest, *older], newest_first[together + len(older) :]
    words: Json = {
        "told": kept_told,
        "updates": shown,
        "earlier_updates": _earlier(left, revision),
        "cut": cut_told + cut,
    }
    room -= size(older)
    return words | _copies(kept_told, shown, room)


def _earlier(left: Sequence[Json], revision: int) -> Json | None:
    """Older updates that had no room: an agency holds them since an earlier revision."""
    if not left:
        return None
    ids = [update["id"] for update in left[:_IDS_NAMED]]
    return {"held_since_before_revision": revision, "count": len(left), "ids": ids}


def _copies(told: Json, updates: Sequence[Json], room: int) -> Json:
    """Facts and the copy for the eye repeat the words, so they are the first to stay out."""
    kept: Json = {"facts": [], "display": {}, "left_out": []}
    parts = {"facts": list(_facts(told)), "display": _display(told, updates)}
    for name, part in parts.items():
        if size(part) <= room:
            kept[name] = part
            room -= size(part)
        else:
            kept["left_out"].append(name)
    return kept


def _facts(told: Json) -> Iterable[Json]:
    for path, value in texts(told):
        name = path.rpartition(".")[2].partition("[")[0]
        if name in _FACTS and not path.startswith("reporter."):
            yield {"field": path, "value": value, "basis": _STATED}


def _display(told: Json, updates: Sequence[Json]) -> dict[str, str]:
    """Texts that hold a link, with every link made harmless: show these, keep the others."""
    whole: Json = {"told": told, "updates": list(updates)}
    return {path: safe for path, text in texts(whole) if (safe := defanged(text)) != text}


def _as_many_as_fit(updates: Sequence[Json], room: int) -> list[Json]:
    kept: list[Json] = []
    for update in updates:
        room -= size(update) + 1
        if room < 0:
            break
        kept.append(update)
    return kept


def _fitted(words: Any, name: str, room: int) -> tuple[Any, list[Json]]:
    """The words, their longest texts shortened only as far as needed, and a list of the cuts."""
    limit = NEWEST_UPDATE_ROOM
    kept = words
    while size(kept) > room and limit > 1:
        limit //= 2
        kept = _shortened(words, limit)
    if kept is words:
        return words, []
    return kept, [
        {"field": path, "kept": limit, "of": len(text)}
        for path, text in texts({name: words})
        if len(text) > limit
    ]


def _shortened(value: Any, limit: int) -> Any:
    if isinstance(value, str):
        return value[:limit]
    if isinstance(value, dict):
        return {name: _shortened(part, limit) for name, part in value.items()}
    if isinstance(value, list):
        return [_shortened(part, limit) for part in value]
    return value


def size(value: Any) -> int:
    """Bytes on the queue."""
    return len(body_of(value).encode())
