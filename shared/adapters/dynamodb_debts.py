"""Strike debts off rows in DynamoDB, and record who accepted: no content is read or opened."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.adapters.dynamodb_errors import failed_condition, left_by
from shared.adapters.row_codec import Attributes, key, milestone
from shared.domain.row import Milestone, Stage, Step, debt
from shared.domain.urgency import Lane
from shared.ports import Struck

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


# Each try after the first means that another receipt of the same report came in between.
TRIES = 4
# On the urgent lane a receipt is not enough: a person must have taken the newest revision.
ANSWERED = "(lane = :standard OR accepted = revision)"
UNANSWERED = "(lane <> :standard AND (attribute_not_exists(accepted) OR accepted < revision))"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One of the states in which an acceptance finds a report, and whether it closes it."""

    stage: Stage
    condition: str = ""
    closes: bool = False


LAST_ANSWER = Acceptance(Stage.REFERRED, " AND attribute_not_exists(owed)", closes=True)
WHILE_OWED = Acceptance(Stage.REFERRED, " AND attribute_exists(owed)")
AFTERWARDS = Acceptance(Stage.CLOSED)


class DynamoDebts:
    """One conditional write for the last debt, two where something else is left."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def strike(self, number: str, agency: str, revision: int) -> Struck:
        """As the last debt, else as one of several, else as the last after all."""
        mine = debt(agency, revision)
        for _ in range(TRIES):
            left = self._struck_last(number, mine)
            if left is None:
                return Struck.CLOSED
            if mine not in left.get("owed", {}).get("SS", []):
                return Struck.TOO_EARLY if _is_unrecorded(left, revision) else Struck.NOTHING
            if self._struck_one(number, mine) is None:
                return Struck.STRUCK
        return Struck.TOO_EARLY

    def accept(
        self, number: str, agency: str, revision: int, officer: str, now: datetime
    ) -> Struck:
        """As the last answer; else as the state that refused this says."""
        taken = Milestone(Step.ACCEPTED, now, revision, (agency,), officer)
        for _ in range(TRIES):
            left = self._accepted(number, taken, LAST_ANSWER)
            if left is None:
                return Struck.CLOSED
            if not _is_news(left, revision):
                return Struck.TOO_EARLY if _is_unrecorded(left, revision) else Struck.NOTHING
            closed = left["stage"]["S"] == Stage.CLOSED.value
            if self._accepted(number, taken, AFTERWARDS if closed else WHILE_OWED) is None:
                return Struck.STRUCK
        return Struck.TOO_EARLY

    def _struck_last(self, number: str, mine: str) -> Attributes | None:
        """None if that closed the report, else the row as it is."""
        return self._refused(
            number,
            UpdateExpression="SET #stage = :closed DELETE owed :mine REMOVE #open, due, attempts",
            ConditionExpression="#stage = :referred AND contains(owed, :one)"
            f" AND size(owed) = :last AND {ANSWERED}",
            ExpressionAttributeNames={"#stage": "stage", "#open": "open"},
            ExpressionAttributeValues={":closed": {"S": Stage.CLOSED.value}, **_one_debt(mine)},
        )

    def _struck_one(self, number: str, mine: str) -> Attributes | None:
        """None if it was struck; the row if the others were meanwhile: now it may be the last."""
        return self._refused(
            number,
            UpdateExpression="DELETE owed :mine",
            ConditionExpression="contains(owed, :one)"
            f" AND (size(owed) > :last OR #stage <> :referred OR {UNANSWERED})",
            ExpressionAttributeNames={"#stage": "stage"},
            ExpressionAttributeValues=_one_debt(mine),
        )

    def _accepted(self, number: str, taken: Milestone, way: Acceptance) -> Attributes | None:
        """None if it was recorded in this way, else the row as it is."""
        values: Attributes = {
            ":stage": {"S": way.stage.value},
            ":then": {"S": Stage.CLOSED.value if way.closes else way.stage.value},
            ":revision": {"N": str(taken.revision)},
            ":taken": {"L": [milestone(taken)]},
        }
        change = (
            "SET #stage = :then, accepted = :revision, milestones = list_append(milestones, :taken)"
        )
        names = {"#stage": "stage"}
        if way.closes:
            change += " REMOVE #open, due, attempts"
            names["#open"] = "open"
        return self._refused(
            number,
            UpdateExpression=change,
            ConditionExpression="#stage = :stage AND revision = :revision"
            f" AND (attribute_not_exists(accepted) OR accepted < :revision){way.condition}",
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=values,
        )

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
        ":standard": {"S": Lane.STANDARD.value},
        ":mine": {"SS": [mine]},
        ":one": {"S": mine},
        ":last": {"N": "1"},
    }


def _is_unrecorded(row: Attributes, revision: int) -> bool:
    """Whether this revision was sent, and the write that records its debts is still to come."""
    triaged = row.get("stage", {}).get("S") == Stage.TRIAGED.value
    return triaged and int(row["revision"]["N"]) == revision


def _is_news(row: Attributes, revision: int) -> bool:
    """Whether this is the newest revision, sent and recorded, and nobody accepted it yet."""
    sent = row.get("stage", {}).get("S") in (Stage.REFERRED.value, Stage.CLOSED.value)
    if not sent or int(row["revision"]["N"]) != revision:
        return False
    return int(row.get("accepted", {}).get("N", "0")) < revision
