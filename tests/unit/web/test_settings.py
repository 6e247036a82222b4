import warnings
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.story import steps
from shared.web.languages import KNOWN
from shared.web.settings import ALWAYS, SETTINGS, needs_of, resources_for, unchecked
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
        assert set(resource.languages) <= set(KNOWN)
        assert (resource.url or "https://").startswith("https://")
        assert resource.url or resource.phone


def test_what_nobody_looked_at_within_half_a_year_is_told() -> None:
    today = datetime.now(UTC).date()
    if names := unchecked(today):
        # A warning, not a failure: a fork must not turn red by the calendar alone.
        warnings.warn(f"nobody has checked lately: {', '.join(names)}", stacklevel=1)
    for age, told in ((None, True), (181, True), (180, False), (0, False)):
        day = None if age is None else today - timedelta(days=age)
        resources = tuple(replace(one, checked_on=day) for one in SETTINGS.resources)
        aged = replace(SETTINGS, resources=resources, platforms=())
        assert bool(unchecked(today, aged)) == told


def test_every_platform_is_named_once_over_a_safe_line() -> None:
    names = [platform.name for platform in SETTINGS.platforms]
    assert names == sorted(set(names), key=str.lower)
    assert all(platform.url.startswith("https://") for platform in SETTINGS.platforms)


def test_a_draft_is_off_until_a_setting_names_it() -> None:
    assert SETTINGS.languages == ("en", "es")
    assert {code for code in SETTINGS.languages if KNOWN[code].draft} == set()


def test_a_demonstration_has_no_telephone_number_of_its_own() -> None:
    assert SETTINGS.phone is None
