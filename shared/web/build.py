"""Make the pages that no reporter changes ahead of time: `python -m shared.web.build`."""

import os
import re
from pathlib import Path

from shared.web.gateway_pages import GATEWAY_PAGES, gateway_file, made
from shared.web.languages import LANGUAGES
from shared.web.pages import READY, STATIC, mode, slot
from shared.web.rendering import rendered


def build(out: Path | None = None) -> None:
    """Write page × language × mode below `out` (the package's own folder if None)."""
    for demonstration in (True, False):
        _build_gateway(out or READY, demonstration=demonstration)
        for lang in LANGUAGES:
            folder = (out or READY) / mode(demonstration=demonstration) / lang
            folder.mkdir(parents=True, exist_ok=True)
            for name, slots in STATIC.items():
                page = rendered(
                    name, lang, demonstration=demonstration, **{mark: slot(mark) for mark in slots}
                )
                _written(folder / f"{name}.html", _tight(page))


def _build_gateway(out: Path, *, demonstration: bool) -> None:
    for name in GATEWAY_PAGES:
        file = gateway_file(name, demonstration=demonstration, folder=out)
        file.parent.mkdir(parents=True, exist_ok=True)
        _written(file, _tight(made(name, demonstration=demonstration)))


def _written(path: Path, page: str) -> None:
    """Whole or not at all: somebody may be reading it, or writing the same."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.write_text(page, encoding="utf-8")
    draft.replace(path)


def _tight(page: str) -> str:
    """Without indentation and the end tags that HTML lets out; nothing typed stands in here."""
    page = re.sub(r"\n\s*", "\n", page)
    page = re.sub(r"(?<=>)\n(?=<)", "", page)
    page = re.sub(r"</li>|</?head>|<body>|</body>|</html>", "", page)
    return re.sub(r"</p>(?=<(?:p|h2|fieldset|form|section|ul|/section|/footer)\b)", "", page)


if __name__ == "__main__":
    build()
