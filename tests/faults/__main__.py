"""Try every fault: `python -m tests.faults [--seed S | --plan P]`, or `make faults`."""

import argparse
import os
import secrets
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count

from tests.faults.campaign import (
    BLOCK,
    first_faults,
    pairs,
    plan_of,
    random_plans,
    seeds,
    single,
    single_units,
)
from tests.faults.play import Played, play, play_seed, stage_set
from tests.faults.promises import Kind
from tests.faults.scenarios import SCENARIOS
from tests.faults.spread import Budget, crew, spread
from tests.faults.tally import SHOWN, Tally

SECONDS = 120.0
# What each part gets of the time, after the single faults, which are always played to the end.
PAIRS, PLANS = 0.3, 0.1
SEEDS = 2_000


def main(words: Sequence[str]) -> int:
    """Exit code 0 if no promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, help="play one seed again, call by call")
    parser.add_argument("--plan", help="play one plan again, call by call")
    parser.add_argument("--from", type=int, dest="first", help="the first seed; else a new one")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many seeds at least")
    parser.add_argument(
        "--all-pairs",
        type=int,
        nargs="*",
        metavar="STORY",
        help="play every pair of these stories, counted from 0, or of all: some hours",
    )
    parser.add_argument(
        "--part",
        type=_part,
        default=(1, 1),
        metavar="K/N",
        help="of all pairs only every Nth first fault, from the Kth: a part of those hours",
    )
    asked = parser.parse_args(words)
    if asked.seed is not None or asked.plan is not None:
        with stage_set():
            one = play_seed(asked.seed) if asked.plan is None else play(*plan_of(asked.plan))
            return _told(one)
    first = secrets.randbelow(10**9) if asked.first is None else asked.first
    budget = Budget.of(float(os.environ.get("FAULTS_SECONDS", SECONDS)))
    with stage_set(), crew() as pool:
        whole = () if asked.all_pairs is None else asked.all_pairs or range(len(SCENARIOS))
        return _campaign(pool, budget, first, asked.seeds, whole, asked.part)


def _part(text: str) -> tuple[int, int]:
    which, _, of = text.partition("/")
    if not 1 <= int(which) <= int(of):
        raise ValueError
    return int(which), int(of)


def _campaign(
    pool: ProcessPoolExecutor,
    budget: Budget,
    first: int,
    at_least: int,
    whole: Collection[int],
    part: tuple[int, int],
) -> int:
    _say(f"{'':58}{'played':>9}{'of':>10}{'calls':>13}{'faults':>11}{'broken':>8}")
    units = list(single_units())
    single_faults = _shown(spread(Tally("single faults", of=len(units)), single, units, pool))
    tallies = [single_faults]
    time_for_pairs = Budget.of(budget.left * PAIRS)
    for which, scenario in enumerate(SCENARIOS):
        tally = Tally(f"pairs: {scenario.name}", of=single_faults.pairs[scenario.name])
        mine = [(which, {index: fault}) for index, fault in sorted(first_faults(which))]
        if which in whole:
            spread(tally, pairs, mine[part[0] - 1 :: part[1]], pool)
        elif not time_for_pairs.is_spent:
            spread(tally, pairs, mine, pool, time_for_pairs)
        tallies.append(_shown(tally))
    time_for_plans = Budget.of(budget.left * PLANS / (1 - PAIRS))
    plans = spread(Tally("random plans"), random_plans, count(first), pool, time_for_plans)
    tallies.append(_shown(plans))
    drawn = Tally(f"seeds from {first}")
    blocks = range(first, first + at_least, BLOCK)
    spread(drawn, seeds, blocks, pool)
    if len(drawn.failures) < SHOWN:
        spread(drawn, seeds, count(first + len(blocks) * BLOCK, BLOCK), pool, budget)
    tallies.append(_shown(drawn))
    return _summed_up(single_faults, tallies)


def _summed_up(single_faults: Tally, tallies: Sequence[Tally]) -> int:
    swept, played = single_faults.swept, single_faults.played
    _say(f"\n{swept:,} of {played:,} single faults met the sweep")
    broken = sum((tally.broken for tally in tallies), Counter[Kind]())
    for tally in tallies:
        for replayed, one in tally.failures:
            _say(f"\npython -m tests.faults {replayed}")
            _say_broken(one)
    _say("\n" + ", ".join(f"{broken[kind]} {kind}" for kind in Kind))
    return 1 if broken else 0


def _shown(tally: Tally) -> Tally:
    of = "" if tally.of is None else f"{tally.of:,}"
    _say(
        f"{tally.name:58}{tally.played:>9,}{of:>10}{tally.points:>13,}{tally.fired:>11,}"
        f"{sum(tally.broken.values()):>8,}"
    )
    return tally


def _told(played: Played) -> int:
    """One world, call by call."""
    faults = {point.index: fault for point, fault in played.fired}
    for point in played.points:
        fault = f"  <- {faults[point.index]}" if point.index in faults else ""
        _say(f"{point.index:5} {point.who:34} {point.service}.{point.operation}{fault}")
    _say_broken(played)
    return 1 if played.broken else 0


def _say_broken(played: Played) -> None:
    for point, fault in played.fired:
        _say(f"  {point.index}: {fault} at {point.service}.{point.operation} of {point.who}")
    for one in played.broken:
        _say(f"  {one.kind}: {one.what}")
    if not played.broken:
        _say("  every promise was kept")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
