"""One build for all tests of this folder, and the template in it."""

import json
from pathlib import Path

import pytest

from shared.domain.story import Json
from shared.ops.package import TEMPLATE, package

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def build() -> Path:
    """The same build as `make run` makes, and as quickly found when nothing changed."""
    return package(ROOT / "build")


@pytest.fixture(scope="session")
def template(build: Path) -> Json:
    """The one template, as it is deployed."""
    written: Json = json.loads((build / TEMPLATE).read_text(encoding="utf-8"))
    return written
