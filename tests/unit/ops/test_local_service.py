"""How commands typed in the project's folder find the running service."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shared.local_service import SERVICE_FILE, LocalService, announce, running

SERVICE = LocalService(
    url="http://127.0.0.1:8000",
    endpoint="http://127.0.0.1:4566",
    port=8000,
    region="us-east-1",
    stage="local",
    receipts_queue_url="http://127.0.0.1:4566/000000000000/receipts",
    tables={"reports": "r"},
    pid=os.getpid(),
)


def test_a_running_service_is_found_in_its_folder_and_below(tmp_path: Path) -> None:
    announce(tmp_path, SERVICE)
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert running(tmp_path) == SERVICE
    assert running(tmp_path / "a" / "b") == SERVICE


def test_the_folder_one_stands_in_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(tmp_path, SERVICE)
    monkeypatch.chdir(tmp_path)
    assert running() == SERVICE


def test_where_nothing_runs_nothing_is_found(tmp_path: Path) -> None:
    assert running(tmp_path) is None


def test_a_file_left_by_a_killed_service_is_not_believed(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    announce(tmp_path, replace(SERVICE, pid=ended.pid))
    assert running(tmp_path) is None


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = announce(tmp_path, SERVICE)
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_others_may_write_is_not_believed(tmp_path: Path) -> None:
    announce(tmp_path, SERVICE).chmod(0o666)
    assert running(tmp_path) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pid": 1}', "\xff"])
def test_a_file_that_is_none_of_ours_is_not_believed(tmp_path: Path, text: str) -> None:
    file = tmp_path / SERVICE_FILE
    file.parent.mkdir()
    file.write_bytes(text.encode("latin-1"))
    file.chmod(0o600)
    assert running(tmp_path) is None
