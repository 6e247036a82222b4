"""A folder for what an emulated cloud writes while it runs, gone when it ends."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def scratch_folder(tmp: Path) -> Iterator[Path]:
    """A folder of this process, gone afterwards; those of processes that were killed go too."""
    folder = tmp / str(os.getpid())
    try:
        tmp.mkdir(exist_ok=True)
        for old in tmp.iterdir():
            if not _lives(old.name):
                shutil.rmtree(old, ignore_errors=True)
        folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            tmp.rmdir()


def _lives(pid: str) -> bool:
    return sys.platform != "linux" or Path("/proc", pid).is_dir()
