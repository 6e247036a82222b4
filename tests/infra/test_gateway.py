"""What the public sees of API Gateway itself: to every kind of answer the page meant for it."""

from pathlib import Path
from typing import Any

import pytest

from shared.domain.story import Json
from shared.ops.gateway_answers import gateway_responses, page_mapping
from shared.ops.package import TEMPLATE
from shared.web.gateway_pages import GATEWAY_HEADERS, GATEWAY_PAGES, gateway_page
from tests.infra.resources import of_type

PUBLIC = ("SubmitRestAPI", "UpdateRestAPI")
# Kind of answer → its page, and its status; None is as it comes.
EXPECTED = {
    "DEFAULT_4XX": ("again", None),
    "DEFAULT_5XX": ("again", None),
    "INTEGRATION_FAILURE": ("again", "504"),
    "INTEGRATION_TIMEOUT": ("again", "504"),
    "MISSING_AUTHENTICATION_TOKEN": ("not_found", "404"),
    "REQUEST_TOO_LARGE": ("too_large", "413"),
    "RESOURCE_NOT_FOUND": ("not_found", "404"),
    "THROTTLED": ("again", "429"),
    "UNSUPPORTED_MEDIA_TYPE": ("no_files", "415"),
    "WAF_FILTERED": ("again", "403"),
}
LARGEST_TEMPLATE = 1_000_000  # CloudFormation's limit, for a template in a bucket


def answers(template: Json, api: str) -> Json:
    body = of_type(template, "AWS::ApiGateway::RestApi")[api]["Body"]
    found: Json = body["x-amazon-apigateway-gateway-responses"]
    return found


def resolved(template: Json, value: Any, demonstration: str) -> str:
    """What CloudFormation makes of it in a stack with this parameter."""
    name, parameter, key = value["Fn::FindInMap"]
    assert parameter == {"Ref": "Demonstration"}
    page: str = template["Mappings"][name][demonstration][key]
    return page


@pytest.mark.parametrize("api", PUBLIC)
def test_every_kind_of_answer_is_there_with_its_status(api: str, template: Json) -> None:
    found = {kind: one.get("statusCode") for kind, one in answers(template, api).items()}
    assert found == {kind: status for kind, (_, status) in EXPECTED.items()}


@pytest.mark.parametrize("demonstration", ["true", "false"])
@pytest.mark.parametrize("kind", EXPECTED)
@pytest.mark.parametrize("api", PUBLIC)
def test_each_answers_with_the_page_that_is_meant_for_it_whatever_is_accepted(
    api: str, kind: str, demonstration: str, template: Json
) -> None:
    page = gateway_page(EXPECTED[kind][0], demonstration=demonstration == "true")
    templates = answers(template, api)[kind]["responseTemplates"]
    assert templates.keys() == {"text/html", "application/json"}
    for accepted in templates.values():
        assert resolved(template, accepted, demonstration) == page


@pytest.mark.parametrize("api", PUBLIC)
def test_every_answer_has_the_headers_of_a_page_in_quotes(api: str, template: Json) -> None:
    quoted = {f"gatewayresponse.header.{name}": f"'{v}'" for name, v in GATEWAY_HEADERS.items()}
    for answer in answers(template, api).values():
        assert answer["responseParameters"] == quoted


@pytest.mark.parametrize("api", PUBLIC)
def test_an_answer_worth_compressing_is_compressed(api: str, template: Json) -> None:
    assert of_type(template, "AWS::ApiGateway::RestApi")[api]["MinimumCompressionSize"] == 1024


def test_the_pages_are_in_the_template_once_and_leave_it_far_below_the_limit(
    build: Path, template: Json
) -> None:
    [modes] = template["Mappings"].values()
    pages = [page for pages in modes.values() for page in pages.values()]
    text = (build / TEMPLATE).read_text(encoding="utf-8")
    assert text.count("<!doctype html>") == len(pages) == 2 * len(GATEWAY_PAGES)
    assert len(text.encode()) < LARGEST_TEMPLATE / 4


def test_other_pages_have_another_name_so_that_the_apis_are_deployed_anew() -> None:
    mappings = [page_mapping(lambda name, *, demonstration, i=i: f"{i}") for i in range(2)]
    [[first], [second]] = mappings
    assert first != second
    deployed = [str(gateway_responses(mapping)) for mapping in mappings]
    assert first in deployed[0]
    assert second in deployed[1]


def test_a_page_that_the_gateway_would_change_is_refused() -> None:
    with pytest.raises(ValueError, match="dollar"):
        page_mapping(lambda name, *, demonstration: "It costs $context.")
