"""The reports in DynamoDB, as the workers see them: batch reads, one conditional write a stage."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.adapters.dynamodb_batch import read_all
from shared.adapters.dynamodb_errors import failed_condition
from shared.adapters.row_codec import Attributes, RowCodec, epoch, key, milestone
from shared.domain.owed import AWAITING_RECEIPT, NOW, partition
from shared.domain.row import Milestone, Row, Stage, Step, Update, debt
from shared.ports import Judged

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NAMES = re.compile(r"#(\w+)")


class DynamoReports:
    """One row per report, its updates under the same key."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str, codec: RowCodec) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._codec = codec

    def read(self, numbers: Collection[str]) -> Mapping[str, Row]:
        """Consistent and complete, or the whole batch fails."""
        keys = [key(number) for number in dict.fromkeys(numbers)]
        rows = map(self._codec.row, read_all(self._dynamodb, self._table, keys))
        return {row.number: row for row in rows}

    def updates(self, number: str) -> Sequence[Update]:
        """All of them, however many pages that takes."""
        found: list[Update] = []
        query: dict[str, Any] = {
            "TableName": self._table,
            "ConsistentRead": True,
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :u)",
            "ExpressionAttributeValues": {":pk": key(number)["pk"], ":u": {"S": "U#"}},
        }
        while True:
            page = self._dynamodb.query(**query)
            found += [self._codec.update_row(item) for item in page["Items"]]
            if "LastEvaluatedKey" not in page:
                return sorted(found, key=lambda update: (update.received_at, update.update_id))
            query["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def judged(self, row: Row, judged: Judged) -> bool:
        """A first round leaves `open` and `due` alone: they stand, and an index write costs."""
        sets: Attributes = {
            "stage": {"S": Stage.TRIAGED.value},
            "revision": {"N": str(judged.revision)},
            "lane": {"S": judged.lane.value},
            "peak": {"N": str(judged.peak)},
        }
        if judged.covers:
            sets["covers"] = {"SS": sorted(judged.covers)}
        if row.stage is not Stage.RECEIVED:
            sets["open"] = {"S": partition(NOW, row.number)}
            sets["due"] = {"N": str(epoch(judged.due))}
        return self._write(
            row.number,
            sets,
            judged.milestones,
            condition="#revision = :seen",
            seen={":seen": {"N": str(row.revision)}},
        )

    def settle(self, number: str, update_id: str) -> None:
        """Off the index; the update itself stays."""
        self._dynamodb.update_item(
            TableName=self._table,
            Key=key(number, f"U#{update_id}"),
            UpdateExpression="REMOVE #open, due",
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeNames={"#open": "open"},
        )

    def referred(self, row: Row, agencies: Collection[str], at: datetime, due: datetime) -> bool:
        """The newest revision takes the place of older debts: it contains all that they did."""
        held = sorted(agencies)
        sets: Attributes = {
            "stage": {"S": Stage.REFERRED.value},
            "owed": {"SS": [debt(agency, row.revision) for agency in held]},
            "open": {"S": partition(AWAITING_RECEIPT, row.number)},
            "due": {"N": str(epoch(due))},
        }
        return self._write(
            row.number,
            sets,
            [Milestone(Step.AVAILABLE, at, row.revision, tuple(held))],
            condition="#revision = :seen AND #stage = :triaged",
            seen={
                ":seen": {"N": str(row.revision)},
                ":triaged": {"S": Stage.TRIAGED.value},
            },
        )

    def sent_again(self, row: Row, due: datetime) -> bool:
        """Only the time of the next look moves; the debts stand as they are."""
        return self._write(
            row.number,
            {"due": {"N": str(epoch(due))}},
            [],
            condition="#revision = :seen AND #stage = :referred",
            seen={
                ":seen": {"N": str(row.revision)},
                ":referred": {"S": Stage.REFERRED.value},
            },
        )

    def _write(
        self,
        number: str,
        sets: Attributes,
        reached: Sequence[Milestone],
        *,
        condition: str,
        seen: Attributes,
    ) -> bool:
        """One conditional write that also adds milestones and ends the count of attempts."""
        assignments = ", ".join(f"#{name} = :{name}" for name in sets)
        change = (
            f"SET {assignments}, #milestones = list_append(#milestones, :reached) REMOVE attempts"
        )
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=key(number),
                UpdateExpression=change,
                ConditionExpression=condition,
                ExpressionAttributeNames={
                    f"#{name}": name for name in set(NAMES.findall(change + condition))
                },
                ExpressionAttributeValues={
                    **{f":{name}": value for name, value in sets.items()},
                    ":reached": {"L": [milestone(one) for one in reached]},
                    **seen,
                },
            )
        except ClientError as error:
            if failed_condition(error):
                return False
            raise
        return True
