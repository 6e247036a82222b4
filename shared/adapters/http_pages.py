"""The HTTP edge for people: forms in, pages out, in the language of the address or the browser."""

from dataclasses import dataclass

from chalice.app import Response

from shared.adapters.http import Edge, RefusedError, Request, View, header_values
from shared.web.form import NotAFormError, Pairs, parse_form
from shared.web.headers import HEADERS
from shared.web.languages import DEFAULT, LANGUAGES, language_of
from shared.web.pages import static_page

# A form above the limit is refused, but comes back with all that was typed up to here.
HANDED_BACK_BYTES = 1024 * 1024


def page(body: str, status: int = 200) -> Response:
    """An HTML answer."""
    return Response(body, status_code=status, headers=dict(HEADERS))


def known_language(lang: str) -> str:
    """The language in an address. Raises RefusedError for one that we do not speak."""
    if lang not in LANGUAGES:
        raise RefusedError(404, "not_found")
    return lang


def read_form(request: Request) -> Pairs:
    """The names and values of a form. Raises RefusedError."""
    try:
        return parse_form(request.body, request.content_type)
    except NotAFormError:
        raise RefusedError(415, "not_a_form") from None


def spoken_language(lang: str) -> str:
    """The language in the address that a form was sent to; English for one that we do not speak.

    It may have been switched off while somebody was writing: no report is refused for that.
    """
    return lang if lang in LANGUAGES else DEFAULT


@dataclass(frozen=True, slots=True)
class PageEdge(Edge):
    """Guards every route of an API that people see."""

    def pages(self, view: View) -> View:
        """A route for people: whatever happens is answered by a page in their language."""
        return self.guarded(view, self._sorry_page)

    def wished_language(self) -> str:
        """What the address says, and if it says nothing, what the browser asks for."""
        request = self.app.current_request
        in_address = (request.uri_params or {}).get("lang") if request else None
        if in_address in LANGUAGES:
            return str(in_address)
        return language_of(header_values(self.app).get("accept-language"))

    def _sorry_page(self, status: int, name: str) -> Response:
        shown = static_page(name, self.wished_language(), demonstration=self.demonstration())
        return page(shown, status)
