"""A refused report is never repeated by its error: not its values, not its unknown names."""

from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.report import Report
from shared.web.problems import api_problems, problems
from tests.unit.domain.model_paths import (
    CHARACTERS,
    CLOSED_ANSWERS,
    ENTRIES,
    OBJECTS,
    YEARS,
    raw,
)

CANARY = "canary_qzx"


def refused(told: Any) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Report.model_validate(told)
    return caught.value


def shown(error: ValidationError) -> str:
    """All that a person or program is ever shown of it."""
    return f"{api_problems(error)} {problems(error)}"


@pytest.mark.parametrize(("path", "limit"), CHARACTERS.items())
def test_an_overlong_text_is_not_repeated(path: str, limit: int) -> None:
    error = refused(raw(path, CANARY + " word" * limit))
    assert CANARY not in str(error) + repr(error) + shown(error)


@pytest.mark.parametrize("path", [*CHARACTERS, *CLOSED_ANSWERS, *YEARS, "submission_key"])
@pytest.mark.parametrize(
    "value", [[CANARY], {"one": CANARY}, [[{"one": CANARY}]]], ids=["list", "object", "deep"]
)
def test_a_value_of_the_wrong_kind_is_not_repeated(path: str, value: Any) -> None:
    error = refused(raw(path, value))
    assert CANARY not in str(error) + repr(error) + shown(error)


@pytest.mark.parametrize("path", [*CLOSED_ANSWERS, *YEARS, *ENTRIES, "submission_key", "language"])
def test_words_where_a_choice_belongs_are_not_repeated(path: str) -> None:
    error = refused(raw(path, f"{CANARY} !"))
    assert CANARY not in str(error) + repr(error) + shown(error)


@pytest.mark.parametrize("path", OBJECTS)
def test_an_unknown_name_is_not_repeated(path: str) -> None:
    error = refused({"narrative": "x"} | raw(path, {CANARY: CANARY}))
    assert CANARY not in shown(error)
    assert f"'{CANARY}'" not in str(error)  # the value; pydantic itself keeps the name for us


def test_a_problem_names_the_field_and_says_a_plain_sentence() -> None:
    error = refused({"narrative": "x", "danger": {"in_danger_now": CANARY}})
    [problem] = api_problems(error)
    assert problem["field"] == "danger.in_danger_now"
    assert problem["problem"].endswith(".")


def test_problems_of_an_overlong_text_say_the_limit() -> None:
    [problem] = api_problems(refused({"narrative": "word " * 5_000}))
    assert problem["field"] == "narrative"
    assert "20000" in problem["problem"].replace(",", "")


def test_nothing_told_is_one_problem_of_the_whole_report() -> None:
    [problem] = api_problems(refused({}))
    assert problem["field"] == "report"
    assert "one" in problem["problem"]
