"""Strike debts off rows in DynamoDB: nothing is read, and no content is opened."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.adapters.dynamodb_errors import failed_condition, left_by
from shared.adapters.row_codec import Attributes, key
from shared.domain.row import Stage, debt
from shared.ports import Struck

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoDebts:
    """One conditional write for the usual case of one agency, two where there are several."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def strike(self, number: str, agency: str, revision: int) -> Struck:
        """First as the last debt (the usual case, one write), else as one of several."""
        left = self._struck_last(number, debt(agency, revision))
        if left is None:
            return Struck.CLOSED
        owed = left.get("owed", {}).get("SS", [])
        if debt(agency, revision) in owed:
            return self._struck_one(number, debt(agency, revision))
        unrecorded = (
            left.get("stage", {}).get("S") == Stage.TRIAGED.value
            and int(left["revision"]["N"]) == revision
        )
        return Struck.TOO_EARLY if unrecorded else Struck.NOTHING

    def _struck_last(self, number: str, mine: str) -> Attributes | None:
        """None if that closed the report, else the row as it is."""
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=key(number),
                UpdateExpression="SET #stage = :closed DELETE owed :mine REMOVE #open, due",
                ConditionExpression="#stage = :referred AND contains(owed, :one)"
                " AND size(owed) = :last",
                ExpressionAttributeNames={"#stage": "stage", "#open": "open"},
                ExpressionAttributeValues={
                    ":closed": {"S": Stage.CLOSED.value},
                    ":referred": {"S": Stage.REFERRED.value},
                    ":mine": {"SS": [mine]},
                    ":one": {"S": mine},
                    ":last": {"N": "1"},
                },
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if not failed_condition(error):
                raise
            return left_by(error)
        return None

    def _struck_one(self, number: str, mine: str) -> Struck:
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=key(number),
                UpdateExpression="DELETE owed :mine",
                ConditionExpression="contains(owed, :one)"
                " AND (size(owed) > :last OR #stage <> :referred)",
                ExpressionAttributeNames={"#stage": "stage"},
                ExpressionAttributeValues={
                    ":referred": {"S": Stage.REFERRED.value},
                    ":mine": {"SS": [mine]},
                    ":one": {"S": mine},
                    ":last": {"N": "1"},
                },
            )
        except ClientError as error:
            if not failed_condition(error):
                raise
            return Struck.TOO_EARLY  # the others were struck meanwhile: now it may be the last
        return Struck.STRUCK
