import json
from collections import Counter

from shared.domain.agency import Agency
from shared.places import tables
from shared.places.build import HERE

TERRITORIES = {"AS", "GU", "MP", "PR", "VI"}
FILE = json.loads((HERE / "agencies.json").read_text(encoding="utf-8"))
DIRECTORY = [Agency.from_row(row) for row in FILE["agencies"]]
TASK_FORCES = [agency for agency in DIRECTORY if agency.kind == "icac"]


def test_there_are_sixty_one_task_forces() -> None:
    shared = Counter(state for agency in TASK_FORCES for state in agency.states)
    split = {state: count for state, count in shared.items() if count > 1}
    assert len(TASK_FORCES) == 61
    assert split == {"CA": 5, "FL": 3, "TX": 3, "IL": 2, "NY": 2, "VA": 2}


def test_every_state_has_an_agency() -> None:
    states = {state for agency in TASK_FORCES for state in agency.states}
    assert len(states) == 51  # with the District of Columbia
    assert states | TERRITORIES == set(tables.state_codes())


def test_no_county_has_two_agencies() -> None:
    counties = Counter(county for agency in TASK_FORCES for county in agency.counties)
    assert set(counties.values()) == {1}


def test_every_shared_state_has_one_agency_for_the_rest() -> None:
    remainder = Counter(s for a in TASK_FORCES if a.rest_of_state for s in a.states)
    assert remainder == {"CA": 1, "FL": 1, "TX": 1, "IL": 1, "NY": 1, "VA": 1}


def test_every_agency_has_its_own_id() -> None:
    assert len({agency.id for agency in DIRECTORY}) == len(DIRECTORY)


def test_north_florida_has_its_thirty_eight_counties() -> None:
    north = next(agency for agency in DIRECTORY if agency.id == "us-fl-north")
    assert len(north.counties) == 38


def test_no_row_says_verified_without_a_day_on_which_it_was() -> None:
    said = {row["status"] for row in FILE["agencies"] if not row["verified_on"]}
    assert said == {"unverified"}
    assert all(row["source"] for row in FILE["agencies"])
