"""The HTTP edge for programs: read a request safely, answer in plain words, let nothing else out.

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

BODY_BYTES = 512 * 1024
# What is left of a body once it is decoded; the longest story in any script fits.
CONTENT_BYTES = 128 * 1024
ANY = ["*/*"]  # the handlers themselves say kindly which bodies they cannot read
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
HEADERS = {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}
SENTENCES = {
    "too_large": "This is larger than a report can be. Please send the words alone.",
    "not_json": "This is not one JSON object in which each name stands once. Please look again.",
    "not_a_form": "We cannot take files or pictures. Please send words, as JSON.",
    "not_sent_as_json": "Please send the report as JSON, with Content-Type: application/json.",
    "not_found": "There is nothing at this address.",
    "wrong_host": "This is a demonstration. It answers on this computer only.",
    "bad_number": "This is no report number and code. Each has twelve digits; please look again.",
    "no_match": "We could not match this number and code. Please look at both again.",
    "no_such_report": "There is no report of this number.",
    "busy": "We could not keep this. Please send it again in a moment.",
}
View = Callable[..., Response]


class RefusedError(TiplineError):
    """A request that is answered by a status and the name of a sentence, or of a page."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Request:
    """What the handlers read of a request: no address, no user agent, no referrer."""

    body: bytes
    content_type: str


def read_request(app: Chalice, limit: int = BODY_BYTES) -> Request:
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
    return Request(body, headers.get("content-type", ""))


def header_values(app: Chalice) -> Mapping[str, str]:
    """The headers of the request at hand, whatever their case."""
    headers: Mapping[str, str] = _request(app).headers
    return headers


def _request(app: Chalice) -> Any:
    if app.current_request is None:
        raise LookupError("no request at hand")
    return app.current_request


def read_json(request: Request) -> Json:
    """The JSON object in the body. Raises RefusedError."""
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        is_json = request.body.lstrip().startswith(b"{")
        raise RefusedError(415, "not_sent_as_json" if is_json else "not_a_form")
    try:
        value = json.loads(request.body, parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise RefusedError(400, "not_json") from None
    if not isinstance(value, dict):
        raise RefusedError(400, "not_json")
    return value


def _refuse(_: str) -> NoReturn:
    """NaN and the infinities are no JSON."""
    raise ValueError


def _once(pairs: list[tuple[str, Any]]) -> Json:
    """A name given twice would lose the words of the first without a word about it."""
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError
    return told


def fits(told: Json) -> bool:
    """Whether the content, decoded, is within what a row and a queue can carry."""
    return len(json.dumps(told, ensure_ascii=False).encode()) <= CONTENT_BYTES


def answer(body: Json, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(body, status_code=status, headers=dict(HEADERS))


def validation_answer(problems: list[dict[str, str]]) -> Response:
    """What stands in the way of a JSON body, by field, without a word of what was sent."""
    log(Event.REFUSED, status=422, reason="invalid", count=len(problems))
    return answer({"error": "Please look at these fields.", "problems": problems}, 422)


@dataclass(frozen=True, slots=True)
class Edge:
    """Guards every route of one API."""

    app: Chalice
    demonstration: Callable[[], bool]

    def api(self, view: View) -> View:
        """A route for programs: whatever happens is answered by one sentence in JSON."""
        return self.guarded(view, _sorry)

    def guarded(self, view: View, sorry: Callable[[int, str], Response]) -> View:
        """A route whose every failure becomes an answer, and none of whose errors gets out."""

        def guarded(**path: str) -> Response:
            try:
                self._check_host()
                return view(**path)
            except RefusedError as refused:
                log(Event.REFUSED, status=refused.status, reason=refused.sentence)
                return sorry(refused.status, refused.sentence)
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


def _sorry(status: int, sentence: str) -> Response:
    return answer({"error": SENTENCES[sentence]}, status)
