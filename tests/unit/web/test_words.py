import re
from pathlib import Path

import pytest

from shared.domain.row import TOLD
from shared.web import rendering
from shared.web.fields import FORM
from shared.web.languages import LANGUAGES
from shared.web.rendering import MESSAGES, asked
from shared.web.settings import SETTINGS
from shared.web.words import words

FILES = [Path(rendering.__file__), *sorted(rendering.TEMPLATES.glob("*.html"))]
SOURCES = "\n".join(path.read_text() for path in FILES)
BANNED = r"\b(victim|offender|perpetrator|incident|submit|payload|ticket)\b"


def ids(lang: str) -> set[str]:
    return set(words(lang))


def slots(sentence: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", sentence))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_everything(lang: str) -> None:
    assert ids(lang) == ids("en")
    assert [word for word, sentence in words(lang).items() if not sentence.strip()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_fills_the_same_blanks(lang: str) -> None:
    for word, sentence in words("en").items():
        assert slots(words(lang)[word]) == slots(sentence), word


def test_no_sentence_is_left_in_the_other_language() -> None:
    same = {sentence for word, sentence in words("en").items() if sentence == words("es")[word]}
    assert same == {"No"}


def test_every_sentence_is_used_by_a_page() -> None:
    named = set(re.findall(r'"([\w.]+)"', SOURCES))
    stems = {name.rstrip(".") for name in named}
    unused = {
        word
        for word in ids("en")
        if word not in named
        and word.rpartition(".")[0] not in stems
        and word.rpartition(".")[2] not in stems
        and word.partition(".")[0] not in {field.name for field in FORM}
    }
    assert unused == set()


def test_every_option_milestone_message_and_resource_has_its_words() -> None:
    needed = {f"milestone.{step}" for step in TOLD}
    needed |= {f"message.{name}" for name in MESSAGES}
    needed |= {f"resource.{resource.id}" for resource in SETTINGS.resources}
    assert needed <= ids("en")


def test_every_question_that_can_have_a_problem_has_a_name() -> None:
    sentences = words("en")
    questions = [f.name for f in FORM if f.choices != ("yes",)]
    assert all(asked(name, sentences) for name in questions)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_are_kind_and_plain(lang: str) -> None:
    for word, sentence in words(lang).items():
        assert not re.search(BANNED, sentence, re.IGNORECASE), word
        assert "!" not in sentence, word


def test_english_sentences_are_short() -> None:
    for word, sentence in words("en").items():
        for part in re.split(r"[.?:]\s", sentence):
            assert len(part.split()) <= 16, (word, part)


def test_english_reads_like_a_school_book() -> None:
    text = ". ".join(s.rstrip(".?:") for s in words("en").values() if len(s.split()) > 4)
    found = re.findall(r"[A-Za-z']+", text)
    sentences = len(re.findall(r"[.?:](\s|$)", text)) + 1
    grade = 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59
    assert grade <= 5


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e: a rough count that leans high."""
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


def test_the_word_files_are_only_the_known_languages() -> None:
    folder = Path(rendering.__file__).with_name("words")
    assert {path.stem for path in folder.glob("*.json")} == set(LANGUAGES)
