"""The rules: which things said together make a report immediate or high, and why.

A rule holds when all of `all_of` are said, in its `senses`, within `window` sentences of the
first; one of `any_of` is said anywhere; and none of `unless` is said in the sentence of the
first. Danger is found by who, where and when: a loud word alone is never enough, and one quiet
fact is.
"""

from dataclasses import dataclass

from shared.domain.triage.concepts import Concept as Said
from shared.domain.triage.mentions import Sense
from shared.domain.urgency import Urgency

SAID = frozenset({Sense.SAID})
# What happened yesterday still counts where its consequence goes on.
TOLD = SAID | {Sense.PAST}
EVER = TOLD | {Sense.LONG_AGO}


@dataclass(frozen=True, slots=True)
class Rule:
    """One combination and the reason it gives."""

    code: str
    level: Urgency
    all_of: tuple[Said, ...]
    any_of: tuple[Said, ...] = ()
    unless: tuple[Said, ...] = ()
    window: int = 1
    senses: frozenset[Sense] = SAID
    at_any_age: bool = False


NOW, HIGH = Urgency.IMMEDIATE, Urgency.HIGH
WHO = (Said.CHILD, Said.ADULT, Said.STRANGER)
WRONG = (
    Said.HARM,
    Said.HARM_DONE,
    Said.FEAR,
    Said.FILES,
    Said.DISCLOSURE,
    Said.THREAT,
    Said.INTENT,
    Said.HELD,
    Said.PROTECTION,
)
JOKE = (Said.FIGURATIVE,)

RULES: tuple[Rule, ...] = (
    Rule("SELF_HARM", NOW, (Said.SELF_HARM,), senses=TOLD, at_any_age=True),
    Rule("SELF_HARM", NOW, (Said.WEAPON, Said.DESPAIR), senses=TOLD, at_any_age=True),
    Rule("THREAT_OF_VIOLENCE", NOW, (Said.THREAT,), WHO, JOKE, senses=TOLD),
    Rule("THREAT_OF_VIOLENCE", NOW, (Said.WEAPON, Said.FEAR), WHO, JOKE),
    Rule("INJURY_NOW", NOW, (Said.INJURY,), (*WRONG, Said.CHILD), (Said.RESOLVED,), senses=TOLD),
    Rule("CHILD_MISSING", NOW, (Said.MISSING, Said.CHILD), (), (Said.RESOLVED,), senses=TOLD),
    Rule("CHILD_MISSING", NOW, (Said.MISSING, Said.STRANGER), (), (Said.RESOLVED,), senses=TOLD),
    Rule("CHILD_HELD", NOW, (Said.HELD,), WHO, (Said.RESOLVED,)),
    Rule("DANGER_NOW", NOW, (Said.PRESENT,), (*WRONG, Said.CHILD), (Said.RESOLVED,), senses=TOLD),
    Rule("DANGER_NOW", NOW, (Said.PRESENT, Said.PLEA)),
    Rule("DANGER_NOW", NOW, (Said.HARM, Said.NOW), WHO, window=0),
    Rule("DANGER_NOW", NOW, (Said.PLEA, Said.FEAR), WHO),
    Rule(
        "MEETING_SET",
        NOW,
        (Said.MEETING, Said.NEAR),
        (Said.STRANGER, Said.CONTACT, Said.HIDING, Said.FEAR),
    ),
    Rule("MEETING_SET", NOW, (Said.MEETING, Said.NEAR, Said.CHILD, Said.ADULT), unless=JOKE),
    Rule("MEETING_SET", NOW, (Said.MEETING, Said.PREPARED), (Said.STRANGER, Said.CHILD)),
    Rule("MEETING_SET", NOW, (Said.MEETING, Said.HIDING, Said.NEAR)),
    Rule(
        "OFFENDER_TRAVELLING",
        NOW,
        (Said.TRAVEL, Said.NEAR),
        (Said.STRANGER, Said.CONTACT, Said.CHILD),
    ),
    Rule("OFFENDER_TRAVELLING", NOW, (Said.TRAVEL, Said.PREPARED), (Said.STRANGER, Said.CHILD)),
    Rule("IMPENDING_ACCESS", NOW, (Said.ACCESS, Said.NEAR), WRONG),
    Rule("IMPENDING_ACCESS", NOW, (Said.RETURN, Said.NEAR), WRONG),
    Rule("IMPENDING_ACCESS", NOW, (Said.ACCESS, Said.NEAR, Said.PLEA)),
    Rule("IMPENDING_ACCESS", NOW, (Said.FEAR, Said.NEAR), (Said.ACCESS, Said.RETURN, Said.ADULT)),
    Rule("EXTORTION_DEADLINE", NOW, (Said.BLACKMAIL, Said.DEADLINE), unless=JOKE, senses=TOLD),
    Rule("LIVE_ABUSE", NOW, (Said.LIVE,), (Said.CHILD, Said.HARM, Said.SALE), senses=TOLD),
    Rule("TRAFFICKING_NOW", NOW, (Said.SALE, Said.NEAR), (Said.CHILD,)),
    Rule("TRAFFICKING_NOW", NOW, (Said.SALE, Said.NOW), (Said.CHILD,)),
    Rule("STATED_INTENT", NOW, (Said.INTENT, Said.CHILD), (Said.NEAR, Said.NOW, Said.ACCESS)),
    Rule(
        "ACTIVE_EXTORTION", HIGH, (Said.BLACKMAIL,), (*WHO, Said.PICTURES, Said.POSTED), senses=TOLD
    ),
    Rule("CHILD_IDENTIFIABLE", HIGH, (Said.POSTED,), (Said.CHILD,), senses=TOLD),
    Rule("ONGOING_ABUSE", HIGH, (Said.HARM,), WHO, senses=TOLD),
    Rule("ONGOING_ABUSE", HIGH, (Said.SUSPICION, Said.CHILD)),
    Rule("ONGOING_ABUSE", HIGH, (Said.FEAR, Said.CHILD, Said.ADULT)),
    Rule("TRAFFICKING_SUSPECTED", HIGH, (Said.EXPLOITED, Said.CHILD)),
    Rule("TRAFFICKING_SUSPECTED", HIGH, (Said.SALE, Said.CHILD), unless=(Said.WEBSITE,)),
    Rule("ONGOING_CONTACT", HIGH, (Said.CONTACT, Said.CHILD, Said.ADULT)),
    Rule("ONGOING_CONTACT", HIGH, (Said.CONTACT, Said.STRANGER), (Said.CHILD,)),
    Rule(
        "ONGOING_CONTACT",
        HIGH,
        (Said.PICTURES, Said.CHILD),
        (Said.ADULT, Said.STRANGER, Said.CONTACT),
    ),
    Rule("ONGOING_CONTACT", HIGH, (Said.HIDING, Said.CONTACT), (Said.CHILD,)),
    Rule("MEETING_LATER", HIGH, (Said.MEETING, Said.LATER), (Said.STRANGER, Said.CONTACT)),
    Rule("MEETING_LATER", HIGH, (Said.MEETING, Said.STRANGER), (Said.CHILD,)),
    Rule("RECENT_DISCLOSURE", HIGH, (Said.DISCLOSURE, Said.CHILD), WRONG, senses=TOLD),
    Rule("RECENT_DISCLOSURE", HIGH, (Said.HARM_DONE, Said.CHILD), senses=TOLD),
    Rule("OFFENDER_ACCESS", HIGH, (Said.CARER,), (Said.FILES, Said.INTENT), senses=TOLD),
    Rule(
        "OFFENDER_ACCESS",
        HIGH,
        (Said.HARM_DONE, Said.CARER),
        (Said.CHILD,),
        (Said.GONE,),
        senses=EVER,
    ),
    Rule(
        "OFFENDER_ACCESS",
        HIGH,
        (Said.HARM_DONE, Said.ACCESS),
        (Said.CHILD,),
        (Said.GONE,),
        senses=EVER,
    ),
)
