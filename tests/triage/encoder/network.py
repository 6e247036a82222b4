"""The encoder as a network that can be trained, with a head for each question of triage."""

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch import Tensor, nn
from torch.nn import functional

from tests.triage.encoder.base import Base
from tests.triage.labels import CODES

LEVELS_ASKED = ("immediate", "at least high")
REASONS_ASKED = tuple(sorted(frozenset().union(*CODES.values())))
QUESTIONS = (*LEVELS_ASKED, *REASONS_ASKED)
LONGEST = 192  # pieces of a text; what follows is not seen
PREFIX = "query: "  # as the encoder was taught to be asked
DROPPED = 0.1


class Encoder(nn.Module):
    """Text in, one score for each question out. The embedding of words is not trained."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.base = base
        sizes = base.sizes
        self.words = nn.Embedding.from_pretrained(
            torch.tensor(base.tensor("emb.word", sizes.words, sizes.width)),
            padding_idx=base.special.padding,
        )
        self.positions = _parameter(base, "emb.pos", sizes.longest, sizes.width)
        self.kind = _parameter(base, "emb.type", -1, sizes.width)
        self.norm = _norm(base, "emb.ln")
        self.layers = nn.ModuleList(Layer(base, f"l{number}") for number in range(sizes.layers))
        self.head = nn.Linear(sizes.width, len(QUESTIONS))

    def forward(self, pieces: Tensor, told: Tensor) -> Tensor:
        """`pieces` are ids, a text in each row; `told` is false where a row is only filled up."""
        seen = self.words(pieces) + self.positions[: pieces.shape[1]] + self.kind[0]
        seen = functional.dropout(self.norm(seen), DROPPED, self.training)
        for layer in self.layers:
            seen = layer(seen, told)
        weight = told[:, :, None].to(seen.dtype)
        pooled = (seen * weight).sum(1) / weight.sum(1)
        scores: Tensor = self.head(functional.dropout(pooled, DROPPED, self.training))
        return scores


class Layer(nn.Module):
    """One layer: attention, then the inner network, each added and normed."""

    def __init__(self, base: Base, name: str) -> None:
        super().__init__()
        width, inner = base.sizes.width, base.sizes.inner
        self.heads = base.sizes.heads
        self.query, self.key, self.value, self.out = (
            _linear(base, f"{name}.{part}", width, width) for part in ("q", "k", "v", "ao")
        )
        self.widened = _linear(base, f"{name}.fi", width, inner)
        self.narrowed = _linear(base, f"{name}.fo", inner, width)
        self.after_attention = _norm(base, f"{name}.aln")
        self.after_all = _norm(base, f"{name}.oln")

    def forward(self, seen: Tensor, told: Tensor) -> Tensor:
        rows, length, width = seen.shape

        def split(part: nn.Module) -> Tensor:
            asked: Tensor = part(seen)
            return asked.view(rows, length, self.heads, width // self.heads).transpose(1, 2)

        attended = functional.scaled_dot_product_attention(
            split(self.query), split(self.key), split(self.value), attn_mask=told[:, None, None, :]
        )
        joined = self.out(attended.transpose(1, 2).reshape(rows, length, width))
        seen = self.after_attention(seen + functional.dropout(joined, DROPPED, self.training))
        thought = self.narrowed(functional.gelu(self.widened(seen)))
        done: Tensor = self.after_all(seen + functional.dropout(thought, DROPPED, self.training))
        return done


class Reader:
    """Cuts texts into the pieces that the encoder knows."""

    def __init__(self, base: Base) -> None:
        self._special = base.special
        self._tokenizer = Tokenizer(models.Unigram(list(base.pieces), base.special.unknown))
        self._tokenizer.normalizer = normalizers.Sequence(
            [normalizers.NFKC(), normalizers.Replace("\n", " ")]
        )
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()

    def pieces(self, text: str) -> list[int]:
        """Ids of at most LONGEST pieces, with the marks of begin and end."""
        inside = self._tokenizer.encode(PREFIX + text, add_special_tokens=False).ids
        return [self._special.begin, *inside[: LONGEST - 2], self._special.end]

    def together(self, texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Rows of one length, and where they are told."""
        length = max(map(len, texts))
        padding = self._special.padding
        rows = [[*text, *[padding] * (length - len(text))] for text in texts]
        told = [[True] * len(text) + [False] * (length - len(text)) for text in texts]
        return torch.tensor(rows), torch.tensor(told)


def _parameter(base: Base, name: str, *shape: int) -> nn.Parameter:
    return nn.Parameter(torch.tensor(base.tensor(name, *shape)))


def _linear(base: Base, name: str, width_in: int, width_out: int) -> nn.Linear:
    layer = nn.Linear(width_in, width_out)
    layer.weight = _parameter(base, f"{name}.w", width_out, width_in)
    layer.bias = _parameter(base, f"{name}.b", width_out)
    return layer


def _norm(base: Base, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(base.sizes.width, base.sizes.epsilon)
    norm.weight = _parameter(base, f"{name}.w", base.sizes.width)
    norm.bias = _parameter(base, f"{name}.b", base.sizes.width)
    return norm
