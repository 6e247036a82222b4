"""What calms: the positive reasons a report may be left at standard.

A calm reason never takes back what an answer or a rule found; it only settles what they left
undecided. Those of one sentence have already silenced that sentence's mentions.
"""

from dataclasses import dataclass

from shared.domain.triage.concepts import Concept as Said
from shared.domain.triage.decision import Reason
from shared.domain.triage.mentions import Mention


@dataclass(frozen=True, slots=True)
class Calm:
    """A calm reason and what must be said for it."""

    code: str
    all_of: tuple[Said, ...]


CALMS: tuple[Calm, ...] = (
    Calm("FIGURATIVE", (Said.FIGURATIVE,)),
    Calm("FICTION_OR_NEWS", (Said.FICTION,)),
    Calm("HYPOTHETICAL", (Said.HYPOTHETICAL,)),
    Calm("HYPOTHETICAL", (Said.NOTHING_HAPPENED,)),
    Calm("ADULT_MATTER", (Said.ADULTS_ONLY,)),
    Calm("RESOLVED", (Said.RESOLVED,)),
    Calm("HISTORICAL", (Said.LONG_AGO,)),
    Calm("HISTORICAL", (Said.GONE,)),
    Calm("MISLEADING_DOMAIN", (Said.MISLEADING,)),
    Calm("UNSOLICITED_MATERIAL", (Said.UNSOLICITED,)),
    Calm("CONTENT_ONLY", (Said.WEBSITE,)),
    Calm("OUT_OF_SCOPE", (Said.OTHER_MATTER,)),
    Calm("SPAM", (Said.SPAM,)),
)

# What a report is about says nothing of who is near a child; only these settle a sentence.
TOPICS = {
    Said.WEBSITE,
    Said.UNSOLICITED,
    Said.MISLEADING,
    Said.OTHER_MATTER,
    Said.SPAM,
}
SETTLING = frozenset(concept for calm in CALMS for concept in calm.all_of) - TOPICS


def calming(said: list[Mention]) -> tuple[Reason, ...]:
    """Every calm reason the report gives, each with the words that give it."""
    by_concept: dict[Said, Mention] = {}
    for mention in said:
        by_concept.setdefault(mention.concept, mention)
    reasons: dict[str, Reason] = {}
    for calm in CALMS:
        if calm.code not in reasons and all(concept in by_concept for concept in calm.all_of):
            evidence = tuple(by_concept[concept].evidence for concept in calm.all_of)
            reasons[calm.code] = Reason(calm.code, "rule", evidence)
    return tuple(reasons.values())
