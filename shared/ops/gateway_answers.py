"""Which page API Gateway answers with by itself, for each of its kinds of answer."""

import hashlib
import json
from dataclasses import dataclass
from typing import Protocol

from shared.domain.story import Json
from shared.web.gateway_pages import GATEWAY_HEADERS, GATEWAY_PAGES, gateway_page

# As CloudFormation writes the parameter Demonstration.
_MODES = {"true": True, "false": False}
# The gateway takes the template whose key the sender accepts, and JSON's if none fits. Both hold
# the page: a person whose browser accepts neither must not be left with a line of JSON.
_KINDS = ("text/html", "application/json")


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, and the status if it is ours to set: a default's would become that of all others."""

    page: str
    status: str | None = None


# All other kinds of answer fall back on the two defaults.
ANSWERS = {
    "DEFAULT_4XX": Answer("again"),
    "DEFAULT_5XX": Answer("again"),
    "INTEGRATION_FAILURE": Answer("again", "504"),
    "INTEGRATION_TIMEOUT": Answer("again", "504"),
    # What the gateway calls a missing token is only a page that does not exist.
    "MISSING_AUTHENTICATION_TOKEN": Answer("not_found", "404"),
    "REQUEST_TOO_LARGE": Answer("too_large", "413"),
    "RESOURCE_NOT_FOUND": Answer("not_found", "404"),
    "THROTTLED": Answer("again", "429"),
    "UNSUPPORTED_MEDIA_TYPE": Answer("no_files", "415"),
    "WAF_FILTERED": Answer("again", "403"),
}


class PageOf(Protocol):
    """Gives the page of this name."""

    def __call__(self, name: str, *, demonstration: bool) -> str: ...


def page_mapping(page_of: PageOf = gateway_page) -> Json:
    """The pages of both modes, each written once; which mode it is, the stack's parameter says.

    Its name tells what is in it: an API is deployed anew only if its own text has changed. Raises
    ValueError for a page that the gateway would not leave as it is.
    """
    pages = {
        mode: {_key(name): page_of(name, demonstration=demonstration) for name in GATEWAY_PAGES}
        for mode, demonstration in _MODES.items()
    }
    if "$" in str(pages):
        raise ValueError("A page has a dollar sign, which the gateway takes for a variable.")
    digest = hashlib.sha256(json.dumps(pages, sort_keys=True).encode()).hexdigest()
    return {f"GatewayPages{digest[:12]}": pages}


def gateway_responses(mapping: Json) -> Json:
    """What SAM wants to know about the gateway's answers; the pages stay in `mapping`."""
    [pages] = mapping
    return {kind: _response(answer, pages) for kind, answer in ANSWERS.items()}


def _response(answer: Answer, pages: str) -> Json:
    page = {"Fn::FindInMap": [pages, {"Ref": "Demonstration"}, _key(answer.page)]}
    # A fixed value stands between single quotes. AWS does not say what becomes of quotes inside;
    # others deploy their policies like this, with the quotes as they are, and get them whole.
    headers = {name: f"'{value}'" for name, value in GATEWAY_HEADERS.items()}
    return {
        "ResponseParameters": {"Headers": headers},
        "ResponseTemplates": dict.fromkeys(_KINDS, page),
        **({"StatusCode": answer.status} if answer.status else {}),
    }


def _key(name: str) -> str:
    """CloudFormation takes letters and digits only."""
    return name.replace("_", "")
