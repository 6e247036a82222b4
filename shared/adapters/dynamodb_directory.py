"""The agency directory in DynamoDB, kept for a few minutes in memory."""

import json
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from shared.domain.agency import Agency

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SECONDS = 300


class DynamoDirectory:
    """One partition, read whole."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._agencies: tuple[Agency, ...] = ()
        self._read_at = float("-inf")

    def agencies(self) -> Sequence[Agency]:
        """Read again after a few minutes, so that an operator's change needs no deployment."""
        if time.monotonic() - self._read_at > SECONDS:
            self._agencies = tuple(self._read())
            self._read_at = time.monotonic()
        return self._agencies

    def _read(self) -> Sequence[Agency]:
        query: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": "directory"}},
        }
        rows: list[Agency] = []
        while True:
            page = self._dynamodb.query(**query)
            rows += [Agency.from_row(json.loads(item["body"]["S"])) for item in page["Items"]]
            if "LastEvaluatedKey" not in page:
                return rows
            query["ExclusiveStartKey"] = page["LastEvaluatedKey"]
