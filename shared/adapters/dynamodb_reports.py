"""The reports in DynamoDB, as the workers see them: batch reads, one conditional write a stage."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.adapters.dynamodb_batch import read_all
from shared.adapters.dynamodb_errors import failed_condition
from shared.adapters.row_codec import Attributes, RowCodec, epoch, key, milestone
from shared.domain.owed import owed_by_agencies, owed_now, partition
from shared.domain.row import Milestone, Row, Stage, Step, Update, debt
from shared.ports import Judged, Sent

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NAMES = re.compile(r"#(\w+)")
# No other revision, stage or milestone than those that were read.
UNCHANGED = "#revision = :seen AND #stage = :before AND size(#milestones) = :known"


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
            removes=("attempts",),
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
            "owed": _debts(row, sent),
            "open": {"S": partition(owed_by_agencies(row.lane), row.number)},
            "due": {"N": str(epoch(sent.due))},
        }
        return self._write(
            row.number,
            sets,
            _sending(row, sent),
            condition=UNCHANGED,
            seen=_as_read(row),
            removes=("attempts",),
        )

    def sent_again(self, row: Row, sent: Sent) -> bool:
        """Debts that were struck off meanwhile must not come back: then nothing is recorded.

        Nor is a climb that another worker recorded, or the next rung would be left out.
        """
        sets: Attributes = {"owed": _debts(row, sent)} if sent.owing else {}
        removes = ["attempts"] if sent.owing else ["attempts", "owed"]
        if sent.closes:
            sets["stage"] = {"S": Stage.CLOSED.value}
            removes += ["open", "due"]
        else:
            sets["due"] = {"N": str(epoch(sent.due))}
        seen = _as_read(row)
        owing = "attribute_not_exists(#owed)"
        if row.owed:
            # Asked for first: emulators fail on the size of nothing, where AWS says no.
            owing = "attribute_exists(#owed) AND size(#owed) = :owing"
            seen[":owing"] = {"N": str(len(row.owed))}
        return self._write(
            row.number,
            sets,
            _sending(row, sent),
            condition=f"{UNCHANGED} AND {owing}",
            seen=seen,
            removes=removes,
        )

    def address(self, row: Row, agencies: Collection[str], at: datetime) -> Row | None:
        """One write more, and only where triage did not know them."""
        named = Milestone(Step.ADDRESSED, at, row.revision, tuple(sorted(agencies)))
        if not self._write(row.number, {}, [named], condition=UNCHANGED, seen=_as_read(row)):
            return None
        return replace(row, milestones=(*row.milestones, named))

    def _write(
        self,
        number: str,
        sets: Attributes,
        reached: Sequence[Milestone],
        *,
        condition: str,
        seen: Attributes,
        removes: Sequence[str] = (),
    ) -> bool:
        """One conditional write that also adds milestones."""
        assignments = [f"#{name} = :{name}" for name in sets]
        assignments.append("#milestones = list_append(#milestones, :reached)")
        change = f"SET {', '.join(assignments)}"
        if removes:
            change += f" REMOVE {', '.join(f'#{name}' for name in removes)}"
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


def _as_read(row: Row) -> Attributes:
    """The values that `UNCHANGED` asks for."""
    return {
        ":seen": {"N": str(row.revision)},
        ":before": {"S": row.stage.value},
        ":known": {"N": str(len(row.milestones))},
    }


def _debts(row: Row, sent: Sent) -> Attributes:
    return {"SS": [debt(owing, row.revision) for owing in sorted(sent.owing)]}


def _sending(row: Row, sent: Sent) -> Sequence[Milestone]:
    taken = tuple(sorted(sent.taken))
    return [Milestone(sent.step, sent.at, row.revision, taken)] if sent.step else []
