"""Find what was set aside in the dead-letter queues and send it round again, losing none of it."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
)

from shared.local_service import running
from shared.ops.emulator import CREDENTIAL
from shared.ops.errors import OperatorError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

BATCH = 10
LONG_POLL = 1  # seconds; without a wait, SQS may answer "nothing" from a part of its machines
LOOKS = 3600
SECONDS_BETWEEN_LOOKS = 2.0

_NO_STAGE = "No service is running in this folder; name the deployment that you mean: --stage NAME."
_NOT_SIGNED_IN = "AWS is not set up: sign in to AWS and choose a region."
_NOT_A_MOVER = frozenset(
    {
        "InvalidAction",
        "UnknownOperation",
        "UnknownOperationException",
        "UnsupportedOperation",
        "AWS.SimpleQueueService.UnsupportedOperation",
    }
)
_UNDER_WAY = frozenset({"RUNNING", "CANCELLING"})


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue of the service, called as in the template."""

    name: str
    url: str
    arn: str


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """A dead-letter queue, and the queue whose messages are set aside there."""

    aside: Queue
    source: Queue


@dataclass(frozen=True, slots=True)
class Held:
    """What a dead-letter queue holds, also what somebody reads just now.

    `age` is that of the oldest of up to ten messages in seconds, None where none could be seen.
    """

    count: int
    age: int | None


@dataclass(frozen=True, slots=True)
class Redriven:
    """How many messages went back to their queue, and how many could not be had."""

    moved: int
    left: int


class DeadLetterQueues:
    """The dead-letter queues of one deployment."""

    def __init__(self, sqs: "SQSClient", stage: str, seconds: float) -> None:
        """`seconds` is how long to wait between two looks at a move that SQS makes."""
        self._sqs = sqs
        self._prefix = f"opentipline-{stage}-"
        self._seconds = seconds
        self._stage = stage

    def all(self) -> Sequence[DeadLetters]:
        """Every queue that another queue's redrive policy names. Raises OperatorError."""
        with _one_sentence():
            urls = self._urls()
            attributes = {url: self._attributes(url, "QueueArn", "RedrivePolicy") for url in urls}
        queues = {
            held["QueueArn"]: Queue(self._called(url), url, held["QueueArn"])
            for url, held in attributes.items()
        }
        found = [
            DeadLetters(queues[_target(held["RedrivePolicy"])], queues[held["QueueArn"]])
            for held in attributes.values()
            if "RedrivePolicy" in held and _target(held["RedrivePolicy"]) in queues
        ]
        if not found:
            raise OperatorError(f"There is no service in stage {self._stage} here.")
        return sorted(found, key=lambda one: one.aside.name)

    def named(self, name: str) -> DeadLetters:
        """The dead-letter queue of that name. Raises OperatorError for one that is not there."""
        found = self.all()
        for one in found:
            if one.aside.name == name:
                return one
        names = ", ".join(one.aside.name for one in found)
        raise OperatorError(f"No dead-letter queue has that name; there are: {names}.")

    def held(self, letters: DeadLetters) -> Held:
        """How many messages are there, and how old. Raises OperatorError."""
        counted = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        with _one_sentence():
            counts = self._attributes(letters.aside.url, *counted)
            # SQS tells an age only with a message; hidden for no time, it stays for others to read.
            seen = self._sqs.receive_message(
                QueueUrl=letters.aside.url,
                MaxNumberOfMessages=BATCH,
                VisibilityTimeout=0,
                MessageSystemAttributeNames=["SentTimestamp"],
            ).get("Messages", [])
        sent = [int(one["Attributes"]["SentTimestamp"]) / 1000 for one in seen]
        age = max(0, int(time.time() - min(sent))) if sent else None
        return Held(sum(int(counts[name]) for name in counted), age)

    def redrive(
        self, letters: DeadLetters, expected: int, progress: Callable[[str], None]
    ) -> Redriven:
        """Move up to `expected` messages back to where they came from. Raises OperatorError.

        A move that was killed can be made again: at worst a message goes round twice.
        """
        with _one_sentence():
            try:
                return Redriven(self._moved_by_sqs(letters, progress), 0)
            except ClientError as error:
                if error.response["Error"]["Code"] not in _NOT_A_MOVER:
                    raise
            moved = self._moved_by_hand(letters, expected, progress)
            return Redriven(moved, expected - moved)

    def _moved_by_sqs(self, letters: DeadLetters, progress: Callable[[str], None]) -> int:
        """Have SQS move everything; a move that is already under way is followed to its end."""
        task = self._newest_move(letters)
        ended = None if task is None or task["Status"] in _UNDER_WAY else task["StartedTimestamp"]
        if task is None or ended is not None:
            self._sqs.start_message_move_task(
                SourceArn=letters.aside.arn, DestinationArn=letters.source.arn
            )
        for _ in range(LOOKS):
            task = self._newest_move(letters)
            if task is not None and task["StartedTimestamp"] != ended:
                moved = int(task.get("ApproximateNumberOfMessagesMoved", 0))
                if task["Status"] not in _UNDER_WAY:
                    return _ended(task["Status"], moved)
                progress(f"{letters.aside.name}: moved {moved} …")
            time.sleep(self._seconds)
        raise OperatorError("SQS is still moving messages: run this again to follow it.")

    def _newest_move(self, letters: DeadLetters) -> Any:
        found = self._sqs.list_message_move_tasks(SourceArn=letters.aside.arn, MaxResults=1)
        return next(iter(found.get("Results", [])), None)

    def _moved_by_hand(
        self, letters: DeadLetters, expected: int, progress: Callable[[str], None]
    ) -> int:
        """Send, and only then delete: whoever is killed in between leaves two, never none."""
        moved = 0
        while moved < expected and (messages := self._received(letters, expected - moved)):
            for message in messages:
                # A body is all that a message of ours has: no attributes and no group.
                self._sqs.send_message(QueueUrl=letters.source.url, MessageBody=message["Body"])
                self._sqs.delete_message(
                    QueueUrl=letters.aside.url, ReceiptHandle=message["ReceiptHandle"]
                )
                moved += 1
            progress(f"{letters.aside.name}: moved {moved} of {expected} …")
        return moved

    def _received(self, letters: DeadLetters, limit: int) -> Sequence[Any]:
        answer = self._sqs.receive_message(
            QueueUrl=letters.aside.url,
            MaxNumberOfMessages=min(limit, BATCH),
            WaitTimeSeconds=LONG_POLL,
        )
        return answer.get("Messages", [])

    def _urls(self) -> list[str]:
        """All queues of the stage but those of its agencies, which set nothing aside."""
        pages = self._sqs.get_paginator("list_queues").paginate(
            QueueNamePrefix=self._prefix, PaginationConfig={"PageSize": 1000}
        )
        agencies = f"{self._prefix}agency-"
        urls = [url for page in pages for url in page.get("QueueUrls", [])]
        return [url for url in urls if not _last_part(url).startswith(agencies)]

    def _attributes(self, url: str, *names: Any) -> dict[str, str]:
        answer = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)
        return {str(name): value for name, value in answer["Attributes"].items()}

    def _called(self, url: str) -> str:
        """CloudFormation names a queue `<stack>-<name in the template>-<random letters>`."""
        name = _last_part(url).removeprefix(self._prefix).removeprefix("service-")
        return name.partition("-")[0]


def find_queues(stage: str | None, endpoint: str | None) -> DeadLetterQueues:
    """Those of the service running in this folder, unless a deployment elsewhere is named.

    Raises OperatorError.
    """
    local, given = running(), {}
    config = Config(retries={"mode": "standard", "max_attempts": 4})
    if endpoint is None and local is not None and stage in (None, local.stage):
        stage, endpoint = local.stage, local.endpoint
        given = {
            "region_name": local.region,
            "aws_access_key_id": CREDENTIAL,
            "aws_secret_access_key": CREDENTIAL,
        }
    if stage is None:
        raise OperatorError(_NO_STAGE)
    with _one_sentence():
        sqs: Any = boto3.client("sqs", endpoint_url=endpoint, config=config, **given)  # type: ignore[call-overload]
        return DeadLetterQueues(sqs, stage, SECONDS_BETWEEN_LOOKS)


@contextmanager
def _one_sentence() -> Iterator[None]:
    """What went wrong, without a word of any message."""
    try:
        yield
    except (NoCredentialsError, NoRegionError) as error:
        raise OperatorError(_NOT_SIGNED_IN) from error
    except EndpointConnectionError as error:
        raise OperatorError("The queues do not answer: is the service running?") from error
    except ClientError as error:
        code = error.response["Error"]["Code"]
        raise OperatorError(f"{error.operation_name} was refused: {code}.") from error
    except BotoCoreError as error:
        raise OperatorError(f"The queues cannot be reached ({type(error).__name__}).") from error


def _ended(status: str, moved: int) -> int:
    if status != "COMPLETED":
        raise OperatorError(f"SQS stopped after {moved} ({status.lower()}): run this again.")
    return moved


def _target(policy: str) -> str:
    return str(json.loads(policy)["deadLetterTargetArn"])


def _last_part(url: str) -> str:
    return url.rpartition("/")[2]
