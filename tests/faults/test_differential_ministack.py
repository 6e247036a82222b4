"""The in-memory cloud and MiniStack, asked the same by the real adapters, must answer the same.

The same questions as to moto, whose full last page (4 in test_differential.py) MiniStack tells as
AWS does. Its own gaps in calls that we make, each held by a test that fails once it is mended:
 G13. KMS without integrity: a data key whose wrapping was changed opens (to other bytes).
 G16. A receipt that was used cannot be used again; on AWS a second deletion is no error.
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
from tests.faults import hard_questions
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
    table = cloud.made()["ReportsTable"]
    both = asked.ask_about_tables(cloud.client("dynamodb"), table, seed)
    assert both.forgiven == 0


def test_a_page_begins_after_the_last_one(cloud: Cloud) -> None:
    asked.ask_for_pages(cloud.client("dynamodb"), cloud.made()["ReportsTable"])


@pytest.mark.parametrize("visibility", [0, 600])
@pytest.mark.parametrize("seed", range(10))
def test_the_queues_answer_the_same(cloud: Cloud, visibility: int, seed: int) -> None:
    asked.ask_about_queues(cloud.client("sqs"), visibility, seed)


def test_the_keys_answer_the_same(cloud: Cloud) -> None:
    made = cloud.made()
    asked.ask_about_keys(cloud.client("kms"), made["ContentKeyId"], made["IdentifierKeyId"])


def test_what_is_refused_is_refused_alike(cloud: Cloud) -> None:
    made = cloud.made()
    keys = made["ContentKeyId"], made["IdentifierKeyId"]
    hard_questions.ask_for_what_a_table_refuses(cloud.client("dynamodb"), made["ReportsTable"])
    hard_questions.ask_for_what_a_queue_refuses(cloud.client("sqs"))
    hard_questions.ask_for_what_a_key_refuses(cloud.client("kms"), *keys)


def test_a_word_is_taken_out_of_no_set_alike(cloud: Cloud) -> None:
    table = cloud.made()["ReportsTable"]
    hard_questions.ask_what_a_missing_set_loses(cloud.client("dynamodb"), table)


def test_what_cannot_be_said_is_refused_alike(cloud: Cloud) -> None:
    hard_questions.ask_for_what_cannot_be_said(cloud.client("sqs"))


def test_gap_13_a_data_key_opens_although_its_wrapping_was_changed(cloud: Cloud) -> None:
    content = cloud.made()["ContentKeyId"]
    assert hard_questions.opened_after_a_change(cloud.client("kms"), content)


def test_gap_16_a_receipt_cannot_be_used_twice(cloud: Cloud) -> None:
    assert not hard_questions.deleted_twice(cloud.client("sqs"))
