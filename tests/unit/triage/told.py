"""Told reports for the triage tests, and the moment they were told."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shared.domain.story import Json

# A Wednesday afternoon.
NOON = datetime(2026, 5, 13, 16, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "data" / "examples" / "triage_golden.jsonl"


def telling(narrative: str, **danger: Any) -> Json:
    """A report with a narrative and answers to the questions of danger."""
    return {"narrative": narrative, **({"danger": danger} if danger else {})}


def golden() -> list[dict[str, str]]:
    """Plain sentences with the level and principal code a careful duty officer would give."""
    return [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
