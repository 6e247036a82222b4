"""Load the agency directory into its table, each agency with the addresses of its queues."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shared.domain.story import Json
from shared.ops.errors import OperatorError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient

PARTITION = "directory"
BATCH = 25
TRIES = 8


def queue_urls(sqs: "SQSClient", stage: str) -> dict[str, str]:
    """The stage's agency queues: `<agency id>-<lane>` → URL."""
    prefix = f"opentipline-{stage}-agency-"
    pages = sqs.get_paginator("list_queues").paginate(
        QueueNamePrefix=prefix, PaginationConfig={"PageSize": 1000}
    )
    urls = [url for page in pages for url in page.get("QueueUrls", [])]
    return {url.rsplit("/", 1)[-1].removeprefix(prefix): url for url in urls}


def rows(agencies: Sequence[Json], queues: Mapping[str, str]) -> list[Json]:
    """The directory's rows with their queues. Raises OperatorError if a queue is missing."""
    missing = [
        one["id"]
        for one in agencies
        if not {f"{one['id']}-urgent", f"{one['id']}-standard"} <= queues.keys()
    ]
    if missing:
        raise OperatorError(
            f"These agencies have no queues yet: {', '.join(missing)}; deploy again."
        )
    return [
        {
            **one,
            "urgent_queue": queues[f"{one['id']}-urgent"],
            "standard_queue": queues[f"{one['id']}-standard"],
        }
        for one in agencies
    ]


def load_directory(dynamodb: "DynamoDBClient", table: str, directory: Sequence[Json]) -> None:
    """Put every row and take away those of agencies that are gone, in this order."""
    bodies = {one["id"]: json.dumps(one, ensure_ascii=False) for one in directory}
    puts: list[Any] = [{"PutRequest": {"Item": _item(id_, body)}} for id_, body in bodies.items()]
    gone = _ids(dynamodb, table) - bodies.keys()
    deletes: list[Any] = [{"DeleteRequest": {"Key": _key(id_)}} for id_ in sorted(gone)]
    requests = puts + deletes
    for start in range(0, len(requests), BATCH):
        _write(dynamodb, {table: requests[start : start + BATCH]})


def _ids(dynamodb: "DynamoDBClient", table: str) -> set[str]:
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": PARTITION}},
        ProjectionExpression="sk",
    )
    return {item["sk"]["S"] for page in pages for item in page["Items"]}


def _write(dynamodb: "DynamoDBClient", requests: Any) -> None:
    for _ in range(TRIES):
        requests = dynamodb.batch_write_item(RequestItems=requests).get("UnprocessedItems")
        if not requests:
            return
    raise OperatorError("The directory's table took only a part of the rows; deploy again.")


def _item(agency: str, body: str) -> Json:
    return {**_key(agency), "body": {"S": body}}


def _key(agency: str) -> Json:
    return {"pk": {"S": PARTITION}, "sk": {"S": agency}}
