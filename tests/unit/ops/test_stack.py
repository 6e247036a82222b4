"""One stack, updated in place: what a stage was told once, it keeps."""

import json
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from shared.ops.code_bucket import CodeBucket
from shared.ops.stack import Stack


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[CodeBucket]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        bucket = CodeBucket(boto3.client("s3"), "templates")
        bucket.make_sure()
        yield bucket


def put(bucket: CodeBucket, defaults: dict[str, int], parameters: dict[str, str]) -> dict[str, str]:
    """Make the stack of a template with these parameters; what they are then."""
    template = {
        "Parameters": {name: {"Type": "Number", "Default": no} for name, no in defaults.items()},
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
        "Outputs": {name: {"Value": {"Ref": name}} for name in defaults},
    }
    stack = Stack(boto3.client("cloudformation"), "service", seconds=0)
    stack.put(bucket.put_template("service.json", json.dumps(template)), parameters)
    return stack.outputs()


def test_an_update_keeps_what_the_stack_was_told_before(bucket: CodeBucket) -> None:
    put(bucket, {"Submit": 0, "Urgent": 0}, {"Submit": "100", "Urgent": "50"})
    assert put(bucket, {"Submit": 1, "Urgent": 1}, {}) == {"Submit": "100", "Urgent": "50"}


def test_an_update_changes_what_it_is_told(bucket: CodeBucket) -> None:
    put(bucket, {"Submit": 0, "Urgent": 0}, {"Submit": "100", "Urgent": "50"})
    changed = put(bucket, {"Submit": 0, "Urgent": 0}, {"Urgent": "60"})
    assert changed == {"Submit": "100", "Urgent": "60"}


def test_a_new_parameter_begins_with_its_default(bucket: CodeBucket) -> None:
    put(bucket, {"Submit": 0}, {"Submit": "100"})
    assert put(bucket, {"Submit": 0, "Urgent": 7}, {}) == {"Submit": "100", "Urgent": "7"}


def test_a_parameter_that_the_template_dropped_is_not_named_again(bucket: CodeBucket) -> None:
    put(bucket, {"Submit": 0, "Urgent": 0}, {"Submit": "100", "Urgent": "50"})
    assert put(bucket, {"Urgent": 0}, {}) == {"Urgent": "50"}


def test_the_same_again_is_no_error(bucket: CodeBucket) -> None:
    for _ in range(2):
        assert put(bucket, {"Submit": 0}, {"Submit": "100"}) == {"Submit": "100"}
