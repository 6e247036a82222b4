from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.story import steps
from shared.web.languages import LANGUAGES
from shared.web.settings import ALWAYS, SETTINGS, needs_of, resources_for
from tests.unit.web.model import enumeration_at


def ids(told: dict[str, Any]) -> list[str]:
    return [resource.id for resource in resources_for(told)]


def test_a_bare_report_is_pointed_to_the_resources_for_everybody() -> None:
    assert ids({"narrative": "x"}) == ["lifeline", "cybertipline"]


@pytest.mark.parametrize(
    ("told", "resource"),
    [
        ({"images": {"posted": "yes"}}, "take_it_down"),
        ({"incidents": [{"kind": "other"}, {"kind": "csam"}]}, "take_it_down"),
        ({"reporter": {"assistance": ["image_removal"]}}, "take_it_down"),
        ({"danger": {"suspect_access": "lives_with"}}, "childhelp"),
        ({"under_18_at_time": "no"}, "ccri"),
        ({"under_18_at_time": "no"}, "stop_ncii"),
        ({"under_18_at_time": "no"}, "ic3"),
    ],
)
def test_answers_bring_the_resource_that_fits(told: dict[str, Any], resource: str) -> None:
    assert resource in ids(told)
    assert resource not in ids({"narrative": "x"})


def test_not_sure_of_the_age_is_not_sent_to_the_groups_for_adults() -> None:
    assert "adult" not in needs_of({"under_18_at_time": "unknown"})


def test_every_need_looks_at_a_real_answer_of_the_model() -> None:
    for signs in SETTINGS.needs.values():
        for path, values in signs.items():
            enumeration = enumeration_at(path.replace("*", "0"))
            assert enumeration, path
            assert steps(path)
            assert set(values) <= set(enumeration)


def test_every_resource_is_for_a_known_need_in_a_known_language_over_a_safe_line() -> None:
    for resource in SETTINGS.resources:
        assert resource.when <= {ALWAYS, *SETTINGS.needs}
        assert set(resource.languages) <= set(LANGUAGES)
        assert (resource.url or "https://").startswith("https://")
        assert resource.url or resource.phone


def test_every_resource_was_looked_at_within_half_a_year() -> None:
    oldest = datetime.now(UTC).date() - timedelta(days=180)
    assert [r.id for r in SETTINGS.resources if r.checked_on < oldest] == []


def test_a_demonstration_has_no_telephone_number_of_its_own() -> None:
    assert SETTINGS.phone is None
