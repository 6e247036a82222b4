from pathlib import Path

import pytest

from shared.places import tables
from shared.places.build import HERE, built

TABLES = ("names.json", "zips.json", "counties.json", "towns.json")


def test_the_shipped_files_are_what_their_sources_give() -> None:
    for name, text in built().items():
        assert (HERE / name).read_text(encoding="utf-8") == text, f"run shared.places.build: {name}"


def test_the_tables_stay_small_enough_for_every_worker() -> None:
    assert sum((HERE / name).stat().st_size for name in TABLES) < 400_000


def test_the_notice_names_the_licence_of_the_postal_data() -> None:
    notice = Path(HERE, "NOTICE.md").read_text(encoding="utf-8")
    assert "GeoNames" in notice
    assert "creativecommons.org/licenses/by/4.0" in notice


@pytest.mark.parametrize(
    ("zip5", "place"),
    [
        ("31901", "US-GA"),
        ("75023", "US-TX"),
        ("06390", "US-NY"),  # Fishers Island, among Connecticut's codes
        ("73960", "US-TX"),  # a Texas town among Oklahoma's codes
        ("96799", "US-AS"),
        ("00901", "US-PR"),
        ("96943", "FM"),
        ("09012", "US-FEDERAL"),  # forces abroad
        ("00000", None),
    ],
)
def test_a_zip_code_names_its_state(zip5: str, place: str | None) -> None:
    assert tables.place_of_zip(zip5) == place


@pytest.mark.parametrize(
    "typed",
    ["New Mexico", "new mexico", "NM", "nm", "N.M.", "N. Mex.", "Nuevo México", "NUEVO MEXICO"],
)
def test_a_state_is_known_however_it_is_typed(typed: str) -> None:
    assert tables.state_named(typed) == "US-NM"


def test_a_code_that_is_also_a_short_word_stays_a_code() -> None:
    assert tables.state_named("MT") == "US-MT"


@pytest.mark.parametrize("code", tables.state_codes())
def test_every_state_code_is_a_state(code: str) -> None:
    assert tables.state_named(code) == tables.state_coded(code) == f"US-{code}"


@pytest.mark.parametrize(
    ("typed", "country"),
    [("España", "ES"), ("uk", "GB"), ("EE. UU.", "US"), ("Méjico", "MX"), ("Puerto Rico", "US-PR")],
)
def test_a_country_is_known_by_its_usual_names(typed: str, country: str) -> None:
    assert tables.country_named(typed) == country


@pytest.mark.parametrize(
    ("state", "county", "fips"),
    [("IL", "cook", "17031"), ("IL", "Cook County", "17031"), ("FL", "Saint Johns", "12109")],
)
def test_a_county_is_known_with_or_without_the_word(state: str, county: str, fips: str) -> None:
    assert tables.county_named(state, county) == fips


def test_a_town_has_a_county_only_where_task_forces_share_a_state() -> None:
    assert tables.county_of_town("CA", "Los Angeles") == "06037"
    assert tables.county_of_town("GA", "Athens") is None
    assert tables.is_town("GA", "Athens")
