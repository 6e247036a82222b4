"""The `tipline` command: plain sentences, and nothing done that was not asked for."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shared.ops import children
from shared.ops.main import app

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "tests" / "data" / "triage_public.jsonl"
FIELDS = ["id", "urgency", "reasons", "jurisdiction", "notify", "evidence"]


def test_production_is_refused_in_one_sentence() -> None:
    shown = CliRunner().invoke(app, ["deploy", "--stage", "prod"])
    assert shown.exit_code == 1
    assert shown.stderr.startswith("This version deploys demonstrations only")
    assert shown.stderr.count("\n") == 1


def test_a_taken_port_is_told_before_anything_is_installed(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        tipline = [sys.executable, "-m", "shared.ops.main", "run", "--port", str(port)]
        status, written = children.finish(tipline, folder=ROOT)
    assert status == 1
    assert written == f"Port {port} is taken; choose another one: make run PORT={port + 1}\n"


def assess(file: Path) -> tuple[int, list[str], str]:
    shown = CliRunner().invoke(app, ["triage", "assess", "--jsonl", str(file)])
    return shown.exit_code, shown.stdout.splitlines(), shown.stderr


def test_every_sample_report_gets_one_judgement_in_its_order() -> None:
    rows = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    status, lines, _ = assess(SAMPLES)
    judgements = [json.loads(line) for line in lines]
    assert status == 0
    assert [judgement["id"] for judgement in judgements] == [row["id"] for row in rows]
    assert all(list(judgement) == FIELDS for judgement in judgements)
    assert {judgement["urgency"] for judgement in judgements} <= {"standard", "high", "immediate"}
    for row, judgement in zip(rows, judgements, strict=True):
        told = [str(value) for name, value in row.items() if not name.startswith("gold_")]
        for words in judgement["evidence"]:
            assert any(words in value for value in told), row["id"]


def test_what_is_known_of_the_answer_does_not_change_it(tmp_path: Path) -> None:
    line = SAMPLES.read_text(encoding="utf-8").splitlines()[0]
    row = json.loads(line)
    bare = {
        name: value
        for name, value in row.items()
        if not name.startswith("gold_") and name not in ("tags", "reporter_role")
    }
    both = tmp_path / "both.jsonl"
    both.write_text(f"{line}\n\n{json.dumps(bare)}\n", encoding="utf-8")
    _, lines, _ = assess(both)
    assert len(lines) == 2
    assert lines[0] == lines[1]


@pytest.mark.parametrize(
    "line",
    [
        "My daughter Ana",
        '"Ana"',
        '{"narrative": "Ana"}',
        '{"id": "1", "reported_at": "Ana"}',
        '{"id": "1", "reported_at": "2026-01-01T00:00:00Z", "category": "Ana"}',
        '{"id": "1", "reported_at": "2026-01-01T00:00:00Z", "child_age": "Ana"}',
    ],
)
def test_a_line_that_is_no_report_is_named_and_not_quoted(tmp_path: Path, line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    status, lines, error = assess(file)
    assert (status, lines) == (1, [])
    assert error.startswith("Line 2 ")
    assert "Ana" not in error


@pytest.mark.parametrize(
    "row",
    [
        {"id": "1", "narrative": "Ana"},
        {"reported_at": "2026-01-01T00:00:00Z", "narrative": "Ana"},
        {"id": "1", "reported_at": "2026-01-01T00:00:00Z"},
    ],
)
def test_what_a_line_needs_is_said(tmp_path: Path, row: dict[str, str]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    assert assess(file) == (1, [], "Line 1 needs id, reported_at and narrative.\n")


def test_whoever_reads_may_stop_reading() -> None:
    tipline = [sys.executable, "-m", "shared.ops.main", "triage", "assess", "--jsonl"]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own program
        [*tipline, str(SAMPLES)], cwd=ROOT, stdout=pipe, stderr=pipe
    ) as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        first = reading.stdout.readline()
        reading.stdout.close()
        assert json.loads(first)["id"]
        assert reading.stderr.read() == b""


def test_a_missing_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    assert assess(file) == (1, [], f"{file}: there is no such file.\n")


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(b"\xff\xfe\n")
    status, _, error = assess(file)
    assert status == 1
    assert "cannot be read" in error
    assert error.count("\n") == 1
