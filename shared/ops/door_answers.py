"""What the local address answers by itself, to people as a page and to programs as JSON."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from shared.web.gateway_pages import GATEWAY_HEADERS, gateway_page
from shared.web.headers import HEADERS

# Where the gateway would answer too, it is with the gateway's own page.
_PAGES = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "no_files",
    HTTPStatus.TOO_MANY_REQUESTS: "again",
    HTTPStatus.BAD_GATEWAY: "again",
    HTTPStatus.SERVICE_UNAVAILABLE: "again",
    HTTPStatus.GATEWAY_TIMEOUT: "again",
}
_WORDS = {
    HTTPStatus.BAD_REQUEST: ("This address cannot be read.", "Please check it."),
    HTTPStatus.NOT_FOUND: ("This page is not here.", "Please check the address."),
    HTTPStatus.LENGTH_REQUIRED: (
        "This cannot be taken.",
        "The request does not say how long it is.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "This is too long to send.",
        "It is more than one report can hold.",
    ),
    HTTPStatus.MISDIRECTED_REQUEST: (
        "This page can be used on this computer only.",
        "It is a demonstration, and answers at 127.0.0.1 and localhost.",
    ),
    HTTPStatus.BAD_GATEWAY: (
        "The service did not answer.",
        "Please send it again; it counts once.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "The service is not ready.",
        "It is not running, or still starting.",
    ),
}
_OTHER = ("This cannot be taken.", "The request is none that a browser sends.")
_PLAIN_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head>
<body><h1>{title}</h1><p>{sentence}</p>
<p>In danger now? Call 911 or your local emergency number.</p>
<p><a href="/">Go to the first page</a></p></body></html>
"""


def door_answer(status: int, path: str) -> tuple[Mapping[str, str], bytes]:
    """Its headers and body; `path` says who asks."""
    title, sentence = _WORDS.get(HTTPStatus(status), _OTHER)
    if "/api/" in path:
        headers = {**HEADERS, "Content-Type": "application/json"}
        return headers, json.dumps({"error": f"{title} {sentence}"}).encode()
    if name := _PAGES.get(HTTPStatus(status)):
        return GATEWAY_HEADERS, gateway_page(name, demonstration=True).encode()
    return HEADERS, _PLAIN_PAGE.format(title=title.removesuffix("."), sentence=sentence).encode()
