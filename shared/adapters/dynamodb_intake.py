"""Keep new reports in DynamoDB: one conditional put, no reads."""

from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from shared.adapters.dynamodb_errors import failed_condition, left_by
from shared.adapters.row_codec import Attributes, RowCodec, from_text, renumbered
from shared.domain.errors import StoreUnavailableError
from shared.domain.row import Arrival
from shared.ports import Added, SealedReport

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class SealedDynamoIntake:
    """Puts rows that are sealed already."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def add_sealed(self, report: SealedReport, number: str) -> Added:
        """Keep what waited in the spool."""
        return self.put(renumbered(from_text(report.body), number))

    def put(self, item: Attributes) -> Added:
        """A put that was refused by the row of its own first attempt is a success."""
        put: dict[str, Any] = {
            "TableName": self._table,
            "Item": item,
            "ConditionExpression": "attribute_not_exists(pk)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        try:
            self._dynamodb.put_item(**put)
        except ClientError as error:
            if not failed_condition(error):
                raise StoreUnavailableError from None
            mine = left_by(error).get("idem") == item["idem"]
            return Added.MINE if mine else Added.TAKEN
        except BotoCoreError:
            raise StoreUnavailableError from None
        return Added.NEW


class DynamoIntake:
    """Seals new reports and puts them."""

    def __init__(self, sealed: SealedDynamoIntake, codec: RowCodec) -> None:
        self._sealed = sealed
        self._codec = codec

    def add(self, arrival: Arrival) -> Added:
        """Keep a report once."""
        return self._sealed.put(self._codec.arrival(arrival))
