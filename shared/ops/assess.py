"""Judge the reports of a sample file: one line of JSON in, one line of JSON out."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from shared.domain.jurisdiction.find import find
from shared.domain.jurisdiction.place import PlaceEvidence
from shared.domain.sample import told_of_sample
from shared.domain.story import Json
from shared.domain.triage.assess import judge
from shared.domain.triage.decision import Decision, Evidence
from shared.ops.errors import OperatorError

_BESIDE = ("id", "reported_at")
_NEEDED = "Line {number} needs id, reported_at and narrative."


def assess(lines: Iterable[str]) -> Iterator[str]:
    """A judgement for every row. Raises OperatorError, naming the line, for what is no row."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_judgement(_row(line, number), number), ensure_ascii=False)


def _row(line: str, number: int) -> Json:
    try:
        row = json.loads(line)
    except ValueError:
        raise OperatorError(f"Line {number} is not JSON.") from None
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in _BESIDE):
        raise OperatorError(_NEEDED.format(number=number))
    return row


def _judgement(row: Json, number: int) -> dict[str, Any]:
    told, at = _told(row, number)
    decision = judge(told, at)
    place = find(told)
    return {
        "id": row["id"],
        "urgency": decision.level,
        "reasons": [reason.code for reason in decision.reasons],
        "jurisdiction": place.lead,
        "notify": list(place.notify),
        "evidence": _words(row, [*_quoted(decision), *place.evidence]),
    }


def _quoted(decision: Decision) -> Iterator[Evidence]:
    for reason in decision.reasons:
        yield from reason.evidence


def _words(row: Json, evidence: Iterable[Evidence | PlaceEvidence]) -> list[str]:
    """What the row says in bearing, each once; of a kind of harm, its own older word."""
    texts = (row["category"] if one.field.endswith("].kind") else one.text for one in evidence)
    return list(dict.fromkeys(texts))


def _told(row: Json, number: int) -> tuple[Json, datetime]:
    try:
        return told_of_sample(row)
    except (KeyError, TypeError, ValueError):
        if "narrative" not in row:
            raise OperatorError(_NEEDED.format(number=number)) from None
        # Its text is not shown: it could hold what the row tells.
        raise OperatorError(f"Line {number} holds a value that no report can have.") from None
