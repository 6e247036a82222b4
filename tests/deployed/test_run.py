"""`tipline run` as a newcomer has it: one address, a line per event, nothing left afterwards."""

import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.local_service import SERVICE_FILE, running
from shared.ops.children import finish
from shared.ops.emulator import free_port
from tests.deployed.run import ROOT, SCRATCH, START_WITHIN, Run, served, started

pytestmark = [
    pytest.mark.deployed,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]
WORDS = "He is going to meet my niece, 12, tonight at six in Tampa, Florida. She met him online."


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with served(tmp_path_factory.mktemp("run")) as run:
        yield run


def left_over() -> list[int]:
    """Processes that were given our scratch folder: the emulator and every function in it."""
    mark = f"TMPDIR={SCRATCH}".encode()
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in environment.read_bytes():
                found.append(int(environment.parent.name))
        except OSError:
            continue  # ended meanwhile, or somebody else's
    return found


def gone(within: float = 10.0) -> bool:
    deadline = time.monotonic() + within
    while left_over() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not left_over()


def test_the_way_of_a_report_is_told_without_its_words(service: Run) -> None:
    status, answer = service.ask("POST", "/api/v1/reports", {"narrative": WORDS})
    assert status == 201, answer
    accepted = json.loads(answer)
    assert accepted["demonstration"] is True
    for step in ("accepted", "judged immediate", "made available"):
        service.until(lambda step=step: step in service.said, 30)  # type: ignore[misc]
    told = service.said.partition("Ready.")[2]
    assert "→ urgent lane" in told
    assert "unexpected" not in told
    number = accepted["report_number"].replace(" ", "")
    assert not [word for word in ("Tampa", "niece", "tonight", number) if word in told]


@pytest.mark.parametrize("path", ["/", "/en/", "/es/", "/update/en", "/update/es", "/health"])
def test_both_apis_answer_at_the_one_address(service: Run, path: str) -> None:
    status, answer = service.ask("GET", path)
    assert status == 200
    assert b"emonstration" in answer


def test_commands_typed_in_the_folder_find_the_service(service: Run) -> None:
    found = running(ROOT)
    assert found is not None
    assert (found.pid, found.port, found.stage) == (service.process.pid, service.port, "local")
    assert (ROOT / SERVICE_FILE).stat().st_mode & 0o777 == 0o600
    assert found.receipts_queue_url.endswith("/opentipline-local-receipts")


def test_a_second_service_in_the_same_folder_is_refused(service: Run) -> None:
    again = [sys.executable, "-m", "shared.ops.main", "run", "--port", str(free_port())]
    status, written = finish(again, folder=ROOT)
    assert status == 1
    assert written == (
        f"The service already runs in this folder, at http://127.0.0.1:{service.port}/\n"
    )


def test_it_listens_on_this_machine_alone(service: Run) -> None:
    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{service.process.pid}/net/{table}").read_text().splitlines()
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{service.port:04X}")
    ]
    assert listening == [f"0100007F:{service.port:04X}"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_no_process_no_folder_and_no_file(
    tmp_path: Path, service: Run, number: signal.Signals
) -> None:
    service.stop(signal.SIGTERM)
    with started(tmp_path) as run:
        run.until(lambda: "Ready." in run.said, START_WITHIN)
        assert run.ask("GET", "/health")[0] == 200
        assert left_over()
        assert run.stop(number) == 0
        assert "Stopped. The service kept nothing.\n" in run.said
    assert not left_over()
    assert not SCRATCH.exists()
    assert not (ROOT / SERVICE_FILE).exists()


@pytest.mark.parametrize("moment", ["Starting", "Packaging", "Making the queues", "Loading"])
def test_it_can_be_stopped_while_it_starts(tmp_path: Path, service: Run, moment: str) -> None:
    service.stop(signal.SIGTERM)
    with started(tmp_path) as run:
        run.until(lambda: moment in run.said, START_WITHIN)
        assert run.stop(signal.SIGINT) == 0
        assert "Traceback" not in run.said
    assert not left_over()
    assert not SCRATCH.exists()


def test_killed_hard_it_takes_its_children_along_and_the_next_start_tidies_up(
    tmp_path: Path, service: Run
) -> None:
    service.stop(signal.SIGTERM)
    with started(tmp_path) as run:
        run.until(lambda: "Ready." in run.said, START_WITHIN)
        assert run.ask("GET", "/health")[0] == 200
        run.stop(signal.SIGKILL)
    assert gone()
    assert running(ROOT) is None
    old = set(SCRATCH.iterdir())
    assert old
    with started(tmp_path) as run:
        run.until(lambda: "Packaging" in run.said, START_WITHIN)
        assert not old & set(SCRATCH.iterdir())
        run.stop(signal.SIGTERM)
    assert not SCRATCH.exists()
