"""Try every fault: `python -m tests.faults [--seed S | --plan P]`, or `make faults`."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence

from tests.faults.campaign import Budget, Tally, pairs, plan_of, random_plans, seeds, singles
from tests.faults.play import Played, play, play_seed, stage_set
from tests.faults.promises import Kind
from tests.faults.scenarios import SCENARIOS

SECONDS = 120.0
# What each part gets of the time, after the single faults, which are always played to the end.
PAIRS, PLANS = 0.2, 0.1
SEEDS = 2_000


def main(words: Sequence[str]) -> int:
    """Exit code 0 if no promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, help="play one seed again, call by call")
    parser.add_argument("--plan", help="play one plan again, call by call")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    asked = parser.parse_args(words)
    with stage_set():
        if asked.seed is not None:
            return _told(play_seed(asked.seed))
        if asked.plan is not None:
            return _told(play(*plan_of(asked.plan)))
        return _campaign(float(os.environ.get("FAULTS_SECONDS", SECONDS)), asked.first)


def _campaign(seconds: float, first: int) -> int:
    budget = Budget.of(seconds)
    _say(f"{'':58}{'played':>9}{'of':>9}{'calls':>11}{'faults':>9}{'broken':>8}")
    single, possible = singles()
    tallies = [_shown(single)]
    time_for_pairs = Budget.of(budget.left * PAIRS)
    for scenario in SCENARIOS:
        tallies.append(_shown(pairs(scenario, possible.get(scenario.name), time_for_pairs)))
    tallies.append(_shown(random_plans(first, Budget.of(budget.left * PLANS / (1 - PAIRS)))))
    tallies.append(_shown(seeds(first, budget, SEEDS)))
    _say(f"\n{single.swept:,} of {single.played:,} single faults needed the sweep")
    broken = sum((tally.broken for tally in tallies), Counter[Kind]())
    for tally in tallies:
        for replayed, played in tally.failures:
            _say(f"\npython -m tests.faults {replayed}")
            _say_broken(played)
    _say("\n" + ", ".join(f"{broken[kind]} {kind}" for kind in Kind))
    return 1 if broken else 0


def _shown(tally: Tally) -> Tally:
    of = "" if tally.of is None else f"{tally.of:,}"
    _say(
        f"{tally.name:58}{tally.played:>9,}{of:>9}{tally.points:>11,}{tally.fired:>9,}"
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
