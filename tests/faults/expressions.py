"""DynamoDB's expressions, as far as our adapters speak them: a small recursive reader."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.faults.refusals import NotUsedError, refused

Item = dict[str, Any]
TOKEN = re.compile(r"\s*(<>|<=|=|<|>|[(),]|[#:]?\w+)")
PLACEHOLDER = re.compile(r"[#:]\w+")
FUNCTIONS = ("attribute_exists", "attribute_not_exists", "begins_with", "contains")
CLAUSES = ("SET", "REMOVE", "DELETE")


@dataclass(frozen=True)
class Scope:
    """What the words of an expression stand for."""

    item: Item
    names: Mapping[str, str]
    values: Mapping[str, Any]

    def name(self, word: str) -> str:
        """The attribute behind a word."""
        return self.names[word] if word.startswith("#") else word

    def value(self, word: str) -> Any:
        """The typed value behind a placeholder or an attribute; None for an absent attribute."""
        return self.values[word] if word.startswith(":") else self.item.get(self.name(word))


Condition = Callable[[Scope], bool]
Operand = Callable[[Scope], Any]
Change = Callable[[Scope, Item], None]


class Reader:
    """The words of one expression, read from left to right."""

    def __init__(self, text: str) -> None:
        words = TOKEN.findall(text)
        if "".join(words) != "".join(text.split()):
            raise NotUsedError(f"expression: {text}")
        self._words: Iterator[str] = iter(words)
        self.next = ""
        self.take()

    def take(self) -> str:
        """The next word; `next` then holds the one after it, or nothing at the end."""
        taken, self.next = self.next, next(self._words, "")
        return taken

    def expect(self, word: str) -> None:
        """Raises NotUsedError if another word comes next."""
        taken = self.take()
        if taken != word:
            raise NotUsedError(f"expression: {taken!r} where {word!r} is expected")

    def listed(self) -> list[str]:
        """Words with commas between them."""
        words = [self.take()]
        while self.next == ",":
            self.take()
            words.append(self.take())
        return words


def check_placeholders(
    expressions: list[str], names: Mapping[str, str], values: Mapping[str, Any]
) -> None:
    """DynamoDB refuses a placeholder that is not defined, and one that is not used."""
    used = {word for text in expressions for word in PLACEHOLDER.findall(text)}
    if used != names.keys() | values.keys():
        raise NotUsedError(f"placeholders: {sorted(used ^ (names.keys() | values.keys()))}")


@cache
def condition(text: str) -> Condition:
    """A condition, ready to be asked of any item."""
    reader = Reader(text)
    read = _either(reader)
    reader.expect("")
    return read


@cache
def change(text: str) -> Change:
    """An update, ready to be made to a copy of the item in scope."""
    reader = Reader(text)
    changes: list[Change] = []
    while reader.next:
        clause = reader.take()
        if clause not in CLAUSES:
            raise NotUsedError(f"update: {clause}")
        changes += {"SET": _sets, "REMOVE": _removes, "DELETE": _deletes}[clause](reader)

    def made(scope: Scope, changed: Item) -> None:
        for one in changes:
            one(scope, changed)

    return made


@cache
def projection(text: str) -> tuple[str, ...]:
    """The words of a projection."""
    reader = Reader(text)
    words = tuple(reader.listed())
    reader.expect("")
    return words


def _either(reader: Reader) -> Condition:
    sides = [_both(reader)]
    while reader.next == "OR":
        reader.take()
        sides.append(_both(reader))
    return sides[0] if len(sides) == 1 else lambda scope: any(side(scope) for side in sides)


def _both(reader: Reader) -> Condition:
    sides = [_single(reader)]
    while reader.next == "AND":
        reader.take()
        sides.append(_single(reader))
    return sides[0] if len(sides) == 1 else lambda scope: all(side(scope) for side in sides)


def _single(reader: Reader) -> Condition:
    if reader.next == "(":
        reader.take()
        inner = _either(reader)
        reader.expect(")")
        return inner
    if reader.next in FUNCTIONS:
        return _function(reader)
    left, sign, right = _operand(reader), reader.take(), _operand(reader)
    if sign not in _COMPARED:
        raise NotUsedError(f"comparison: {sign}")
    compared = _COMPARED[sign]
    return lambda scope: compared(left(scope), right(scope))


def _function(reader: Reader) -> Condition:
    name = reader.take()
    reader.expect("(")
    words = reader.listed()
    reader.expect(")")
    if name.startswith("attribute") and len(words) == 1:
        wanted = name == "attribute_exists"
        return lambda scope: (scope.value(words[0]) is not None) is wanted
    if len(words) != 2:
        raise NotUsedError(f"{name} of {len(words)}")
    asked = _begins_with if name == "begins_with" else _contains
    return lambda scope: asked(scope.value(words[0]), scope.value(words[1]))


def _operand(reader: Reader) -> Operand:
    word = reader.take()
    if word != "size":
        return lambda scope: scope.value(word)
    reader.expect("(")
    measured = reader.take()
    reader.expect(")")
    return lambda scope: _size(scope.value(measured))


def _begins_with(held: Any, start: Any) -> bool:
    return held is not None and bool(held["S"].startswith(start["S"]))


def _contains(held: Any, one: Any) -> bool:
    if held is None:
        return False
    if held.keys() != {"SS"} or one.keys() != {"S"}:
        raise NotUsedError("contains: only a word in a set of words")
    return one["S"] in held["SS"]


def _size(held: Any) -> Any:
    if held is None:
        return None
    [(kind, elements)] = held.items()
    if kind not in ("SS", "L"):
        raise NotUsedError(f"size of {kind}")
    return {"N": str(len(elements))}


def _equal(left: Any, right: Any) -> bool:
    return left is not None and right is not None and comparable(left) == comparable(right)


def _at_most(left: Any, right: Any) -> bool:
    return _number(left) <= _number(right) if left and right else False


def _more(left: Any, right: Any) -> bool:
    return _number(left) > _number(right) if left and right else False


_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": _equal,
    "<>": lambda left, right: not _equal(left, right),
    "<=": _at_most,
    ">": _more,
    "<": lambda left, right: _more(right, left),
}


def comparable(value: Any) -> tuple[str, Any]:
    """A typed scalar so that equal ones are equal: numbers as numbers."""
    [(kind, held)] = value.items()
    if kind not in ("S", "N", "B"):
        raise NotUsedError(f"comparison of {kind}")
    return kind, int(held) if kind == "N" else held


def _number(value: Any) -> int:
    kind, held = comparable(value)
    if kind != "N":
        raise NotUsedError(f"order of {kind}")
    return int(held)


def _sets(reader: Reader) -> Iterator[Change]:
    while True:
        yield _set(reader)
        if reader.next != ",":
            return
        reader.take()


def _set(reader: Reader) -> Change:
    target = reader.take()
    reader.expect("=")
    word = reader.take()
    if word != "list_append":
        return lambda scope, changed: changed.update({scope.name(target): scope.value(word)})
    reader.expect("(")
    first, second = reader.listed()
    reader.expect(")")
    return lambda scope, changed: changed.update(
        {scope.name(target): _appended(scope.value(first), scope.value(second))}
    )


def _appended(first: Any, second: Any) -> Any:
    if first is None or second is None:
        raise refused("UpdateItem", "ValidationException")
    return {"L": [*first["L"], *second["L"]]}


def _removes(reader: Reader) -> Iterator[Change]:
    words = reader.listed()

    def removed(scope: Scope, changed: Item) -> None:
        for word in words:
            changed.pop(scope.name(word), None)

    yield removed


def _deletes(reader: Reader) -> Iterator[Change]:
    target, elements = reader.take(), reader.take()

    def deleted(scope: Scope, changed: Item) -> None:
        held, gone = scope.value(target), scope.value(elements)
        if held is None:
            return
        left = [one for one in held["SS"] if one not in gone["SS"]]
        # DynamoDB knows no empty set: the attribute goes with its last element.
        if left:
            changed[scope.name(target)] = {"SS": left}
        else:
            del changed[scope.name(target)]

    yield deleted
