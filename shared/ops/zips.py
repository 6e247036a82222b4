"""Make a Lambda zip small, quick to import, and the same for the same sources."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

# Where Lambda unpacks a zip: what a traceback names, whoever built it and wherever.
LAMBDA_FOLDER = "/var/task"
_WITHOUT_HISTORY = (1980, 1, 1, 0, 0, 0)
# What an installer leaves beside the packages; nothing reads it in a function.
_LEFT_BY_INSTALLERS = ("*.dist-info", "*.egg-info", "bin", "__pycache__")


class UncompiledError(Exception):
    """A module in the zip does not compile with this Python."""


def finish_zip(made: Path, to: Path, scratch: Path) -> Path:
    """Rewrite a zip as `to/<name of its folder>-<digest>.zip`, every module compiled.

    Bytecode is unchecked: a zip never changes, and importing is a good part of a cold start.
    Raises UncompiledError.
    """
    name = made.parent.name
    folder = scratch / f"unpacked-{name}"
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder)
    _tidy(folder)
    _compile(folder)
    rough = scratch / f"{name}.zip"
    _write(folder, rough)
    shutil.rmtree(folder)
    return rough.rename(to / f"{name}-{_digest(rough)}.zip")


def _tidy(folder: Path) -> None:
    for pattern in _LEFT_BY_INSTALLERS:
        for left in [*folder.rglob(pattern)]:
            shutil.rmtree(left)


def _compile(folder: Path) -> None:
    """In one fresh process: what a running one has seen before shows in the bytecode it writes."""
    command = [
        *(sys.executable, "-m", "compileall", "-q", "-f", "-j", "1"),
        *("--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", LAMBDA_FOLDER),
        str(folder),
    ]
    environment = {"PYTHONHASHSEED": "0"}  # the order of sets
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise UncompiledError(folder.name)


def _write(folder: Path, to: Path) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = zipfile.ZipInfo(str(file.relative_to(folder)), _WITHOUT_HISTORY)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
