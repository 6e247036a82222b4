"""Print what floods do to urgent reports, in virtual time: `python -m tests.load`."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from shared.domain.urgency import Lane
from tests.load import assumptions as a
from tests.load.flood import USUAL, Played, World, played, quantile
from tests.load.worlds import (
    AFTER,
    ALLOWED,
    APART,
    BOTH,
    FIFTY,
    FLOOD,
    HALF_HOUR,
    IDLE,
    LONG,
    STEEP,
    TEN_RECEIPTS,
    TO_BREAK_THE_ACCOUNT,
    TO_BREAK_THE_TABLE,
    UNHEARD,
    URGENT_FIFTY,
    URGENT_FLOOD,
    WARM,
    first_that_breaks,
    holds,
    merged,
)

STANDARD = Lane.STANDARD
RESERVES = {"UrgentReserved": 20, "SubmitReserved": 700}
COLUMNS = (
    "p99 × idle",
    "urgent p50 / p99 / longest, s",
    "standard p50 / p99, s",
    "acceptances p99, s",
    "climbs (needless)",
    "refused",
    "throttled writes",
    "sweep's hints",
    "left open",
)


def main() -> int:
    """Exit code 0 if the flood of the standard lane slows no urgent report."""
    idle, flooded = played(IDLE, APART), played(FLOOD)
    _heading("The lanes, as shipped, on a new table, in an account of 1,000")
    fifty = replace(BOTH, name="both lanes × 50, fifty at a time", most=FIFTY)
    for one in (idle, flooded, *map(played, (URGENT_FLOOD, BOTH, fifty, LONG, STEEP))):
        _row(one, idle)
    for world in (FLOOD, STEEP):
        _row(played(replace(world, name=f"{world.name}, merged"), merged()), idle)
    _heading("The ladder")
    ladders = [_row(played(world), idle) for world in _ladders()]
    for one in ladders:
        _say(f"\n{one.world.name}: {one.pages:,} pages; a climb was {one.latest_climb:,.0f} s late")
    _heading("The first flood of the standard lane that breaks it: the table")
    for world in _tables():
        _break(world, TO_BREAK_THE_TABLE, idle)
    _heading("The first flood of the standard lane that breaks it: the account, table warm")
    for world in _accounts():
        _break(world, TO_BREAK_THE_ACCOUNT, idle)
    _heading("Reserves")
    for world in _reserves():
        _row(played(world), idle)
    kept = holds(flooded, idle)
    _say(f"\nstandard × 50: urgent p99 {_ratio(flooded, idle):.2f} × idle, {ALLOWED} allowed")
    return 0 if kept else 1


def _ladders() -> Sequence[World]:
    return (
        AFTER,
        UNHEARD,
        HALF_HOUR,
        replace(HALF_HOUR, name="the same, receipts 10 at a time", most=TEN_RECEIPTS),
    )


def _tables() -> Sequence[World]:
    short = replace(FLOOD, seconds=60.0)
    return (
        replace(short, name="new table, as shipped"),
        replace(short, name="new table, receipts 10 at a time", most=TEN_RECEIPTS),
        replace(short, name="new table, fifty at a time", most=FIFTY),
        replace(short, name="table warmed to 8,000, as shipped", units=8_000.0),
        replace(short, name="table warmed to 8,000, fifty", units=8_000.0, most=FIFTY),
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
    steep = replace(FLOOD, rates={**USUAL, Lane.URGENT: 300.0}, seconds=60.0, units=WARM)
    name = "urgent lane × 150"
    return (
        replace(steep, name=f"{name}, urgent 20", reserved=RESERVES),
        replace(steep, name=f"{name}, urgent 20, fifty", reserved=RESERVES, most=URGENT_FIFTY),
        replace(busy, name="others want all, nothing reserved"),
        replace(busy, name="others want all, 20 and 700", reserved=RESERVES),
        replace(FLOOD, name="others capped at 100, 20, 700", others=100, reserved=RESERVES),
    )


def _heading(what: str) -> None:
    _say(f"\n{what}\n\n| | {' | '.join(COLUMNS)} |\n|{'---|' * (len(COLUMNS) + 1)}")


def _row(one: Played, idle: Played) -> Played:
    standard = one.waits[STANDARD]
    refused = sum(one.refused.values())
    asked = refused + sum(len(waits) for waits in one.waits.values())
    urgent = " / ".join(_seconds(one.urgent(share), 2) for share in (0.5, 0.99, 1))
    cells = (
        one.world.name,
        _seconds(_ratio(one, idle), 2),
        urgent,
        " / ".join(_seconds(quantile(standard, share), 1) for share in (0.5, 0.99)),
        _seconds(quantile(one.answers, 0.99), 1),
        f"{one.climbs:,} ({one.needless:,})",
        f"{refused:,} of {asked:,}",
        f"{one.table_throttled:,}",
        f"{one.repaired:,}",
        f"{one.still_open:,}",
    )
    _say(f"| {' | '.join(cells)} |")
    return one


def _seconds(value: float, digits: int) -> str:
    return "∞" if value == inf else f"{value:,.{digits}f}"


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
