"""The sentences of the public pages, per language, by id."""

import json
from functools import cache
from pathlib import Path
from typing import cast

_FOLDER = Path(__file__).with_name("words")


@cache
def words(lang: str) -> dict[str, str]:
    """Every sentence of a language by its id."""
    text = (_FOLDER / f"{lang}.json").read_text(encoding="utf-8")
    return cast("dict[str, str]", json.loads(text))
