"""Logging is an allow-list: no sentence, no unknown field and no exception's text gets through."""

import io
import json
import logging
from typing import Any

import pytest

from shared import observability
from shared.observability import ALLOWED, WITHHELD, Event, log, log_failure

CANARY = "canary_qzx he waits at the gate"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What goes to standard output, where Lambda reads the log."""
    stream = io.StringIO()
    for handler in observability._logger.handlers:
        if isinstance(handler, logging.StreamHandler):
            monkeypatch.setattr(handler, "stream", stream)
    return stream


def failing() -> None:
    raise ValueError(CANARY)


def caught(work: Any) -> BaseException:
    try:
        work()
    except Exception as error:
        return error
    raise AssertionError("it did not fail")


def test_an_event_is_one_line_of_json_with_its_fields(written: io.StringIO) -> None:
    log(Event.ACCEPTED, ref="a1b2c3", lane="urgent", count=2)
    line = json.loads(written.getvalue())
    assert line["message"] == "report accepted"
    assert (line["ref"], line["lane"], line["count"]) == ("a1b2c3", "urgent", 2)


@pytest.mark.parametrize("name", ["text", "narrative", "number", "report_number", "body", "email"])
def test_a_field_that_is_not_on_the_list_is_withheld(name: str, written: io.StringIO) -> None:
    log(Event.ACCEPTED, **{name: "canary_qzx"})
    assert json.loads(written.getvalue())[name] == WITHHELD
    assert "canary_qzx" not in written.getvalue()


@pytest.mark.parametrize("name", sorted(ALLOWED))
@pytest.mark.parametrize(
    "value",
    [
        "he waits",
        "two words",
        "tab\tbed",
        "line\nline",
        " ",
        "",
        "x" * 81,
        "urgent\n",
        "señor",
        "a.parent@example.org",
        "\x00",
        "\ud800",
    ],
    ids=ascii,
)
def test_a_sentence_is_withheld_in_every_field(name: str, value: str, written: io.StringIO) -> None:
    log(Event.ACCEPTED, **{name: value})
    assert json.loads(written.getvalue())[name] == WITHHELD


@pytest.mark.parametrize(
    "value", [[CANARY], {"words": CANARY}, (CANARY,), CANARY.encode(), ValueError(CANARY)], ids=repr
)
def test_only_numbers_and_short_names_can_be_logged(value: Any, written: io.StringIO) -> None:
    log(Event.ACCEPTED, reason=value)
    assert "canary_qzx" not in written.getvalue()


def test_a_failure_is_logged_by_type_and_place_and_never_by_its_text(
    written: io.StringIO, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    log_failure(caught(failing), "edge")
    line = json.loads(written.getvalue())
    assert (line["error"], line["reason"]) == ("ValueError", "edge")
    assert line["place"].startswith("test_observability.py:")
    everything = written.getvalue() + "".join(capfd.readouterr()) + caplog.text
    assert "canary_qzx" not in everything
    assert "Traceback" not in everything


def test_neither_is_the_text_of_what_caused_it(written: io.StringIO) -> None:
    def wrapped() -> None:
        try:
            failing()
        except ValueError as cause:
            raise RuntimeError(CANARY) from cause

    log_failure(caught(wrapped), "edge")
    assert "canary_qzx" not in written.getvalue()


def test_a_failure_that_was_never_raised_can_be_logged_too(written: io.StringIO) -> None:
    log_failure(ValueError(CANARY), "edge")
    assert json.loads(written.getvalue())["place"] == "unknown"
