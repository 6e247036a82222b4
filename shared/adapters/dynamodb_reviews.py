"""The list of reports that a person must look at: rows of their own beside the report's."""

from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.adapters.dynamodb_errors import failed_condition
from shared.adapters.row_codec import SCHEMA, epoch, key
from shared.domain.owed import REVIEW, partition
from shared.domain.urgency import Lane

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoReviews:
    """One row a report and reason; the report itself stays where it is, and goes on."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def add(self, number: str, lane: Lane, reason: str, now: datetime) -> None:
        """A row that is there already is left as it is, also if a person has settled it."""
        try:
            self._dynamodb.put_item(
                TableName=self._table,
                Item={
                    **key(number, f"V#{reason}"),
                    "lane": {"S": lane.value},
                    "open": {"S": partition(REVIEW, number)},
                    "due": {"N": str(epoch(now))},
                    "schema": {"N": str(SCHEMA)},
                },
                ConditionExpression="attribute_not_exists(pk)",
            )
        except ClientError as error:
            if not failed_condition(error):
                raise
