"""The in-memory cloud: the tables, queues and keys of infra/data.yaml, without botocore."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from shared.domain.owed import REVIEW
from shared.domain.row import Stage
from shared.domain.urgency import Lane
from tests.faults.clock import START, Clock
from tests.faults.dynamodb import MemoryDynamoDB
from tests.faults.kms import MemoryKMS
from tests.faults.sns import MemorySNS
from tests.faults.sqs import MemorySQS, Queue

ROOT = Path(__file__).parents[2]
REPORTS, DIRECTORY = "reports", "directory"
CONTENT_KEY, IDENTIFIER_KEY = "content-key", "identifier-key"
SPOOL, RECEIPTS = "spool", "receipts"
ON_CALL = "on-call"
AGENCY = "agency-"
AGENCIES = ("us-fbi", "us-nm", "us-tx-south")
VERIFIED = "us-nm"

ENVIRONMENT = {
    "REPORTS_TABLE": REPORTS,
    "DIRECTORY_TABLE": DIRECTORY,
    "CONTENT_KEY_ID": CONTENT_KEY,
    "IDENTIFIER_KEY_ID": IDENTIFIER_KEY,
    "SPOOL_QUEUE_URL": SPOOL,
    "ON_CALL_TOPIC_ARN": ON_CALL,
    "TRIAGE_URGENT_QUEUE_URL": "triage-urgent",
    "TRIAGE_STANDARD_QUEUE_URL": "triage-standard",
    "REFER_URGENT_QUEUE_URL": "refer-urgent",
    "REFER_STANDARD_QUEUE_URL": "refer-standard",
    "STAGE": "test",
    "DEMONSTRATION": "true",
}

# Name → visibility in seconds, and receives before a message is set aside: as in infra/data.yaml.
INTERNAL = {
    "triage-urgent": (30, 20),
    "triage-standard": (190, 5),
    "refer-urgent": (30, 20),
    "refer-standard": (190, 5),
    RECEIPTS: (60, 5),
    SPOOL: (190, 1000),
}
AGENCY_VISIBILITY = 300


class Cloud:
    """Everything that outlives a crash, but for the agencies' own folders."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.dynamodb = MemoryDynamoDB(REPORTS, DIRECTORY)
        self.sqs = MemorySQS(self.clock, _queues())
        self.sns = MemorySNS(self.clock, ON_CALL)
        self.kms = MemoryKMS(CONTENT_KEY, IDENTIFIER_KEY)
        for row in _DIRECTORY:
            key = ("directory", row["sk"]["S"])
            self.dynamodb.tables[DIRECTORY][key] = row

    def purge(self) -> None:
        """Every queue loses everything, but the spool: it may hold the only copy."""
        for name, queue in self.sqs.queues.items():
            if not name.startswith(SPOOL):
                queue.messages.clear()

    def stage(self, number: str) -> Stage | None:
        """How far a report has come, read past the line."""
        row = self.dynamodb.tables[REPORTS].get((f"R#{number}", "report"))
        return Stage(row["stage"]["S"]) if row else None

    def next_due(self) -> float | None:
        """When the sweep has something to find."""
        rows = self.dynamodb.tables[REPORTS].values()
        listed = [
            int(row["due"]["N"])
            for row in rows
            if "open" in row and not row["open"]["S"].startswith(REVIEW)
        ]
        return self.clock.seconds_until(min(listed)) if listed else None

    def next_visible(self, queue: str) -> float | None:
        """When a queue has something to receive."""
        messages = self.sqs.queues[queue].messages
        return min((one.visible_at for one in messages), default=None)

    def referrals(self) -> list[tuple[datetime, str]]:
        """Everything that was ever put on an agency's queue, and when."""
        return [
            (START + timedelta(seconds=at), body)
            for at, url, body in self.sqs.kept
            if url.startswith(AGENCY)
        ]


def agency_queue(agency: str, lane: Lane) -> str:
    """The URL of one of an agency's two queues."""
    return f"{AGENCY}{agency}-{lane}"


def _queues() -> dict[str, Queue]:
    queues = {agency_queue(a, lane): Queue(AGENCY_VISIBILITY) for a in AGENCIES for lane in Lane}
    for name, (visibility, receives) in INTERNAL.items():
        queues[f"{name}-dead-letters"] = Queue(visibility)
        queues[name] = Queue(visibility, receives, f"{name}-dead-letters")
    return queues


def _directory() -> list[dict[str, dict[str, str]]]:
    """A few rows of the real directory, each with its queues, and one of them verified.

    The verified one leads alone: only a climb brings in the federal agency.
    """
    told = json.loads((ROOT / "shared/places/agencies.json").read_text())
    queues = {
        row["id"]: {
            **{f"{lane}_queue": agency_queue(row["id"], lane) for lane in Lane},
            **({"status": "verified"} if row["id"] == VERIFIED else {}),
        }
        for row in told["agencies"]
        if row["id"] in AGENCIES
    }
    return [
        {
            "pk": {"S": "directory"},
            "sk": {"S": row["id"]},
            "body": {"S": json.dumps(row | queues[row["id"]])},
        }
        for row in told["agencies"]
        if row["id"] in queues
    ]


_DIRECTORY = _directory()
