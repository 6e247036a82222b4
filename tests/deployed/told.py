"""Reports that tests send, and how to see that they arrived."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from tests.deployed.target import Service

# Told so that the first look and triage agree on the lane.
STANDARD = "Somebody left a page in our library that looks like a toy shop and is none."
URGENT = "He is going to meet my niece, 12, tonight at six in Tampa, Florida. She met him online."
REFERRED = ("referred", "closed")


def submitted(service: Service, words: str, count: int) -> list[str]:
    """As many reports of the same words, by their numbers."""
    return [service.submit({"narrative": words})["report_number"] for _ in range(count)]


def stages(service: Service, numbers: Collection[str]) -> Counter[str]:
    """How many of these reports stand at which stage; `missing` if they are not in the table."""
    found = {row["pk"]["S"]: row for row in service.rows() if row["sk"]["S"] == "report"}
    rows = (found.get(f"R#{number}") for number in numbers)
    return Counter(row["stage"]["S"] if row else "missing" for row in rows)


def all_referred(service: Service, numbers: Collection[str]) -> bool:
    """Whether every one of these reports was put on its agencies' queues."""
    return not stages(service, numbers).keys() - set(REFERRED)


class Fetched:
    """What agencies fetch during a test, by report."""

    def __init__(self, service: Service, inbox: Path) -> None:
        self._service = service
        self._inbox = inbox
        self.leads: Counter[str] = Counter()

    def all_of(self, numbers: Collection[str]) -> bool:
        """Fetch what is there now; whether each of these has come to its lead agency."""
        for one in self._service.poll(self._inbox):
            if one["data"]["role"] == "lead":
                self.leads[one["subject"]] += 1
        return set(numbers) <= self.leads.keys()
