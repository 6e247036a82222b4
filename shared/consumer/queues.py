"""The agency's queues on SQS: the only file here that knows AWS."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
)

from shared.consumer.poll import LONG_POLL, THREADS
from shared.consumer.ports import ConsumerError, Desk, Message
from shared.contract.models import Receipt
from shared.domain.urgency import Lane
from shared.local_service import LocalService

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

NOT_FOUND = (
    "No service is running here and AWS is not set up: "
    "start one with `make run`, or sign in to AWS and choose a region."
)
_DENIED = frozenset(
    {"AccessDenied", "AccessDeniedException", "AWS.SimpleQueueService.AccessDenied"}
)
_MISSING = frozenset({"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"})


@dataclass(frozen=True, slots=True)
class SqsQueue:
    """One agency queue."""

    sqs: "SQSClient"
    url: str
    lane: Lane

    def receive(self, wait: int) -> Sequence[Message]:
        """Up to ten messages."""
        with _one_sentence():
            answer = self.sqs.receive_message(
                QueueUrl=self.url, MaxNumberOfMessages=10, WaitTimeSeconds=wait
            )
        return [
            Message(found["MessageId"], found["ReceiptHandle"], found["Body"])
            for found in answer.get("Messages", [])
        ]

    def delete(self, message: Message) -> None:
        """Take a message off the queue."""
        with _one_sentence():
            self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message.handle)


@dataclass(frozen=True, slots=True)
class SqsReceipts:
    """The service's receipts queue."""

    sqs: "SQSClient"
    url: str

    def send(self, receipt: Receipt) -> None:
        """Send one receipt."""
        with _one_sentence():
            self.sqs.send_message(QueueUrl=self.url, MessageBody=receipt.model_dump_json())


@dataclass(frozen=True, slots=True)
class Service:
    """The service whose queues are polled, in one stage."""

    sqs: "SQSClient"
    stage: str
    receipts_url: str | None = None

    def receipts(self) -> SqsReceipts:
        """Where receipts go. Raises ConsumerError."""
        url = self.receipts_url or self._url(f"opentipline-{self.stage}-receipts")
        if url is None:
            raise ConsumerError(f"There is no service in stage {self.stage}: no receipts queue.")
        return SqsReceipts(self.sqs, url)

    def desk(self, agency: str) -> Desk:
        """The two queues of one agency. Raises ConsumerError for one that is not deployed."""
        urls = [self._url(f"{self._prefix}{agency}-{lane}") for lane in Lane]
        if urls[0] is None or urls[1] is None:
            raise ConsumerError(f"No agency {agency} has queues in stage {self.stage}.")
        return self._desk(agency, urls[0], urls[1])

    def desks(self) -> list[Desk]:
        """Every agency that has both queues. Raises ConsumerError if there is none."""
        with _one_sentence():
            pages = self.sqs.get_paginator("list_queues").paginate(QueueNamePrefix=self._prefix)
            urls = {
                url.rpartition("/")[2].removeprefix(self._prefix): url
                for page in pages
                for url in page.get("QueueUrls", [])
            }
        suffix = f"-{Lane.URGENT}"
        agencies = sorted(name.removesuffix(suffix) for name in urls if name.endswith(suffix))
        if not agencies:
            raise ConsumerError(f"No agency has queues in stage {self.stage}.")
        return [
            self._desk(agency, urls[f"{agency}-{Lane.URGENT}"], urls[f"{agency}-{Lane.STANDARD}"])
            for agency in agencies
            if f"{agency}-{Lane.STANDARD}" in urls
        ]

    @property
    def _prefix(self) -> str:
        return f"opentipline-{self.stage}-agency-"

    def _desk(self, agency: str, urgent: str, standard: str) -> Desk:
        return Desk(
            agency,
            SqsQueue(self.sqs, urgent, Lane.URGENT),
            SqsQueue(self.sqs, standard, Lane.STANDARD),
        )

    def _url(self, name: str) -> str | None:
        with _one_sentence():
            try:
                return self.sqs.get_queue_url(QueueName=name)["QueueUrl"]
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") in _MISSING:
                    return None
                raise


def find_service(local: LocalService | None, stage: str | None) -> Service:
    """The service running in this folder, else AWS.

    Raises ConsumerError if another stage than the running one is asked for: whoever does that has
    mistyped, or is in the wrong folder.
    """
    config = Config(
        max_pool_connections=THREADS,
        read_timeout=LONG_POLL + 10,
        retries={"mode": "standard", "max_attempts": 4},
    )
    if local is not None and stage not in (None, local.stage):
        raise ConsumerError(f"The service in this folder is stage {local.stage}.")
    if local is not None:
        client = boto3.client(
            "sqs",
            endpoint_url=local.endpoint,
            region_name=local.region,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - what every local emulator expects
            config=config,
        )
        return Service(client, local.stage, local.receipts_queue_url)
    with _one_sentence():
        return Service(boto3.client("sqs", config=config), stage or "prod")


@contextmanager
def _one_sentence() -> Iterator[None]:
    """What went wrong, for a person who may not know AWS."""
    try:
        yield
    except (NoCredentialsError, NoRegionError) as error:
        raise ConsumerError(NOT_FOUND) from error
    except EndpointConnectionError as error:
        raise ConsumerError("The service does not answer: is it still running?") from error
    except ClientError as error:
        raise ConsumerError(_sentence(error)) from error
    except BotoCoreError as error:
        raise ConsumerError(f"The queues cannot be reached ({type(error).__name__}).") from error


def _sentence(error: ClientError) -> str:
    code = error.response.get("Error", {}).get("Code", "unknown")
    if code in _DENIED:
        return f"You have no right to {error.operation_name} here: ask the hotline for access."
    if code in _MISSING:
        return "A queue of this agency does not exist any more."
    return f"{error.operation_name} was refused: {code}."
