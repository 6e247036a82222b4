"""Strike debts off rows in DynamoDB: nothing is read, and no content is opened."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.adapters.dynamodb_errors import failed_condition, left_by
from shared.adapters.row_codec import Attributes, epoch, key, milestone, milestones
from shared.domain.owed import due, owed_now, partition
from shared.domain.row import Milestone, Stage, Step, debt
from shared.domain.urgency import Lane
from shared.ports import Struck

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


# Each try after the first means that another receipt of the same report came in between.
TRIES = 4


class DynamoDebts:
    """One conditional write for the last debt, two where several are left."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def strike(self, number: str, agency: str, revision: int, now: datetime) -> Struck:
        """As the last debt, else as one of several, else as the last after all."""
        mine = debt(agency, revision)
        for _ in range(TRIES):
            left = self._struck_last(number, mine)
            if left is None:
                return Struck.CLOSED
            if mine not in left.get("owed", {}).get("SS", []):
                return self._without_a_debt(left, agency, revision, now)
            if self._struck_one(number, mine):
                return Struck.STRUCK
        return Struck.TOO_EARLY

    def _without_a_debt(self, row: Attributes, agency: str, revision: int, now: datetime) -> Struck:
        """A receipt for a revision that the agency does not owe, or not any more."""
        if _is_unrecorded(row, revision):
            return Struck.TOO_EARLY
        if not row or any(agency in one.agencies for one in milestones(row)):
            return Struck.NOTHING
        return self._remembered(row, Milestone(Step.AVAILABLE, now, revision, (agency,)))

    def _remembered(self, row: Attributes, held: Milestone) -> Struck:
        """Refer died after sending, and a newer round did not know: this agency holds the report.

        So the newest revision goes round again; the sweep finds it.
        """
        lane, number = Lane(row["lane"]["S"]), row["pk"]["S"].removeprefix("R#")
        overtaken = self._refused(
            number,
            UpdateExpression="SET #stage = :triaged, #open = :open, due = :due,"
            " milestones = list_append(milestones, :held) REMOVE attempts",
            ConditionExpression="size(milestones) = :known",
            ExpressionAttributeNames={"#stage": "stage", "#open": "open"},
            ExpressionAttributeValues={
                ":triaged": {"S": Stage.TRIAGED.value},
                ":open": {"S": partition(owed_now(lane), number)},
                ":due": {"N": str(epoch(due(lane, held.at)))},
                ":held": {"L": [milestone(held)]},
                ":known": {"N": str(len(row["milestones"]["L"]))},
            },
        )
        # If the report went on meanwhile, the receipt comes back and looks at it anew.
        return Struck.REMEMBERED if overtaken is None else Struck.TOO_EARLY

    def _struck_last(self, number: str, mine: str) -> Attributes | None:
        """None if that closed the report, else the row as it is."""
        return self._refused(
            number,
            UpdateExpression="SET #stage = :closed DELETE owed :mine REMOVE #open, due",
            ConditionExpression="#stage = :referred AND contains(owed, :one)"
            " AND size(owed) = :last",
            ExpressionAttributeNames={"#stage": "stage", "#open": "open"},
            ExpressionAttributeValues={":closed": {"S": Stage.CLOSED.value}, **_one_debt(mine)},
        )

    def _struck_one(self, number: str, mine: str) -> bool:
        """False if the others were struck meanwhile: now it may be the last."""
        refused = self._refused(
            number,
            UpdateExpression="DELETE owed :mine",
            ConditionExpression="contains(owed, :one)"
            " AND (size(owed) > :last OR #stage <> :referred)",
            ExpressionAttributeNames={"#stage": "stage"},
            ExpressionAttributeValues=_one_debt(mine),
        )
        return refused is None

    def _refused(self, number: str, **write: Any) -> Attributes | None:
        """None if it was written, else the row whose state refused it, empty if there is none."""
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=key(number),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
                **write,
            )
        except ClientError as error:
            if not failed_condition(error):
                raise
            return left_by(error)
        return None


def _one_debt(mine: str) -> Attributes:
    """The values that both ways of striking ask about."""
    return {
        ":referred": {"S": Stage.REFERRED.value},
        ":mine": {"SS": [mine]},
        ":one": {"S": mine},
        ":last": {"N": "1"},
    }


def _is_unrecorded(row: Attributes, revision: int) -> bool:
    """Whether this revision was sent, and the write that records its debts is still to come."""
    triaged = row.get("stage", {}).get("S") == Stage.TRIAGED.value
    return triaged and int(row["revision"]["N"]) == revision
