"""The same template and code path as on AWS; the emulator of ours holds each role to its rights."""

import http.client
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shared.ops.deploy import Outputs, deploy
from shared.ops.emulator import running_emulator
from shared.ops.package import DIRECTORY, package
from tests.deployed.run import ROOT
from tests.deployed.target import ENDPOINT, session

pytestmark = pytest.mark.deployed
STAGE = "test"
WITHIN = 240.0  # seconds from a report to its agency's queue: cold starts of every function
WORDS = "She is twelve and he writes to her every night. They live in Houston, Texas."


@dataclass(frozen=True)
class Target:
    """An emulated cloud, and a build to deploy into it."""

    build: Path
    endpoint: str

    def deploy(self, **settings: str) -> Outputs:
        return deploy(
            self.build,
            stage=STAGE,
            demonstration=True,
            session=session(),
            endpoint=self.endpoint,
            progress=lambda _: None,
            settings=settings,
        )

    def client(self, service: Any) -> Any:
        return session().client(service, endpoint_url=self.endpoint)

    def variables(self) -> dict[str, dict[str, str]]:
        pages = self.client("lambda").get_paginator("list_functions").paginate()
        functions = [one for page in pages for one in page["Functions"]]
        ours = f"opentipline-{STAGE}-"
        return {
            one["FunctionName"]: one["Environment"]["Variables"]
            for one in functions
            if one["FunctionName"].startswith(ours)
        }


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    build = package(ROOT / "build")
    if ENDPOINT is not None:
        yield Target(build, ENDPOINT)
        return
    with running_emulator(ROOT / ".local", lambda _: None) as emulator:
        yield Target(build, emulator.endpoint)


@pytest.fixture(scope="module")
def deployed(target: Target) -> Outputs:
    return target.deploy(LogLevel="INFO")  # a cloud that is not ours may know the stage already


def submitted(target: Target, outputs: Outputs) -> dict[str, Any]:
    gateway = http.client.HTTPConnection(target.endpoint.removeprefix("http://"), timeout=30)
    gateway.request(
        "POST",
        f"/_aws/execute-api/{outputs['SubmitApiId']}/api/api/v1/reports",
        body=json.dumps({"narrative": WORDS}),
        headers={"Content-Type": "application/json"},
    )
    with gateway.getresponse() as response:
        assert response.status == 201
        answer: dict[str, Any] = json.load(response)
    gateway.close()
    return answer


def arrives(target: Target, agency: str, number: str) -> bool:
    sqs = target.client("sqs")
    name = f"opentipline-{STAGE}-agency-{agency}"
    urls = [
        sqs.get_queue_url(QueueName=f"{name}-{lane}")["QueueUrl"] for lane in ("urgent", "standard")
    ]
    deadline = time.monotonic() + WITHIN
    while time.monotonic() < deadline:
        for url in urls:
            for message in sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages", []):
                if json.loads(message["Body"])["subject"] == number:
                    return True
    return False


def test_a_report_reaches_its_agency_with_every_role_held_to_its_rights(
    target: Target, deployed: Outputs
) -> None:
    assert arrives(target, "us-tx-houston", submitted(target, deployed)["report_number"])


def test_every_agency_can_be_found_in_the_directory(target: Target, deployed: Outputs) -> None:
    known = {row["id"] for row in json.loads((target.build / DIRECTORY).read_text())}
    rows = target.client("dynamodb").scan(TableName=deployed["DirectoryTable"])["Items"]
    assert {row["sk"]["S"] for row in rows} == known
    loaded = [json.loads(row["body"]["S"]) for row in rows]
    assert all(one["urgent_queue"].endswith(f"{one['id']}-urgent") for one in loaded)


def test_a_changed_setting_updates_every_function_in_place(
    target: Target, deployed: Outputs
) -> None:
    assert {one["LOG_LEVEL"] for one in target.variables().values()} == {"INFO"}
    updated = target.deploy(LogLevel="DEBUG")
    assert dict(updated) == dict(deployed)
    assert {one["LOG_LEVEL"] for one in target.variables().values()} == {"DEBUG"}
    assert len(target.variables()) == 10


def test_deploying_the_same_again_changes_nothing(target: Target, deployed: Outputs) -> None:
    assert dict(target.deploy()) == dict(target.deploy()) == dict(deployed)
