"""The lists of owed work in DynamoDB's sparse index."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.adapters.dynamodb_batch import read_all
from shared.adapters.dynamodb_errors import failed_condition
from shared.adapters.row_codec import REPORT, Attributes, epoch, key, moment
from shared.domain.owed import partitions
from shared.domain.row import Stage, ref_of
from shared.domain.urgency import Lane
from shared.ports import Overdue

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

INDEX = "owed"
CLEAR = "pk, sk, #stage, lane, attempts, due, idem, #open"


class DynamoOwedWork:
    """Reads keys from the index, then the rows themselves: an index may lag behind its table."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def overdue(self, list_name: str, now: datetime, limit: int) -> Sequence[Overdue]:
        """What the table itself still says is due."""
        keys = [k for one in partitions(list_name) for k in self._listed(one, now, limit)]
        rows = read_all(
            self._dynamodb,
            self._table,
            keys,
            ProjectionExpression=CLEAR,
            ExpressionAttributeNames={"#stage": "stage", "#open": "open"},
        )
        return [
            _overdue(row)
            for row in rows
            if row.get("open", {}).get("S", "").startswith(list_name)
            and int(row["due"]["N"]) <= epoch(now)
        ]

    def look_again(self, overdue: Overdue, due: datetime) -> bool:
        """Only one of two sweeps that run at once counts the attempt."""
        sk = f"U#{overdue.update_id}" if overdue.update_id else REPORT
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=key(overdue.number, sk),
                UpdateExpression="SET due = :due, attempts = :attempts",
                ConditionExpression="due = :seen",
                ExpressionAttributeValues={
                    ":due": {"N": str(epoch(due))},
                    ":seen": {"N": str(epoch(overdue.due))},
                    ":attempts": {"N": str(overdue.attempts + 1)},
                },
            )
        except ClientError as error:
            if failed_condition(error):
                return False
            raise
        return True

    def _listed(self, partition: str, now: datetime, limit: int) -> Sequence[Attributes]:
        page = self._dynamodb.query(
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="#open = :open AND due <= :now",
            ExpressionAttributeNames={"#open": "open"},
            ExpressionAttributeValues={":open": {"S": partition}, ":now": {"N": str(epoch(now))}},
            Limit=limit,
        )
        return [{"pk": item["pk"], "sk": item["sk"]} for item in page["Items"]]


def _overdue(row: Attributes) -> Overdue:
    sk = row["sk"]["S"]
    update_id = None if sk == REPORT else sk.removeprefix("U#")
    return Overdue(
        number=row["pk"]["S"].removeprefix("R#"),
        update_id=update_id,
        # An update that no revision covers yet is triage's to read.
        stage=Stage(row["stage"]["S"]) if "stage" in row else Stage.RECEIVED,
        lane=Lane(row["lane"]["S"]),
        attempts=int(row.get("attempts", {}).get("N", "0")),
        due=moment(row["due"]["N"]),
        ref=update_id[:6] if update_id else ref_of(row["idem"]["B"]),
    )
