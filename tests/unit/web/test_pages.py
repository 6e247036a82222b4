import re
import subprocess
import sys
from gzip import compress
from pathlib import Path

import pytest

from shared.web.build import build
from shared.web.fields import FORM
from shared.web.form import typed
from shared.web.gateway_pages import GATEWAY_PAGES
from shared.web.languages import KNOWN, LANGUAGES
from shared.web.pages import STATIC, dynamic_page, static_page
from shared.web.problems import Problem
from shared.web.settings import SETTINGS
from shared.web.words import words
from tests.unit.web.page import Page, read
from tests.unit.web.pages import CODE, NUMBER, answering, everything

HOSTILE = """<script>alert(1)</script>"' {{ 7*7 }} &amp; </textarea> @@token@@"""
DEMONSTRATION = tuple(words(lang)("demo.title") for lang in KNOWN)
BANNERS = "|".join(re.escape(words(lang)("demo.banner")) for lang in KNOWN)
NEVER_IN_A_TITLE = r"abus|sex|polic|tip|report|child|menor|niñ|hotline|danger|peligro|safe"


EVERYTHING = everything()
each_page = pytest.mark.parametrize(
    "html", [html for _, _, html in EVERYTHING], ids=[f"{n} {lang}" for n, lang, _ in EVERYTHING]
)


def report(lang: str = "en") -> Page:
    return read(static_page("report", lang, demonstration=True, slots={"token": "t"}))


def test_the_form_asks_exactly_what_the_table_knows() -> None:
    assert report().names() == {field.name for field in FORM} | {"token"}


@each_page
def test_every_input_has_its_label(html: str) -> None:
    assert read(html).unlabelled == []


@each_page
def test_nothing_is_asked_of_another_host(html: str) -> None:
    page = read(html)
    allowed = {resource.url for resource in SETTINGS.resources}
    allowed |= {platform.url for platform in SETTINGS.platforms}
    outside = [a for a in page.addresses() if re.match(r"(\w+:)?//", a)]
    assert set(outside) <= allowed
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object"}
    assert "url(" not in html
    assert "@import" not in html


@each_page
def test_911_comes_first_and_the_exit_is_on_every_page(html: str) -> None:
    links = [attrs["href"] for tag, attrs in read(html).tags if tag == "a"]
    assert links[:2] == ["#main", "tel:911"]
    assert links[-1] == "/exit"


@each_page
def test_a_title_tells_nobody_what_the_page_is_about(html: str) -> None:
    title = read(html).title
    assert title.startswith(DEMONSTRATION)
    assert not re.search(NEVER_IN_A_TITLE, title, re.IGNORECASE)


@each_page
def test_a_demonstration_says_so_on_the_page_and_on_paper(html: str) -> None:
    assert re.search(rf"<p class=demo><strong>(?:{BANNERS})", html)
    assert re.search(r"@media print\{[^@]*\.demo\{", html)


@each_page
def test_a_page_is_small_enough_for_a_slow_phone(html: str) -> None:
    assert len(compress(html.encode())) <= 6 * 1024


@pytest.mark.parametrize(
    ("name", "lang", "html"), [one for one in EVERYTHING if not KNOWN[one[1]].draft]
)
def test_a_page_of_a_complete_language_is_within_sixteen_kilobytes(
    name: str, lang: str, html: str
) -> None:
    handed_back = 1024 if name == "report, made" else 0  # the summary, and whatever was typed
    assert len(html.encode()) <= 16 * 1024 + handed_back


@each_page
def test_the_languages_lead_to_a_page_that_can_be_asked_for(html: str) -> None:
    switch = r"<button form=all formaction=(\S+) name=show value=1 lang=(\w+)>|<b lang=(\w+)"
    shown = [(path, lang or here) for path, lang, here in re.findall(switch, html)]
    links = shown or re.findall(r'<a href="([^"]+)" lang=(\w+)', html)
    assert [lang for _, lang in links] == list(LANGUAGES)
    for path, lang in links:
        if shown and not path:
            continue  # the page's own language, beside what somebody types: no link at all
        assert re.fullmatch(rf"/{lang}(/report|/safety|/help)?|/update/{lang}(/status)?", path)


@each_page
def test_a_link_beside_what_cannot_be_had_again_opens_beside_it(html: str) -> None:
    page = read(html)
    links = [attrs for tag, attrs in page.tags if tag == "a" and attrs["href"].startswith("/")]
    busy = any(words(lang)("message.busy") in html for lang in KNOWN)
    code = sum(attrs.get("class") == "num" for _, attrs in page.tags) == 2
    typing = busy or code or any(tag == "form" for tag, _ in page.tags)
    for link in links[:-1]:
        assert (link.get("target") == "_blank") == typing, link
    assert links[-1]["href"] == "/exit"
    assert "target" not in links[-1]


def test_a_production_page_never_speaks_of_a_demonstration_beside_its_name() -> None:
    for name, _, html in everything(demonstration=False):
        page = read(html)
        assert "class=demo" not in html, name
        assert not page.title.startswith("Demo"), name


def test_every_link_within_the_form_leads_to_a_step() -> None:
    page = report()
    known = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {a[1:] for a in page.addresses() if a.startswith("#")} <= known
    sections = [attrs["id"] for tag, attrs in page.tags if tag == "section"]
    assert len(sections) == 6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_button_that_enter_presses_can_do_nothing(lang: str) -> None:
    first = next(attrs for tag, attrs in report(lang).tags if tag == "button")
    assert first == {"form": "all", "disabled": "", "hidden": ""}


def test_the_form_permits_contact_only_when_asked_to() -> None:
    assert report().values["contact"] == ["no"]


def test_the_token_is_escaped_into_its_slot() -> None:
    html = static_page("report", "en", demonstration=True, slots={"token": '"><b>@@token@@'})
    assert read(html).values["token"] == ['"><b>@@token@@']
    with pytest.raises(KeyError):
        static_page("report", "en", demonstration=True)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("unavailable", [True, False])
def test_everything_typed_comes_back_as_it_was(lang: str, unavailable: bool) -> None:
    pairs = [(f.name, choice) for f in FORM for choice in f.choices[-1:] or (f"\n{HOSTILE}",)]
    html = dynamic_page(
        "report",
        lang,
        demonstration=True,
        typed=typed(pairs),
        problems={} if unavailable else {"platform": Problem("too_long", 256)},
        unavailable=unavailable,
        token="t",
    )
    values = read(html).values
    for field in FORM:
        if not field.choices:
            assert "".join(values[field.name]) == f"\n{HOSTILE}", field.name
        elif f"<select name={field.name}" in html:
            assert f"<option value={field.choices[-1]} selected>" in html
        else:
            assert values[field.name] == [field.choices[-1]], field.name
    assert "<script" not in html
    assert "class=all" in html


def test_an_error_leads_to_the_answer_and_states_the_limit() -> None:
    limits = {"story": 20_000, "my_where": 300, "city": 100, "again2_what": 5_000}
    found = {name: Problem("too_long", limit) for name, limit in limits.items()}
    html = dynamic_page("report", "en", demonstration=True, problems=found, token="t")
    assert "<a href=#story>Tell us in your own words – " in html
    assert "<a href=#my_where>Where are you? – " in html
    assert "<a href=#city>Where did it happen? City – " in html
    assert "<a href=#again2_what>What happened that time? – " in html
    assert "<textarea name=story id=story aria-invalid=true" in html
    assert "20,000 letters" in html


def test_a_status_that_could_not_be_looked_up_speaks_of_no_words_to_send() -> None:
    html = dynamic_page("status", "en", demonstration=True, problem="unavailable")
    assert "We could not look this up just now." in html
    assert "We could not take this just now." not in html


def test_that_all_of_it_is_too_much_is_blamed_on_no_answer() -> None:
    found = {"all": Problem("all_too_long")}
    html = dynamic_page("report", "en", demonstration=True, problems=found, token="t")
    assert "<a href=#all>All of it together is too much for one report." in html
    assert "<form class=all id=all " in html
    assert "aria-invalid=true" not in html


def test_an_empty_form_is_answered_by_the_bare_sentence() -> None:
    found = {"story": Problem("empty")}
    html = dynamic_page("report", "en", demonstration=True, problems=found, token="t")
    assert "<li><a href=#story>Tell us one thing, however small.</a>" in html
    assert "All that you typed" not in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_may_call_about_an_update_is_told_the_number(lang: str) -> None:
    html = dynamic_page("update", lang, demonstration=True, problem="no_match")
    said = html.partition("class=sum")[2].partition("</div>")[0]
    assert "<a href=tel:1-800-843-5678>" in said


def test_a_limit_is_written_as_the_language_writes_it() -> None:
    found = {"story": Problem("too_long", 20_000)}
    html = dynamic_page("report", "es", demonstration=True, problems=found, token="t")
    assert html.count("20,000 letras") == 2


def test_when_nothing_can_be_stored_the_page_says_so_and_keeps_the_token() -> None:
    html = dynamic_page("report", "en", demonstration=True, unavailable=True, token="the-token")
    assert "It was not sent." in html
    assert read(html).values["token"] == ["the-token"]


def test_the_confirmation_shows_number_code_and_honest_limits() -> None:
    page = read(answering("en")["confirmation"])
    assert "0012 3456 7890" in page.text
    assert "10 29 38 47 56 10" in page.text
    assert "Demonstration: nobody has received this." in page.text
    assert page.text.count("Please call 911 now if you can.") == 1
    assert page.text.count("Call 911") == 1  # the one at the top of every page
    assert "We cannot tell you how it ends." in page.text
    assert "StopNCII" in page.text
    assert "/update/en" in page.addresses()


def test_a_calm_confirmation_has_no_alarm() -> None:
    html = dynamic_page("confirmation", "en", demonstration=False, number=NUMBER, code=CODE)
    assert "Please call 911 now" not in html
    assert "StopNCII" not in html


def test_a_status_shows_milestones_with_their_day_and_nothing_else() -> None:
    html = answering("es")["status_answer"]
    shown = re.findall(r"<dt>(.*?)</dt>\s*<dd><time[^>]*>(.*?)</time>", html)
    day = "20 de noviembre de 2026"
    assert shown == [("Lo tenemos", day), ("Usted agregó algo", day)]
    assert "20 November 2026" in answering("en")["status_answer"]
    assert html.count("<dt>") == 2
    assert "0012 3456 7890" in html


def test_an_update_that_did_not_match_keeps_everything_typed() -> None:
    given = {"report_number": ["0012 3456"], "access_code": ["11 22"], "text": [HOSTILE]}
    html = dynamic_page("update", "en", demonstration=True, typed=given, problem="no_match")
    assert read(html).values == {
        "report_number": ["0012 3456"],
        "access_code": ["11 22"],
        "text": [HOSTILE],
    }
    assert "autofocus" in html


@pytest.mark.parametrize("problem", ["empty", "too_long", "no_files", "no_match", "unavailable"])
def test_every_update_problem_has_its_sentence(problem: str) -> None:
    for lang in LANGUAGES:
        assert "class=sum" in dynamic_page("update", lang, demonstration=True, problem=problem)
        assert "class=sum" in dynamic_page("status", lang, demonstration=True, problem=problem)


def test_an_unknown_name_is_an_error_not_a_blank() -> None:
    with pytest.raises(KeyError):
        dynamic_page("update", "en", demonstration=True, problem="no_such_problem")


def test_every_page_is_built_ahead_in_each_language_and_kind_of_run(tmp_path: Path) -> None:
    build(tmp_path)
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    pages = [f"{lang}/{name}" for lang in LANGUAGES for name in STATIC]
    pages += [f"gateway/{name}" for name in GATEWAY_PAGES]
    folders = ("demonstration", "production")
    assert made == {f"{folder}/{page}.html" for folder in folders for page in pages}


def test_a_ready_page_needs_neither_the_template_engine_nor_the_form_model() -> None:
    code = (
        "import sys; from shared.web.pages import static_page; import shared.web.headers, "
        "shared.web.form, shared.web.problems;"
        "static_page('report', 'en', demonstration=True, slots={'token': 't'});"
        "print([m for m in ('jinja2', 'pydantic', 'typer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"
