"""What travels on the internal queues: read back as written, or refused as a whole."""

import json

import pytest

from shared.messages import UnreadableMessageError, read_hint, write_hint
from tests.make import number


def test_a_hint_is_read_as_it_was_written_and_holds_only_a_number() -> None:
    body = write_hint(number())
    assert read_hint(body) == number()
    assert json.loads(body) == {"v": 1, "r": number()}


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "null",
        "1",
        '"001234567870"',
        "[]",
        "{}",
        "{",
        '{"v":1}',
        '{"r":"001234567870"}',
        '{"v":2,"r":"001234567870"}',
        '{"v":1,"r":1234567870}',
        '{"v":1,"r":null}',
        '{"v":1,"r":["001234567870"]}',
        '{"v":1,"r":""}',
        '{"v":1,"r":"he waits"}',
        '{"v":1,"r":"\\ud800"}',
        "\x00",
        "\ud800",
        "[" * 100_000,
        '{"v":1,"r":' + "[" * 100_000,
    ],
    ids=lambda body: ascii(body[:30]),
)
def test_what_is_none_of_ours_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableMessageError) as refused:
        read_hint(body)
    assert str(refused.value) == ""
