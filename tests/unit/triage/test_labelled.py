"""The labelled reports obey their own guide, and name nobody real."""

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from shared.domain.sample import told_of_sample
from tests.triage.labels import CODES
from tests.triage.rows import DATA, LEVELS, Row, read
from tests.triage.stress import Stress, stressed

FILES = [DATA / "triage_public.jsonl", *sorted((DATA / "triage").glob("*.jsonl"))]
PHONE = re.compile(r"\b\d{3}[-. ]\d{4}\b")
RESERVED_PHONE = re.compile(r"555[-. ]01\d\d")
HOST = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?!example\b)[a-z]{2,6}/|https?://(?!\S+\.example)")

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)


def words_of(row: Row) -> str:
    texts: list[Any] = [value for name, value in row.items() if not name.startswith("gold_")]
    return "\n".join(value for value in texts if isinstance(value, str))


@each_file
def test_labels_are_of_the_guide(file: Path) -> None:
    for row in read(file):
        level = row["gold_urgency"]
        assert row["gold_reasons"][0] in CODES[level], row["id"]
        assert set(row["gold_reasons"]) <= frozenset().union(*CODES.values()), row["id"]
        above = LEVELS[LEVELS.index(level) + 1 :]
        assert set(row["gold_also_ok"]) <= set(above), row["id"]


@each_file
def test_every_row_is_a_report_of_its_own(file: Path) -> None:
    rows = read(file)
    assert [told_of_sample(row) for row in rows]
    for name in ("id", "narrative"):
        twice = [value for value, times in Counter(row[name] for row in rows).items() if times > 1]
        assert twice == [], name


@each_file
def test_nobody_real_is_named(file: Path) -> None:
    for row in read(file):
        said = words_of(row)
        assert all(RESERVED_PHONE.fullmatch(phone) for phone in PHONE.findall(said)), row["id"]
        assert not HOST.search(said), row["id"]


@pytest.mark.parametrize("kind", Stress)
def test_damage_changes_the_words_and_nothing_else(kind: Stress) -> None:

    changed = 0
    for row in read(FILES[0]):
        damaged = stressed(row, kind, random.Random(1))  # noqa: S311 - the same each time
        assert {**damaged, "narrative": ""} == {**row, "narrative": ""}
        changed += damaged["narrative"] != row["narrative"]
    assert changed
