"""The labelled sample file: every row is a valid report, and every name but the labels is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.domain.sample import KINDS, SAMPLE, report_of_sample, told_of_sample
from shared.domain.story import at, steps

FILE = Path(__file__).parents[2] / "data" / "triage_public.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text().splitlines()]
BESIDE_THE_REPORT = {"id", "reported_at"}
LABELS = {"tags", "reporter_role"}


def is_label(name: str) -> bool:
    return name.startswith("gold_") or name in LABELS


def test_the_file_has_sixty_rows() -> None:
    assert len({row["id"] for row in ROWS}) == 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_is_a_valid_report_with_all_its_words(row: dict[str, Any]) -> None:
    told, reported_at = told_of_sample(row)
    assert reported_at.tzinfo is not None
    for name, path in SAMPLE.items():
        value = row.get(name)
        if name in ("category", "is_danger_now") or value in (None, ""):
            continue
        assert at(told, *steps(path)) == value
    if row.get("category"):
        assert at(told, "incidents", 0, "kind") == KINDS[row["category"]]


def test_every_name_of_the_file_but_the_labels_is_mapped() -> None:
    names = {name for row in ROWS for name in row}
    assert {name for name in names if not is_label(name)} - BESIDE_THE_REPORT == set(SAMPLE)


def test_no_label_reaches_the_report() -> None:
    for row in ROWS:
        bare = {name: value for name, value in row.items() if not is_label(name)}
        assert report_of_sample(row) == report_of_sample(bare)


def test_a_word_that_the_table_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        report_of_sample({"category": "no such kind"})
