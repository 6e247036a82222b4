"""Read many rows of one table at once, consistently and completely."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from shared.adapters.row_codec import Attributes
from shared.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BATCH = 100  # DynamoDB's own limit
TRIES = 4


def read_all(
    dynamodb: "DynamoDBClient", table: str, keys: Sequence[Attributes], **projection: Any
) -> list[Attributes]:
    """The rows that exist. Raises StoreUnavailableError if DynamoDB keeps leaving some out."""
    rows: list[Attributes] = []
    for start in range(0, len(keys), BATCH):
        wanted = {"Keys": keys[start : start + BATCH], "ConsistentRead": True, **projection}
        rows += _read(dynamodb, table, wanted)
    return rows


def _read(dynamodb: "DynamoDBClient", table: str, wanted: dict[str, Any]) -> list[Attributes]:
    left: dict[str, Any] = {table: wanted}
    rows: list[Attributes] = []
    for _ in range(TRIES):
        answer = dynamodb.batch_get_item(RequestItems=left)
        rows += answer["Responses"].get(table, [])
        left = dict(answer.get("UnprocessedKeys", {}))
        if not left:
            return rows
    raise StoreUnavailableError
