"""Judge the reports of a sample file: one line of JSON in, one line of JSON out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from shared.domain.jurisdiction.find import find
from shared.domain.sample import report_of_sample
from shared.domain.story import Json
from shared.domain.triage.assess import judge
from shared.ops.errors import OperatorError


def assess(lines: Iterable[str]) -> Iterator[str]:
    """A judgement for every row. Raises OperatorError, naming the line, for what is no row."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_judgement(_row(line, number)), ensure_ascii=False)


def _row(line: str, number: int) -> Json:
    try:
        row = json.loads(line)
    except ValueError:
        raise OperatorError(f"Line {number} is not JSON.") from None
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise OperatorError(f"Line {number} is not a report with an id.")
    return row


def _judgement(row: Json) -> dict[str, Any]:
    told = report_of_sample(row)
    decision = judge(told, _when(row))
    place = find(told)
    found = [asdict(words) for reason in decision.reasons for words in reason.evidence]
    return {
        "id": row["id"],
        "urgency": decision.level,
        "reasons": [reason.code for reason in decision.reasons],
        "jurisdiction": place.lead,
        "notify": list(place.notify),
        "evidence": {"urgency": found, "jurisdiction": [asdict(words) for words in place.evidence]},
    }


def _when(row: Json) -> datetime:
    """When the report came in: what "tonight" in it is counted from."""
    at = row.get("reported_at")
    when = datetime.fromisoformat(at) if isinstance(at, str) else datetime.now(UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
