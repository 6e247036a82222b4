"""What a public hotline says of itself, requirement by requirement: docs/requirements.md."""

import re
from html import unescape

import pytest

from shared.web.languages import KNOWN
from shared.web.settings import SETTINGS
from shared.web.words import words
from tests.unit.web.page import read
from tests.unit.web.pages import everything

PAGES = {(name, lang): html for name, lang, html in everything(demonstration=False)}
# Requirement, page, and the sentences that meet it there.
SAID = [
    ("R3 a child or a survivor may report", "start", ("start.what", "start.trouble")),
    ("R4 no proof is asked", "start", ("start.what",)),
    ("R5 no name is needed", "start", ("start.name",)),
    ("R6 why we ask how to reach you", "report", ("h.contact",)),
    ("R8 where it happened", "report", ("q.at",)),
    ("R8 and where you are", "report", ("q.my_where",)),
    ("R13 contact only when permitted", "start", ("start.sees",)),
    ("R18 it can be long ago", "report", ("h.when",)),
    ("R18 and the first page says so", "start", ("start.what",)),
    ("R19 the age at that time", "report", ("q.minor", "q.child_age")),
    ("R20 911 when there is danger", "report", ("danger.call",)),
    ("R20 and on the receipt", "confirmation, made", ("done.call",)),
    ("R21 every report goes to law enforcement", "start", ("start.police",)),
    ("R21 said again beside the form", "report", ("report.intro", "send.final")),
    ("R22 no blame", "start", ("start.trouble",)),
    ("R22 and on the receipt", "confirmation, made", ("done.thanks",)),
    ("R25 what comes next, before anything is asked", "start", ("start.sees", "start.before")),
    ("R26 help with taking pictures down", "report", ("help.image_removal",)),
    ("R28 platforms take reports too", "help", ("help.platforms", "help.platforms.how")),
    ("R29 asking to be called", "report", ("help.call_back",)),
    ("R30 for those who saw something", "help", ("help.seen", "help.seen.how")),
    ("R30 and it can be asked for", "report", ("help.viewing_support",)),
    ("R31 one thing is enough", "start", ("start.one", "ready.none")),
    ("R33 nothing unfinished is kept", "start", ("start.draft",)),
    ("R34 a few minutes", "start", ("start.time",)),
    ("R35 what to have ready", "start", ("start.ready", "ready.who", "ready.accounts")),
    ("R36 no pictures", "start", ("start.pictures",)),
    ("R36 no pictures in the story", "report", ("h.story",)),
    ("R37 but say that you have them", "report", ("q.holds", "h.holds", "q.holds_what")),
    ("R39 another person is another report", "report", ("again.same", "q.earlier")),
    ("R40 more than once, by the same person", "report", ("again", "again.what")),
    ("R44 it cannot be cancelled", "start", ("start.final",)),
    ("R44 said before it is sent", "report", ("send.final",)),
    ("R45 a number", "confirmation, made", ("number", "code", "done.keep")),
    ("R46 to add something with", "confirmation, made", ("done.add",)),
    ("R48 who can help to add it", "update, made", ("update.problem.no_match", "phone.ours")),
    ("R49 no outcomes", "confirmation, made", ("next.limit",)),
    ("R50 who may call", "confirmation, made", ("next.contact",)),
    ("what an exit cannot do", "safety", ("exit.can", "exit.cannot", "safety.history")),
]
each_language = pytest.mark.parametrize("lang", KNOWN)


def shown(name: str, lang: str) -> str:
    """All that a page says, without tags, in one line."""
    html = re.sub(r"<style>.*?</style>", "", PAGES[name, lang])
    return spaced(unescape(re.sub(r"<[^>]*>", " ", html)))


def spaced(text: str) -> str:
    """With one plain space wherever there is any."""
    return re.sub(r"\s+", " ", text)


def groups(html: str) -> list[str]:
    """The radio groups of a form, each as its source."""
    return re.findall(r"<fieldset(?:(?!</fieldset>).)*type=radio.*?</fieldset>", html, re.DOTALL)


@each_language
@pytest.mark.parametrize(
    ("requirement", "name", "ids"), SAID, ids=[f"{r}, {n}" for r, n, _ in SAID]
)
def test_a_page_says_what_is_required(
    requirement: str, name: str, ids: tuple[str, ...], lang: str
) -> None:
    has_no_phone = SETTINGS.phone is None
    for word in ids:
        said = "phone.other" if word == "phone.ours" and has_no_phone else word
        assert spaced(words(lang).text(said)) in shown(name, lang), (requirement, word)


@each_language
@pytest.mark.parametrize("name", ["report", "confirmation, made"])
def test_when_all_were_adults_the_three_groups_are_named(name: str, lang: str) -> None:
    named = {one.name for one in SETTINGS.resources if one.for_adults}
    assert named == {"StopNCII", "CCRI", "FBI IC3"}
    assert all(one in shown(name, lang) for one in named)


@each_language
def test_every_closed_question_can_be_answered_by_not_knowing(lang: str) -> None:
    unsure = words(lang)("closed.unknown")
    found = groups(PAGES["report", lang])
    assert len(found) >= 6
    open_ones = [one for one in found if unsure not in one]
    assert [re.search(r"name=(\w+)", one)[1] for one in open_ones] == ["contact"]  # type: ignore[index]


def test_the_form_forces_nothing() -> None:
    assert not re.search(
        r"\brequired\b|\*", re.sub(r"<style>.*?</style>", "", PAGES["report", "en"])
    )


@each_language
def test_the_languages_stand_before_the_first_question(lang: str) -> None:
    page = PAGES["report", lang]
    assert page.index("class=langs") < page.index("<fieldset")


@each_language
@pytest.mark.parametrize("name", sorted({name for name, _ in PAGES}))
def test_every_page_has_a_telephone_number_and_says_who_speaks_spanish_there(
    name: str, lang: str
) -> None:
    links = [attrs.get("href", "") for tag, attrs in read(PAGES[name, lang]).tags if tag == "a"]
    assert any(link.startswith("tel:1") for link in links)
    spanish = f"<bdi lang=es>{words('es')('phone.also')}</bdi>"
    assert (spanish in PAGES[name, lang]) == (lang != "es")


@each_language
def test_every_page_fits_a_phone(lang: str) -> None:
    for (_, spoken), html in PAGES.items():
        if spoken == lang:
            assert "<meta name=viewport" in html
            assert f"<html lang={lang}" in html
            assert ("dir=rtl" in html.partition(">")[2].partition(">")[0]) == (lang == "ar")


@each_language
@pytest.mark.parametrize("name", sorted({name for name, _ in PAGES}))
def test_a_draft_says_that_it_is_one_and_nothing_else_does(name: str, lang: str) -> None:
    assert (words(lang)("draft") in shown(name, lang)) == KNOWN[lang].draft
