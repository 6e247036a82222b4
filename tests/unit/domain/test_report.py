"""The report model: what it takes, how much of it, and the little that it refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.report import Answer, Report
from tests.make import number
from tests.unit.domain.model_paths import (
    CHARACTERS,
    CLOSED_ANSWERS,
    ENTRIES,
    OBJECTS,
    YEARS,
    raw,
)


def accepts(told: Any) -> bool:
    try:
        Report.model_validate(told)
    except ValidationError:
        return False
    return True


def with_story(told: dict[str, Any]) -> dict[str, Any]:
    return {"narrative": "Something is wrong.", **told}


def texts_of_the_schema(
    schema: dict[str, Any], part: dict[str, Any], path: str = ""
) -> Iterator[str]:
    """The path of every free text in the model: strings that no vocabulary or format closes."""
    if "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    for choice in part.get("anyOf", []):
        yield from texts_of_the_schema(schema, choice, path)
    if part.get("type") == "array":
        yield from texts_of_the_schema(schema, part["items"], f"{path}[0]")
    for name, inner in part.get("properties", {}).items():
        yield from texts_of_the_schema(schema, inner, f"{path}.{name}".lstrip("."))
    if part.get("type") == "string" and not {"enum", "const", "format", "pattern"} & set(part):
        yield path


def test_every_text_of_the_model_has_its_limit_in_the_table() -> None:
    schema = Report.model_json_schema()
    found = set(texts_of_the_schema(schema, schema)) - {"related_report_numbers[0]"}
    assert found == set(CHARACTERS)


@pytest.mark.parametrize(("path", "limit"), CHARACTERS.items())
def test_a_text_is_taken_up_to_its_limit_and_no_further(path: str, limit: int) -> None:
    assert accepts(raw(path, "é" * limit))
    assert not accepts(raw(path, "é" * (limit + 1)))


@pytest.mark.parametrize(("path", "limit", "entry"), [(p, *most) for p, most in ENTRIES.items()])
def test_a_list_is_taken_up_to_its_limit_and_no_further(path: str, limit: int, entry: Any) -> None:
    assert accepts(raw(path, [entry] * limit))
    assert not accepts(raw(path, [entry] * (limit + 1)))


@pytest.mark.parametrize(("path", "lowest", "highest"), [(p, *ends) for p, ends in YEARS.items()])
def test_an_age_is_taken_within_its_ends(path: str, lowest: int, highest: int) -> None:
    assert accepts(raw(path, lowest))
    assert accepts(raw(path, highest))
    assert not accepts(raw(path, lowest - 1))
    assert not accepts(raw(path, highest + 1))


def test_a_story_of_the_full_length_fits_in_every_script() -> None:
    for letter in ("a", "я", "語", "अ", "😀"):
        assert accepts({"narrative": letter * 20_000})


@pytest.mark.parametrize("path", CHARACTERS)
def test_one_fact_of_any_kind_is_a_report(path: str) -> None:
    assert Report.model_validate(raw(path, "x")).told()


@pytest.mark.parametrize("path", CLOSED_ANSWERS)
@pytest.mark.parametrize("answer", Answer)
def test_every_closed_question_takes_every_answer(path: str, answer: Answer) -> None:
    assert accepts(raw(path, answer.value))
    assert not accepts(raw(path, "perhaps"))


def test_a_tick_for_danger_alone_is_a_report() -> None:
    told = Report.model_validate({"danger": {"in_danger_now": "yes"}}).told()
    assert told["danger"] == {"in_danger_now": "yes"}


@pytest.mark.parametrize(
    "empty",
    [
        {},
        {"narrative": ""},
        {"narrative": " \n\t "},
        {"narrative": None},
        {"narrative": "\x00\u202e\ud800"},
        {"language": "es"},
        {"schema_version": 1},
        {"submit_anyway": "yes"},
        {"submission_key": "5f0e4c3a-0000-4000-8000-000000000001"},
        {"danger": {}},
        {"danger": {"planned_event": {"place": {}}}},
        {"incidents": []},
        {"incidents": [{}]},
        {"children": [{"names": [" "]}]},
        {"reporter": {"contact_permission": "no"}},
        {"reporter": {"contact_permission": "yes"}, "language": "en"},
    ],
)
def test_an_entirely_empty_report_is_refused_as_empty(empty: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        Report.model_validate(empty)
    assert [one["type"] for one in refused.value.errors()] == ["empty_report"]


@pytest.mark.parametrize("path", OBJECTS)
def test_a_name_that_reports_do_not_have_is_refused(path: str) -> None:
    told = raw(path, {"attachment": "x"})
    assert not accepts(with_story(told))


@pytest.mark.parametrize(
    "wrong", ["12", "", "123456789012345", "abcdefghijkl", number()[:-1] + "x", 12, None]
)
def test_a_wrong_related_number_is_a_problem_of_its_field(wrong: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        Report.model_validate(with_story({"related_report_numbers": [wrong]}))
    assert refused.value.errors()[0]["loc"][0] == "related_report_numbers"


def test_a_related_number_is_kept_as_plain_digits() -> None:
    typed = " ".join(number()[i : i + 4] for i in (0, 4, 8))
    report = Report.model_validate(with_story({"related_report_numbers": [typed]}))
    assert report.related_report_numbers == [number()]


def test_no_age_of_an_incident_is_too_old_and_a_plan_may_lie_ahead() -> None:
    assert accepts({"incidents": [{"when": {"start": "1961-01-01", "precision": "year"}}]})
    assert accepts({"danger": {"planned_event": {"when": {"start": "2199-01-01T10:00:00Z"}}}})


def test_what_was_told_holds_no_absent_answer_and_no_form_token() -> None:
    report = Report.model_validate(
        {
            "narrative": "  He waits at the gate.\r\nEvery day. ",
            "submission_key": "5f0e4c3a-0000-4000-8000-000000000001",
            "reporter": {"phones": ["", "505-555-0101"], "name": {"first": " "}},
            "children": [{}],
        }
    )
    assert report.told() == {
        "schema_version": 1,
        "narrative": "He waits at the gate.\nEvery day.",
        "reporter": {"phones": ["505-555-0101"]},
    }


def test_the_length_counts_after_an_encoded_picture_was_taken_out() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA" * 4_000
    told = Report.model_validate({"narrative": f"{picture}, he sent this."}).told()
    assert "iVBOR" not in told["narrative"]
    assert told["narrative"].endswith("he sent this.")
