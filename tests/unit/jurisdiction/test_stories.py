import json
from pathlib import Path

import pytest

from shared.domain.jurisdiction.find import find
from shared.domain.jurisdiction.place import FEDERAL, UNKNOWN
from shared.domain.story import Json, pruned, texts

SAMPLES = Path(__file__).parents[2] / "data" / "triage_public.jsonl"
ROWS: list[Json] = [json.loads(line) for line in SAMPLES.read_text("utf-8").splitlines()]


def told(row: Json) -> Json:
    place = {
        "city": row["incident_city"],
        "state": row["incident_state"],
        "postal": row["incident_zip"],
        "country": row["incident_country"],
    }
    said: Json = pruned(
        {
            "narrative": row["narrative"],
            "incidents": [{"place": {part: typed or None for part, typed in place.items()}}],
            "reporter": {"location": {"text": row["reporter_location"] or None}},
        }
    )
    return said


def one(place: str) -> str:
    return FEDERAL if place == UNKNOWN else place


def right(row: Json) -> set[str]:
    return {one(row["gold_jurisdiction"]), *map(one, row["gold_jurisdiction_also_ok"])}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_no_sample_goes_to_a_wrong_agency(row: Json) -> None:
    assert one(find(told(row)).lead) in right(row) | {FEDERAL}


PLACED = [r for r in ROWS if r["incident_state"] or r["incident_zip"] or r["incident_country"]]


@pytest.mark.parametrize("row", PLACED, ids=lambda row: str(row["id"]))
def test_every_sample_that_the_form_places_is_placed_right(row: Json) -> None:
    assert find(told(row)).lead == row["gold_jurisdiction"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_evidence_is_the_reporters_own_words(row: Json) -> None:
    said = told(row)
    written = dict(texts(said))
    for evidence in find(said).evidence:
        assert written[evidence.field][evidence.start : evidence.end] == evidence.text


def test_two_in_three_of_the_samples_are_placed_right_from_strong_words_alone() -> None:
    placed = sum(one(find(told(row)).lead) in right(row) for row in ROWS)
    assert placed >= 39


@pytest.mark.parametrize(
    ("story", "lead"),
    [
        ("We live in Plano, TX.", "US-TX"),
        ("we are in plano, tx", "US-TX"),
        ("It is in athens GA not ohio", "US-GA"),
        ("They live in Ohio. He lives in Texas.", "US-OH"),
        ("We moved here from Ohio. Our home is in Reno, NV.", "US-NV"),
        ("My daughter is in Spain.", "ES"),
        ("Vivimos en Nuevo México", "US-NM"),
        ("The zip code is 78701", "US-TX"),
        ("Send help to TX 75023", "US-TX"),
        ("Wyoming, Michigan", "US-MI"),
        ("Mérida, Yucatán", "MX"),
    ],
)
def test_strong_words_in_a_story_lead(story: str, lead: str) -> None:
    assert find({"narrative": story}).lead == lead


@pytest.mark.parametrize(
    "story",
    [
        "Her list: charger, meds, ID.",
        "Ask John Smith, MD.",
        "HELP ME OR HE WILL, OK",
        "My friend Georgia told me.",
        "A message from Virginia.",
        "We met at the Texas Roadhouse.",
        "He works in Kansas City.",
        "he works in kansas city",
        "He plays Jordan and Chad in the game.",
        "He sends 90210 messages.",
        "That movie in Ohio was cruel.",
        "I saw on the news that in California a man was caught.",
        "His truck has plates from Ohio.",
        "The server is in Germany.",
        "She is from Portland.",
        "We flew over Washington.",
        "I live in Ohio.",
    ],
)
def test_words_that_only_look_like_a_place_lead_nowhere(story: str) -> None:
    assert find({"narrative": story}).lead == UNKNOWN


def test_where_somebody_means_to_go_is_told_and_does_not_lead() -> None:
    found = find({"narrative": "We live in Logan, UT. He wants her to come to Idaho."})
    assert (found.lead, found.notify) == ("US-UT", ("US-ID",))


def test_two_places_that_no_cue_tells_apart_are_both_told_and_neither_leads() -> None:
    found = find({"narrative": "It began in Ohio. It went on in Texas."})
    assert (found.lead, found.confidence) == (FEDERAL, "weak")
    assert found.notify == ("US-OH", "US-TX")


def test_the_form_decides_where_the_story_names_two() -> None:
    found = find(
        {
            "narrative": "It began in Ohio. It went on in Texas.",
            "incidents": [{"place": {"state": "TX"}}],
        }
    )
    assert (found.lead, found.notify) == ("US-TX", ("US-OH",))


def test_a_childs_school_places_the_child() -> None:
    found = find({"children": [{"school": "Fox Hollow Elementary, Ames, IA"}]})
    assert found.lead == "US-IA"
    assert found.evidence[0].whose == "child"


def test_a_long_list_of_places_is_not_read_to_its_end() -> None:
    assert len(find({"narrative": "Plano, TX. " * 1800}).evidence) <= 40
