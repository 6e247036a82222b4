"""A store or the key refuses: accepted while anything durable is left, and never a lost word."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from botocore.exceptions import EndpointConnectionError
from chalice.test import Client

from functions.submit.app import app as submit
from shared import wiring
from shared.domain.row import Stage
from tests import make
from tests.journey.pump import Pump
from tests.journey.test_journey import LOCAL, post, report, row

WORDS = "He waits at the school gate every day."


@contextmanager
def refusing(client: Any) -> Iterator[None]:
    """Nothing that this client asks for is answered."""

    def refused(*_: Any, **__: Any) -> None:
        raise EndpointConnectionError(endpoint_url="")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "_make_api_call", refused)
        yield


def sent_as_a_form() -> tuple[int, str]:
    body = urlencode({"story": WORDS}).encode()
    headers = {**LOCAL, "Content-Type": "application/x-www-form-urlencoded"}
    with Client(submit) as client:
        answer = client.http.post("/en/report", headers=headers, body=body)
    return answer.status_code, answer.body.decode()


def test_while_the_table_refuses_reports_are_accepted_and_come_out_of_the_spool(
    aws: dict[str, str], pump: Pump
) -> None:
    with refusing(wiring._dynamodb()):
        number = report(narrative=make.CALM)["report_number"]
    pump.until_still()
    assert row(number).stage is Stage.REFERRED


def test_while_the_key_refuses_the_one_in_hand_serves_past_its_age(
    aws: dict[str, str], pump: Pump
) -> None:
    report(narrative=make.CALM)
    intake: Any = wiring.submit().intake
    keys = intake._codec._vault._sealing.values()
    assert keys
    for key in keys:
        key.made_at -= 3600
    with refusing(wiring._kms()):
        number = report(narrative=WORDS)["report_number"]
    pump.until_still()
    assert row(number).story["narrative"] == WORDS


@pytest.mark.parametrize("client", ["_kms", "both stores"])
def test_with_nothing_durable_left_the_page_comes_back_filled_in(
    aws: dict[str, str], client: str
) -> None:
    if client == "_kms":
        with refusing(wiring._kms()):
            status, page = sent_as_a_form()
    else:
        with refusing(wiring._dynamodb()), refusing(wiring._sqs()):
            status, page = sent_as_a_form()
    assert status == 503
    assert WORDS in page
    assert "911" in page


def test_a_program_is_told_the_same(aws: dict[str, str]) -> None:
    with refusing(wiring._kms()):
        status, body = post(submit, "/api/v1/reports", {"narrative": WORDS})
    assert status == 503
    assert "report_number" not in body
