"""What a reporter adds and asks, at the edge: limits, cleaning, and no echo."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from shared.domain.update import StatusQuestion, UpdateKind, UpdateTold
from shared.web.problems import api_problems

CANARY = "canary_qzx"


def refused(model: type[BaseModel], told: Any) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(told)
    return caught.value


def test_words_are_taken_up_to_their_limit_and_no_further() -> None:
    assert UpdateTold.model_validate({"text": "я" * 20_000})
    refused(UpdateTold, {"text": "я" * 20_001})


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00\u202e\ud800"])
def test_an_update_without_a_word_is_refused(text: str) -> None:
    refused(UpdateTold, {"text": text})


def test_words_are_cleaned_like_those_of_a_report() -> None:
    told = UpdateTold.model_validate({"text": " He\x00 waits\ud800.\r\n"})
    assert told.text == "He waits."


@pytest.mark.parametrize("kind", UpdateKind)
def test_every_kind_is_taken(kind: UpdateKind) -> None:
    assert UpdateTold.model_validate({"text": "x", "kind": kind.value}).kind is kind


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": [CANARY]},
        {"text": CANARY + " word" * 5_000},
        {"text": "x", "kind": CANARY},
        {"text": "x", CANARY: CANARY},
        {"text": "x", "report_number": {"one": CANARY}},
        {"text": "x", "access_code": CANARY * 20},
        {"text": "x", "received_at": CANARY},
    ],
    ids=lambda wrong: ascii(wrong)[:40],
)
def test_a_refused_update_is_not_repeated(wrong: dict[str, Any]) -> None:
    error = refused(UpdateTold, wrong)
    assert CANARY not in str(api_problems(error))
    assert f"'{CANARY}" not in str(error)


def test_a_question_takes_nothing_but_number_and_code() -> None:
    refused(StatusQuestion, {"report_number": "1", "access_code": "2", "text": "x"})
