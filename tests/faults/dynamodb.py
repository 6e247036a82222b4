"""DynamoDB in memory: the tables of infra/data.yaml and the calls that our adapters make."""

from collections.abc import Sequence
from typing import Any

from tests.faults.expressions import (
    Item,
    Scope,
    change,
    check_placeholders,
    comparable,
    condition,
    projection,
)
from tests.faults.refusals import NotUsedError, only, refused

Key = tuple[str, str]
INDEX = "owed"
INDEX_KEYS = ("open", "due")
# The kinds of every attribute that is a key of the table or of its index.
KEY_KINDS = {"pk": "S", "sk": "S", "open": "S", "due": "N"}
BATCH = 100
ITEM_BYTES = 409_600


class MemoryDynamoDB:
    """Rows are never changed in place, so an answer stays as it was given."""

    def __init__(self, *tables: str) -> None:
        self.tables: dict[str, dict[Key, Item]] = {name: {} for name in tables}
        # Of the next batch read: leave out half, as DynamoDB does when it is short of capacity.
        self.answers_partly = False
        # Rows on one page of a query, as if rows were big.
        self.page_rows = 1_000

    def put_item(self, **asked: Any) -> Item:
        """A new row, if the condition holds of the old one."""
        only(
            "PutItem",
            asked,
            {"TableName", "Item", "ConditionExpression"},
            {"ReturnValuesOnConditionCheckFailure"},
        )
        _check("PutItem", asked["Item"])
        rows, key = self._rows("PutItem", asked), _key(asked["Item"])
        self._require("PutItem", asked, rows.get(key, {}))
        rows[key] = dict(asked["Item"])
        return {}

    def update_item(self, **asked: Any) -> Item:
        """A changed row, if the condition holds."""
        only(
            "UpdateItem",
            asked,
            {"TableName", "Key", "UpdateExpression", "ConditionExpression"},
            {
                "ExpressionAttributeNames",
                "ExpressionAttributeValues",
                "ReturnValuesOnConditionCheckFailure",
            },
        )
        rows, key = self._rows("UpdateItem", asked), _key(asked["Key"])
        scope = self._require("UpdateItem", asked, rows.get(key, {}))
        changed = {**asked["Key"], **scope.item}
        change(asked["UpdateExpression"])(scope, changed)
        if _key(changed) != key:
            raise refused("UpdateItem", "ValidationException")
        _check("UpdateItem", changed)
        rows[key] = changed
        return {}

    def get_item(self, **asked: Any) -> Item:
        """One row by its key, consistently."""
        only(
            "GetItem",
            asked,
            {"TableName", "Key", "ConsistentRead", "ProjectionExpression"},
            {"ExpressionAttributeNames"},
        )
        row = self._rows("GetItem", asked).get(_key(asked["Key"]))
        return {} if row is None else {"Item": _projected(row, asked)}

    def batch_get_item(self, **asked: Any) -> Item:
        """Rows by their keys, consistently; half of them if it answers partly."""
        only("BatchGetItem", asked, {"RequestItems"}, set())
        [(table, wanted)] = asked["RequestItems"].items()
        only(
            "BatchGetItem",
            wanted,
            {"Keys", "ConsistentRead"},
            {"ProjectionExpression", "ExpressionAttributeNames"},
        )
        rows, keys = self._rows("BatchGetItem", {"TableName": table}), wanted["Keys"]
        if not 1 <= len(keys) <= BATCH or len({_key(key) for key in keys}) < len(keys):
            raise refused("BatchGetItem", "ValidationException")
        answered = keys[: len(keys) // 2] if self.answers_partly else keys
        self.answers_partly = False
        left_out = keys[len(answered) :]
        found = [rows[_key(key)] for key in answered if _key(key) in rows]
        return {
            "Responses": {table: [_projected(row, wanted) for row in found]},
            "UnprocessedKeys": {table: {**wanted, "Keys": left_out}} if left_out else {},
        }

    def query(self, **asked: Any) -> Item:
        """Rows of one partition of a table or of its sparse index, in the order of their keys."""
        only(
            "Query",
            asked,
            {"TableName", "KeyConditionExpression", "ExpressionAttributeValues"},
            {
                "IndexName",
                "ConsistentRead",
                "ExpressionAttributeNames",
                "Limit",
                "ExclusiveStartKey",
            },
        )
        names, values = _placeholders(asked)
        check_placeholders([asked["KeyConditionExpression"]], names, values)
        holds = condition(asked["KeyConditionExpression"])
        listed = [row for row in self._listed(asked) if holds(Scope(row, names, values))]
        return self._page(asked, sorted(listed, key=_order(asked)))

    def _page(self, asked: Item, rows: Sequence[Item]) -> Item:
        order = _order(asked)
        if "ExclusiveStartKey" in asked:
            rows = [row for row in rows if order(row) > order(asked["ExclusiveStartKey"])]
        room = min(asked.get("Limit", self.page_rows), self.page_rows)
        if len(rows) < room:
            return {"Items": list(rows)}
        last = rows[room - 1]
        names = ("pk", "sk", *(INDEX_KEYS if "IndexName" in asked else ()))
        return {"Items": rows[:room], "LastEvaluatedKey": {name: last[name] for name in names}}

    def _listed(self, asked: Item) -> Sequence[Item]:
        rows = self._rows("Query", asked).values()
        if "IndexName" not in asked:
            return list(rows)
        if asked["IndexName"] != INDEX or asked.get("ConsistentRead"):
            raise NotUsedError("no such index, or a consistent read of one")
        kept = ("pk", "sk", *INDEX_KEYS)
        return [
            {name: row[name] for name in kept}
            for row in rows
            if all(name in row for name in INDEX_KEYS)
        ]

    def _rows(self, operation: str, asked: Item) -> dict[Key, Item]:
        if asked["TableName"] not in self.tables:
            raise refused(operation, "ResourceNotFoundException")
        return self.tables[asked["TableName"]]

    def _require(self, operation: str, asked: Item, row: Item) -> Scope:
        names, values = _placeholders(asked)
        expressions = [asked.get("UpdateExpression", ""), asked["ConditionExpression"]]
        check_placeholders(expressions, names, values)
        scope = Scope(row, names, values)
        if condition(asked["ConditionExpression"])(scope):
            return scope
        wants_old = asked.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
        left = {"Item": row} if wants_old and row else {}
        raise refused(operation, "ConditionalCheckFailedException", **left)


def _key(attributes: Item) -> Key:
    return attributes["pk"]["S"], attributes["sk"]["S"]


def _check(operation: str, item: Item) -> None:
    """Raises the error of DynamoDB for what it cannot keep."""
    keys = [(item[name], kind) for name, kind in KEY_KINDS.items() if name in item]
    sets = [value[kind] for value in item.values() for kind in value if kind in ("SS", "BS")]
    if (
        any(not value.get(kind) for value, kind in keys)
        or any(not held or len(set(held)) < len(held) for held in sets)
        or _bytes({"M": item}) > ITEM_BYTES
    ):
        raise refused(operation, "ValidationException")


def _bytes(value: Any) -> int:
    """The size of a typed value, as DynamoDB counts it to within a few bytes."""
    [(kind, held)] = value.items()
    if kind == "M":
        return sum(len(name.encode()) + _bytes(part) for name, part in held.items())
    if kind == "L":
        return sum(1 + _bytes(part) for part in held)
    if kind in ("SS", "BS"):
        return sum(_bytes({kind[0]: part}) for part in held)
    return len(held.encode()) if isinstance(held, str) else len(held)


def _placeholders(asked: Item) -> tuple[Item, Item]:
    return asked.get("ExpressionAttributeNames", {}), asked.get("ExpressionAttributeValues", {})


def _projected(row: Item, asked: Item) -> Item:
    names, _ = _placeholders(asked)
    if "ProjectionExpression" not in asked:
        return dict(row)
    check_placeholders([asked["ProjectionExpression"]], names, {})
    wanted = [names.get(word, word) for word in projection(asked["ProjectionExpression"])]
    return {name: row[name] for name in wanted if name in row}


def _order(asked: Item) -> Any:
    """Rows of the index stand by `due`; those that are due in the same second by their key."""
    if "IndexName" in asked:
        return lambda row: (comparable(row["due"]), _key(row))
    return _key
