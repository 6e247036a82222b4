"""The first commands that a newcomer types, before anything is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MAKE = shutil.which("make") or "make"


def make(*words: str) -> subprocess.CompletedProcess[str]:
    command = [MAKE, "-C", str(ROOT), "--no-print-directory", *words]
    # As typed by hand, also when these tests were themselves started by make.
    typed = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    typed.pop("MFLAGS", None)
    return subprocess.run(  # noqa: S603 - our own Makefile
        command, env=typed, capture_output=True, text=True, check=False, timeout=60
    )


def test_make_alone_shows_what_can_be_made() -> None:
    shown = make()
    assert shown.returncode == 0
    names = [line.split()[1] for line in shown.stdout.splitlines()]
    assert names[:3] == ["help", "install", "run"]
    assert all(len(line.split()) > 2 for line in shown.stdout.splitlines())


def test_an_old_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o700)
    shown = make("run", f"PYTHON={old}")
    assert shown.returncode != 0
    sentence, *rest = shown.stderr.splitlines()
    assert sentence == ("Python 3.11 or newer is needed; name one with: make run PYTHON=python3.11")
    assert all(line.startswith("make: ***") for line in rest)


def test_what_make_install_runs_needs_nothing_that_is_installed() -> None:
    bare = [sys.executable, "-S", "-E", "-c", "import shared.ops.install"]
    done = subprocess.run(  # noqa: S603 - our own interpreter and text
        bare, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
