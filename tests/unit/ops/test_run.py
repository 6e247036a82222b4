"""The order to stop: it interrupts once, is never lost, and cannot interrupt the tidying."""

import io
import os
import signal

import pytest
from rich.console import Console

from shared.ops.run import STOPPING, Stopping, stoppable


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
    number: signal.Signals,
) -> None:
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
    assert shown.getvalue() == "Stopped. Nothing of this run is kept.\n"
    assert signal.getsignal(number) is before
