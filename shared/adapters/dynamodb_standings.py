"""How far reports have come, for staff: one read by projection, no content."""

from typing import TYPE_CHECKING

from shared.adapters.row_codec import key, milestones
from shared.domain.story import Json

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLEAR = "#stage, lane, revision, owed, accepted, milestones"


class DynamoStandings:
    """Reads the clear attributes and nothing else."""

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def standing(self, number: str) -> Json | None:
        """Stage, lane, revisions, debts and milestones, or None for an unknown number."""
        found = self._dynamodb.get_item(
            TableName=self._table,
            Key=key(number),
            ConsistentRead=True,
            ProjectionExpression=CLEAR,
            ExpressionAttributeNames={"#stage": "stage"},
        )
        item = found.get("Item")
        if item is None:
            return None
        return {
            "stage": item["stage"]["S"],
            "lane": item["lane"]["S"],
            "revision": int(item["revision"]["N"]),
            "accepted_revision": int(item.get("accepted", {}).get("N", "0")),
            "owed": sorted(item.get("owed", {}).get("SS", [])),
            "milestones": [
                {"step": one.step.value, "at": one.at.isoformat(), "agencies": list(one.agencies)}
                for one in milestones(item)
            ],
        }
