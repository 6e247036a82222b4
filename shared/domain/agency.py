"""The agency directory's rows, and which agencies a report goes to: never none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.domain.errors import UnknownAgencyError
from shared.domain.jurisdiction.place import Jurisdiction
from shared.domain.story import Json
from shared.domain.urgency import Urgency

# Whoever has no better place goes here, and so does the copy of whatever is uncertain.
FEDERAL_ID = "us-fbi"

Kind = Literal["icac", "federal", "international", "tribal", "military"]
Status = Literal["verified", "unverified"]
Role = Literal["lead", "copy"]


@dataclass(frozen=True, slots=True)
class Agency:
    """One area with its two queues; who hosts it may change, the id does not."""

    id: str
    kind: Kind
    name: str
    states: frozenset[str]
    counties: frozenset[str]
    rest_of_state: bool
    countries: frozenset[str]
    languages: tuple[str, ...]
    status: Status
    urgent_queue: str
    standard_queue: str
    valid_from: date | None = None
    valid_to: date | None = None

    @classmethod
    def from_row(cls, row: Json) -> "Agency":
        """A row of the directory; its queues are known only where the agency is deployed."""
        area = row["area"]
        return cls(
            id=row["id"],
            kind=row["kind"],
            name=row["name"],
            states=frozenset(area["states"]),
            counties=frozenset(area["counties"]),
            rest_of_state=area["rest_of_state"],
            countries=frozenset(area["countries"]),
            languages=tuple(row["languages"]),
            status=row["status"],
            urgent_queue=row.get("urgent_queue", ""),
            standard_queue=row.get("standard_queue", ""),
            valid_from=_day(row.get("valid_from")),
            valid_to=_day(row.get("valid_to")),
        )

    def serves_on(self, today: date) -> bool:
        """Whether the row holds today; `valid_to` is the first day on which it does not."""
        began = self.valid_from is None or self.valid_from <= today
        return began and (self.valid_to is None or today < self.valid_to)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One agency's part in one report."""

    agency: Agency
    role: Role


def choose(
    jurisdiction: Jurisdiction, directory: Sequence[Agency], urgency: Urgency, today: date
) -> tuple[Assignment, ...]:
    """The lead first, then the copies, each agency once.

    Raises UnknownAgencyError when the directory has no federal row: without it some report
    would go nowhere, so nothing is chosen at all.
    """
    serving = [agency for agency in directory if agency.serves_on(today)]
    last_resort = federal(serving)
    lead = _responsible(jurisdiction.lead, jurisdiction.county, serving) or last_resort
    copies = _copies(jurisdiction, lead, last_resort, serving, urgency)
    others = dict.fromkeys(agency for agency in copies if agency != lead)
    return (Assignment(lead, "lead"), *(Assignment(agency, "copy") for agency in others))


def _copies(
    jurisdiction: Jurisdiction,
    lead: Agency,
    last_resort: Agency,
    serving: Sequence[Agency],
    urgency: Urgency,
) -> Iterator[Agency]:
    immediate = urgency is Urgency.IMMEDIATE
    doubtful = jurisdiction.confidence in ("weak", "none")
    if lead.status == "unverified" or (immediate and doubtful):
        yield last_resort
    if urgency is not Urgency.STANDARD:
        for place in jurisdiction.notify:
            yield _responsible(place, None, serving) or last_resort
    # Minutes count, and any task force of the state may be the right one.
    if immediate and jurisdiction.county is None:
        yield from _of_state(jurisdiction.lead, serving)


def federal(serving: Sequence[Agency]) -> Agency:
    """The agency of last resort. Raises UnknownAgencyError."""
    for agency in serving:
        if agency.id == FEDERAL_ID:
            return agency
    raise UnknownAgencyError(FEDERAL_ID)


def _responsible(place: str, county: str | None, serving: Sequence[Agency]) -> Agency | None:
    """The one agency of a place; None where only the federal row is left."""
    abroad = [agency for agency in serving if place in agency.countries]
    local = _of_state(place, serving)
    by_county = [agency for agency in local if county in agency.counties]
    remainder = [agency for agency in local if agency.rest_of_state]
    whole = local if len(local) == 1 else []
    return next(iter([*abroad, *by_county, *remainder, *whole]), None)


def _of_state(place: str, serving: Sequence[Agency]) -> list[Agency]:
    state = place.removeprefix("US-") if place.startswith("US-") else None
    return [agency for agency in serving if agency.kind == "icac" and state in agency.states]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
