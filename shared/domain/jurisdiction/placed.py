"""Read every place that the form asks for: whose it is, and how it ranks."""

from collections.abc import Iterator
from typing import Any

from shared.domain.jurisdiction.fields import read
from shared.domain.jurisdiction.place import FEDERAL, PlaceEvidence, Rank, Reading, Whose
from shared.domain.story import Json, at

# Who is where the child is: the child, the household, those who work with the child on the spot.
WITH_THE_CHILD = {"child_victim", "adult_survivor", "parent_guardian", "family"}
WITH_THE_CHILD |= {"educator", "health", "social_services"}
# A page or a domain has no child whom the reporter could be near.
WITHOUT_A_CHILD = frozenset({"misleading_domain", "misleading_content"})
# Ground on which a federal agency has a say beside the state.
FEDERAL_GROUND = frozenset({"tribal_land", "military_base"})

Asked = tuple[Rank, Whose, str, Any]


def placed(told: Json) -> Iterator[Reading]:
    """One reading for each place that names one, in the order of the form."""
    for rank, whose, path, place in _asked(told):
        if isinstance(place, dict) and (reading := _reading(rank, whose, path, place)):
            yield reading


def reporter_is_with_child(told: Json) -> bool:
    """Whether the reporter's own place says where the child is."""
    kinds = {at(incident, "kind") for incident in told.get("incidents", [])}
    if kinds and kinds <= WITHOUT_A_CHILD:
        return False
    itself = any(at(child, "is_reporter") == "yes" for child in told.get("children", []))
    return itself or at(told, "reporter", "relationship") in WITH_THE_CHILD


def _asked(told: Json) -> Iterator[Asked]:
    planned = at(told, "danger", "planned_event", "place")
    yield Rank.PLANNED, "child", "danger.planned_event.place", planned
    for index, child in enumerate(told.get("children", [])):
        yield Rank.CHILD, "child", f"children[{index}].place", at(child, "place")
    for index, incident in enumerate(told.get("incidents", [])):
        yield Rank.INCIDENT, "incident", f"incidents[{index}].place", at(incident, "place")
    yield Rank.SUSPECT, "suspect", "reported_person.place", at(told, "reported_person", "place")
    if reporter_is_with_child(told):
        yield Rank.REPORTER, "reporter", "reporter.location", at(told, "reporter", "location")


def _reading(rank: Rank, whose: Whose, path: str, place: Json) -> Reading | None:
    found = read(place)
    if found is None:
        return None
    field = f"{path}.{found.part}"
    text = place[found.part][found.start : found.end]
    certain = found.confidence == "strong" and rank is not Rank.REPORTER
    unsure = "medium" if found.confidence == "strong" else found.confidence
    ground = (FEDERAL,) if place.get("special") in FEDERAL_GROUND else ()
    return Reading(
        rank=rank,
        spot=found.spot,
        basis=f"{path}:{found.kind}",
        confidence="strong" if certain else unsure,
        evidence=PlaceEvidence(whose, found.kind, field, found.start, found.end, text),
        also=(*found.also, *ground),
    )
