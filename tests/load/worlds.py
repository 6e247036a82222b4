"""The experiments: quiet, each lane flooded, both; lanes merged; and where the isolation breaks."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from shared.domain.row import Stage
from shared.domain.urgency import Lane
from tests.load.flood import TIMES, USUAL, Played, World, played
from tests.load.routes import Routes

URGENT, STANDARD = Lane.URGENT, Lane.STANDARD
_TRIAGE = {URGENT: "TriageUrgentQueue", STANDARD: "TriageStandardQueue"}
_REFER = {URGENT: "ReferUrgentQueue", STANDARD: "ReferStandardQueue"}
_SWEPT = {Stage.RECEIVED: _TRIAGE, Stage.TRIAGED: _REFER, Stage.REFERRED: _REFER}
# The lanes as they should be; the product's own are learned from its code.
APART = Routes(
    submitted=_TRIAGE,
    judged=_REFER,
    at_agency={lane: lane for lane in Lane},
    swept={(stage, lane): queues[lane] for stage, queues in _SWEPT.items() for lane in Lane},
)

IDLE = World("usual load", USUAL)
FLOOD = World("standard lane × 50", {**USUAL, STANDARD: TIMES * USUAL[STANDARD]})
URGENT_FLOOD = World("urgent lane × 50", {**USUAL, URGENT: TIMES * USUAL[URGENT]})
BOTH = World("both lanes × 50", {lane: TIMES * rate for lane, rate in USUAL.items()})
# Other settings than those shipped: a table warmed far beyond need, and fewer at a time.
WARM = 40_000.0
NARROW = {"TriageStandardQueue": 10, "ReferStandardQueue": 10, "ReceiptsQueue": 5}

STEEP = World(
    "standard × 200, table warm, 10 + 10 + 5",
    {**USUAL, STANDARD: 200 * USUAL[STANDARD]},
    seconds=30,
    units=WARM,
    most=NARROW,
)
# Write units a second that are too few for the flood.
SHALLOW = 2_000.0
LONG = World(
    "standard lane × 16, one poller",
    {**USUAL, STANDARD: 80.0},
    seconds=500,
    most={"TriageStandardQueue": 1, "ReferStandardQueue": 1},
)


def merged() -> Routes:
    """The lanes merged: every hint goes to the standard queues."""
    return Routes(
        submitted=dict.fromkeys(Lane, _TRIAGE[STANDARD]),
        judged=dict.fromkeys(Lane, _REFER[STANDARD]),
        at_agency=dict.fromkeys(Lane, STANDARD),
        swept={(stage, lane): APART.swept[stage, STANDARD] for stage, lane in APART.swept},
    )


ALLOWED = 1.2
TO_BREAK_THE_TABLE = tuple(float(rate) for rate in range(100, 1_001, 50))
TO_BREAK_THE_ACCOUNT = tuple(float(rate) for rate in range(50, 2_501, 50))


def holds(one: Played, idle: Played) -> bool:
    """Whether urgent reports are as quick as ever, and nobody is refused."""
    quick = one.urgent(0.99) <= ALLOWED * idle.urgent(0.99)
    return quick and not sum(one.refused.values())


def first_that_breaks(world: World, rates: Sequence[float], idle: Played) -> Played | None:
    """The lowest of these standard loads that breaks it, by halving; None if none of them does."""
    broken: dict[float, Played] = {}

    def breaks(rate: float) -> bool:
        one = played(replace(world, rates={**USUAL, STANDARD: rate}))
        if not holds(one, idle):
            broken[rate] = one
        return rate in broken

    at = bisect_left(rates, True, key=breaks)
    return broken[rates[at]] if at < len(rates) else None
