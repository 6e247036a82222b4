"""The pages that the gateway answers by itself, made ahead: each says everything in two languages.

Whoever sees one may have just sent a report that never came to us. Going back empties the form,
because no page may be kept; reloading sends the same words with the same token, and counts once.
"""

from pathlib import Path

from shared.web.headers import HEADERS, content_security_policy
from shared.web.languages import DEFAULT
from shared.web.pages import READY, mode
from shared.web.style import sheet
from shared.web.words import words

# The gateway does not know who asks: each page is in these, whatever else the hotline speaks.
TONGUES = ("en", "es")
GATEWAY_PAGES = ("again", "too_large", "no_files", "not_found")
STYLE = sheet("gateway")
# As of every other page; only the style that it allows is the smaller one.
GATEWAY_HEADERS = {**HEADERS, "Content-Security-Policy": content_security_policy(STYLE)}


def gateway_file(name: str, *, demonstration: bool, folder: Path = READY) -> Path:
    """Where the page is made ahead, below the folder of all pages."""
    return folder / mode(demonstration=demonstration) / "gateway" / f"{name}.html"


def gateway_page(name: str, *, demonstration: bool) -> str:
    """The page as it was made ahead, or made now in a tree where that was not done yet."""
    file = gateway_file(name, demonstration=demonstration)
    if file.exists():
        return file.read_text(encoding="utf-8")
    return made(name, demonstration=demonstration)


def made(name: str, *, demonstration: bool) -> str:
    """The page out of its template."""
    from shared.web.rendering import rendered  # the template engine: only when it is needed

    return rendered(
        "gateway",
        DEFAULT,
        demonstration=demonstration,
        said=name,
        style=STYLE,
        tongues=[(lang, words(lang)) for lang in TONGUES],
    )
