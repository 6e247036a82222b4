"""Mend the one answer that moto cannot give: a refused condition on a row with bytes in a map."""
# mypy: disable-error-code="method-assign"

import base64
from typing import Any

from moto.dynamodb.exceptions import ConditionalCheckFailed


def mend() -> None:
    """Have the refusal carry bytes as text in base 64, as DynamoDB's own answers do."""
    original = ConditionalCheckFailed.__init__

    def refuse(self: Any, msg: str | None = None, item: dict[str, Any] | None = None) -> None:
        original(self, msg, _in_text(item))

    ConditionalCheckFailed.__init__ = refuse


def _in_text(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _in_text(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_in_text(value) for value in part]
    return base64.b64encode(part).decode() if isinstance(part, bytes) else part
