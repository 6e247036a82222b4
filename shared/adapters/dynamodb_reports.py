"""The reports in DynamoDB, as the workers see them: batch reads, one conditional write a stage."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.adapters.dynamodb_batch import read_all
from shared.adapters.dynamodb_errors import failed_condition
from shared.adapters.row_codec import Attributes, RowCodec, epoch, key, milestone
from shared.domain.owed import AWAITING_RECEIPT, owed_now, partition
from shared.domain.row import Milestone, Row, Stage, Step, Update, debt
from shared.ports import Judged, Sent

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
        """A first round leaves `open` and `due` where they are, unless the lane was raised."""
        sets: Attributes = {
            "stage": {"S": Stage.TRIAGED.value},
            "revision": {"N": str(judged.revision)},
            "lane": {"S": judged.lane.value},
            "peak": {"N": str(judged.peak)},
        }
        if judged.covers:
            sets["covers"] = {"SS": sorted(judged.covers)}
        if row.stage is not Stage.RECEIVED or judged.lane is not row.lane:
            sets["open"] = {"S": partition(owed_now(judged.lane), row.number)}
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

    def referred(self, row: Row, sent: Sent) -> bool:
        """The newest revision takes the place of older debts: it contains all that they did."""
        sets: Attributes = {
            "stage": {"S": Stage.REFERRED.value},
            "owed": {"SS": [debt(agency, row.revision) for agency in sorted(sent.agencies)]},
            "open": {"S": partition(AWAITING_RECEIPT, row.number)},
            "due": {"N": str(epoch(sent.due))},
        }
        return self._write(
            row.number,
            sets,
            _available(row, sent),
            # A milestone more than was read is a holder that this sending did not know.
            condition="#revision = :seen AND #stage = :before AND size(#milestones) = :known",
            seen={
                ":seen": {"N": str(row.revision)},
                ":before": {"S": row.stage.value},
                ":known": {"N": str(len(row.milestones))},
            },
        )

    def sent_again(self, row: Row, sent: Sent) -> bool:
        """Debts that were struck off meanwhile must not come back: then nothing is recorded."""
        sets: Attributes = {
            "owed": {"SS": [debt(agency, row.revision) for agency in sorted(sent.agencies)]},
            "due": {"N": str(epoch(sent.due))},
        }
        return self._write(
            row.number,
            sets,
            _available(row, replace(sent, agencies=sent.agencies - row.holders)),
            condition="#revision = :seen AND #stage = :before AND size(#owed) = :owing",
            seen={
                ":seen": {"N": str(row.revision)},
                ":before": {"S": row.stage.value},
                ":owing": {"N": str(len(row.owed))},
            },
        )

    def remember(self, row: Row, sent: Sent) -> None:
        """Unconditional: whoever holds a revision must get the newer ones, whatever went on."""
        sets: Attributes = {
            "stage": {"S": Stage.TRIAGED.value},
            "open": {"S": partition(owed_now(row.lane), row.number)},
            "due": {"N": str(epoch(sent.due))},
        }
        self._write(
            row.number, sets, _available(row, sent), condition="attribute_exists(pk)", seen={}
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


def _available(row: Row, sent: Sent) -> Sequence[Milestone]:
    """Who can see the report since now; a repetition to the same agencies is no milestone."""
    new = tuple(sorted(sent.agencies))
    return [Milestone(Step.AVAILABLE, sent.at, row.revision, new)] if new else []
