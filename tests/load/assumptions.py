"""What no template says and nobody has measured on AWS: the model's assumptions, in one place.

The times are of our own choosing, near what is published for calls within one region; no result
rests on their exact values, only on who waits for whom. Write units follow the adapters' calls.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Takes:
    """How long one invocation takes, in seconds: once, and again for each message."""

    once: float
    each: float


@dataclass(frozen=True, slots=True)
class Write:
    """Write units of one write: of the table, for a row of ROW_KB, and of its index."""

    table: int
    index: int = 0


# Urgent functions have a whole processor (1,769 MB), the others 0.3 to 0.6 of one.
SUBMIT = Takes(0.030, 0.0)
TAKES = {
    "TriageTriageUrgent": Takes(0.020, 0.008),
    "TriageTriageStandard": Takes(0.025, 0.012),
    "ReferReferUrgent": Takes(0.025, 0.025),
    "ReferReferStandard": Takes(0.030, 0.035),
    "ReferTakeReceipts": Takes(0.010, 0.012),
    "SubmitDrainSpool": Takes(0.020, 0.008),
}
COLD_START = 0.8
RECEIVE = 0.02  # from the queue to the poller
SPREAD = 0.3  # sigma of the logarithm of every time above
SWEEP_LOOK = 0.005  # one row of the sweep

# A sealed report of 1,100 characters is about 1.4 KB with the keys that real KMS wraps.
ROW_KB = 2
PUT = Write(ROW_KB, 1)
JUDGED = Write(ROW_KB)
REFERRED = Write(ROW_KB, 2)  # it moves to another list
STRUCK = Write(ROW_KB)
CLOSED = Write(ROW_KB, 1)
LOOKED_AT = Write(ROW_KB, 2)
AGAIN = Write(ROW_KB, 2)
REVIEWED = Write(1, 1)  # a small row of its own

# While no agency is verified (docs/decisions/017), each placed report has a lead and a copy.
DEBTS = 2
LOCAL_AGENCIES = 60
FEDERAL_CONSUMERS = 16  # the copy of everything goes there; elsewhere one consumer an agency
LOOK = 0.02
STORE = 0.03  # one referral: store, receipt, delete

# People: seconds until an officer accepts an urgent report that the lead stored, spread evenly; and
# the share that nobody accepts until the ladder's top has the on-call paged.
ANSWER = (60.0, 600.0)
UNHEARD = 0.1
PAGE = 0.03

# A new on-demand table and its index: 4,000 write units a second each; no burst is counted on.
NEW_TABLE = 4_000.0
ACCOUNT = 1_000
POOR_ACCOUNT = 50
# botocore, mode standard, 2 attempts: one retry, after up to a second.
LONGEST_RETRY = 1.0
# A mapping starts with five batches at a time and adds up to 300 a minute.
FIRST_POLLERS, POLLERS_A_SECOND = 5, 5
