"""Run LocalStack as a process of this machine, where there is no Docker."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.ops import children
from shared.ops.cloud import GivenCloud
from shared.ops.emulator import LOOPBACK, free_port
from shared.ops.errors import OperatorError
from shared.ops.install import ROOT, install
from shared.ops.scratch import scratch_folder
from tests.localstack.health import wait_until_ready
from tests.localstack.listening import listens_elsewhere
from tests.localstack.newer_python import newer_python

HERE = Path(__file__).parent
READY_WITHIN = 120.0  # seconds, on a machine that does much else
END_WITHIN = 5.0  # it has nothing to save


@contextmanager
def localstack_process(local: Path, say: Callable[[str], None]) -> Iterator[GivenCloud]:
    """Install what is missing, start, wait until it answers; stop and tidy up at the end."""
    if sys.platform != "linux":
        # Only there can we see that it listens on this machine alone.
        raise OperatorError("LocalStack without Docker needs Linux; start Docker and try again.")
    home = local / "localstack"
    home.mkdir(parents=True, exist_ok=True)
    _install_core(home / "core")
    install(home / "functions", HERE / "functions.txt", project=None, progress=say)
    say("Starting LocalStack …")
    cloud = GivenCloud(LOOPBACK, free_port())
    with scratch_folder(home / "tmp") as scratch:
        process = _started(home, scratch, cloud.port)
        try:
            _wait(cloud, process, scratch, home)
            yield cloud
        finally:
            children.stop(process, patience=END_WITHIN)


def _install_core(environment: Path) -> None:
    command = [str(newer_python()), "-m", "tests.localstack.install_core", str(environment)]
    installing = children.start(command, output=sys.stdout, folder=ROOT)
    try:
        if installing.wait():
            raise OperatorError("LocalStack could not be installed.")
    finally:
        children.stop(installing, patience=2)


def _started(home: Path, scratch: Path, port: int) -> subprocess.Popen[str]:
    python = home / "functions" / "bin" / "python"
    with (scratch / "localstack.log").open("w", encoding="utf-8") as output:
        return children.start(
            [home / "core" / "bin" / "python", "-m", "localstack.runtime.main"],
            output=output,
            folder=scratch,
            environment=settings(scratch, port, python),
        )


def settings(scratch: Path, port: int, python: Path) -> dict[str, str]:
    """All that LocalStack sees; `python` runs the functions."""
    address = f"{LOOPBACK}:{port}"
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(scratch),
        "TMPDIR": str(scratch),  # it unpacks the functions there
        "PYTHONPATH": str(HERE / "plugin"),
        # Where it may write. It believes to be in a container where it finds /.dockerenv, and would
        # then clear folders of the machine.
        "OVERRIDE_IN_DOCKER": "0",
        "FILESYSTEM_ROOT": str(scratch / "files"),
        "CONFIG_DIR": str(scratch / "settings"),
        "LOCALSTACK_HOST": address,
        "GATEWAY_LISTEN": address,
        "GATEWAY_SERVER": "loopback",
        "DNS_ADDRESS": "0",
        # Nothing is fetched and nothing is told to anybody.
        "DISABLE_EVENTS": "1",
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "LS_LOG": "warn",
        "SQS_ENDPOINT_STRATEGY": "path",
        "PROVIDER_OVERRIDE_DYNAMODB": "moto",
        "PROVIDER_OVERRIDE_DYNAMODBSTREAMS": "moto",
        "LAMBDA_RUNTIME_EXECUTOR": "process",
        # It would look at an idle queue every ten seconds only; Lambda waits at the queue.
        "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC": "0.05",
        "LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC": "1",
        "FUNCTION_PYTHON": str(python),
    }


def _wait(cloud: GivenCloud, process: subprocess.Popen[str], scratch: Path, home: Path) -> None:
    if not wait_until_ready(cloud, READY_WITHIN, lambda: process.poll() is None):
        # Nobody has reported anything yet, so this log can hold no reporter's words.
        kept = shutil.copyfile(scratch / "localstack.log", home / "localstack.log")
        raise OperatorError(f"LocalStack did not start; {kept.relative_to(ROOT)} says why.")
    if listens_elsewhere(process.pid):
        raise OperatorError("LocalStack listens to other machines, so it was stopped.")
