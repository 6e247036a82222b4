import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.agency import Agency, choose
from shared.domain.errors import UnknownAgencyError
from shared.domain.jurisdiction.find import find
from shared.domain.jurisdiction.place import Confidence, Jurisdiction
from shared.domain.urgency import Urgency
from shared.places import tables
from shared.places.build import HERE

FILE = json.loads((HERE / "agencies.json").read_text(encoding="utf-8"))
DIRECTORY = [Agency.from_row(row) for row in FILE["agencies"]]
TODAY = date(2026, 1, 15)
STANDARD, HIGH, IMMEDIATE = Urgency.STANDARD, Urgency.HIGH, Urgency.IMMEDIATE


def placed(
    lead: str,
    county: str | None = None,
    confidence: Confidence = "strong",
    notify: tuple[str, ...] = (),
) -> Jurisdiction:
    return Jurisdiction(lead, county, None, "incidents[0].place:state", confidence, notify, ())


def chosen(
    where: Jurisdiction, urgency: Urgency = STANDARD, directory: list[Agency] = DIRECTORY
) -> list[str]:
    """Ids in order; the roles are checked on the way."""
    assignments = choose(where, directory, urgency, TODAY)
    assert [a.role for a in assignments] == ["lead"] + ["copy"] * (len(assignments) - 1)
    return [assignment.agency.id for assignment in assignments]


def verified() -> list[Agency]:
    return [replace(agency, status="verified") for agency in DIRECTORY]


def test_texas_without_a_county_goes_to_the_rest_of_the_state_with_a_federal_copy() -> None:
    assert chosen(placed("US-TX")) == ["us-tx-south", "us-fbi"]


def test_a_verified_agency_needs_no_federal_copy() -> None:
    assert chosen(placed("US-NE"), directory=verified()) == ["us-ne"]


@pytest.mark.parametrize(
    ("state", "county", "lead"),
    [
        ("US-TX", "48201", "us-tx-houston"),
        ("US-TX", "48113", "us-tx-north"),
        ("US-TX", "48453", "us-tx-south"),
        ("US-CA", "06037", "us-ca-los-angeles"),
        ("US-CA", "06085", "us-ca-silicon-valley"),
        ("US-FL", "12086", "us-fl-south"),
        ("US-IL", "17031", "us-il-cook"),
        ("US-IL", None, "us-il-state"),
        ("US-NY", "36047", "us-ny-city"),
        ("US-VA", "51059", "us-va-north-dc"),
        ("US-VA", "51770", "us-va-south"),
        ("US-DC", None, "us-va-north-dc"),
        ("US-PR", None, "us-fbi"),
        ("CA", None, "us-fbi"),
        ("US-FEDERAL", None, "us-fbi"),
        ("unknown->US-FEDERAL", None, "us-fbi"),
    ],
)
def test_the_place_decides_who_leads(state: str, county: str | None, lead: str) -> None:
    assert chosen(placed(state, county))[0] == lead


def test_when_minutes_count_every_task_force_of_the_state_is_told() -> None:
    told = chosen(placed("US-TX"), IMMEDIATE, verified())
    assert told == ["us-tx-south", "us-tx-north", "us-tx-houston"]
    assert chosen(placed("US-TX", "48201"), IMMEDIATE, verified()) == ["us-tx-houston"]


def test_places_that_lost_are_told_unless_the_report_can_wait() -> None:
    where = placed("US-UT", notify=("US-ID", "MX"))
    assert chosen(where, HIGH, verified()) == ["us-ut", "us-id", "us-fbi"]
    assert chosen(where, STANDARD, verified()) == ["us-ut"]


@pytest.mark.parametrize("confidence", ["weak", "none"])
def test_immediate_danger_at_a_doubtful_place_is_told_to_federal_too(
    confidence: Confidence,
) -> None:
    where = placed("US-UT", confidence=confidence)
    assert chosen(where, IMMEDIATE, verified()) == ["us-ut", "us-fbi"]
    assert chosen(where, HIGH, verified()) == ["us-ut"]


def test_candidates_of_an_immediate_report_are_all_told_beside_federal() -> None:
    where = placed("US-FEDERAL", confidence="weak", notify=("US-OR", "US-ME"))
    assert chosen(where, IMMEDIATE) == ["us-fbi", "us-or", "us-me"]


def test_an_agency_abroad_with_its_own_queue_leads_there() -> None:
    row = next(agency for agency in DIRECTORY if agency.id == "us-hsi")
    abroad = replace(row, id="ca-partner", kind="international", countries=frozenset({"CA"}))
    assert chosen(placed("CA"), directory=[*DIRECTORY, abroad]) == ["ca-partner", "us-fbi"]


def test_a_row_serves_from_its_first_day_until_before_its_last() -> None:
    row = next(agency for agency in DIRECTORY if agency.id == "us-ne")
    others = [agency for agency in verified() if agency.id != "us-ne"]
    over = replace(row, valid_to=TODAY)
    begun = replace(row, status="verified", valid_from=TODAY)
    assert chosen(placed("US-NE"), directory=[*others, over]) == ["us-fbi"]
    assert chosen(placed("US-NE"), directory=[*others, begun]) == ["us-ne"]


def test_a_directory_without_a_federal_row_is_refused_loudly() -> None:
    without = [agency for agency in DIRECTORY if agency.id != "us-fbi"]
    with pytest.raises(UnknownAgencyError):
        choose(placed("US-NE"), without, STANDARD, TODAY)


def test_a_row_from_the_directory_carries_its_queues() -> None:
    row = FILE["agencies"][0] | {
        "urgent_queue": "https://queue.example.org/urgent",
        "standard_queue": "https://queue.example.org/standard",
        "valid_from": "2026-01-01",
    }
    agency = Agency.from_row(row)
    assert agency.urgent_queue.endswith("/urgent")
    assert agency.standard_queue.endswith("/standard")
    assert agency.valid_from == date(2026, 1, 1)


@pytest.mark.parametrize("code", tables.country_codes())
def test_every_country_on_earth_resolves(code: str) -> None:
    told = {"incidents": [{"place": {"country": code}}]}
    assert find(told).lead.removeprefix("US-") in (code, "FEDERAL")
    assert chosen(find(told))


TYPED = st.text(max_size=40) | st.sampled_from(
    ["TX", "CA", "Ontario", "Georgia", "75023", "09012", "US", "MX", "Plano, TX", "Cook", ""]
)
PLACE = st.dictionaries(
    st.sampled_from(["line", "city", "county", "state", "postal", "country", "text"]), TYPED
)
TOLD = st.fixed_dictionaries(
    {
        "narrative": TYPED,
        "danger": st.fixed_dictionaries({"planned_event": st.fixed_dictionaries({"place": PLACE})}),
        "children": st.lists(st.fixed_dictionaries({"place": PLACE, "school": TYPED}), max_size=2),
        "incidents": st.lists(st.fixed_dictionaries({"place": PLACE}), max_size=2),
        "reporter": st.fixed_dictionaries(
            {"location": PLACE, "relationship": st.sampled_from(["child_victim", "bystander"])}
        ),
    }
)


@given(TOLD, st.sampled_from(list(Urgency)))
def test_whatever_is_told_some_agency_leads_and_none_is_told_twice(
    told: dict[str, object], urgency: Urgency
) -> None:
    where = find(told)
    ids = chosen(where, urgency)
    assert ids
    assert len(ids) == len(set(ids))
    assert where.lead not in where.notify
