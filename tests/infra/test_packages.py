import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest

# What Lambda's own runtime brings.
RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "urllib3", "python-dateutil", "six")
# For agencies and operators, for whoever builds, or left by an installer.
FOREIGN = (
    "shared/consumer/",
    "shared/ops/",
    "shared/local_service.py",
    "shared/web/build.py",
    "shared/web/gateway",
    "shared/web/templates/gateway",
    "shared/web/rendered/demonstration/gateway/",
    "shared/web/rendered/production/gateway/",
    "shared/places/build.py",
    "shared/places/sources/",
    "tests/",
    "boto3/",
    "botocore/",
    "aws_xray_sdk/",
    "pip/",
    "setuptools/",
)
# Each costs more at a cold start than all of ours. (Powertools imports its own thin tracing module
# always; the X-Ray SDK, which makes it slow, only if it is there.)
NOWHERE = (
    "aws_xray_sdk",
    "aws_lambda_powertools.utilities.parser",
    "aws_lambda_powertools.utilities.idempotency",
)
NOT_IN_WORKERS = ("pydantic", "jinja2", "typer", "shared.domain.report", "shared.web")
IMPORT = """
import importlib, json, sys
sys.path[:0] = json.loads(sys.argv[1])
app = importlib.import_module("app")
assert app.__file__.startswith(json.loads(sys.argv[1])[0])
print(json.dumps(sorted(sys.modules)))
"""
FUNCTIONS = ["submit", "triage", "refer", "update"]
Unpacked = Callable[[str], Path]


@pytest.fixture(scope="session")
def unpacked(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    folders: dict[str, Path] = {}

    def unpack(name: str) -> Path:
        if name not in folders:
            [file] = build.glob(f"{name}-*.zip")
            folders[name] = tmp_path_factory.mktemp(name)
            with zipfile.ZipFile(file) as archive:
                archive.extractall(folders[name])
        return folders[name]

    return unpack


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what Lambda brings and nothing else that is installed here."""
    folder = tmp_path_factory.mktemp("runtime")
    for name in RUNTIME:
        found = distribution(name)
        for top in {
            file.parts[0] for file in found.files or [] if not file.parts[0].startswith(".")
        }:
            if not top.endswith((".dist-info", "__pycache__")):
                (folder / top).symlink_to(Path(str(found.locate_file(top))))
    return folder


def imported(folder: Path, runtime: Path) -> set[str]:
    paths = json.dumps([str(folder), str(runtime)])
    done = subprocess.run(  # noqa: S603 (this very Python, on our own text)
        [sys.executable, "-I", "-S", "-W", "error", "-c", IMPORT, paths],
        capture_output=True,
        text=True,
        check=False,
        env={"AWS_DEFAULT_REGION": "us-east-1"},
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def among(modules: set[str], unwanted: tuple[str, ...]) -> list[str]:
    return [
        one
        for one in sorted(modules)
        if one in unwanted or one.startswith(tuple(f"{u}." for u in unwanted))
    ]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_package_needs_nothing_but_what_lambda_brings(
    name: str, unpacked: Unpacked, runtime: Path
) -> None:
    modules = imported(unpacked(name), runtime)
    assert among(modules, NOWHERE) == []


@pytest.mark.parametrize("name", ["triage", "refer"])
def test_a_worker_imports_neither_pages_nor_the_form_model(
    name: str, unpacked: Unpacked, runtime: Path
) -> None:
    assert among(imported(unpacked(name), runtime), NOT_IN_WORKERS) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_only_what_runs_is_in_a_package(name: str, unpacked: Unpacked) -> None:
    folder = unpacked(name)
    inside = [str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()]
    assert "shared/wiring.py" in inside
    assert [file for file in inside if file.startswith(FOREIGN) or ".dist-info/" in file] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_module_comes_compiled_for_this_python(name: str, unpacked: Unpacked) -> None:
    folder = unpacked(name)
    sources = [*folder.rglob("*.py")]
    tag = sys.implementation.cache_tag
    compiled = [one.parent / "__pycache__" / f"{one.stem}.{tag}.pyc" for one in sources]
    assert len(sources) > 200
    assert [one for one in compiled if not one.is_file()] == []
    # Unchecked: bit 0 says by hash, bit 1 would say that the source is compared.
    assert {one.read_bytes()[4] for one in compiled} == {0b01}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_package_names_the_machine_that_made_it(name: str, unpacked: Unpacked) -> None:
    folder = unpacked(name)
    root = str(Path(__file__).parents[2]).encode()
    ours = [*(folder / "shared").rglob("*.pyc"), *folder.glob("__pycache__/*.pyc")]
    assert ours
    assert [one.name for one in ours if root in one.read_bytes()] == []
    assert all(b"/var/task" in one.read_bytes() for one in ours)


def test_the_pages_made_ahead_are_in_the_public_packages(unpacked: Unpacked) -> None:
    for name in ("submit", "update"):
        assert [*(unpacked(name) / "shared" / "web" / "rendered").rglob("*.html")]
