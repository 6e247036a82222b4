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
HALF_HOUR = replace(FLOOD, name="standard lane × 50, half an hour", seconds=1_800.0)
URGENT_FLOOD = World("urgent lane × 50", {**USUAL, URGENT: TIMES * USUAL[URGENT]})
# The flood of the urgent lane is over; what is asked is how reports fare while it climbs.
AFTER = replace(URGENT_FLOOD, name="usual load, 90 minutes after urgent × 50", afterwards=5_400.0)
UNHEARD = replace(AFTER, name="the same, and nobody accepts before the top", unheard=1.0)
BOTH = World("both lanes × 50", {lane: TIMES * rate for lane, rate in USUAL.items()})
# Other settings than those shipped: a table warmed far beyond need, and more at a time.
WARM = 40_000.0
URGENT_FIFTY = {"TriageUrgentQueue": 50, "ReferUrgentQueue": 50}
FIFTY = {"TriageStandardQueue": 50, "ReferStandardQueue": 50, "ReceiptsQueue": 50}
TEN_RECEIPTS = {"ReceiptsQueue": 10}

STEEP = World(
    "standard lane × 200, table warm",
    {**USUAL, STANDARD: 200 * USUAL[STANDARD]},
    seconds=20,
    units=WARM,
)
# Write units a second that are too few for the flood.
SHALLOW = 700.0
LONG = World(
    "standard lane × 50, one poller",
    FLOOD.rates,
    seconds=75,
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
