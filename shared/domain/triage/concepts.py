"""The things a report can speak of, as far as triage knows them."""

from enum import StrEnum, auto


class Concept(StrEnum):
    """One thing spoken of; the lexicons say by which words."""

    # When
    NOW = auto()
    NEAR = auto()  # within about seven days
    LATER = auto()
    HABIT = auto()
    PAST = auto()
    LONG_AGO = auto()
    # Who
    CHILD = auto()
    ADULT = auto()  # somebody grown: a stranger, a relation, a carer
    STRANGER = auto()  # known from the internet only
    # What is done to a child
    HARM = auto()
    HARM_DONE = auto()
    INJURY = auto()
    PRESENT = auto()  # the offender is here, or harm is heard
    FEAR = auto()
    PLEA = auto()
    HELD = auto()
    MISSING = auto()
    THREAT = auto()
    WEAPON = auto()
    INTENT = auto()
    SELF_HARM = auto()
    DESPAIR = auto()
    # Who comes near
    MEETING = auto()
    PREPARED = auto()
    TRAVEL = auto()
    ACCESS = auto()
    RETURN = auto()
    CARER = auto()
    # By picture and message
    CONTACT = auto()
    PICTURES = auto()
    HIDING = auto()
    BLACKMAIL = auto()
    DEADLINE = auto()
    POSTED = auto()
    LIVE = auto()
    SALE = auto()
    EXPLOITED = auto()
    FILES = auto()
    DISCLOSURE = auto()
    SUSPICION = auto()
    PROTECTION = auto()  # an order or a removal that says somebody is a danger
    # What calms
    HYPOTHETICAL = auto()
    NOTHING_HAPPENED = auto()
    FICTION = auto()
    FIGURATIVE = auto()
    ADULTS_ONLY = auto()
    GONE = auto()  # dead, jailed or far from any child
    RESOLVED = auto()
    WEBSITE = auto()
    UNSOLICITED = auto()
    MISLEADING = auto()
    OTHER_MATTER = auto()
    SPAM = auto()
    SOFTWARE = auto()  # an order to the software: worth nothing either way
