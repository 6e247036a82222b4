"""Run MiniStack, the emulated cloud of the local service, as a child that leaves nothing behind."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shared.ops import children
from shared.ops.errors import OperatorError
from shared.ops.install import ROOT, install
from shared.ops.scratch import scratch_folder

LOCK = ROOT / "requirements" / "emulator.txt"
LOOPBACK = "127.0.0.1"
CREDENTIAL = "test"
READY_WITHIN = 30.0
END_WITHIN = 10.0


@dataclass(frozen=True, slots=True)
class Emulator:
    """An emulated cloud that we started."""

    port: int
    process: subprocess.Popen[str]
    host: str = LOOPBACK

    @property
    def endpoint(self) -> str:
        """Where every AWS client is pointed."""
        return f"http://{self.host}:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None


@contextmanager
def running_emulator(local: Path, progress: Callable[[str], None]) -> Iterator[Emulator]:
    """Install what is missing, start, wait until it answers; stop and tidy up at the end."""
    home = local / "emulator"
    install(home, LOCK, project=None, progress=progress)
    progress("Starting the emulated cloud …")
    with scratch_folder(local / "tmp") as scratch:
        log = scratch / "emulator.log"
        with log.open("w", encoding="utf-8") as output:
            emulator = _started(home, scratch, output)
        try:
            _wait(emulator, log, local)
            yield emulator
        finally:
            children.stop(emulator.process, patience=END_WITHIN)


def _started(home: Path, scratch: Path, output: IO[str]) -> Emulator:
    port = free_port()
    process = children.start(
        [home / "bin" / "python", "-I", "-m", "ministack"],
        output=output,
        folder=scratch,
        environment=settings(scratch, port),
    )
    return Emulator(port, process)


def settings(scratch: Path, port: int) -> dict[str, str]:
    """All that the emulator and its functions see: functions inherit what is given here."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "BIND_HOST": LOOPBACK,
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": CREDENTIAL,
        "AWS_SECRET_ACCESS_KEY": CREDENTIAL,
        "PERSIST_STATE": "0",
        "STATE_DIR": str(scratch / "state"),
        "LOG_LEVEL": "WARNING",
        "LAMBDA_ACCOUNT_CONCURRENCY": "20",
    }


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _wait(emulator: Emulator, log: Path, local: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while emulator.alive and time.monotonic() < deadline:
        if _healthy(emulator.port):
            return
        time.sleep(0.05)
    # Nobody has reported anything yet, so this log can hold no reporter's words.
    kept = shutil.copyfile(log, local / "emulator.log")
    raise OperatorError(f"The emulated cloud did not start; {kept} says why.")


def _healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        connection.request("GET", "/_ministack/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
