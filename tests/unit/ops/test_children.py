"""Programs that are started end with the command that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.ops import children

ROOT = Path(__file__).resolve().parents[3]
# Starts a grandchild, tells its number and waits; both ignore the first request to end.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid, flush=True)
time.sleep(60)
"""
PARENT = """
import subprocess, sys, time
from pathlib import Path
from shared.ops import children
child = children.start([sys.executable, "-c", "import time; time.sleep(60)"],
                       output=subprocess.DEVNULL, folder=Path("/"))
print(child.pid, flush=True)
time.sleep(60)
"""


def ended(pid: int, within: float = 5.0) -> bool:
    """Whether a process is gone, or only waits for its parent to notice."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            if ") Z" in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8"):
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_stopping_ends_the_whole_group_even_if_it_does_not_listen(tmp_path: Path) -> None:
    child = children.start(
        [sys.executable, "-c", STUBBORN], output=subprocess.PIPE, folder=tmp_path
    )
    assert child.stdout is not None
    grandchild = int(child.stdout.readline())
    children.stop(child, patience=0.1)
    assert child.returncode == -signal.SIGKILL
    assert ended(grandchild)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tie a child to its parent")
def test_a_child_ends_when_its_parent_is_killed_hard(tmp_path: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.3)  # the child must have become its program
        parent.kill()
        assert ended(child)


def test_a_program_that_ran_gives_its_status_and_all_it_wrote(tmp_path: Path) -> None:
    status, written = children.finish(
        [sys.executable, "-c", "import sys; print('out'); sys.exit('err')"], folder=tmp_path
    )
    assert status == 1
    assert sorted(written.split()) == ["err", "out"]


def test_a_program_sees_only_the_environment_it_is_given(tmp_path: Path) -> None:
    os.environ["OPENTIPLINE_HOST_VARIABLE"] = "1"
    try:
        _, written = children.finish(
            [sys.executable, "-c", "import os; print(*os.environ)"],
            folder=tmp_path,
            environment={"ONLY": "this"},
        )
    finally:
        del os.environ["OPENTIPLINE_HOST_VARIABLE"]
    assert set(written.split()) <= {"ONLY", "LC_CTYPE"}


def test_an_interrupted_program_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: subprocess.Popen[str]) -> tuple[str, str]:
        raise KeyboardInterrupt

    started: list[int] = []
    start = children.start

    def remembered(*args: object, **named: object) -> subprocess.Popen[str]:
        child = start(*args, **named)  # type: ignore[arg-type]
        started.append(child.pid)
        return child

    monkeypatch.setattr(subprocess.Popen, "communicate", interrupted)
    monkeypatch.setattr(children, "start", remembered)
    with pytest.raises(KeyboardInterrupt):
        children.finish([sys.executable, "-c", "import time; time.sleep(60)"], folder=tmp_path)
    assert ended(started[0])
