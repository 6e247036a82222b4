"""What all that was told so far amounts to: report and updates judged as one, never lowered.

Pure, so that refer finds again exactly what triage found, and nothing that anybody wrote has to be
stored twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.domain.row import Row, Update
from shared.domain.story import Json
from shared.domain.triage.assess import judge
from shared.domain.triage.decision import Decision
from shared.domain.urgency import Lane, at_rank, highest


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision, raised to the highest level and lane that the report ever had."""

    told: Json
    decision: Decision
    lane: Lane


def judged_so_far(row: Row, updates: Sequence[Update]) -> Judgement:
    """Judge the report with these updates, oldest first."""
    told = with_updates(row.story, updates)
    newest = max([row.received_at, *(update.received_at for update in updates)])
    decision = judge(told, newest)
    urgent = Lane.URGENT in (row.lane, decision.lane)
    return Judgement(
        told=told,
        decision=replace(decision, level=highest(decision.level, at_rank(row.peak))),
        lane=Lane.URGENT if urgent else Lane.STANDARD,
    )


def with_updates(story: Json, updates: Sequence[Update]) -> Json:
    """The story with the updates under `updates`, so that evidence can point into them."""
    return {**story, "updates": [update.story for update in updates]} if updates else story
