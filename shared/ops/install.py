"""Install locked packages into an environment of its own, and only when something changed.

Standard library only: `make install` runs it before anything is installed.
"""

import hashlib
import re
import sys
from collections.abc import Callable
from pathlib import Path

from shared.ops.children import finish
from shared.ops.errors import OperatorError

ROOT = Path(__file__).resolve().parents[2]
STAMP = ".installed"
INTERRUPTED = 130

_NO_NETWORK = re.compile(
    "NewConnectionError|Failed to establish|NameResolutionError|name resolution|ProxyError"
    "|ConnectTimeout|Read timed out|No matching distribution|Could not find a version"
    "|Max retries exceeded"
)


def install(
    environment: Path, lock: Path, *, project: Path | None, progress: Callable[[str], None]
) -> bool:
    """Make `environment` hold what `lock` says, and `project` itself. False if it already did."""
    stamp = environment / STAMP
    wanted = fingerprint(environment, lock, project)
    found = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    if found == wanted:
        return False
    count = lock.read_text(encoding="utf-8").count("==")
    progress(
        f"Installing {count} locked packages into {_short(environment)} (once, about a minute) …"
    )
    # Written last and removed first: half an installation never passes for a whole one.
    stamp.unlink(missing_ok=True)
    if not _usable(environment, found):
        _make(environment)
    _pip(environment, "--require-hashes", "--requirement", str(lock))
    if project is not None:
        _pip(environment, "--no-deps", "--no-build-isolation", "--editable", str(project))
    stamp.write_text(wanted, encoding="utf-8")
    return True


def fingerprint(environment: Path, lock: Path, project: Path | None) -> str:
    """Two lines: the Python and the place, then a digest of the lock and the project's settings."""
    digest = hashlib.sha256(lock.read_bytes())
    if project is not None:
        digest.update((project / "pyproject.toml").read_bytes())
    return f"{_place(environment)}\n{digest.hexdigest()}"


def _place(environment: Path) -> str:
    return f"{sys.version} {environment.absolute()}"


def _usable(environment: Path, stamp: str) -> bool:
    """A folder that was moved, or made by another Python, holds commands that start nothing."""
    if stamp:
        return stamp.splitlines()[0] == _place(environment)
    python = environment / "bin" / "python"
    if not python.exists():
        return False
    status, version = finish([python, "-c", "import sys; print(sys.version)"], folder=ROOT)
    return status == 0 and version.strip() == sys.version


def _make(environment: Path) -> None:
    base = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    python = base if base.is_file() else Path(sys.executable)
    status, _ = finish([python, "-m", "venv", "--clear", environment], folder=ROOT)
    if status:
        raise OperatorError(
            f"This Python cannot make {_short(environment)}; install its venv module "
            "(on Debian or Ubuntu: apt install python3-venv) and try again."
        )


def _pip(environment: Path, *what: str) -> None:
    pip: list[str | Path] = [
        environment / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--no-input",
        "--retries",
        "2",
    ]
    status, written = finish([*pip, "--disable-pip-version-check", *what], folder=ROOT)
    if status:
        raise OperatorError(_why(written))


def _why(written: str) -> str:
    """What pip's output comes down to, in a sentence that says what to do."""
    if "DO NOT MATCH THE HASHES" in written:
        return "A package is not the one that the lock names, so nothing more was installed."
    if _NO_NETWORK.search(written):
        return "The packages cannot be reached; connect to the network (or a mirror) and try again."
    errors = [line for line in written.splitlines() if line.startswith("ERROR:")]
    return f"pip could not install the packages: {errors[-1] if errors else 'it gave no reason'}"


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def main() -> None:
    """What `make install` runs."""
    try:
        install(
            ROOT / ".venv",
            ROOT / "requirements" / "dev.txt",
            project=ROOT,
            progress=lambda line: print(line, flush=True),
        )
    except OperatorError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        print("Stopped; the next `make install` starts over.", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
