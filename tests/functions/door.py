"""Ask one of the public APIs as a browser or a program would, without a network."""

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from chalice.app import Chalice
from chalice.test import Client

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
HERE = "127.0.0.1:8000"
CANARY = "canaryqzx"
# What would betray our insides to a reader.
INSIDES = ("Traceback", "Exception", "pydantic", "Error:", ".py", "validation error", "<class")


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    app: Chalice,
    method: str,
    path: str,
    body: bytes | str = b"",
    content_type: str | None = None,
    **headers: str,
) -> Answer:
    """One request from this computer; `headers` with underscores for dashes."""
    sent = {"Host": HERE, "Accept": "*/*"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    if content_type is not None:
        sent["Content-Type"] = content_type
    raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    answer = Client(app).http.request(method, path, headers=sent, body=raw)
    return Answer(
        answer.status_code,
        {name.lower(): _one(value) for name, value in answer.headers.items()},
        answer.body,
    )


def post_json(app: Chalice, path: str, value: Any) -> Answer:
    return ask(app, "POST", path, json.dumps(value), JSON)


def post_form(app: Chalice, path: str, fields: dict[str, str]) -> Answer:
    return ask(app, "POST", path, urlencode(fields), FORM)


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send if nobody typed or ticked anything on this page."""
    reader = _Fields()
    reader.feed(page)
    return reader.fields


def _one(value: Any) -> str:
    return str(value[-1] if isinstance(value, list) else value)


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name")
        if tag not in ("input", "textarea", "select") or not name:
            return
        if told.get("type") in ("checkbox", "radio") and "checked" not in told:
            return
        self.fields[name] = told.get("value") or ""
