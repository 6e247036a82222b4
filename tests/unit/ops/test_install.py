"""Installing: once, again only when something changed, and failures in one sentence."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from shared.ops import install as installing
from shared.ops.errors import OperatorError
from shared.ops.install import STAMP, install


class Programs:
    """Stands in for the programs that are started; each call is answered from `answers`."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.answers: dict[str, tuple[int, str]] = {}

    def __call__(self, command: Sequence[str | Path], *, folder: Path) -> tuple[int, str]:
        words = " ".join(map(str, command[1:]))
        self.started.append(words)
        if " venv " in f" {words} ":
            (Path(command[-1]) / "bin").mkdir(parents=True, exist_ok=True)
            (Path(command[-1]) / "bin" / "python").touch()
        return next((self.answers[part] for part in self.answers if part in words), (0, ""))


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Programs:
    programs = Programs()
    monkeypatch.setattr(installing, "finish", programs)
    return programs


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lock = tmp_path / "lock.txt"
    lock.write_text("one==1 \\\n  --hash=sha256:aa\ntwo==2 \\\n  --hash=sha256:bb\n")
    return lock


def test_the_first_time_makes_the_environment_and_installs_by_hash(
    tmp_path: Path, lock: Path, programs: Programs
) -> None:
    said: list[str] = []
    assert install(tmp_path / "env", lock, project=None, progress=said.append)
    assert len(said) == 1
    assert "2 locked packages" in said[0]
    assert "-m venv" in programs.started[0]
    assert f"--require-hashes --requirement {lock}" in programs.started[1]
    assert len(programs.started) == 2


def test_the_second_time_starts_nothing_and_says_nothing(
    tmp_path: Path, lock: Path, programs: Programs
) -> None:
    install(tmp_path / "env", lock, project=None, progress=lambda _: None)
    programs.started.clear()
    said: list[str] = []
    assert not install(tmp_path / "env", lock, project=None, progress=said.append)
    assert (programs.started, said) == ([], [])


def test_a_changed_lock_is_installed_into_the_same_environment(
    tmp_path: Path, lock: Path, programs: Programs
) -> None:
    install(tmp_path / "env", lock, project=None, progress=lambda _: None)
    programs.started.clear()
    lock.write_text("three==3\n")
    assert install(tmp_path / "env", lock, project=None, progress=lambda _: None)
    assert not any("venv" in words.split() for words in programs.started)


def test_a_changed_project_is_installed_again(
    tmp_path: Path, lock: Path, programs: Programs
) -> None:
    settings = tmp_path / "pyproject.toml"
    settings.write_text("a")
    install(tmp_path / "env", lock, project=tmp_path, progress=lambda _: None)
    assert programs.started[-1].endswith(f"--no-deps --no-build-isolation --editable {tmp_path}")
    settings.write_text("b")
    assert install(tmp_path / "env", lock, project=tmp_path, progress=lambda _: None)


def test_a_moved_environment_is_made_anew(tmp_path: Path, lock: Path, programs: Programs) -> None:
    install(tmp_path / "env", lock, project=None, progress=lambda _: None)
    (tmp_path / "env").rename(tmp_path / "moved")
    programs.started.clear()
    assert install(tmp_path / "moved", lock, project=None, progress=lambda _: None)
    assert "-m venv --clear" in programs.started[0]


@pytest.mark.parametrize(("version", "made"), [(sys.version, False), ("3.9.1 (old)", True)])
def test_an_environment_without_a_stamp_is_kept_if_its_python_is_this_one(
    tmp_path: Path, lock: Path, programs: Programs, version: str, made: bool
) -> None:
    (tmp_path / "env" / "bin").mkdir(parents=True)
    (tmp_path / "env" / "bin" / "python").touch()
    programs.answers = {"-c ": (0, version + "\n")}
    install(tmp_path / "env", lock, project=None, progress=lambda _: None)
    assert any("venv" in words.split() for words in programs.started) is made


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("NewConnectionError(...)\nERROR: No matching distribution found", "network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one that the lock names"),
        ("noise\nERROR: disk is full\nnoise", "ERROR: disk is full"),
        ("", "no reason"),
    ],
)
def test_a_failure_is_one_sentence_and_leaves_no_stamp(
    tmp_path: Path, lock: Path, programs: Programs, written: str, sentence: str
) -> None:
    install(tmp_path / "env", lock, project=None, progress=lambda _: None)
    lock.write_text("three==3\n")
    programs.answers = {"pip install": (1, written)}
    with pytest.raises(OperatorError) as raised:
        install(tmp_path / "env", lock, project=None, progress=lambda _: None)
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "env" / STAMP).exists()


def test_a_python_without_venv_says_what_to_install(
    tmp_path: Path, lock: Path, programs: Programs
) -> None:
    programs.answers = {"-m venv": (1, "")}
    with pytest.raises(OperatorError, match="python3-venv"):
        install(tmp_path / "env", lock, project=None, progress=lambda _: None)
