"""What goes into the functions' packages, and when it has changed."""

import hashlib
import json
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
FUNCTIONS = ("submit", "triage", "refer", "update")
SOURCES = ("functions", "infra", "shared")
TOOLS = ("aws-sam-translator", "chalice")

# Made by this build, or by Python: what they are made from counts.
_MADE = frozenset({"__pycache__", "deployments", "deployed", "rendered", "vendor"})
# Other people's command lines, and what only makes data that is there already.
# "gateway*": the gateway's own pages, which go into the template.
_NOT_DEPLOYED = shutil.ignore_patterns(
    *("__pycache__", "consumer", "ops", "sources", "build*.py", "local_service.py", "gateway*"),
    *("*.md", "*.txt", "*.po"),
)


def digest() -> str:
    """Changes whenever a new build could differ from the last one."""
    seen = hashlib.sha256(repr((sys.version, platform.machine())).encode())
    for tool in TOOLS:
        seen.update(f"{tool}=={version(tool)}\0".encode())
    for file in _sources():
        seen.update(f"{file.relative_to(ROOT)}\0{file.stat().st_size}\0".encode())
        seen.update(file.read_bytes())
    return seen.hexdigest()


def copy_sources(to: Path) -> None:
    """Lay out the four Chalice projects in `to`, each with the part of `shared` that is deployed.

    Chalice takes the processor of its functions from a setting only, so it is set here to that
    of the machine that builds.
    """
    shutil.copytree(ROOT / "shared", to / "shared", ignore=_NOT_DEPLOYED)
    for name in FUNCTIONS:
        project = to / name
        (project / ".chalice").mkdir(parents=True)
        (project / "vendor").mkdir()
        (project / "vendor" / "shared").symlink_to(to / "shared")
        shutil.copy(ROOT / "functions" / name / "app.py", project)
        shutil.copy(ROOT / "shared" / "requirements.txt", project)
        settings = json.loads((ROOT / "functions" / name / ".chalice" / "config.json").read_text())
        settings["lambda_architecture"] = architecture()
        (project / ".chalice" / "config.json").write_text(json.dumps(settings))


def architecture() -> str:
    """The processor of this machine, as Lambda calls it."""
    return "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"


def _sources() -> Iterator[Path]:
    for top in SOURCES:
        for file in sorted((ROOT / top).rglob("*")):
            if file.is_file() and not _MADE & set(file.relative_to(ROOT).parts):
                yield file
