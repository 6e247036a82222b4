"""The words in which an officer reads what a referral holds as names and paths."""

import re

_INDEX = re.compile(r"\[\d+\]")
_SOURCES = {
    "narrative": "the story",
    "additional_info": "the additional information",
    "others_involved": "the people also involved",
    "incidents.description": "the incident",
    "incidents.place": "the incident's place",
    "danger.planned_event.text": "the planned event",
    "danger.planned_event.place": "the planned event's place",
    "children.place": "the child's place",
    "children.school": "the child's school",
    "reported_person.description": "the reported person's description",
    "reported_person.place": "the reported person's place",
    "reported_person.school": "the reported person's school",
    "reported_person.employer": "the reported person's employer",
    "reporter.location": "the reporter's place",
    "updates.text": "an update",
}
_PLACES = {"US-FEDERAL": "United States, federal", "unknown->US-FEDERAL": "no place found; federal"}
_CONFIDENCE = {"strong": "clear", "medium": "likely", "weak": "uncertain"}
_WISHES = {
    "yes": "agrees to be contacted",
    "no": "does not want to be contacted",
    "unknown": "does not know whether to be contacted",
    "prefer_not_to_say": "did not say whether to be contacted",
}


def source(field: str) -> str:
    """Where words stand; the path itself where it has no plainer name."""
    return _SOURCES.get(_INDEX.sub("", field), field)


def place(lead: str) -> str:
    """The place that leads: a state or a country by its code."""
    return _PLACES.get(lead, lead)


def ground(confidence: str, basis: str) -> str:
    """How sure a place is and what it rests on; empty if nothing was found to rest on."""
    if confidence == "none":
        return ""
    return f" ({_CONFIDENCE.get(confidence, confidence)}, from {source(basis.partition(':')[0])})"


def wish(contact_wish: str) -> str:
    """Whether the reporter may be contacted."""
    return _WISHES.get(contact_wish, contact_wish)
