"""Read a rendered page as a browser would, for tests."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

FIELDS = ("input", "select", "textarea")
VOID = {"input", "meta", "link", "br", "img", "hr"}


@dataclass
class Page(HTMLParser):
    """The parts of a page that tests ask about; `values` are what the inputs hold."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    unlabelled: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    text: str = ""
    _open: list[str] = field(default_factory=list)
    _area: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag in FIELDS and given.get("type") != "hidden" and "label" not in self._open:
            self.unlabelled.append(given["name"])
        if tag == "input" and _holds_an_answer(given):
            self.values.setdefault(given["name"], []).append(given.get("value", "on"))
        if tag == "textarea":
            self._area = given["name"]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title += data
        elif "textarea" in self._open:
            self.values.setdefault(self._area, []).append(data.removeprefix("\n"))
        elif "style" not in self._open:
            self.text += data

    def names(self) -> set[str]:
        """The names of every input."""
        return {a["name"] for t, a in self.tags if t in FIELDS}

    def addresses(self) -> list[str]:
        """Every address the page mentions in a tag."""
        kinds = ("href", "src", "action", "srcset", "poster", "formaction", "data")
        return [a[kind] for _, a in self.tags for kind in kinds if kind in a]


def _holds_an_answer(given: dict[str, str]) -> bool:
    if given.get("type") in ("radio", "checkbox"):
        return "checked" in given
    return "value" in given


def read(html: str) -> Page:
    """A page out of its text."""
    page = Page()
    page.feed(html)
    page.close()
    return page
