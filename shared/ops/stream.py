"""Follow what the functions log, and show one line per report event."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from shared.ops.event_lines import UnexpectedLineError, event_line

GROUPS = "/aws/lambda/"
# Lines of a call arrive together at its end, stamped a little earlier: look back this far (ms).
OVERLAP = 10_000

Key = tuple[str, str, int, int]


class Logs(Protocol):
    """The part of CloudWatch Logs that is needed."""

    def get_paginator(self, operation_name: Any) -> Any:
        """As boto3 has it."""


@dataclass(slots=True)
class Stream:
    """What was shown so far; `since` is the time to begin at, in milliseconds."""

    logs: Logs
    since: int
    seen: set[Key] = field(default_factory=set)
    unexpected: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """What is new since the last call, oldest first."""
        found = sorted(self._found(), key=lambda entry: entry[0])
        for at, group, message in found:
            yield from self._shown(at, group.removeprefix(GROUPS), message)
        if found:
            self.since = max(self.since, found[-1][0] - OVERLAP)
            self.seen = {key for key in self.seen if key[2] >= self.since}

    def _found(self) -> Iterator[tuple[int, str, str]]:
        for group in self._groups():
            nth: Counter[tuple[str, int]] = Counter()
            pages = self.logs.get_paginator("filter_log_events").paginate(
                logGroupName=group, startTime=self.since
            )
            for event in (event for page in pages for event in page["events"]):
                # The emulator gives events no id; their order within one moment stands for it.
                moment = (event["logStreamName"], event["timestamp"])
                nth[moment] += 1
                key = (group, *moment, nth[moment])
                if key not in self.seen:
                    self.seen.add(key)
                    yield event["timestamp"], group, event["message"]

    def _groups(self) -> list[str]:
        pages = self.logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=GROUPS)
        return [group["logGroupName"] for page in pages for group in page["logGroups"]]

    def _shown(self, at: int, function: str, message: str) -> Iterator[str]:
        when = datetime.fromtimestamp(at / 1000, UTC).astimezone()
        try:
            line = event_line(message, when)
        except UnexpectedLineError:
            self.unexpected[function] += 1
            line = (
                f"{when:%H:%M:%S}  {'':10}  an unexpected line from {function} "
                f"({self.unexpected[function]} so far; not shown)"
            )
        if line is not None:
            yield line
