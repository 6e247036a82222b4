"""Make the build from nothing: one zip per function package and one template for all of them."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shared.domain.story import Json
from shared.ops.agency_stacks import agency_stacks
from shared.ops.errors import OperatorError
from shared.ops.join import join, read_template
from shared.ops.package_sources import FUNCTIONS, ROOT, copy_sources, digest
from shared.ops.zips import finish_zip

TEMPLATE = "template.json"
AGENCIES = "agencies.json"
DIRECTORY = "directory.json"
_STAMP = "digest"
_LOCK = "lock"
# Chalice has no __main__, and its script may belong to another Python than this one.
_CHALICE = "import sys; from chalice.cli import main; sys.exit(main())"
_INFRA = ROOT / "infra"
_NO_NETWORK = ("Connection", "connection", "resolution", "NewConnectionError", "timed out")


def package(out: Path) -> Path:
    """Build into the folder `out`, or leave it as it is if nothing changed; gives `out` back.

    It then holds the zips, `template.json`, `agencies.json` (group → template) and
    `directory.json`. Raises OperatorError.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second finds the work done
        _render_pages()
        stamp = digest()
        if not (out / _STAMP).is_file() or (out / _STAMP).read_text() != stamp:
            _clear(out)
            _build(out)
            (out / _STAMP).write_text(stamp)  # last: a build that was cut short is not one
    return out


def _clear(out: Path) -> None:
    for left in out.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != _LOCK:
            left.unlink()


def _build(out: Path) -> None:
    scratch = out / "scratch"
    scratch.mkdir()
    copy_sources(scratch)
    # Two at a time: a part of the work is waiting for pip.
    with ThreadPoolExecutor(max_workers=2) as both:
        made = both.map(lambda name: _packaged(name, out, scratch), FUNCTIONS)
        packages = dict(zip(FUNCTIONS, made, strict=True))
    _write(out / TEMPLATE, join(packages, read_template(_INFRA / "data.yaml"), _INFRA))
    _write_agencies(out)
    shutil.rmtree(scratch)


def _render_pages() -> None:
    from shared.web.build import build  # jinja2 and every page: not for those who only deploy

    build()


def _chalice(scratch: Path, name: str) -> Path:
    """Let Chalice write its template and zip; gives the template."""
    to = scratch / "packages" / name
    command = [
        *(sys.executable, "-c", _CHALICE, "package"),
        *("--template-format", "yaml", "--merge-template", str(_INFRA / f"{name}.yaml"), str(to)),
    ]
    # Chalice imports the app to find its routes, and boto3 wants a region for that.
    environment = {**os.environ, "AWS_DEFAULT_REGION": "us-east-1"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        command, cwd=scratch / name, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise OperatorError(_why(name, done.stderr))
    return to / "sam.yaml"


def _why(name: str, written: str) -> str:
    if any(sign in written for sign in _NO_NETWORK):
        return (
            "The functions' packages cannot be reached; connect to the network (or a mirror) and "
            "try again."
        )
    lines = written.strip().splitlines() or ["it gave no reason"]
    return f"Chalice could not package functions/{name}: {lines[-1]}"


def _packaged(name: str, out: Path, scratch: Path) -> Json:
    """The package's template, with its functions' code set to the finished zip."""
    template = _chalice(scratch, name)
    finished = finish_zip(template.with_name("deployment.zip"), out, scratch)
    sam = read_template(template)
    code = {"Bucket": {"Ref": "CodeBucket"}, "Key": finished.name}
    for resource in sam["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = code
    return sam


def _write_agencies(out: Path) -> None:
    directory = json.loads((ROOT / "shared" / "places" / "agencies.json").read_text())
    ids = [row["id"] for row in directory["agencies"]]
    _write(out / AGENCIES, agency_stacks(read_template(_INFRA / "agency.yaml"), ids))
    _write(out / DIRECTORY, directory["agencies"])


def _write(file: Path, content: Json | list[Json]) -> None:
    file.write_text(json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False))
