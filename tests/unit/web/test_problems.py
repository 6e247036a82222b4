from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.report import Report
from shared.domain.update import UpdateTold
from shared.web.fields import FORM, Field, Reading
from shared.web.form import report_of_form
from shared.web.problems import Problem, api_problems, is_too_long, problems

SECRET = "quokka"


def refused(raw: dict[str, Any]) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Report.model_validate(raw)
    return caught.value


def test_an_empty_report_asks_for_one_thing_at_the_story() -> None:
    assert problems(refused(report_of_form([("contact", "no")]))) == {"story": Problem("empty")}


@pytest.mark.parametrize(
    "field",
    [f for f in FORM if f.reading in (Reading.TEXT, Reading.LINES, Reading.ACCOUNTS)],
    ids=lambda f: f.name,
)
def test_a_text_that_is_too_long_is_found_at_its_question_with_its_limit(field: Field) -> None:
    found = problems(refused(report_of_form([(field.name, "ab 1 " * 5_000)])))
    assert list(found) == [field.name]
    assert found[field.name].id == "too_long"
    assert found[field.name].limit


def test_too_many_lines_state_how_many_there_can_be() -> None:
    lines = "\n".join(f"https://example.org/{n}" for n in range(21))
    assert problems(refused(report_of_form([("urls", lines)]))) == {"urls": Problem("too_many", 20)}


def test_no_problem_repeats_what_was_typed() -> None:
    raw = {
        "narrative": SECRET * 5_000,
        SECRET: SECRET,
        "danger": {"in_danger_now": SECRET, SECRET: {SECRET: 1}},
        "children": [{"age_at_incident": SECRET}, {SECRET: 1}],
        "submission_key": SECRET,
        "language": SECRET * 10,
    }
    error = refused(raw)
    said = api_problems(error)
    assert len(said) == 8
    assert SECRET not in str(said)
    assert SECRET not in str(problems(error))


def test_the_json_caller_is_told_the_place_and_the_reason() -> None:
    error = refused({"incidents": [{"kind": "x", "platform": "y" * 257}], "strange": 1})
    assert api_problems(error) == [
        {
            "field": "incidents[0].kind",
            "problem": "This is not one of the values that this field takes.",
        },
        {"field": "incidents[0].platform", "problem": "This text is longer than 256 characters."},
        {"field": "report", "problem": "There is a field here that reports do not have."},
    ]


def test_an_update_that_is_too_long_is_said_to_be_so() -> None:
    with pytest.raises(ValidationError) as caught:
        UpdateTold.model_validate({"text": SECRET * 5_000})
    assert is_too_long(caught.value)
    assert api_problems(caught.value) == [
        {"field": "text", "problem": "This text is longer than 20,000 characters."}
    ]


def test_too_many_entries_are_no_text_that_is_too_long() -> None:
    assert not is_too_long(refused({"children": [{"names": ["Alex"]}] * 11}))
