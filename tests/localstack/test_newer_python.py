"""The other Python: the one that really is that version, wherever it is kept."""

from pathlib import Path

import pytest

from shared.ops.errors import OperatorError
from tests.localstack.newer_python import MISSING, newer_python


def program(at: Path, says: str) -> Path:
    """Stands in for a Python: it answers whatever it is asked."""
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_text(f"#!/bin/sh\n{says}\n")
    at.chmod(0o700)
    return at


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))


def test_the_one_on_the_path_comes_first(tmp_path: Path) -> None:
    found = program(tmp_path / "path" / "python3.13", "echo 3.13")
    program(tmp_path / "pyenv/versions/3.13.0/bin/python3.13", "echo 3.13")
    assert newer_python() == found


@pytest.mark.parametrize("answer", ["exit 127", "echo 3.12"])
def test_a_stand_in_for_a_version_that_is_switched_off_is_passed_over(
    tmp_path: Path, answer: str
) -> None:
    program(tmp_path / "path" / "python3.13", answer)
    kept = program(tmp_path / "pyenv/versions/3.13.0/bin/python3.13", "echo 3.13")
    assert newer_python() == kept


def test_uv_is_asked_where_it_keeps_one(tmp_path: Path) -> None:
    kept = program(tmp_path / "kept" / "python3.13", "echo 3.13")
    program(tmp_path / "path" / "uv", f"echo {kept}")
    assert newer_python() == kept


def test_without_one_a_sentence_says_what_is_missing() -> None:
    with pytest.raises(OperatorError) as raised:
        newer_python()
    assert str(raised.value) == MISSING
    assert "\n" not in MISSING
