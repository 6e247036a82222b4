"""What moto cannot say by itself: what a row held when its condition was refused."""

import json

import pytest
from moto.dynamodb.exceptions import ConditionalCheckFailed

from tests.localstack.plugin.opentipline_localstack.moto_gap import mend


def test_a_refused_condition_tells_of_bytes_inside_maps_and_lists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ConditionalCheckFailed, "__init__", ConditionalCheckFailed.__init__)
    mend()
    row = {"seal": {"M": {"box": {"B": b"\xff"}}}, "all": {"L": [{"B": b"a"}]}, "n": {"N": "1"}}
    told = json.loads(str(ConditionalCheckFailed(item=row).description))
    assert told["Item"] == {
        "seal": {"M": {"box": {"B": "/w=="}}},
        "all": {"L": [{"B": "YQ=="}]},
        "n": {"N": "1"},
    }


def test_a_refused_condition_without_a_row_stays_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = ConditionalCheckFailed().description
    monkeypatch.setattr(ConditionalCheckFailed, "__init__", ConditionalCheckFailed.__init__)
    mend()
    assert ConditionalCheckFailed().description == before
