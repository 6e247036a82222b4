"""Labelled reports, one JSON object a line."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"
LEVELS = ("standard", "high", "immediate")
Row = dict[str, Any]


def read(path: Path) -> list[Row]:
    """The rows of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
