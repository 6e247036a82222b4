import json
import os
import time
from pathlib import Path

import pytest

from shared.ops import package as packaging
from shared.ops import package_sources
from shared.ops.errors import OperatorError
from shared.ops.package import package

NO_NETWORK = "ERROR: HTTPSConnectionPool: Max retries exceeded (NewConnectionError)"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in package_sources.SOURCES:
        (tmp_path / folder).mkdir()
    (tmp_path / "shared" / "text.py").write_text("")
    monkeypatch.setattr(package_sources, "ROOT", tmp_path)
    return tmp_path


def test_a_second_build_is_found_and_not_made_again(build: Path) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in build.iterdir()}
    start = time.process_time()
    package(build)
    assert time.process_time() - start < 5  # making one takes twenty
    after = {file.name: file.stat().st_mtime_ns for file in build.iterdir()}
    assert after | {"lock": 0} == before | {"lock": 0}


def test_a_build_holds_what_a_deployment_needs_and_nothing_else(build: Path) -> None:
    names = {file.name.partition("-")[0] for file in build.iterdir()}
    zips = set(package_sources.FUNCTIONS)
    assert names == zips | {"template.json", "agencies.json", "directory.json", "digest", "lock"}
    keys = {
        body["Properties"]["Code"]["S3Key"]
        for body in json.loads((build / "template.json").read_text())["Resources"].values()
        if body["Type"] == "AWS::Lambda::Function"
    }
    assert keys == {file.name for file in build.glob("*.zip")}


def test_any_change_of_a_source_or_of_its_name_asks_for_a_new_build(project: Path) -> None:
    seen = [package_sources.digest()]
    (project / "shared" / "text.py").write_text("x = 1\n")
    seen.append(package_sources.digest())
    (project / "shared" / "text.py").rename(project / "shared" / "words.py")
    seen.append(package_sources.digest())
    (project / "infra" / "data.yaml").write_text("Resources: {}\n")
    seen.append(package_sources.digest())
    assert len(set(seen)) == len(seen)


def test_what_a_build_makes_asks_for_no_new_build(project: Path) -> None:
    before = package_sources.digest()
    for made in ("shared/__pycache__", "shared/web/rendered", "functions/submit/vendor"):
        (project / made).mkdir(parents=True)
        (project / made / "made.html").write_text("made")
    assert package_sources.digest() == before


def test_without_a_network_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "submit").mkdir()
    monkeypatch.setattr(packaging, "_CHALICE", f"import sys; sys.exit({NO_NETWORK!r})")
    with pytest.raises(OperatorError, match="connect to the network") as failed:
        packaging._chalice(tmp_path, "submit")
    assert "\n" not in str(failed.value)


def test_a_mistake_in_an_app_is_named_with_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "triage").mkdir()
    monkeypatch.setattr(packaging, "_CHALICE", "raise SystemExit('NameError: no such name')")
    with pytest.raises(OperatorError, match="functions/triage: NameError"):
        packaging._chalice(tmp_path, "triage")


def test_a_builder_s_own_python_path_does_not_reach_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "update").mkdir()
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    monkeypatch.setattr(
        packaging, "_CHALICE", "import os; raise SystemExit('PYTHONPATH' in os.environ)"
    )
    assert packaging._chalice(tmp_path, "update").name == "sam.yaml"
