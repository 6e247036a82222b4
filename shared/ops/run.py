"""Run the whole service on this machine until it is told to stop: a demonstration, never a hotline.

Emulated cloud, packages, deployment, one public address, and a line for everything that happens to
a report.
"""

import errno
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from shared.local_service import SERVICE_FILE, LocalService, announce, running
from shared.ops.children import finish
from shared.ops.cloud import Cloud, given_cloud
from shared.ops.deploy import Outputs, deploy
from shared.ops.emulator import CREDENTIAL, running_emulator
from shared.ops.errors import OperatorError
from shared.ops.install import ROOT
from shared.ops.origin import LOOPBACK, Origin, Routes
from shared.ops.stream import Stream

LOCAL = ROOT / ".local"
BUILD = ROOT / "build"
STAGE = "local"
REGION = "us-east-1"
# Where `referrals` keeps what it fetched, unless it is told another folder.
INBOX = Path("inbox")
LOOK_EVERY = 1.0  # seconds between two looks at the logs
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(port: int, console: Console, endpoint: str | None = None) -> None:
    """Serve until Ctrl-C or SIGTERM, in our own emulated cloud or in the one at `endpoint`.

    Raises OperatorError when it cannot start or go on.
    """
    _prepare()
    with stoppable(console, endpoint) as stopping:

        def say(line: str) -> None:
            stopping.check()
            console.print(line, highlight=False, markup=False, soft_wrap=True)

        with origin_at(port) as origin, _cloud(endpoint, say) as cloud:
            session = _session()
            outputs = _deployed(cloud, session, say)
            origin.routes = _routes(cloud, outputs)
            service = _service(port, cloud, outputs)
            with _announced(service):
                console.print(ready(service), highlight=False, soft_wrap=True)
                logs = session.client("logs", endpoint_url=cloud.endpoint)
                since = 0 if endpoint is None else int(time.time() * 1000)
                _follow(Stream(logs, since), cloud, stopping, say)


class Stopping:
    """Whether somebody asked for the end; asked once, it interrupts, and it is never forgotten."""

    def __init__(self) -> None:
        self._asked = False

    def ask(self, number: int, frame: object) -> None:
        """The signal handler: further signals must not interrupt the tidying."""
        if not self._asked:
            self._asked = True
            raise KeyboardInterrupt

    def check(self) -> None:
        """Interrupt again: Python drops an exception raised inside a destructor."""
        if self._asked:
            raise KeyboardInterrupt


@contextmanager
def stoppable(console: Console, endpoint: str | None = None) -> Iterator[Stopping]:
    """Turn the first signal to stop into a clean end."""
    stopping = Stopping()
    before = {each: signal.signal(each, stopping.ask) for each in STOPPING}
    try:
        yield stopping
    except KeyboardInterrupt:
        for line in stopped(endpoint):
            console.print(line, highlight=False, soft_wrap=True)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def stopped(endpoint: str | None = None) -> Iterator[str]:
    """What is left of a run, for somebody who may have typed something real."""
    if endpoint is None:
        yield "Stopped. The service kept nothing."
    else:
        yield f"Stopped. What was reported stays in the emulated cloud at {endpoint}."
    if any(INBOX.rglob("[!.]*.*")):
        yield f"Referrals that you fetched are in {INBOX}/ until you delete them."


@contextmanager
def origin_at(port: int) -> Iterator[Origin]:
    """Listen at once, so that a taken port is told before anything is installed."""
    try:
        origin = Origin(port)
    except OSError as error:
        raise OperatorError(_why_no_port(port, error)) from None
    serving = threading.Thread(target=origin.serve_forever, args=(0.1,), daemon=True)
    serving.start()
    try:
        yield origin
    finally:
        origin.shutdown()
        origin.server_close()


def _why_no_port(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken; choose another one: make run PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than yours; choose one above 1023."
    return f"Port {port} cannot be used; choose another one: make run PORT=8000"


def ready(service: LocalService) -> str:
    """What somebody who just started the service needs to know."""
    return f"""
[bold]Ready.[/bold] Demonstration: nobody receives these reports.

  Report      {service.url}/
  Update      {service.url}/update/en
  Agencies    .venv/bin/referrals poll --all --once
  Commands    typed in this folder find the service by themselves ({SERVICE_FILE})
  Stop        Ctrl-C
"""


def _prepare() -> None:
    os.umask(0o077)
    LOCAL.mkdir(exist_ok=True)
    if (other := running(ROOT)) is not None:
        raise OperatorError(f"The service already runs in this folder, at {other.url}/")
    # Nothing that is set for real accounts or proxies may reach into a demonstration.
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = f"{LOOPBACK},localhost"


@contextmanager
def _cloud(endpoint: str | None, say: Callable[[str], None]) -> Iterator[Cloud]:
    if endpoint is not None:
        given = given_cloud(endpoint)
        os.environ["NO_PROXY"] = os.environ["no_proxy"] = f"{os.environ['NO_PROXY']},{given.host}"
        yield given
        return
    with running_emulator(LOCAL, say) as emulator:
        yield emulator


def _session() -> boto3.Session:
    return boto3.Session(
        aws_access_key_id=CREDENTIAL, aws_secret_access_key=CREDENTIAL, region_name=REGION
    )


def _deployed(cloud: Cloud, session: boto3.Session, say: Callable[[str], None]) -> Outputs:
    say("Packaging the four functions …")
    # A process of its own: packaging starts others, and all of them have to end with us.
    status, written = finish([sys.executable, "-m", "shared.ops.main", "package"], folder=ROOT)
    if status:
        raise OperatorError(_last_line(written))
    return deploy(
        BUILD,
        stage=STAGE,
        demonstration=True,
        session=session,
        endpoint=cloud.endpoint,
        progress=say,
    )


def _last_line(written: str) -> str:
    lines = written.strip().splitlines()
    return lines[-1] if lines else "The functions could not be packaged."


def _service(port: int, cloud: Cloud, outputs: Outputs) -> LocalService:
    return LocalService(
        url=f"http://{LOOPBACK}:{port}",
        endpoint=cloud.endpoint,
        port=port,
        region=REGION,
        stage=STAGE,
        receipts_queue_url=outputs["ReceiptsQueueUrl"],
        tables={"reports": outputs["ReportsTable"], "directory": outputs["DirectoryTable"]},
        pid=os.getpid(),
    )


def _routes(cloud: Cloud, outputs: Outputs) -> Routes:
    submit, update = (_api_path(outputs, api) for api in ("SubmitApi", "UpdateApi"))
    return Routes(cloud.port, submit, update, cloud.host)


def _api_path(outputs: Outputs, api: str) -> str:
    stage = urlsplit(outputs[f"{api}Url"]).path.strip("/")
    return f"/_aws/execute-api/{outputs[f'{api}Id']}/{stage}"


@contextmanager
def _announced(service: LocalService) -> Iterator[None]:
    file = announce(ROOT, service)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _follow(stream: Stream, cloud: Cloud, stopping: Stopping, say: Callable[[str], None]) -> None:
    while cloud.alive:
        stopping.check()
        with suppress(ClientError, BotoCoreError):  # the next look finds what this one missed
            for line in stream.lines():
                say(line)
        time.sleep(LOOK_EVERY)
    raise OperatorError("The emulated cloud ended by itself; start again with: make run")
