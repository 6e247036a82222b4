"""Make the pages that no reporter changes ahead of time: `python -m shared.web.build`."""

import os
from pathlib import Path

from shared.web.build_catalogues import compiled_catalogue, untranslated
from shared.web.gateway_pages import GATEWAY_PAGES, gateway_file, made
from shared.web.languages import LANGUAGES
from shared.web.pages import READY, STATIC, mode, slot
from shared.web.rendering import rendered
from shared.web.words import SOURCE


class UntranslatedError(Exception):
    """A language that is switched on lacks sentences; they are named by their ids."""


def build(out: Path | None = None) -> None:
    """Write page × language × mode below `out` (the package's own folder if None).

    Raises UntranslatedError before a page would be half in English.
    """
    for lang in LANGUAGES:
        if lang != SOURCE:
            _compiled(lang, out or READY)
    for demonstration in (True, False):
        _build_gateway(out or READY, demonstration=demonstration)
        for lang in LANGUAGES:
            folder = (out or READY) / mode(demonstration=demonstration) / lang
            folder.mkdir(parents=True, exist_ok=True)
            for name in STATIC:
                page = page_ahead(name, lang, demonstration=demonstration)
                _written(folder / f"{name}.html", page.encode())


def page_ahead(name: str, lang: str, *, demonstration: bool) -> str:
    """A page with the marks of its open slots."""
    marks = {open_slot: slot(open_slot) for open_slot in STATIC[name]}
    return rendered(name, lang, demonstration=demonstration, **marks)


def _compiled(lang: str, out: Path) -> None:
    if missing := untranslated(lang):
        raise UntranslatedError(f"{lang} does not say: {', '.join(missing)}")
    out.mkdir(parents=True, exist_ok=True)
    _written(out / f"{lang}.mo", compiled_catalogue(lang))


def _build_gateway(out: Path, *, demonstration: bool) -> None:
    for name in GATEWAY_PAGES:
        file = gateway_file(name, demonstration=demonstration, folder=out)
        file.parent.mkdir(parents=True, exist_ok=True)
        _written(file, made(name, demonstration=demonstration).encode())


def _written(path: Path, content: bytes) -> None:
    """Whole or not at all: somebody may be reading it, or writing the same."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.write_bytes(content)
    draft.replace(path)


if __name__ == "__main__":
    build()
