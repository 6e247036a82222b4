"""The order to stop: it interrupts once, is never lost, and cannot interrupt the tidying."""

import io
import os
import signal
from pathlib import Path

import pytest
from rich.console import Console

from shared.ops.run import STOPPING, Stopping, stoppable, stopped


def test_the_first_signal_interrupts_and_the_next_ones_do_not() -> None:
    stopping = Stopping()
    with pytest.raises(KeyboardInterrupt):
        stopping.ask(signal.SIGTERM, None)
    stopping.ask(signal.SIGTERM, None)


def test_an_interrupt_that_was_dropped_comes_again() -> None:
    stopping = Stopping()
    stopping.check()
    with pytest.raises(KeyboardInterrupt):
        stopping.ask(signal.SIGTERM, None)
    with pytest.raises(KeyboardInterrupt):
        stopping.check()


@pytest.mark.parametrize("number", STOPPING)
def test_a_signal_ends_the_run_and_what_was_set_before_is_set_again(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(number)
    shown = io.StringIO()
    tidied = []
    with stoppable(Console(file=shown)):
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), number)
            tidied.append(number)
    assert tidied == [number]
    assert shown.getvalue() == "Stopped. The service kept nothing.\n"
    assert signal.getsignal(number) is before


@pytest.mark.parametrize("name", ["001234567882_us-fbi_r1.json", "unreadable/0123.txt"])
def test_fetched_referrals_are_named_when_the_run_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    kept = tmp_path / "inbox" / name
    kept.parent.mkdir(parents=True)
    kept.touch()
    assert list(stopped()) == [
        "Stopped. The service kept nothing.",
        "Referrals that you fetched are in inbox/ until you delete them.",
    ]


def test_an_inbox_that_holds_no_referral_is_not_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / ".lock").touch()
    assert list(stopped()) == ["Stopped. The service kept nothing."]
