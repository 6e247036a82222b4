"""What the function tests share: everything that would reach a log, and doors without a store."""

import io
import logging
from collections.abc import Callable, Iterator

import pytest

from shared import wiring
from tests.unit.usecases.service import Service

Heard = Callable[[], str]


@pytest.fixture
def heard(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> Iterator[Heard]:
    """All that was logged or printed since the test began."""
    stream, names = io.StringIO(), list(logging.root.manager.loggerDict)
    for logger in (logging.getLogger(name) for name in names):
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):
                monkeypatch.setattr(handler, "stream", stream)
    printed: list[str] = []

    def everything() -> str:
        printed.extend(capfd.readouterr())
        return "".join([stream.getvalue(), caplog.text, *printed])

    yield everything
    assert "withheld" not in everything(), "a log line tried to say what it must not"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    """The functions joined to stand-ins: for whatever needs no AWS to be proven."""
    monkeypatch.setenv("DEMONSTRATION", "true")
    service = Service()
    for name in ("submit", "add_update", "status", "triage", "refer", "take_receipts", "sweep"):
        monkeypatch.setattr(wiring, name, lambda name=name: getattr(service, name))
    return service
