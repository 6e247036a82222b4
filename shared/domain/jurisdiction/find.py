"""Find where a report belongs: what leads, what else must be told, and the words that say so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from shared.domain.jurisdiction.narrated import narrated
from shared.domain.jurisdiction.place import FEDERAL, UNKNOWN, Jurisdiction, Reading, Spot
from shared.domain.jurisdiction.placed import placed
from shared.domain.story import Json

# A story that names more places than this is a list, and would reach every agency there is.
MOST_NOTIFIED = 6


def located(told: Json) -> Jurisdiction:
    """`find`, failing upward: what could not be placed goes to the federal agency."""
    try:
        return find(told)
    except Exception:  # any fault at all: a report must reach somebody
        return Jurisdiction(UNKNOWN, None, None, "failed", "none", (), ())


def find(told: Json) -> Jurisdiction:
    """Where a report belongs: planned event, child, incident, reported person, then reporter."""
    readings = sorted(chain(placed(told), narrated(told)), key=lambda reading: reading.rank)
    first = _leading([reading for reading in readings if reading.leads])
    spot = _completed(first, readings) if first else Spot(UNKNOWN)
    return Jurisdiction(
        lead=spot.lead,
        county=spot.county,
        postal=spot.postal,
        basis=first.basis if first else "none",
        confidence=first.confidence if first else "none",
        notify=tuple(_notified(readings, spot.lead))[:MOST_NOTIFIED],
        evidence=tuple(dict.fromkeys(reading.evidence for reading in readings)),
    )


def _leading(readings: Sequence[Reading]) -> Reading | None:
    """The first that names one place; "in the US" and stories that name two give way to it."""
    if not readings:
        return None
    clear = [reading for reading in readings if not _divided(reading, readings)]
    first = next(iter(clear), None)
    if first is None:
        return replace(readings[0], spot=Spot(FEDERAL), confidence="weak")
    states = [reading for reading in clear if reading.in_a_state]
    only_the_country = first.spot.lead == FEDERAL and not first.also
    return states[0] if only_the_country and states else first


def _divided(reading: Reading, readings: Sequence[Reading]) -> bool:
    """Whether the same story names another place just as well: it cannot be known which counts."""
    return reading.confidence != "strong" and any(
        other.rank == reading.rank and other.spot.lead != reading.spot.lead for other in readings
    )


def _completed(first: Reading, readings: Sequence[Reading]) -> Spot:
    """The county may stand in another answer about the same state."""
    if first.spot.county:
        return first.spot
    for other in readings:
        same = other.leads and other.spot.lead == first.spot.lead
        if same and other.spot.county and other.evidence.whose in ("child", "incident"):
            return other.spot
    return first.spot


def _notified(readings: Sequence[Reading], lead: str) -> Iterator[str]:
    named = chain.from_iterable((reading.spot.lead, *reading.also) for reading in readings)
    asked_for = {place for reading in readings for place in reading.also}
    for place in dict.fromkeys(named):
        if place != lead and (place != FEDERAL or place in asked_for):
            yield place
