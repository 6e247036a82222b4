"""Read one place as the form asks for it: ZIP code, state, country, or what was typed instead."""

import re
import unicodedata
from dataclasses import dataclass

from shared.domain.jurisdiction.phrases import WORD_CODES, phrases
from shared.domain.jurisdiction.place import FEDERAL, Confidence, Spot
from shared.domain.story import Json
from shared.places import tables

US_ZIP = re.compile(r"(?:[A-Za-z]{2}\s+)?(\d{5})(?:[-\s]?\d{4})?", re.ASCII)
# No other country's codes look like these two.
FOREIGN_POSTAL = {
    "CA": re.compile(r"[A-Z]\d[A-Z][ -]?\d[A-Z]\d", re.ASCII | re.IGNORECASE),
    "GB": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.ASCII | re.IGNORECASE),
}
TYPED_TEXT = ("city", "text", "line", "state", "country", "county")


@dataclass(frozen=True, slots=True)
class Told:
    """What one place's fields fix, and the part that fixed it."""

    spot: Spot
    part: str
    kind: str
    start: int
    end: int
    confidence: Confidence = "strong"
    also: tuple[str, ...] = ()


def read(place: Json) -> Told | None:
    """The place that the fields name; a ZIP code beats a town or state that contradicts it."""
    country = _country(place)
    if country and country != "US":
        return _abroad(place, country)
    foreign = None if country else _foreign_state(place) or _foreign_postal(place)
    return foreign or _by_zip(place) or _by_state(place) or _by_words(place) or _only_us(place)


def _typed(place: Json, part: str) -> str:
    value = place.get(part)
    return value if isinstance(value, str) else ""


def _whole(place: Json, part: str, kind: str, spot: Spot) -> Told:
    return Told(spot, part, kind, 0, len(_typed(place, part)))


def _country(place: Json) -> str | None:
    """The country field: "US", another ISO code or a territory ("US-PR"); None if unreadable."""
    typed = _typed(place, "country")
    country = tables.country_named(typed)
    # "CA" beside California is the state typed twice, not Canada.
    return "US" if country and _same_state(place, typed, country) else country


def _same_state(place: Json, typed: str, country: str) -> bool:
    state = tables.state_named(typed)
    told = (tables.state_named(_typed(place, "state")), _state_of_zip(place))
    return state is not None and state != country and state in told


def _state_of_zip(place: Json) -> str | None:
    zip5 = _zip5(place)
    return tables.place_of_zip(zip5) if zip5 else None


def _abroad(place: Json, country: str) -> Told:
    state = _typed(place, "state")
    at_home = tables.state_named(state) if len(state) > 2 else None
    told = _whole(place, "country", "country", Spot(country))
    if at_home in (None, country) or tables.country_named(state) == country:
        return told
    # Two sure answers that exclude each other: a person decides, and both are told.
    return Told(Spot(FEDERAL), "country", "country", 0, told.end, "weak", (country, str(at_home)))


def _foreign_state(place: Json) -> Told | None:
    state = _typed(place, "state")
    if len(state) <= 2 or tables.state_named(state):
        return None
    country = tables.region_named(state) or tables.country_named(state)
    if country in (None, "US"):
        return None
    return _whole(place, "state", "province", Spot(str(country)))


def _foreign_postal(place: Json) -> Told | None:
    postal = _typed(place, "postal").strip()
    for country, shape in FOREIGN_POSTAL.items():
        if shape.fullmatch(postal):
            return _whole(place, "postal", "postal", Spot(country, None, postal.upper()))
    return None


def _zip5(place: Json) -> str | None:
    match = US_ZIP.fullmatch(unicodedata.normalize("NFKC", _typed(place, "postal")).strip())
    return match[1] if match else None


def _by_zip(place: Json) -> Told | None:
    zip5 = _zip5(place)
    lead = tables.place_of_zip(zip5) if zip5 else None
    if zip5 is None or lead is None:
        return None
    state = lead.removeprefix("US-")
    county = tables.county_of_zip(state, zip5) or _county(place, state)
    told = _whole(place, "postal", "postal", Spot(lead, county, zip5))
    # The post of the forces abroad: the host country is known to the forces, not to us.
    return told if lead != FEDERAL else Told(told.spot, "postal", "postal", 0, told.end, "weak")


def _by_state(place: Json) -> Told | None:
    lead = tables.state_named(_typed(place, "state"))
    if lead is None:
        return None
    others = {phrase.spot.lead for phrase in phrases(_typed(place, "city"))} - {lead}
    told = _whole(place, "state", "state", Spot(lead, _county(place, lead.removeprefix("US-"))))
    if not others:
        return told
    return Told(Spot(FEDERAL), "state", "state", 0, told.end, "weak", (lead, *sorted(others)))


def _county(place: Json, state: str) -> str | None:
    county, city = _typed(place, "county"), _typed(place, "city").split(",")[0]
    return tables.county_named(state, county) or tables.county_of_town(state, city)


def _by_words(place: Json) -> Told | None:
    """Whatever field it was typed into: a lone name, or the strong words within a text."""
    for part in TYPED_TEXT:
        if told := _lone(place, part) or _within(place, part):
            return told
    return None


def _lone(place: Json, part: str) -> Told | None:
    typed = _typed(place, part).strip()
    match = US_ZIP.fullmatch(typed)
    if match and (lead := tables.place_of_zip(match[1])):
        county = tables.county_of_zip(lead.removeprefix("US-"), match[1])
        return _whole(place, part, "postal", Spot(lead, county, match[1]))
    named = _name(typed)
    # A town may be called like a country or a state ("Lebanon", "Nevada"): not read as one there.
    if named in (None, "US") or (part == "city" and _is_any_town(typed)):
        return None
    return _whole(place, part, "name", Spot(str(named)))


def _name(typed: str) -> str | None:
    if len(typed) <= 2:
        return None if typed in WORD_CODES else tables.state_coded(typed)
    return tables.state_named(typed) or tables.country_named(typed) or tables.region_named(typed)


def _is_any_town(typed: str) -> bool:
    return any(tables.is_town(code, typed) for code in tables.state_codes())


def _within(place: Json, part: str) -> Told | None:
    found = phrases(_typed(place, part))
    if not found:
        return None
    first, leads = found[0], tuple(dict.fromkeys(phrase.spot.lead for phrase in found))
    if len(leads) == 1:
        return Told(first.spot, part, first.kind, first.start, first.end)
    return Told(Spot(FEDERAL), part, first.kind, first.start, first.end, "weak", leads)


def _only_us(place: Json) -> Told | None:
    if _country(place) != "US":
        return None
    told = _whole(place, "country", "country", Spot(FEDERAL))
    return Told(told.spot, "country", "country", 0, told.end, "weak")
