"""Score triage on labelled reports: `python -m tests.triage FILE ... [--stress]`."""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.triage.judged import judged
from tests.triage.rows import Row, read
from tests.triage.scores import Measure, measures, printed
from tests.triage.stress import Stress, stressed

SEED = 1
SHOWN = ("immediate found", "at least high found", "standard called immediate")


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.triage", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="labelled reports, one JSON a line")
    parser.add_argument("--stress", action="store_true", help="also with the wording damaged")
    asked = parser.parse_args(words)
    rows = [row for file in asked.files for row in read(file)]
    for line in [*printed(judged(rows)), *(under_stress(rows) if asked.stress else ())]:
        sys.stdout.write(f"{line}\n")


def under_stress(rows: Sequence[Row]) -> Iterator[str]:
    """The main measures for each kind of damage."""
    yield ""
    yield f"{'':12s}" + "".join(f"{name:>28s}" for name in SHOWN)
    for kind in Stress:
        draw = random.Random(SEED)  # noqa: S311 - the same damage each time
        damaged = [stressed(row, kind, draw) for row in rows]
        found = {one.name: one for one in measures(judged(damaged))}
        yield f"{kind:12s}" + "".join(_cell(found[name]) for name in SHOWN)


def _cell(one: Measure) -> str:
    return f"{one.hits:17d} of {one.cases:4d} {one.rate:4.0%}"


if __name__ == "__main__":
    main(sys.argv[1:])
