"""Read the places that the story itself names, with whose they are as far as a cue tells."""

from collections.abc import Iterator

from shared.domain.jurisdiction.phrases import Phrase, phrases
from shared.domain.jurisdiction.place import PlaceEvidence, Rank, Reading, Whose
from shared.domain.jurisdiction.placed import reporter_is_with_child
from shared.domain.jurisdiction.whose import Said, whose
from shared.domain.story import Json, at

# A text that names more is a list, and reading on would only cost time.
MOST_PLACES = 40
RANKS: dict[Said, Rank] = {
    "child": Rank.CHILD_IN_STORY,
    "incident": Rank.INCIDENT_IN_STORY,
    "suspect": Rank.SUSPECT_IN_STORY,
    "reporter": Rank.REPORTER_IN_STORY,
    "elsewhere": Rank.ELSEWHERE,
}


def narrated(told: Json) -> Iterator[Reading]:
    """One reading for each place in the story that somebody is, was harmed or means to go."""
    with_child = reporter_is_with_child(told)
    for field, text, known in _stories(told):
        for phrase in phrases(text)[:MOST_PLACES]:
            said = known or whose(text, phrase.start)
            if said != "aside" and (said != "reporter" or with_child):
                yield _reading(field, text, phrase, said)


def _stories(told: Json) -> Iterator[tuple[str, str, Said | None]]:
    """Each text in which places are read; whose they are where the question settles it."""
    for name in ("narrative", "additional_info"):
        yield name, at(told, name) or "", None
    for index, incident in enumerate(told.get("incidents", [])):
        yield f"incidents[{index}].description", at(incident, "description") or "", None
    for index, update in enumerate(told.get("updates", [])):
        # Whoever holds the code may add an agency; anybody else's words may not.
        if at(update, "proof") == "proven":
            yield f"updates[{index}].text", at(update, "text") or "", None
    planned = at(told, "danger", "planned_event", "text") or ""
    yield "danger.planned_event.text", planned, None
    for index, child in enumerate(told.get("children", [])):
        yield f"children[{index}].school", at(child, "school") or "", "child"
    for name in ("school", "employer"):
        yield f"reported_person.{name}", at(told, "reported_person", name) or "", "suspect"


def _reading(field: str, text: str, phrase: Phrase, said: Said) -> Reading:
    who: Whose = said if said in ("child", "suspect", "reporter") else "incident"
    words = text[phrase.start : phrase.end]
    return Reading(
        rank=RANKS[said],
        spot=phrase.spot,
        basis=f"{field}:{phrase.kind}",
        confidence="medium",
        evidence=PlaceEvidence(who, phrase.kind, field, phrase.start, phrase.end, words),
    )
