import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import write_po

from shared.domain.row import TOLD
from shared.web import build, rendering
from shared.web.build_catalogues import (
    WIDTH,
    brought_up_to_date,
    catalogue,
    untranslated,
    wanted,
)
from shared.web.fields import FORM, Reading
from shared.web.gateway_pages import GATEWAY_PAGES, made
from shared.web.languages import KNOWN
from shared.web.pages import STATIC
from shared.web.problems import Problem
from shared.web.rendering import MESSAGES, asked
from shared.web.settings import SETTINGS
from shared.web.words import CATALOGUES, SOURCE, Words, words
from tests.unit.web.pages import CODE, NUMBER

BANNED = r"\b(victim|offender|perpetrator|incident|submit|payload|ticket)\b"
TRANSLATED = [lang for lang in KNOWN if lang != SOURCE]
COUNTS = (0, 1, 2, 3, 5, 11, 20, 256, 20_000)
# Words that some languages share with English.
SHARED = {"No", "Email", ",", "Chat", "Website", "Start", "Status", "{day} {month} {year}"}

each_language = pytest.mark.parametrize("lang", KNOWN)
translated = pytest.mark.parametrize("lang", TRANSLATED)


def sentences(lang: str) -> list[tuple[str, str]]:
    """Ids and sentences; one that counts is there in each of its forms."""
    says = words(lang)
    found = [(word, says.text(word, count)) for word in wanted(lang) for count in COUNTS]
    return list(dict.fromkeys(found))


ENGLISH = sentences("en")


def slots(sentence: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", sentence))


@translated
def test_every_language_says_everything(lang: str) -> None:
    assert untranslated(lang) == []


@translated
def test_a_catalogue_is_in_step_with_the_english_sentences(lang: str) -> None:
    fresh = BytesIO()
    write_po(fresh, brought_up_to_date(lang, catalogue(lang)), width=WIDTH)
    assert fresh.getvalue() == (CATALOGUES / f"{lang}.po").read_bytes()


@translated
def test_every_language_fills_the_same_blanks(lang: str) -> None:
    blanks = {word: slots(sentence) for word, sentence in ENGLISH}
    for word, sentence in sentences(lang):
        assert slots(sentence) == blanks[word], word


@translated
def test_no_sentence_is_left_in_english(lang: str) -> None:
    assert {said for said in sentences(lang) if said in ENGLISH and said[1] not in SHARED} == set()


def test_a_sentence_that_changed_is_marked_for_a_translator_and_not_compiled() -> None:
    old = catalogue("es")
    before = next(message for message in old if message.context == "nav.start")
    before.id = "Start here"
    fresh = brought_up_to_date("es", old)
    changed = next(message for message in fresh if message.context == "nav.start")
    assert changed.fuzzy
    assert changed.id == "Start"
    assert changed.string == "Inicio"


def test_a_page_is_never_half_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "untranslated", lambda lang: ["exit"] if lang == "es" else [])
    with pytest.raises(build.UntranslatedError, match="es does not say: exit"):
        build.build(tmp_path)
    assert not list(tmp_path.rglob("*.html"))


@pytest.mark.parametrize(("lang", "forms"), [("ru", 3), ("ar", 6), ("ko", 1), ("es", 2)])
def test_a_language_has_as_many_forms_as_it_counts_in(lang: str, forms: int) -> None:
    assert catalogue(lang).num_plurals == forms
    [message] = [one for one in catalogue(lang) if one.context == "problem.too_long"]
    assert isinstance(message.string, tuple)
    assert len(message.string) == forms


def test_a_count_takes_its_form() -> None:
    assert words("en").counted("problem.too_long", 1).endswith("1 letter.")
    assert words("en").counted("problem.too_long", 256).endswith("256 letters and spaces.")
    assert words("es").counted("problem.too_long", 20_000).endswith("20,000 letras y espacios.")


def test_every_sentence_is_said_by_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[str] = set()

    def text(says: Words, word: str, count: int = 2) -> str:
        said.add(word)
        return plain(says, word, count)

    plain = Words.text
    monkeypatch.setattr(Words, "text", text)
    for demonstration in (True, False):
        in_every_state(demonstration=demonstration)
    monkeypatch.setitem(
        rendering._environment("en").globals, "settings", replace(SETTINGS, phone="1-555-0100")
    )
    in_every_state(demonstration=False)
    rendering.rendered("start", "es", demonstration=False)  # says what is spoken at the telephone
    assert set(words("en")) - said == {"draft"}  # which is said of other languages


def in_every_state(*, demonstration: bool) -> None:
    """Make every page with everything that it can be asked to say, in English."""
    for name in STATIC:
        rendering.rendered(name, "en", demonstration=demonstration)
    for name in GATEWAY_PAGES:
        made(name, demonstration=demonstration)
    for name, values in states():
        rendering.rendered(name, "en", demonstration=demonstration, **values)


def states() -> Iterator[tuple[str, dict[str, Any]]]:
    for id in ("empty", "too_long", "too_many", "wrong", "no_files"):
        yield "report", {"problems": {"more": Problem(id, 2)}}
    yield "report", {"problems": {"all": Problem("all_too_long")}}
    yield "report", {"unavailable": True}
    told = {"danger": {"in_danger_now": "yes"}}
    given = {"number": NUMBER, "code": CODE, "told": told, "notes": ("picture", "phone", "email")}
    yield "confirmation", given
    for problem in ("empty", "too_long", "no_files", "no_match", "unavailable"):
        yield "update", {"problem": problem}
    for problem in ("no_match", "unavailable"):
        yield "status", {"problem": problem}
    yield "update_done", {}
    for month in range(1, 13):
        at = datetime(2026, month, 1, tzinfo=UTC)
        yield "status_answer", {"number": NUMBER, "milestones": [(step, at) for step in TOLD]}


def test_every_option_milestone_message_and_resource_has_its_words() -> None:
    needed = {f"milestone.{step}" for step in TOLD}
    needed |= {f"message.{name}" for name in MESSAGES}
    needed |= {f"resource.{resource.id}" for resource in SETTINGS.resources}
    assert needed <= {word for word, _ in ENGLISH}


def test_every_question_that_can_have_a_problem_has_a_name() -> None:
    questions = [field.name for field in FORM if field.reading is not Reading.TICK]
    assert all(asked(name, words("en")) for name in questions)


@each_language
def test_the_words_are_kind_and_plain(lang: str) -> None:
    for word, sentence in sentences(lang):
        assert not re.search(BANNED, sentence, re.IGNORECASE), word
        assert not re.search("[!¡！]", sentence), word


def test_english_sentences_are_short() -> None:
    for word, sentence in ENGLISH:
        for part in re.split(r"[.?:]\s", sentence):
            assert len(part.split()) <= 16, (word, part)


def test_the_catalogues_are_only_those_of_known_languages() -> None:
    assert sorted(path.stem for path in CATALOGUES.glob("*.po")) == sorted(TRANSLATED)
