"""Find the phrases of all lexicons in a row of words, in time linear in the words.

A phrase is words with spaces between. `a|b` is a choice, `{group}` any word of a group, `stem*`
any word that begins so, `?word` may be missing, `..` stands for up to three words of any kind
(`..|a|b` for as many and then a or b).
`#` is a number, `{age}` a number below 18, `{grown}` one from 18 to 99.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from shared.domain.triage.clean import Word
from shared.domain.triage.concepts import Concept

GAP = ".."
LONGEST_GAP = 3
SHORTEST_STEM = 3
LONGEST_STEM = 12


@dataclass(slots=True)
class Node:
    """A step of the tree of phrases: where each key leads, and what has been said by here."""

    following: dict[str, "Node"] = field(default_factory=dict)
    concepts: set[Concept] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: the concept and the first and last word."""

    concept: Concept
    first: int
    last: int


class Phrases:
    """All phrases of all languages in one tree, so that mixed speech is read as it comes."""

    def __init__(
        self,
        groups: Iterable[Mapping[str, str]],
        tables: Iterable[Mapping[Concept, str]],
    ) -> None:
        self._root = Node()
        self._groups: dict[str, set[str]] = {}
        for table in groups:
            for name, members in table.items():
                for word in members.split():
                    self._groups.setdefault(word, set()).add(f"{{{name}}}")
        for phrases in tables:
            for concept, texts in phrases.items():
                for text in texts.split(","):
                    self._add(concept, " ".join(text.split()))
        self._keys = {key for node in _nodes(self._root) for key in node.following}

    def knows(self, reading: str) -> bool:
        """Whether any phrase can use this word."""
        return reading in self._keys or reading in self._groups

    def find(self, words: list[Word]) -> list[Match]:
        """The longest phrase of each concept from each word on; none crosses a sentence's end."""
        spoken = {word.readings: self._keys_of(word) for word in words}
        keys = [spoken[word.readings] for word in words]
        found: dict[tuple[Concept, int], int] = {}
        for first in range(len(words)):
            for concept, last in self._from(first, words, keys):
                found[concept, first] = max(last, found.get((concept, first), last))
        return [Match(concept, first, last) for (concept, first), last in found.items()]

    def _from(
        self, first: int, words: list[Word], keys: list[tuple[str, ...]]
    ) -> Iterator[tuple[Concept, int]]:
        states = [(self._root, 0)]
        for index in range(first, len(words)):
            if index > first and words[index].begins_sentence:
                return
            states = _step(states, keys[index])
            if not states:
                return
            for node, _ in states:
                for concept in node.concepts:
                    yield concept, index

    def _keys_of(self, word: Word) -> tuple[str, ...]:
        keys: set[str] = set()
        for reading in word.readings:
            keys.add(reading)
            keys |= self._groups.get(reading, set())
            keys.update(
                f"{reading[:size]}*"
                for size in range(SHORTEST_STEM, min(len(reading), LONGEST_STEM) + 1)
            )
            if reading.isdecimal() and len(reading) < 10:
                keys |= {"#", "{age}" if int(reading) < 18 else "{grown}"}
        return tuple(sorted(keys & self._keys))

    def _add(self, concept: Concept, text: str) -> None:
        parts = text.replace(" ..|", f" {GAP} ").split()
        for choice in product(*map(_choices, parts)):
            node = self._root
            for key in filter(None, choice):
                node = node.following.setdefault(key, Node())
            node.concepts.add(concept)


def _choices(part: str) -> list[str]:
    optional = part.startswith("?")
    return [*part.removeprefix("?").split("|"), *([""] if optional else [])]


def _step(states: list[tuple[Node, int]], keys: tuple[str, ...]) -> list[tuple[Node, int]]:
    """Where one more word leads; the number says how many words a gap has swallowed."""
    after: list[tuple[Node, int]] = []
    for node, skipped in states:
        gap = node.following.get(GAP)
        for source in (node, gap) if gap else (node,):
            after += [(source.following[key], 0) for key in keys if key in source.following]
        if gap and not skipped:
            after.append((Node({GAP: gap}), 1))
        elif gap and skipped < LONGEST_GAP:
            after.append((node, skipped + 1))
    return after


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for following in node.following.values():
        yield from _nodes(following)
