"""Deploy a build: the service, the agencies' queues, and the directory of agencies."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from shared.domain.story import Json
from shared.ops.code_bucket import CodeBucket
from shared.ops.directory_loading import load_directory, queue_urls, rows
from shared.ops.errors import OperatorError
from shared.ops.package import AGENCIES, DIRECTORY, TEMPLATE
from shared.ops.stack import Stack

if TYPE_CHECKING:
    import boto3

# An emulator is done in a moment; AWS limits how often it is asked.
_SECONDS_BETWEEN_LOOKS = {True: 0.2, False: 5.0}


@dataclass(frozen=True, slots=True)
class Outputs(Mapping[str, str]):
    """What a deployed service is known by: the outputs of its template, by name."""

    named: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.named[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.named)

    def __len__(self) -> int:
        return len(self.named)


def deploy(
    build: Path,
    *,
    stage: str,
    demonstration: bool,
    session: "boto3.Session",
    endpoint: str | None,
    progress: Callable[[str], None],
    settings: Mapping[str, str] | None = None,
) -> Outputs:
    """Create the stage, or update it in place; an emulator differs by its `endpoint` alone.

    `settings` are further parameters of the template, such as LogLevel. Raises OperatorError.
    """
    if not demonstration and sys.version_info < (3, 12):
        raise OperatorError("Production needs Python 3.12 or newer: build and deploy with that.")
    try:
        return _Deployment(build, stage, demonstration, session, endpoint).run(
            progress, settings or {}
        )
    except (BotoCoreError, ClientError) as error:
        raise OperatorError(f"The deployment stopped: {error}") from error


class _Deployment:
    def __init__(
        self,
        build: Path,
        stage: str,
        demonstration: bool,
        session: "boto3.Session",
        endpoint: str | None,
    ) -> None:
        self._build, self._stage, self._demonstration = build, stage, demonstration
        self._formation = session.client("cloudformation", endpoint_url=endpoint)
        self._sqs = session.client("sqs", endpoint_url=endpoint)
        self._dynamodb = session.client("dynamodb", endpoint_url=endpoint)
        account = session.client("sts", endpoint_url=endpoint).get_caller_identity()["Account"]
        bucket = f"opentipline-{stage}-code-{account}-{session.region_name}"
        self._bucket = CodeBucket(session.client("s3", endpoint_url=endpoint), bucket)
        self._tls_only = str(not (endpoint or "").startswith("http://")).lower()
        self._seconds = _SECONDS_BETWEEN_LOOKS[endpoint is not None]

    def run(self, progress: Callable[[str], None], settings: Mapping[str, str]) -> Outputs:
        progress("Uploading the functions …")
        self._bucket.make_sure()
        self._bucket.upload(self._build)
        progress("Making the queues of the agencies …")
        for group, template in self._read(AGENCIES).items():
            self._put(f"agencies-{group}", template, {})
        progress("Making the service …")
        parameters = {
            "CodeBucket": self._bucket.name,
            "Demonstration": str(self._demonstration).lower(),
            **settings,
        }
        service = self._put("service", self._read(TEMPLATE), parameters)
        outputs = Outputs(service.outputs())
        progress("Loading the directory of agencies …")
        directory = rows(self._read(DIRECTORY), queue_urls(self._sqs, self._stage))
        load_directory(self._dynamodb, outputs["DirectoryTable"], directory)
        return outputs

    def _put(self, name: str, template: Json, parameters: Mapping[str, str]) -> Stack:
        if self._demonstration:
            template = nothing_retained(template)
        url = self._bucket.put_template(f"{name}.json", json.dumps(template))
        stack = Stack(self._formation, f"opentipline-{self._stage}-{name}", self._seconds)
        stack.put(url, {"Stage": self._stage, "TlsOnly": self._tls_only, **parameters})
        return stack

    def _read(self, name: str) -> Any:
        return json.loads((self._build / name).read_text(encoding="utf-8"))


def nothing_retained(template: Json) -> Json:
    """A demonstration leaves nothing behind; CloudFormation lets no parameter decide this."""
    policies = {"DeletionPolicy", "UpdateReplacePolicy"}
    resources = {
        name: {key: value for key, value in body.items() if key not in policies}
        for name, body in template["Resources"].items()
    }
    return {**template, "Resources": resources}
