"""Bring the translations in step with English: `python -m shared.web.build_catalogues`.

What is new in English is left open; what changed keeps its old translation, marked as fuzzy, for a
translator to look at. Neither is compiled, so a page is never half in English.
"""

from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from shared.web.gateway_pages import TONGUES
from shared.web.languages import KNOWN
from shared.web.words import CATALOGUES, SOURCE, Forms, english

PROJECT = "opentipline"
WIDTH = 100  # of a line in a catalogue
# What only the gateway's own pages say, in all languages that those are made in.
GATEWAY = "gateway."


def compiled_catalogue(lang: str) -> bytes:
    """A translation as gettext reads it."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(lang))
    return compiled.getvalue()


def catalogue(lang: str) -> Catalog:
    """A translation as it stands in its file."""
    with _path(lang).open("rb") as file:
        return read_po(file, locale=_locale(lang), domain=PROJECT, abort_invalid=True)


def brought_up_to_date(lang: str, old: Catalog) -> Catalog:
    """The same translation of today's English sentences."""
    before = {message.context: message for message in old if message.context}
    catalogue = Catalog(
        locale=_locale(lang),
        domain=PROJECT,
        project=PROJECT,
        version=version(PROJECT),
        msgid_bugs_address="see SECURITY.md and CONTRIBUTING.md",
        last_translator="not recorded",
        language_team=KNOWN[lang].name,
        creation_date=old.creation_date,
        revision_date=old.revision_date,
        fuzzy=False,
        charset="utf-8",
    )
    catalogue.header_comment = f"# {KNOWN[lang].name}. Licence: Apache-2.0, as the project."
    for word in wanted(lang):
        asked = _asked(english()[word])
        known = before.get(word)
        fresh = known is None or known.id == asked
        catalogue.add(
            asked,
            known.string if known else "",
            context=word,
            flags=() if fresh else ("fuzzy",),
            previous_id=() if fresh or known is None else known.id,
            user_comments=known.user_comments if known else (),
        )
    return catalogue


def wanted(lang: str) -> list[str]:
    """The ids of the sentences that pages in a language need."""
    return [word for word in english() if lang in TONGUES or not word.startswith(GATEWAY)]


def untranslated(lang: str) -> list[str]:
    """The ids of the sentences that a language does not say."""
    told = {message.context for message in catalogue(lang) if _is_told(message)}
    return [word for word in wanted(lang) if word not in told]


def write() -> None:
    """Every catalogue there is, in the order of the English sentences."""
    for lang in KNOWN:
        if lang == SOURCE:
            continue
        path = _path(lang)
        old = catalogue(lang) if path.exists() else Catalog(locale=_locale(lang))
        with path.open("wb") as file:
            write_po(file, brought_up_to_date(lang, old), width=WIDTH)


def _asked(forms: Forms) -> str | tuple[str, str]:
    return forms if isinstance(forms, str) else (forms["one"], forms["other"])


def _is_told(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(message.id) and not message.fuzzy and all(strings)


def _path(lang: str) -> Path:
    return CATALOGUES / f"{lang}.po"


def _locale(lang: str) -> str | None:
    return None if lang == "ht" else lang.replace("-", "_")  # babel has no plural rule for it


if __name__ == "__main__":
    write()
