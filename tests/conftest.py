"""AWS for tests, built from the same file that production is built from."""

import inspect
import json
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from shared import wiring

DATA = Path(__file__).parents[1] / "infra" / "data.yaml"
AGENCIES = ("us-fbi", "us-tx-south", "us-nm")

# Output of infra/data.yaml → the variable that carries it.
VARIABLES = {
    "ReportsTable": "REPORTS_TABLE",
    "DirectoryTable": "DIRECTORY_TABLE",
    "ContentKeyId": "CONTENT_KEY_ID",
    "TriageUrgentQueueUrl": "TRIAGE_URGENT_QUEUE_URL",
    "TriageStandardQueueUrl": "TRIAGE_STANDARD_QUEUE_URL",
    "ReferUrgentQueueUrl": "REFER_URGENT_QUEUE_URL",
    "ReferStandardQueueUrl": "REFER_STANDARD_QUEUE_URL",
    "SpoolQueueUrl": "SPOOL_QUEUE_URL",
    "OnCallTopicArn": "ON_CALL_TOPIC_ARN",
}


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The tables, keys and queues of infra/data.yaml in moto, by the names of its outputs."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        outputs = _made_from_template()
        for output, variable in VARIABLES.items():
            monkeypatch.setenv(variable, outputs[output])
        # moto makes a symmetric key whatever the template says, which makes no MACs.
        mac_key = boto3.client("kms").create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
        monkeypatch.setenv("IDENTIFIER_KEY_ID", mac_key["KeyMetadata"]["KeyId"])
        monkeypatch.setenv("STAGE", "test")
        monkeypatch.setenv("DEMONSTRATION", "true")
        _fill_directory(outputs["DirectoryTable"])
        _forget_clients()
        yield outputs
        _forget_clients()


def _made_from_template() -> dict[str, str]:
    formation = boto3.client("cloudformation")
    with warnings.catch_warnings():
        # moto enforces no such policies; tests/infra reads them instead.
        warnings.filterwarnings("ignore", "Tried to parse AWS::(SQS::Queue|SNS::Topic)Policy")
        formation.create_stack(
            StackName="data",
            TemplateBody=DATA.read_text(),
            Parameters=[
                {"ParameterKey": "Stage", "ParameterValue": "test"},
                {"ParameterKey": "CodeBucket", "ParameterValue": "code"},
            ],
        )
    [made] = formation.describe_stacks(StackName="data")["Stacks"]
    return {one["OutputKey"]: one["OutputValue"] for one in made["Outputs"]}


def _fill_directory(table: str) -> None:
    """A few agencies of the real directory, each with its queues."""
    rows = json.loads((DATA.parents[1] / "shared/places/agencies.json").read_text())["agencies"]
    sqs, dynamodb = boto3.client("sqs"), boto3.client("dynamodb")
    for row in rows:
        if row["id"] in AGENCIES:
            queues = {
                f"{lane}_queue": sqs.create_queue(
                    QueueName=f"opentipline-test-agency-{row['id']}-{lane}"
                )["QueueUrl"]
                for lane in ("urgent", "standard")
            }
            item = {
                "pk": {"S": "directory"},
                "sk": {"S": row["id"]},
                "body": {"S": json.dumps(row | queues)},
            }
            dynamodb.put_item(TableName=table, Item=item)


def _forget_clients() -> None:
    for _, made in inspect.getmembers(wiring, lambda member: hasattr(member, "cache_clear")):
        made.cache_clear()


@pytest.fixture
def calls(aws: dict[str, str]) -> Iterator[Counter[str]]:
    """Every call that our code makes from now on, by operation."""
    counted: Counter[str] = Counter()

    def count(model: Any, **_: Any) -> None:
        counted[model.name] += 1

    clients: list[Any] = [wiring._dynamodb(), wiring._sqs(), wiring._kms(), wiring._sns()]
    for client in clients:
        client.meta.events.register("before-call", count)
    yield counted
