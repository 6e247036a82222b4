"""How the in-memory cloud refuses: as AWS does, or loudly when our code never asked for that."""

from typing import Any

from botocore.exceptions import ClientError


class NotUsedError(BaseException):
    """A call or an expression that our adapters do not use, so that nobody has vouched for it.

    No `Exception`: no handler under test may swallow it.
    """


def refused(operation: str, code: str, **more: Any) -> ClientError:
    """The error that boto3 raises for a refusal by the service."""
    response: Any = {"Error": {"Code": code, "Message": code}, **more}
    return ClientError(response, operation)


def only(operation: str, given: dict[str, Any], needed: set[str], allowed: set[str]) -> None:
    """Raises NotUsedError for arguments that are missing, or that our code never gives."""
    strange = given.keys() - needed - allowed
    missing = needed - given.keys()
    if strange or missing:
        raise NotUsedError(f"{operation}: strange {sorted(strange)}, missing {sorted(missing)}")
