"""The HTTP edge: read a request safely, answer in plain words, and let nothing else out.

No exception leaves here: Chalice would log its text, which may hold what a reporter wrote.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from chalice.app import Chalice, Response

from shared.domain.errors import StoreUnavailableError, TiplineError
from shared.domain.story import Json
from shared.observability import Event, log, log_failure
from shared.web.form import NotAFormError, Pairs, parse_form
from shared.web.headers import HEADERS
from shared.web.languages import LANGUAGES, language_of
from shared.web.pages import static_page

BODY_BYTES = 512 * 1024
# A form above the limit is refused, but comes back with all that was typed up to here.
HANDED_BACK_BYTES = 1024 * 1024
# What is left of a body once it is decoded; the longest story in any script fits.
CONTENT_BYTES = 128 * 1024
ANY = ["*/*"]  # the handlers themselves say kindly which bodies they cannot read
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
API_HEADERS = {**HEADERS, "Content-Type": "application/json"}


class RefusedError(TiplineError):
    """A request that is answered by a status and the name of a page, or of a sentence."""

    def __init__(self, status: int, page: str) -> None:
        super().__init__(page)
        self.status = status
        self.page = page


_SENTENCES = {
    "too_large": "This is larger than a report can be. Please send the words alone.",
    "not_json": "This body is no JSON object. Please send the report as one JSON object.",
    "not_a_form": "We cannot take files or pictures. Please send words, as JSON.",
    "not_found": "There is nothing at this address.",
    "wrong_host": "This is a demonstration. It answers on this computer only.",
    "bad_number": "This is no report number and code. Each has twelve digits; please look again.",
    "no_match": "We could not match this number and code. Please look at both again.",
    "no_such_report": "There is no report of this number.",
    "busy": "We could not keep this. Please send it again in a moment.",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What the handlers read of a request: no address, no user agent, no referrer."""

    body: bytes
    content_type: str | None
    language: str


def read_request(app: Chalice, lang: str | None = None, limit: int = BODY_BYTES) -> Request:
    """The request at hand. Raises RefusedError if it is too large, packed or not text."""
    headers = header_values(app)
    if headers.get("content-encoding", "identity") != "identity":
        raise RefusedError(415, "not_a_form")
    try:
        body: bytes = _request(app).raw_body or b""
    except (UnicodeEncodeError, ValueError):
        raise RefusedError(400, "not_a_form") from None
    if len(body) > limit:
        raise RefusedError(413, "too_large")
    language = lang if lang in LANGUAGES else language_of(headers.get("accept-language"))
    return Request(body, headers.get("content-type"), language)


def header_values(app: Chalice) -> Mapping[str, str]:
    """The headers of the request at hand, whatever their case."""
    headers: Mapping[str, str] = _request(app).headers
    return headers


def _request(app: Chalice) -> Any:
    if app.current_request is None:
        raise LookupError("no request at hand")
    return app.current_request


def read_form(request: Request) -> Pairs:
    """The names and values of a form. Raises RefusedError."""
    try:
        return parse_form(request.body, request.content_type)
    except NotAFormError:
        raise RefusedError(415, "not_a_form") from None


def read_json(request: Request) -> Json:
    """The JSON object in the body. Raises RefusedError."""
    if (request.content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(415, "not_a_form")
    try:
        value = json.loads(request.body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise RefusedError(400, "not_json") from None
    if not isinstance(value, dict):
        raise RefusedError(400, "not_json")
    return value


def _refuse(_: str) -> NoReturn:
    """NaN and the infinities are no JSON."""
    raise ValueError


def page(body: str, status: int = 200) -> Response:
    """An HTML answer."""
    return Response(body, status_code=status, headers=dict(HEADERS))


def answer(body: Json, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(body, status_code=status, headers=dict(API_HEADERS))


def known_language(lang: str) -> str:
    """The language in an address. Raises RefusedError for one that we do not speak."""
    if lang not in LANGUAGES:
        raise RefusedError(404, "not_found")
    return lang


@dataclass(frozen=True, slots=True)
class Edge:
    """Guards every route of one API."""

    app: Chalice
    demonstration: Callable[[], bool]

    def pages(self, view: Callable[..., Response]) -> Callable[..., Response]:
        """A route for people: whatever happens is answered by a page in their language."""
        return self._guarded(view, self._sorry_page)

    def api(self, view: Callable[..., Response]) -> Callable[..., Response]:
        """A route for programs: whatever happens is answered by one sentence in JSON."""
        return self._guarded(view, _sorry_json)

    def _guarded(
        self, view: Callable[..., Response], sorry: Callable[[int, str], Response]
    ) -> Callable[..., Response]:
        def guarded(**path: str) -> Response:
            try:
                self._check_host()
                return view(**path)
            except RefusedError as refused:
                log(Event.REFUSED, status=refused.status, reason=refused.page)
                return sorry(refused.status, refused.page)
            except StoreUnavailableError as error:
                log_failure(error, "store")
                return sorry(503, "busy")
            except Exception as error:
                log_failure(error, "edge")
                return sorry(503, "busy")

        guarded.__name__ = view.__name__
        return guarded

    def _check_host(self) -> None:
        """A demonstration that somebody reached over a network could be taken for a hotline."""
        if not self.demonstration():
            return
        host = header_values(self.app).get("host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name.lower() not in LOCAL_HOSTS:
            raise RefusedError(421, "wrong_host")

    def _sorry_page(self, status: int, name: str) -> Response:
        wish = header_values(self.app).get("accept-language")
        shown = name if name != "not_json" else "not_a_form"
        text = static_page(shown, language_of(wish), demonstration=self.demonstration())
        return page(text, status)


def _sorry_json(status: int, name: str) -> Response:
    return answer({"error": _SENTENCES[name]}, status)


def fits(told: Json) -> bool:
    """Whether the content, decoded, is within what a row and a queue can carry."""
    return len(json.dumps(told, ensure_ascii=False).encode()) <= CONTENT_BYTES


def validation_answer(problems: list[dict[str, Any]]) -> Response:
    """What stands in the way of a JSON report, by field, without a word of what was sent."""
    log(Event.REFUSED, status=422, reason="invalid", count=len(problems))
    return answer({"error": "Please look at these fields.", "problems": problems}, 422)
