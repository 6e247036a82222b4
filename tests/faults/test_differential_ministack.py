"""The in-memory cloud and MiniStack, asked the same by the real adapters, must answer the same.

Part of `make deployed`, as it needs the emulator; the same questions as to moto.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

import boto3
import pytest

from shared.ops.code_bucket import CodeBucket
from shared.ops.emulator import CREDENTIAL, running_emulator
from shared.ops.install import ROOT
from shared.ops.stack import Stack
from tests.conftest import DATA
from tests.faults import test_differential as asked

pytestmark = pytest.mark.deployed
STAGES = count()


class Cloud:
    """MiniStack, where every test has tables, keys and queues of its own."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._session = boto3.Session(
            aws_access_key_id=CREDENTIAL, aws_secret_access_key=CREDENTIAL, region_name="us-east-1"
        )
        self._bucket = CodeBucket(self.client("s3"), "templates")
        self._bucket.make_sure()

    def client(self, service: Any) -> Any:
        return self._session.client(service, endpoint_url=self._endpoint)

    def made(self) -> dict[str, str]:
        """The outputs of infra/data.yaml, made anew."""
        stage = f"s{next(STAGES)}"
        url = self._bucket.put_template("data.yaml", DATA.read_text(encoding="utf-8"))
        stack = Stack(self.client("cloudformation"), stage, seconds=0.1)
        stack.put(url, {"Stage": stage, "CodeBucket": "code", "TlsOnly": "false"})
        return stack.outputs()


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    with running_emulator(ROOT / ".local", lambda _: None) as emulator:
        yield Cloud(emulator.endpoint)


@pytest.mark.parametrize("seed", range(10))
def test_the_tables_answer_the_same(cloud: Cloud, seed: int) -> None:
    asked.ask_about_tables(cloud.client("dynamodb"), cloud.made()["ReportsTable"], seed)


def test_a_page_begins_after_the_last_one(cloud: Cloud) -> None:
    asked.ask_for_pages(cloud.client("dynamodb"), cloud.made()["ReportsTable"])


@pytest.mark.parametrize("visibility", [0, 600])
@pytest.mark.parametrize("seed", range(10))
def test_the_queues_answer_the_same(cloud: Cloud, visibility: int, seed: int) -> None:
    asked.ask_about_queues(cloud.client("sqs"), visibility, seed)


def test_a_queue_that_is_not_there_is_refused_alike(cloud: Cloud) -> None:
    asked.ask_for_no_queue(cloud.client("sqs"))


def test_the_keys_answer_the_same(cloud: Cloud) -> None:
    made = cloud.made()
    asked.ask_about_keys(cloud.client("kms"), made["ContentKeyId"], made["IdentifierKeyId"])
