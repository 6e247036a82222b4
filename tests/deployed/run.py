"""A `tipline run` in this folder, as a newcomer starts it, for tests to talk to."""

import http.client
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared.ops.emulator import free_port

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".local" / "tmp"
START_WITHIN = 300.0  # seconds; the first start installs the emulator and packages
END_WITHIN = 90.0


@dataclass
class Run:
    """A running `tipline run`, and what it has written so far."""

    process: subprocess.Popen[str]
    port: int
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def until(self, true: Callable[[], bool], within: float) -> None:
        deadline = time.monotonic() + within
        while not true():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(END_WITHIN)

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            headers = {"Content-Type": "application/json"} if body else {}
            connection.request(method, path, json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def started(folder: Path, endpoint: str | None = None) -> Iterator[Run]:
    """In the emulated cloud at `endpoint`, or in one that the command starts itself."""
    there = () if endpoint is None else ("--endpoint", endpoint)
    port = free_port()
    output = folder / "output.txt"
    with output.open("w", encoding="utf-8") as writing:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "shared.ops.main", "run", "--port", str(port), *there],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        yield Run(process, port, output)
    finally:
        process.terminate()
        process.wait(END_WITHIN)


@contextmanager
def served(folder: Path, endpoint: str | None = None) -> Iterator[Run]:
    """The same, ready to be talked to."""
    with started(folder, endpoint) as run:
        run.until(lambda: "Ready." in run.said, START_WITHIN)
        yield run
