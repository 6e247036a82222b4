"""Print what floods do to urgent reports, in virtual time: `python -m tests.load`."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from shared.domain.urgency import Lane
from tests.load import assumptions as a
from tests.load.flood import USUAL, Played, World, played, quantile
from tests.load.worlds import (
    ALLOWED,
    APART,
    BOTH,
    FLOOD,
    IDLE,
    LONG,
    NARROW,
    STEEP,
    TO_BREAK_THE_ACCOUNT,
    TO_BREAK_THE_TABLE,
    URGENT_FLOOD,
    WARM,
    first_that_breaks,
    holds,
    merged,
)

STANDARD = Lane.STANDARD
RESERVES = {"UrgentReserved": 20, "SubmitReserved": 700}
TWENTY = {"TriageUrgentQueue": 20, "ReferUrgentQueue": 20}
RECEIPTS = {"ReceiptsQueue": 5}


def main() -> int:
    """Exit code 0 if the flood of the standard lane slows no urgent report."""
    idle, flooded = played(IDLE, APART), played(FLOOD)
    _heading(
        "the lanes; unless it says otherwise as shipped, on a new table, in an account of 1,000"
    )
    for one in (idle, flooded, played(URGENT_FLOOD), played(BOTH), played(LONG), played(STEEP)):
        _row(one, idle)
    for world in (FLOOD, STEEP):
        _row(played(replace(world, name=f"{world.name}, merged"), merged()), idle)
    _heading("the first flood of the standard lane that breaks it: the table")
    for world in _tables():
        _break(world, TO_BREAK_THE_TABLE, idle)
    _heading("the first flood of the standard lane that breaks it: the account, table warm")
    for world in _accounts():
        _break(world, TO_BREAK_THE_ACCOUNT, idle)
    _heading("reserves")
    for world in _reserves():
        _row(played(world), idle)
    kept = holds(flooded, idle)
    _say(f"\nstandard × 50: urgent p99 {_ratio(flooded, idle):.2f} × idle, {ALLOWED} allowed")
    return 0 if kept else 1


def _tables() -> Sequence[World]:
    short = replace(FLOOD, seconds=60.0)
    return (
        replace(short, name="new table, as shipped"),
        replace(short, name="new table, receipts 5 at a time", most=RECEIPTS),
        replace(short, name="new table, 10 + 10 + 5 at a time", most=NARROW),
        replace(short, name="table warmed to 8,000", units=8_000.0),
        replace(short, name="table warmed, 10 + 10 + 5", units=8_000.0, most=NARROW),
    )


def _accounts() -> Sequence[World]:
    short = replace(FLOOD, seconds=20.0, units=WARM, patience=600.0)
    urgent = {"UrgentReserved": RESERVES["UrgentReserved"]}
    return (
        replace(short, name="account of 50", account=a.POOR_ACCOUNT),
        replace(short, name="account of 1,000, nothing reserved"),
        replace(short, name="account of 1,000, urgent 20", reserved=urgent),
        replace(short, name="account of 1,000, urgent 20, submit 700", reserved=RESERVES),
    )


def _reserves() -> Sequence[World]:
    busy = replace(FLOOD, others=a.ACCOUNT, patience=600.0)
    capped = replace(FLOOD, others=100, most=NARROW, reserved=RESERVES)
    steep = replace(FLOOD, rates={**USUAL, Lane.URGENT: 300.0}, seconds=60.0, units=WARM)
    return (
        replace(steep, name="urgent lane × 150, nothing reserved"),
        replace(steep, name="urgent lane × 150, urgent 20", reserved=RESERVES),
        replace(steep, name="urgent 20, and 20 at a time", reserved=RESERVES, most=TWENTY),
        replace(busy, name="others want all, nothing reserved"),
        replace(busy, name="others want all, 20 and 700", reserved=RESERVES),
        replace(capped, name="others capped at 100, 20, 700, 10 + 10 + 5"),
        replace(BOTH, name="both lanes × 50, receipts 5 at a time", most=RECEIPTS),
    )


def _heading(what: str) -> None:
    _say(
        f"\n{what}\n{'':48}{'p99 ×':>7}{'urgent, s':>11}{'':16}{'standard, s':>12}"
        f"{'refused':>13}{'table':>8}{'sweep':>7}{'':8}"
    )
    _say(
        f"{'':48}{'idle':>7}{'p50':>7}{'p99':>8}{'max':>8}{'p50':>9}{'p99':>8}"
        f"{'of':>9}{'':>8}{'thrott.':>8}{'hints':>7}{'open':>8}"
    )


def _row(one: Played, idle: Played) -> None:
    standard = one.waits[STANDARD]
    refused = sum(one.refused.values())
    asked = refused + sum(len(waits) for waits in one.waits.values())
    _say(
        f"{one.world.name:48}{_ratio(one, idle):7.2f}"
        f"{one.urgent(0.5):7.2f}{one.urgent(0.99):8.2f}{one.urgent(1):8.2f}"
        f"{quantile(standard, 0.5):9.1f}{quantile(standard, 0.99):8.1f}"
        f"{refused:8,} /{asked:7,}{one.table_throttled:8,}{one.repaired:7,}{one.still_open:8,}"
    )


def _break(world: World, rates: Sequence[float], idle: Played) -> None:
    broken = first_that_breaks(world, rates, idle)
    if broken is None:
        last = replace(world, name=f"{world.name}: holds at {rates[-1]:,.0f}/s")
        _row(played(replace(last, rates={**USUAL, STANDARD: rates[-1]})), idle)
        return
    at = broken.world.rates[STANDARD]
    broken.world = replace(world, name=f"{world.name}: {at:,.0f}/s")
    _row(broken, idle)


def _ratio(one: Played, idle: Played) -> float:
    return one.urgent(0.99) / idle.urgent(0.99)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
