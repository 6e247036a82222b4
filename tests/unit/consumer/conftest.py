"""An agency's computer for tests: nothing running here, and SQS as moto plays it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from shared.consumer import main
from shared.domain.urgency import Lane

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@pytest.fixture(autouse=True)
def _no_local_service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(main, "running", lambda: None)
    monkeypatch.chdir(tmp_path)
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)


@pytest.fixture
def sqs() -> Iterator["SQSClient"]:
    with mock_aws():
        client = boto3.client("sqs", region_name="us-east-1")
        client.create_queue(QueueName="opentipline-test-receipts")
        for agency in ("us-tx-north", "us-fbi"):
            for lane in Lane:
                client.create_queue(QueueName=f"opentipline-test-agency-{agency}-{lane}")
        yield client
