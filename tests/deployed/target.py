"""The deployed service that tests talk to, in whatever emulated cloud it is deployed.

DEPLOYED_ENDPOINT names a cloud that already runs; without it `tipline run` starts its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import boto3

from shared.local_service import LocalService, running
from shared.ops.emulator import CREDENTIAL
from shared.ops.run import REGION
from tests.deployed.run import ROOT, Run, served

ENDPOINT = os.environ.get("DEPLOYED_ENDPOINT")
POLL = ("poll", "--all", "--once", "--json")


@dataclass(frozen=True)
class Service:
    """What the public, the agencies and the operators of one deployed stage can reach."""

    run: Run
    here: LocalService

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Status and body, from the public address."""
        return self.run.ask(method, path, body)

    def submit(self, report: Mapping[str, object]) -> dict[str, Any]:
        """Number, code and the rest of what a reporter is told."""
        status, body = self.ask("POST", "/api/v1/reports", report)
        assert status == 201, (status, body)
        answer: dict[str, Any] = json.loads(body)
        return answer

    def poll(self, inbox: Path) -> list[dict[str, Any]]:
        """The referrals that every agency fetches now, and has receipts sent for."""
        return _answered("shared.consumer.main", *POLL, "--out", str(inbox))

    def tipline(self, *words: str) -> list[dict[str, Any]]:
        """What a command of the operators answers, line by line."""
        return _answered("shared.ops.main", *words)

    def client(self, service: Any) -> Any:
        """A boto3 client that talks to the endpoint as the owner of the account."""
        return _client(service, self.here.endpoint)

    def function(self, name: str) -> str:
        """The whole name of a function such as `triage-urgent`."""
        return f"opentipline-{self.here.stage}-{name}"

    def queue(self, logical: str) -> str:
        """The URL of a queue, by its name in infra/data.yaml."""
        return self.resources[logical]

    def agency_queue(self, agency: str, lane: str) -> str:
        """The URL of one of an agency's two queues."""
        name = f"opentipline-{self.here.stage}-agency-{agency}-{lane}"
        return str(self.client("sqs").get_queue_url(QueueName=name)["QueueUrl"])

    @cached_property
    def resources(self) -> dict[str, str]:
        """Physical by logical id, of the whole template."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources")
        return {
            one["LogicalResourceId"]: one["PhysicalResourceId"]
            for page in pages.paginate(StackName=f"opentipline-{self.here.stage}-service")
            for one in page["StackResourceSummaries"]
        }

    def rows(self) -> list[dict[str, Any]]:
        """The whole table of reports, as whoever could read the disk would see it."""
        pages = self.client("dynamodb").get_paginator("scan")
        found = pages.paginate(TableName=self.here.tables["reports"], ConsistentRead=True)
        return [dict(item) for page in found for item in page["Items"]]

    def row(self, number: str) -> dict[str, Any]:
        """One report's own row, or nothing."""
        key = {"pk": {"S": f"R#{number}"}, "sk": {"S": "report"}}
        asked = {"TableName": self.here.tables["reports"], "Key": key, "ConsistentRead": True}
        return dict(self.client("dynamodb").get_item(**asked).get("Item", {}))

    def logged(self, function: str = "") -> list[str]:
        """What one function has written, or all of them, oldest first within each."""
        logs = self.client("logs")
        prefix = f"/aws/lambda/{self.function(function)}"
        groups = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix)
        lines = logs.get_paginator("filter_log_events")
        return [
            event["message"]
            for found in groups
            for group in found["logGroups"]
            for page in lines.paginate(logGroupName=group["logGroupName"])
            for event in page["events"]
        ]

    def until(self, true: Callable[[], bool], within: float) -> None:
        """Wait for a condition, for so many seconds at most."""
        self.run.until(true, within)


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    """The service, ready to be talked to; `folder` is the test's own."""
    with served(folder, ENDPOINT) as run:
        here = running(ROOT)
        assert here is not None, run.said
        yield Service(run, here)


def _answered(command: str, *words: str) -> list[dict[str, Any]]:
    """Commands find the service because they are given in its folder."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", command, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@cache
def session() -> boto3.Session:
    """As the owner of the account of an emulator."""
    return boto3.Session(
        aws_access_key_id=CREDENTIAL, aws_secret_access_key=CREDENTIAL, region_name=REGION
    )


@cache
def _client(service: Any, endpoint: str) -> Any:
    return session().client(service, endpoint_url=endpoint)
