"""Start other programs so that neither they nor what they start outlive this command."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

TETHER = Path(__file__).with_name("tethered.py")


def start(
    command: Sequence[str | Path],
    *,
    output: IO[str] | int,
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start a program in a process group of its own; its first word is a full path."""
    return subprocess.Popen(
        [sys.executable, "-I", str(TETHER), str(os.getpid()), *map(str, command)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=environment,
        text=True,
        start_new_session=True,
    )


def finish(
    command: Sequence[str | Path],
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Run a program to its end: its exit status and everything it wrote."""
    child = start(command, output=subprocess.PIPE, folder=folder, environment=environment)
    try:
        written, _ = child.communicate()
    except BaseException:
        stop(child, patience=2)
        raise
    return child.returncode, written


def stop(child: subprocess.Popen[str], *, patience: float) -> None:
    """Ask the whole group to end, wait `patience` seconds, then end what is left of it."""
    _signal_group(child, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        child.wait(patience)
    _signal_group(child, signal.SIGKILL)
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _signal_group(child: subprocess.Popen[str], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)
