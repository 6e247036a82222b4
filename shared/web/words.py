"""The sentences of the public pages by id: English as written, every other language translated.

English is the source, `words/en.json`: a sentence, or its forms for one and for many. A translation
is an ordinary gettext catalogue, `locale/LANGUAGE.po`, whose context is the id and whose message is
the English sentence. A sentence that changes in English has no translation any more, and the build
refuses a page that would be half in English.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

SOURCE = "en"
CATALOGUES = Path(__file__).with_name("locale")
COMPILED = Path(__file__).with_name("rendered")
_ENGLISH = Path(__file__).with_name("words") / "en.json"
Forms = str | Mapping[str, str]


class Words:
    """What one language says; `ids` are the same in all of them."""

    def __init__(self, english: Mapping[str, Forms], translations: NullTranslations) -> None:
        self._english = english
        self._translations = translations

    def __call__(self, word: str, **given: object) -> str:
        """A sentence with its blanks filled. Raises KeyError for an id that nobody wrote."""
        return self.text(word).format(**given)

    def __contains__(self, word: str) -> bool:
        return word in self._english

    def __iter__(self) -> Iterator[str]:
        return iter(self._english)

    def text(self, word: str, count: int = 2) -> str:
        """A sentence as it is written, in the form that a count takes in this language."""
        english = self._english[word]
        if isinstance(english, str):
            return self._translations.pgettext(word, english)
        return self._translations.npgettext(word, english["one"], english["other"], count)

    def counted(self, word: str, limit: int | None) -> str:
        """A sentence about so many of something, the number written as the language does."""
        written = "" if limit is None else f"{limit:,}".replace(",", self.text("thousands"))
        return self.text(word, 2 if limit is None else limit).format(limit=written)


@cache
def english() -> Mapping[str, Forms]:
    """Every sentence in English by its id, in the order of the pages."""
    read: Mapping[str, Forms] = json.loads(_ENGLISH.read_text(encoding="utf-8"))
    return read


@cache
def words(lang: str) -> Words:
    """What a language says."""
    return Words(english(), NullTranslations() if lang == SOURCE else _translations(lang))


def _translations(lang: str) -> GNUTranslations:
    """In a package as it was compiled; in the tree as it stands in the catalogue now."""
    if not (CATALOGUES / f"{lang}.po").exists():
        return GNUTranslations(BytesIO((COMPILED / f"{lang}.mo").read_bytes()))
    from shared.web.build_catalogues import compiled_catalogue  # babel: never in a package

    return GNUTranslations(BytesIO(compiled_catalogue(lang)))
