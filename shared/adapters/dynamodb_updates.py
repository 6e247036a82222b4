"""Updates in DynamoDB: prove a number and code by projection, and put."""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.adapters.dynamodb_errors import failed_condition
from shared.adapters.row_codec import RowCodec, key, milestones
from shared.domain.errors import StoreUnavailableError
from shared.domain.row import Update
from shared.domain.urgency import Lane
from shared.ports import Proof

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoUpdates:
    """Never reads content: only what a code is checked against."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str, codec: RowCodec) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._codec = codec

    def proof(self, number: str) -> Proof | None:
        """One read, whether or not the number exists. Raises StoreUnavailableError."""
        try:
            found = self._dynamodb.get_item(
                TableName=self._table,
                Key=key(number),
                ConsistentRead=True,
                ProjectionExpression="h_code, lane, milestones",
            )
        except (BotoCoreError, ClientError):
            raise StoreUnavailableError from None
        item = found.get("Item")
        if item is None:
            return None
        return Proof(item["h_code"]["B"], Lane(item["lane"]["S"]), milestones(item))

    def add(self, update: Update) -> None:
        """The same words sent twice are the same update."""
        try:
            self._dynamodb.put_item(
                TableName=self._table,
                Item=self._codec.update(update),
                ConditionExpression="attribute_not_exists(pk)",
            )
        except ClientError as error:
            if not failed_condition(error):
                raise StoreUnavailableError from None
        except BotoCoreError:
            raise StoreUnavailableError from None
