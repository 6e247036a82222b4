"""Make the pages that no reporter changes ahead of time: `python -m shared.web.build`."""

import re
from pathlib import Path

from shared.web.languages import LANGUAGES
from shared.web.pages import READY, STATIC, mode, slot
from shared.web.rendering import rendered


def build(out: Path | None = None) -> None:
    """Write page × language × mode below `out` (the package's own folder if None)."""
    for demonstration in (True, False):
        for lang in LANGUAGES:
            folder = (out or READY) / mode(demonstration=demonstration) / lang
            folder.mkdir(parents=True, exist_ok=True)
            for name, slots in STATIC.items():
                page = rendered(
                    name, lang, demonstration=demonstration, **{mark: slot(mark) for mark in slots}
                )
                (folder / f"{name}.html").write_text(_tight(page), encoding="utf-8")


def _tight(page: str) -> str:
    """Without the templates' indentation; nothing typed stands in a page made ahead."""
    return re.sub(r"(?<=>)\n\s*(?=<)", "", re.sub(r"\n\s*", "\n", page))


if __name__ == "__main__":
    build()
