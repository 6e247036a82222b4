"""What triage and jurisdiction make of labelled reports, beside their labels."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shared.ops.assess import assess
from tests.triage.rows import Row

FEDERAL = "US-FEDERAL"


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled report beside the answer that was given for it."""

    row: Row
    level: str
    reasons: tuple[str, ...] = ()
    lead: str = FEDERAL
    notified: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def gold(self) -> str:
        level: str = self.row["gold_urgency"]
        return level

    @property
    def accepted(self) -> set[str]:
        """The right level and those that a careful officer could defend as well."""
        return {self.gold, *self.row["gold_also_ok"]}

    @property
    def leads(self) -> set[str]:
        """Who may get the report first; whoever is not known is federal."""
        named = (self.row.get("gold_jurisdiction"), *self.row.get("gold_jurisdiction_also_ok", ()))
        return {federal(code) for code in named}

    @property
    def told(self) -> list[str]:
        """Every answer as the report gives it, without its labels."""
        apart = ("id", "tags")
        return [
            str(value)
            for name, value in self.row.items()
            if not name.startswith("gold_") and name not in apart and value is not None
        ]


def federal(code: str | None) -> str:
    """A place as the scores compare it: unknown is federal."""
    return FEDERAL if code in (None, "", "unknown", f"unknown->{FEDERAL}") else str(code)


def judged(rows: Iterable[Row]) -> list[Judged]:
    """What `tipline triage assess` answers, beside the labels."""
    rows = list(rows)
    answers = assess(json.dumps(row, ensure_ascii=False) for row in rows)
    return [_beside(row, json.loads(answer)) for row, answer in zip(rows, answers, strict=True)]


def _beside(row: Row, answer: dict[str, Any]) -> Judged:
    return Judged(
        row,
        answer["urgency"],
        tuple(answer["reasons"]),
        federal(answer["jurisdiction"]),
        tuple(answer["notify"]),
        tuple(answer["evidence"]),
    )
