"""What DynamoDB's refusals mean to the use cases."""

from typing import Any

from botocore.exceptions import ClientError


def failed_condition(error: ClientError) -> bool:
    """Whether the write was refused by its own condition, which is an ordinary answer."""
    return error.response["Error"]["Code"] == "ConditionalCheckFailedException"


def left_by(error: ClientError) -> dict[str, Any]:
    """The row that made the condition fail, if it was asked for and exists."""
    response: dict[str, Any] = dict(error.response)
    return dict(response.get("Item", {}))
