import zipfile
from pathlib import Path

import pytest

from shared.ops.zips import UncompiledError, finish_zip


def rough(folder: Path, source: str = "x = 1\n") -> Path:
    folder.mkdir(parents=True)
    file = folder / "deployment.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("app.py", source)
        archive.writestr("some-1.0.dist-info/METADATA", "")
        archive.writestr("shared/__pycache__/old.cpython-311.pyc", "")
    return file


def test_the_same_sources_make_the_same_zip_at_any_time_and_place(tmp_path: Path) -> None:
    made = []
    for place in ("one", "two"):
        out = tmp_path / place / "out"
        out.mkdir(parents=True)
        made.append(finish_zip(rough(tmp_path / place / "submit"), out, tmp_path / place))
    assert made[0].name == made[1].name
    assert made[0].read_bytes() == made[1].read_bytes()


def test_other_sources_make_a_zip_of_another_name(tmp_path: Path) -> None:
    first = finish_zip(rough(tmp_path / "a" / "submit"), tmp_path, tmp_path / "a")
    second = finish_zip(rough(tmp_path / "b" / "submit", "x = 2\n"), tmp_path, tmp_path / "b")
    assert first.name != second.name


def test_what_installers_leave_is_taken_out(tmp_path: Path) -> None:
    made = finish_zip(rough(tmp_path / "a" / "submit"), tmp_path, tmp_path / "a")
    with zipfile.ZipFile(made) as archive:
        assert [one.partition(".")[0] for one in archive.namelist()] == ["__pycache__/app", "app"]


def test_a_module_that_does_not_compile_is_not_shipped(tmp_path: Path) -> None:
    with pytest.raises(UncompiledError):
        finish_zip(rough(tmp_path / "a" / "submit", "x = (\n"), tmp_path, tmp_path / "a")
