"""Following the functions' logs: each event once, in order, strangers only counted."""

import json
from collections.abc import Iterator
from typing import Any

from shared.ops.stream import OVERLAP, Stream

GROUP = "/aws/lambda/opentipline-local-triage"


class Cloud:
    """CloudWatch Logs, as far as it is asked."""

    def __init__(self) -> None:
        self.events: dict[str, list[dict[str, Any]]] = {}
        self.starts: list[int] = []

    def add(self, group: str, at: int, message: str, stream: str = "one") -> None:
        event = {"logStreamName": stream, "timestamp": at, "message": message}
        self.events.setdefault(group, []).append(event)

    def get_paginator(self, operation_name: str) -> Any:
        return {"filter_log_events": Events(self), "describe_log_groups": Groups(self)}[
            operation_name
        ]


class Groups:
    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def paginate(self, logGroupNamePrefix: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        for name in self.cloud.events:
            if name.startswith(logGroupNamePrefix):
                yield {"logGroups": [{"logGroupName": name}]}


class Events:
    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def paginate(self, logGroupName: str, startTime: int) -> Iterator[dict[str, Any]]:  # noqa: N803
        self.cloud.starts.append(startTime)
        for event in self.cloud.events[logGroupName]:
            if event["timestamp"] >= startTime:
                yield {"events": [event]}


def event(name: str, ref: str = "7f3a21") -> str:
    return json.dumps({"message": name, "ref": ref})


def told(stream: Stream) -> list[str]:
    return [line.partition("  ")[2] for line in stream.lines()]


def test_each_event_is_shown_once() -> None:
    cloud = Cloud()
    stream = Stream(cloud, since=0)
    cloud.add(GROUP, 100_000, event("report judged"))
    assert told(stream) == ["ref 7f3a21  judged"]
    cloud.add(GROUP, 100_000, event("swept"))
    assert told(stream) == ["ref 7f3a21  swept"]
    assert told(stream) == []


def test_the_same_event_twice_in_one_moment_is_two_events() -> None:
    cloud = Cloud()
    for _ in range(2):
        cloud.add(GROUP, 5, event("swept"))
    assert len(told(Stream(cloud, since=0))) == 2


def test_events_of_several_functions_come_in_the_order_of_time() -> None:
    cloud = Cloud()
    cloud.add(GROUP, 2_000, event("report judged"))
    cloud.add("/aws/lambda/opentipline-local-submit", 1_000, event("report accepted"))
    assert told(Stream(cloud, since=0)) == ["ref 7f3a21  accepted", "ref 7f3a21  judged"]


def test_an_event_that_arrives_late_is_still_shown() -> None:
    cloud = Cloud()
    stream = Stream(cloud, since=0)
    cloud.add(GROUP, 100_000, event("report judged"))
    list(stream.lines())
    cloud.add(GROUP, 100_000 - OVERLAP, event("report accepted"), stream="two")
    assert told(stream) == ["ref 7f3a21  accepted"]


def test_what_was_shown_long_ago_is_neither_read_nor_remembered() -> None:
    cloud = Cloud()
    stream = Stream(cloud, since=0)
    cloud.add(GROUP, 1_000, event("report accepted"))
    cloud.add(GROUP, 100_000, event("report judged"))
    list(stream.lines())
    list(stream.lines())
    assert cloud.starts == [0, 100_000 - OVERLAP]
    assert {key[2] for key in stream.seen} == {100_000}


def test_an_unexpected_line_is_counted_by_function_and_not_shown() -> None:
    cloud = Cloud()
    stream = Stream(cloud, since=0)
    cloud.add(GROUP, 1, "My daughter Ana", stream="one")
    cloud.add(GROUP, 2, "My daughter Ana", stream="two")
    lines = told(stream)
    assert "Ana" not in "".join(lines)
    assert [line.strip() for line in lines] == [
        "an unexpected line from opentipline-local-triage (1 so far; not shown)",
        "an unexpected line from opentipline-local-triage (2 so far; not shown)",
    ]
