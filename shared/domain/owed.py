"""Where owed work is listed, and how long each lane may take before the sweep looks again.

The lists are sharded partitions of one sparse index, so that no list is a hot key, and each lane
has its own, so that stalled standard work cannot hide urgent work.
"""

from datetime import datetime, timedelta

from shared.domain.urgency import Lane

SHARDS = 8
AWAITING_RECEIPT = "receipt"
AWAITING_ACCEPTANCE = "acceptance"
# For people alone: the sweep never reads it.
REVIEW = "review"

# Longer than the visibility time-out of the lane's queues, or the sweep would double every retry.
GRACE = {Lane.URGENT: timedelta(seconds=60), Lane.STANDARD: timedelta(minutes=15)}
# Each attempt doubles the wait, but never beyond this: an outage ends, and then it must go on.
LONGEST_PAUSE = {Lane.URGENT: timedelta(minutes=5), Lane.STANDARD: timedelta(hours=1)}
# Agency queues forget after 14 days; what has no receipt is sent again well before.
RESEND_AFTER = timedelta(days=10)
# So many looks in vain, and people are told. After each as many more they are told again.
BOUND = {Lane.URGENT: 5, Lane.STANDARD: 20}


def owed_now(lane: Lane) -> str:
    """The list of work that the service itself owes."""
    return f"now-{lane.value}"


def owed_by_agencies(lane: Lane) -> str:
    """The list of what agencies still owe: a receipt, and on the urgent lane a person's word."""
    return AWAITING_ACCEPTANCE if lane is Lane.URGENT else AWAITING_RECEIPT


def partition(name: str, number: str) -> str:
    """The partition of a list that holds this report."""
    return f"{name}#{int(number) % SHARDS}"


def partitions(name: str) -> tuple[str, ...]:
    """All partitions of a list."""
    return tuple(f"{name}#{shard}" for shard in range(SHARDS))


def is_beyond_bound(lane: Lane, attempts: int) -> bool:
    """Whether this look in vain is one after which people are told."""
    return attempts > 0 and attempts % BOUND[lane] == 0


def due(lane: Lane, now: datetime, attempts: int = 0) -> datetime:
    """When the sweep should look, if nothing happened until then."""
    pause: timedelta = GRACE[lane] * (1 << min(attempts, 20))
    return now + min(pause, LONGEST_PAUSE[lane])
