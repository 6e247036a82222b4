"""Read from the templates and the schedule how production is set: nothing here is typed again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalice.app import Rate, ScheduledEventConfig

from functions.refer.app import app as refer
from shared.domain.story import Json
from shared.ops.join import read_template

INFRA = Path(__file__).parents[2] / "infra"
PACKAGES = ("submit", "triage", "refer")
PUBLIC_FORM = "SubmitAPIHandler"
SWEEP = "ReferSweep"


@dataclass(frozen=True, slots=True)
class Function:
    """One function; `reserved` names the parameter that may keep executions for it alone."""

    name: str
    timeout: float
    reserved: str | None
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reader:
    """One queue and the mapping that hands its messages to a function; times in seconds."""

    queue: str
    function: Function
    batch: int
    window: float
    most: int
    visibility: float
    receives: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Production, as deployed."""

    functions: Mapping[str, Function]
    readers: Mapping[str, Reader]
    sweep_every: float


def production() -> Settings:
    """What `Demonstration: "false"` chooses wherever the templates choose."""
    queues = read_template(INFRA / "data.yaml")["Resources"]
    functions: dict[str, Function] = {}
    readers: dict[str, Reader] = {}
    for package in PACKAGES:
        for name, body in read_template(INFRA / f"{package}.yaml")["Resources"].items():
            if "Timeout" not in body["Properties"]:
                continue
            function = _function(package.capitalize() + name, body["Properties"])
            functions[function.name] = function
            for event in body["Properties"].get("Events", {}).values():
                reader = _reader(function, event["Properties"], queues)
                readers[reader.queue] = reader
    return Settings(functions, readers, _sweep_every())


def _function(name: str, said: Json) -> Function:
    chosen = _chosen(said.get("ReservedConcurrentExecutions"))
    variables = said["Environment"]["Variables"]
    return Function(
        name=name,
        timeout=float(said["Timeout"]),
        reserved=chosen["Ref"] if chosen else None,
        environment={key: value["Ref"] for key, value in variables.items() if "Ref" in value},
    )


def _reader(function: Function, said: Json, queues: Json) -> Reader:
    queue = re.findall(r"\w+", said["Queue"]["Fn::Sub"])[0]
    kept = queues[queue]["Properties"]
    return Reader(
        queue=queue,
        function=function,
        batch=said["BatchSize"],
        window=float(said.get("MaximumBatchingWindowInSeconds", 0)),
        most=_chosen(said["ScalingConfig"]["MaximumConcurrency"]),
        visibility=float(kept["VisibilityTimeout"]),
        receives=kept["RedrivePolicy"]["maxReceiveCount"],
    )


def _chosen(value: Any) -> Any:
    """What production and a reserved stage get of a choice: its first branch."""
    return value["Fn::If"][1] if isinstance(value, dict) and "Fn::If" in value else value


def _sweep_every() -> float:
    """Seconds between two sweeps. Raises ValueError if the schedule is not in minutes."""
    (rate,) = [
        one.schedule_expression
        for one in refer.event_sources
        if isinstance(one, ScheduledEventConfig)
    ]
    if not isinstance(rate, Rate) or rate.unit != Rate.MINUTES:
        raise ValueError(str(rate))
    return rate.value * 60.0
