"""Join the use cases to AWS: the only file that reads the environment or makes a client."""

import os
from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from shared.adapters.dynamodb_debts import DynamoDebts
from shared.adapters.dynamodb_directory import DynamoDirectory
from shared.adapters.dynamodb_intake import DynamoIntake, SealedDynamoIntake
from shared.adapters.dynamodb_owed_work import DynamoOwedWork
from shared.adapters.dynamodb_reports import DynamoReports
from shared.adapters.dynamodb_reviews import DynamoReviews
from shared.adapters.dynamodb_standings import DynamoStandings
from shared.adapters.dynamodb_updates import DynamoUpdates
from shared.adapters.kms_hashes import KmsHashes
from shared.adapters.kms_vault import KmsVault
from shared.adapters.row_codec import RowCodec
from shared.adapters.sns_on_call import SnsOnCall
from shared.adapters.sqs_agency_queues import SqsAgencyQueues
from shared.adapters.sqs_next_step import SqsNextStep
from shared.adapters.sqs_spool import SqsSpool
from shared.domain.urgency import Lane
from shared.usecases.drain_spool import DrainSpool
from shared.usecases.refer import Refer
from shared.usecases.status import Status
from shared.usecases.submit import Submit
from shared.usecases.sweep import Sweep
from shared.usecases.take_receipts import TakeReceipts
from shared.usecases.triage import Triage
from shared.usecases.update import AddUpdate

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

SERVICE = "opentipline"
# A few seconds at most, then the other store: a reporter is waiting.
_CLIENT = Config(
    connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 2}
)


def demonstration() -> bool:
    """Anything but an explicit `false` is a demonstration."""
    return os.environ["DEMONSTRATION"] != "false"


@cache
def submit() -> Submit:
    """For the public API."""
    return Submit(
        intake=DynamoIntake(_sealed_intake(), _codec()),
        spool=SqsSpool(_sqs(), os.environ["SPOOL_QUEUE_URL"], _codec()),
        triage=_triage_queues(),
        on_call=_on_call(),
        hashes=_hashes(),
        demonstration=demonstration(),
    )


@cache
def drain_spool() -> DrainSpool:
    """For the spool."""
    return DrainSpool(_sealed_intake(), _triage_queues(), _reviews(), demonstration=demonstration())


@cache
def triage() -> Triage:
    """For both lanes; opens stories and never contact data."""
    return Triage(_reports("story"), _directory(), _refer_queues())


@cache
def refer() -> Refer:
    """For both lanes."""
    return Refer(
        reports=_reports("story", "contact"),
        directory=_directory(),
        queues=SqsAgencyQueues(_sqs()),
        on_call=_on_call(),
        reviews=_reviews(),
        hashes=_hashes(),
        stage=os.environ["STAGE"],
        demonstration=demonstration(),
    )


@cache
def take_receipts() -> TakeReceipts:
    """For the receipts queue; opens nothing."""
    debts = DynamoDebts(_dynamodb(), os.environ["REPORTS_TABLE"])
    return TakeReceipts(debts, _hashes())


@cache
def sweep() -> Sweep:
    """For the schedule; opens nothing."""
    owed = DynamoOwedWork(_dynamodb(), os.environ["REPORTS_TABLE"])
    return Sweep(owed, _triage_queues(), _refer_queues(), _on_call(), _reviews())


@cache
def standings() -> DynamoStandings:
    """For the staff API; opens nothing."""
    return DynamoStandings(_dynamodb(), os.environ["REPORTS_TABLE"])


@cache
def add_update() -> AddUpdate:
    """For the update API."""
    return AddUpdate(_updates(), _triage_queues(), _hashes())


@cache
def status() -> Status:
    """For the update API."""
    return Status(_updates(), _hashes())


@cache
def _dynamodb() -> "DynamoDBClient":
    return boto3.client("dynamodb", config=_CLIENT)


@cache
def _sqs() -> "SQSClient":
    return boto3.client("sqs", config=_CLIENT)


@cache
def _kms() -> "KMSClient":
    return boto3.client("kms", config=_CLIENT)


@cache
def _sns() -> "SNSClient":
    return boto3.client("sns", config=_CLIENT)


@cache
def _codec(*opens: str) -> RowCodec:
    vault = KmsVault(_kms(), os.environ["CONTENT_KEY_ID"], SERVICE, os.environ["STAGE"])
    return RowCodec(vault, f"{SERVICE}-{os.environ['STAGE']}-reports", opens)


@cache
def _hashes() -> KmsHashes:
    return KmsHashes(_kms(), os.environ["IDENTIFIER_KEY_ID"])


@cache
def _sealed_intake() -> SealedDynamoIntake:
    return SealedDynamoIntake(_dynamodb(), os.environ["REPORTS_TABLE"])


def _reports(*opens: str) -> DynamoReports:
    return DynamoReports(_dynamodb(), os.environ["REPORTS_TABLE"], _codec(*opens))


def _reviews() -> DynamoReviews:
    return DynamoReviews(_dynamodb(), os.environ["REPORTS_TABLE"])


def _directory() -> DynamoDirectory:
    return DynamoDirectory(_dynamodb(), os.environ["DIRECTORY_TABLE"])


def _on_call() -> SnsOnCall:
    return SnsOnCall(_sns(), os.environ["ON_CALL_TOPIC_ARN"])


def _updates() -> DynamoUpdates:
    return DynamoUpdates(_dynamodb(), os.environ["REPORTS_TABLE"], _codec())


def _triage_queues() -> SqsNextStep:
    urls = {
        Lane.URGENT: os.environ["TRIAGE_URGENT_QUEUE_URL"],
        Lane.STANDARD: os.environ["TRIAGE_STANDARD_QUEUE_URL"],
    }
    return SqsNextStep(_sqs(), urls)


def _refer_queues() -> SqsNextStep:
    urls = {
        Lane.URGENT: os.environ["REFER_URGENT_QUEUE_URL"],
        Lane.STANDARD: os.environ["REFER_STANDARD_QUEUE_URL"],
    }
    return SqsNextStep(_sqs(), urls)
