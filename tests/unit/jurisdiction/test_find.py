import subprocess
import sys
from pathlib import Path

import pytest

from shared.domain.jurisdiction.find import find
from shared.domain.report import Place, Report, ReportedPerson
from shared.domain.story import Json

ROOT = Path(__file__).parents[3]
WORKER = """
import sys
from shared.domain.agency import choose
from shared.domain.jurisdiction.find import find
assert find({"narrative": "We live in Plano, TX."}).lead == "US-TX"
outside = {name.split(".")[0] for name in sys.modules} - sys.stdlib_module_names
print(sorted(name for name in outside if not name.startswith("_")))
"""


def test_a_worker_needs_nothing_but_python_and_our_own_code() -> None:
    ran = subprocess.run(  # noqa: S603 - a fresh interpreter, our own program
        [sys.executable, "-S", "-c", WORKER], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "['shared']"


def reported(**parts: object) -> Json:
    """A report as the workers see it, checked at the edge on its way."""
    return Report.model_validate(parts).told()


def incident(**place: str) -> Json:
    return reported(incidents=[{"place": place}])


@pytest.mark.parametrize(
    ("place", "lead"),
    [
        ({"state": "TX"}, "US-TX"),
        ({"state": "New Mexico", "country": "US"}, "US-NM"),
        ({"state": "MT"}, "US-MT"),
        ({"state": "Tex."}, "US-TX"),
        ({"postal": "33126"}, "US-FL"),
        ({"postal": "33126-0001"}, "US-FL"),
        ({"postal": "\uff13\uff13\uff11\uff12\uff16"}, "US-FL"),
        ({"city": "Columbus", "state": "OH", "postal": "31901"}, "US-GA"),
        ({"country": "CA"}, "CA"),
        ({"country": "Canada", "city": "Vancouver"}, "CA"),
        ({"country": "Reino Unido"}, "GB"),
        ({"country": "Puerto Rico"}, "US-PR"),
        ({"city": "Los Angeles", "state": "CA", "country": "CA"}, "US-CA"),
        ({"state": "Jalisco", "postal": "44100"}, "MX"),
        ({"state": "PA", "country": "Brasil"}, "BR"),
        ({"postal": "K1A 0B1"}, "CA"),
        ({"city": "Plano, TX"}, "US-TX"),
        ({"text": "Paris, TN"}, "US-TN"),
        ({"text": "Texas"}, "US-TX"),
        ({"text": "78701"}, "US-TX"),
        ({"country": "US"}, "US-FEDERAL"),
        ({"postal": "09012"}, "US-FEDERAL"),
        ({"city": "Springfield"}, "unknown->US-FEDERAL"),
        ({"text": "by the river"}, "unknown->US-FEDERAL"),
    ],
)
def test_a_place_from_the_form_leads_to_its_jurisdiction(place: dict[str, str], lead: str) -> None:
    assert find(incident(**place)).lead == lead


@pytest.mark.parametrize(
    ("place", "both"),
    [
        ({"city": "Portland, OR", "state": "ME"}, {"US-OR", "US-ME"}),
        ({"state": "Texas", "country": "Mexico"}, {"US-TX", "MX"}),
        ({"text": "Waco, TX or Tulsa, OK"}, {"US-TX", "US-OK"}),
    ],
)
def test_two_sure_answers_for_one_place_go_to_federal_with_both_told(
    place: dict[str, str], both: set[str]
) -> None:
    found = find(incident(**place))
    assert found.lead == "US-FEDERAL"
    assert found.confidence == "weak"
    assert set(found.notify) == both


def test_the_county_is_found_where_task_forces_share_a_state() -> None:
    assert find(incident(postal="77002")).county == "48201"
    assert find(incident(state="IL", county="Cook")).county == "17031"
    assert find(incident(state="CA", city="Los Angeles")).county == "06037"
    assert find(incident(state="TX")).county is None


def test_what_decided_is_named_by_its_field_and_kind() -> None:
    found = find(reported(children=[{"place": {"postal": "98168"}}]))
    assert found.basis == "children[0].place:postal"
    assert found.postal == "98168"
    assert found.confidence == "strong"


def places(**states: str) -> Json:
    """A report in which each of the five has a place in its own state."""
    return reported(
        danger={"planned_event": {"place": {"state": states.get("planned")}}},
        children=[{"place": {"state": states.get("child")}}],
        incidents=[{"place": {"state": states.get("incident")}}],
        reported_person=ReportedPerson(place=Place(state=states.get("suspect"))),
        reporter={"relationship": "family", "location": {"state": states.get("reporter")}},
    )


def test_planned_event_child_incident_suspect_reporter_lead_in_that_order() -> None:
    told = {"planned": "OH", "child": "IA", "incident": "UT", "suspect": "NV", "reporter": "ME"}
    while told:
        found = find(places(**told))
        assert [found.lead, *found.notify] == [f"US-{state}" for state in told.values()]
        told.pop(next(iter(told)))


@pytest.mark.parametrize("relationship", ["bystander", "friend_peer", "other_professional", None])
def test_a_reporter_who_is_not_with_the_child_places_nothing(relationship: str | None) -> None:
    told = reported(reporter={"relationship": relationship, "location": {"state": "OH"}})
    assert find(told).lead == "unknown->US-FEDERAL"


def test_a_child_who_reports_is_where_they_write_from() -> None:
    told = reported(reporter={"relationship": "child_victim", "location": {"text": "Reno, NV"}})
    assert find(told).lead == "US-NV"
    assert find(told).confidence == "medium"


def test_a_parent_who_reports_a_web_page_places_no_child() -> None:
    told = reported(
        incidents=[{"kind": "misleading_domain"}],
        reporter={"relationship": "parent_guardian", "location": {"state": "OH"}},
    )
    assert find(told).lead == "unknown->US-FEDERAL"


def test_of_two_children_in_two_states_the_first_leads_and_the_other_is_told() -> None:
    found = find(reported(children=[{"place": {"state": "UT"}}, {"place": {"state": "ID"}}]))
    assert (found.lead, found.notify, found.confidence) == ("US-UT", ("US-ID",), "strong")


def test_a_state_told_later_beats_only_knowing_the_country() -> None:
    told = reported(children=[{"place": {"country": "US"}}], incidents=[{"place": {"state": "UT"}}])
    assert find(told).lead == "US-UT"


def test_federal_ground_is_told_to_federal_beside_the_state() -> None:
    found = find(incident(state="AZ", special="tribal_land"))
    assert (found.lead, found.notify) == ("US-AZ", ("US-FEDERAL",))


def test_nothing_told_is_unknown_and_says_so() -> None:
    found = find(reported(narrative="He writes to her every night."))
    assert (found.lead, found.basis, found.confidence) == ("unknown->US-FEDERAL", "none", "none")
    assert found.evidence == ()
