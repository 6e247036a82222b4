"""Judge how soon a person must look at a report: answers first, then text, never downwards."""

from collections.abc import Iterable
from datetime import datetime

from shared.domain.story import Json, at
from shared.domain.triage.answers import answered
from shared.domain.triage.calm import SETTLING, calming
from shared.domain.triage.combine import ruled
from shared.domain.triage.concepts import Concept
from shared.domain.triage.decision import (
    TRIAGE_FAILED,
    Decision,
    Evidence,
    Finding,
    Reason,
)
from shared.domain.triage.language import unread
from shared.domain.triage.mentions import PHRASES, Mention, Sense, mentions, told_texts
from shared.domain.urgency import Urgency, highest

GROWN = 18
# A ticked kind of hands-on harm or contact is a reason where the text neither adds nor calms.
KINDS = {
    "child_sexual_abuse": "ONGOING_ABUSE",
    "online_enticement": "ONGOING_CONTACT",
    "child_sex_trafficking": "TRAFFICKING_SUSPECTED",
    "abuse_in_travel": "TRAFFICKING_SUSPECTED",
}
# Any of these, unexplained, leaves a report undecided.
WORRYING = frozenset(
    {
        Concept.HARM,
        Concept.HARM_DONE,
        Concept.INJURY,
        Concept.PRESENT,
        Concept.FEAR,
        Concept.PLEA,
        Concept.HELD,
        Concept.MISSING,
        Concept.THREAT,
        Concept.INTENT,
        Concept.DESPAIR,
        Concept.POSTED,
        Concept.LIVE,
        Concept.SALE,
        Concept.EXPLOITED,
        Concept.DISCLOSURE,
        Concept.SUSPICION,
    }
)
WORRYING_WITH_A_CHILD = frozenset(
    {
        Concept.ADULT,
        Concept.STRANGER,
        Concept.CONTACT,
        Concept.PICTURES,
        Concept.MEETING,
        Concept.ACCESS,
        Concept.TRAVEL,
        Concept.HIDING,
        Concept.BLACKMAIL,
        Concept.FILES,
    }
)

# Even beside a calm word, a child and one of these need a person's eye.
NEAR_A_CHILD = frozenset({Concept.STRANGER, Concept.MEETING, Concept.HIDING, Concept.PICTURES})


def judge(told: Json, reported_at: datetime) -> Decision:
    """`assess`, failing upward: what could not be judged is high, or what the answers say."""
    try:
        return assess(told, reported_at)
    except Exception:  # any fault at all: a report must leave triage with a level
        failed = Finding(Urgency.HIGH, Reason(TRIAGE_FAILED, "fallback"))
        return _decided([*_answers_alone(told, reported_at), failed], ())


def assess(told: Json, reported_at: datetime) -> Decision:
    """The decision on all that was told; the same report and engine give the same decision."""
    spoken = mentions(told, reported_at)
    found = [
        *answered(told, reported_at),
        *ruled(spoken, concerns_a_child=_concerns_a_child(told, spoken)),
        *unread(told_texts(told), PHRASES.knows),
    ]
    calm = calming(spoken)
    if not found:
        found = _undecided(told, spoken) if not calm else _unsettled(spoken)
    return _decided(found, calm)


def _answers_alone(told: Json, reported_at: datetime) -> list[Finding]:
    """The answers, and where even they cannot all be read, the first of them."""
    try:
        return answered(told, reported_at)
    except Exception:  # a malformed date must not silence a plain yes
        danger = told.get("danger") if isinstance(told, dict) else None
        return answered({"danger": _only_answers(danger)}, reported_at)


def _only_answers(danger: object) -> Json:
    if not isinstance(danger, dict):
        return {}
    return {name: answer for name, answer in danger.items() if isinstance(answer, str)}


def _decided(found: list[Finding], calm: tuple[Reason, ...]) -> Decision:
    """The highest level of all findings; reasons that give it first, one for each code."""
    ranked = sorted(found, key=lambda finding: -finding.level.rank)
    level = highest(Urgency.STANDARD, *(finding.level for finding in ranked))
    reasons: dict[tuple[str, str], Reason] = {}
    for finding in ranked:
        reasons.setdefault((finding.reason.code, finding.reason.source), finding.reason)
    return Decision(level, tuple(reasons.values()), calm)


def _concerns_a_child(told: Json, spoken: list[Mention]) -> bool:
    """False only where a report says that all are grown and speaks of no child."""
    ages = [at(child, "age_now") for child in told.get("children", [])]
    if any(isinstance(age, int) and age < GROWN for age in ages):
        return True
    concepts = {mention.concept for mention in spoken if mention.sense is Sense.SAID}
    return Concept.ADULTS_ONLY not in concepts or Concept.CHILD in concepts


def _unsettled(spoken: list[Mention]) -> list[Finding]:
    """A worrying word in a sentence of its own: calm words elsewhere do not settle it."""
    settled = {mention.sentence for mention in spoken if mention.concept in SETTLING}
    loose = [m for m in spoken if m.sense is Sense.SAID and m.sentence not in settled]
    child = any(mention.concept is Concept.CHILD for mention in loose)
    return _worry(loose, WORRYING | NEAR_A_CHILD if child else WORRYING)


def _worry(live: Iterable[Mention], worrying: frozenset[Concept]) -> list[Finding]:
    first = next((mention for mention in live if mention.concept in worrying), None)
    if first is None:
        return []
    return [Finding(Urgency.HIGH, Reason("UNDECIDED", "fallback", (first.evidence,)))]


def _undecided(told: Json, spoken: list[Mention]) -> list[Finding]:
    """Undecided is high: a worrying word, a child beside somebody, or a ticked kind of harm."""
    live = [m for m in spoken if m.sense in (Sense.SAID, Sense.PAST, Sense.DENIED)]
    child = any(m.concept is Concept.CHILD for m in live) or bool(told.get("children"))
    worrying = WORRYING | WORRYING_WITH_A_CHILD if child else WORRYING
    found: list[Finding] = []
    for index, incident in enumerate(told.get("incidents", [])):
        if code := KINDS.get(kind := at(incident, "kind") or ""):
            evidence = Evidence(f"incidents[{index}].kind", 0, len(kind), kind)
            found.append(Finding(Urgency.HIGH, Reason(code, "form", (evidence,))))
    return [*found, *_worry(live, worrying)]
