"""Two clouds asked the same: every answer and every refusal must be the same."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

# What an answer says about its own journey, and counts that nobody of us reads.
NOT_READ = frozenset(
    {
        "ResponseMetadata",
        "ConsumedCapacity",
        "Count",
        "ScannedCount",
        "MD5OfMessageBody",
        "MD5OfBody",
        "Message",
        "EncryptionAlgorithm",
        "KeyMaterialId",
    }
)
# Elements of sets, and rows of a batch read: in no order of their own.
UNORDERED = frozenset({"SS", "BS", "Responses"})
# Names that each cloud makes up for itself.
OWN_NAMES = frozenset({"MessageId", "ReceiptHandle", "Plaintext", "CiphertextBlob", "Mac", "KeyId"})


class Both:
    """A client that asks two clients; what the first answers is what its caller gets."""

    def __init__(self, first: Any, second: Any) -> None:
        self._first = first
        self._second = second
        # What the first cloud made up → what the second made up for the same.
        self._twins: dict[Any, Any] = {}
        self.calls: list[str] = []
        # How often only the first said that there may be more after a page.
        self.forgiven = 0

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        return lambda **asked: self._asked(operation, asked)

    def _asked(self, operation: str, asked: dict[str, Any]) -> Any:
        self.calls.append(operation)
        first = _answered(getattr(self._first, operation), asked)
        second = _answered(getattr(self._second, operation), self._translated(asked))
        if operation == "query" and isinstance(first, dict):
            self._forgive_a_full_last_page(first, second, asked)
        shown, other = comparable(_content(first)), comparable(_content(second))
        assert shown == other, f"{operation} of {asked}:\n{shown}\n{other}"
        if isinstance(first, ClientError):
            raise first
        self._pair(first, second)
        return first

    def _forgive_a_full_last_page(self, first: Any, second: Any, asked: dict[str, Any]) -> None:
        """Gap 4: after a page that its last row fills, only AWS says that there may be more."""
        if "LastEvaluatedKey" in first and "LastEvaluatedKey" not in second:
            following = asked | {"ExclusiveStartKey": first["LastEvaluatedKey"]}
            assert self._first.query(**following) == {"Items": []}
            del first["LastEvaluatedKey"]
            self.forgiven += 1

    def _translated(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {
            name: self._twins.get(value, value) if isinstance(value, str | bytes) else value
            for name, value in asked.items()
        }

    def _pair(self, first: Any, second: Any) -> None:
        if isinstance(first, list):
            for one, other in zip(first, second, strict=True):
                self._pair(one, other)
        elif isinstance(first, dict):
            for name in first.keys() & second.keys():
                if name in OWN_NAMES:
                    self._twins[first[name]] = second[name]
                else:
                    self._pair(first[name], second[name])


def comparable(value: Any, *, unordered: bool = False) -> Any:
    """The same content in one order, without what each cloud makes up for itself."""
    if isinstance(value, dict):
        return {
            name: "made up"
            if name in OWN_NAMES
            else comparable(part, unordered=unordered or name in UNORDERED)
            for name, part in value.items()
            if name not in NOT_READ and part not in ({}, [])
        }
    if isinstance(value, list):
        parts = [comparable(part) for part in value]
        return sorted(parts, key=str) if unordered else parts
    return bytes(value) if isinstance(value, bytearray) else value


def _answered(ask: Callable[..., Any], asked: dict[str, Any]) -> Any:
    try:
        return ask(**asked)
    except ClientError as error:
        return error


def _content(answer: Any) -> Any:
    if isinstance(answer, ClientError):
        response: Any = answer.response
        return {"refused": response["Error"]["Code"], "row": response.get("Item")}
    return answer
