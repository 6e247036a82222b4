"""Find and end the processes in which an emulated cloud on this machine runs functions."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deployed.queues import in_flight
from tests.deployed.target import Service

SETTLED = 0.3  # seconds; an answer that was on its way has been taken by then


def warmed(service: Service, function: str) -> None:
    """Have the function's process run before a batch comes: one that still starts does no work."""
    name, nothing = service.function(function), b'{"Records": []}'
    answer = service.client("lambda").invoke(FunctionName=name, Payload=nothing)
    assert "FunctionError" not in answer, answer["Payload"].read()


@contextmanager
def frozen(service: Service, function: str) -> Iterator[None]:
    """Stop the processes that a function has, so that a batch handed to one waits in it."""
    workers = workers_of(service, function)
    _signal(workers, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(workers, signal.SIGCONT)


def killed_in_the_middle(service: Service, function: str, queue: str, after: float) -> int:
    """End a function's processes, as `kill -9` does, so many seconds into a batch.

    Gives how many messages they held then: none, and nothing was killed, if they were quicker.
    They are stopped first, so that one can see whether they had finished.
    """
    time.sleep(after)
    workers = workers_of(service, function)
    _signal(workers, signal.SIGSTOP)
    time.sleep(SETTLED)
    unfinished = in_flight(service, queue) if workers else 0
    _signal(workers, signal.SIGKILL if unfinished else signal.SIGCONT)
    return unfinished


def workers_of(service: Service, function: str) -> list[int]:
    """The processes of one function of this very service; another cloud's are left alone."""
    marks = {
        f"AWS_LAMBDA_FUNCTION_NAME={service.function(function)}",
        f"AWS_ENDPOINT_URL={service.here.endpoint}",
    }
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if marks <= set(environment.read_text("utf-8", "replace").split("\0")):
                found.append(int(environment.parent.name))
        except OSError:
            continue  # ended meanwhile, or somebody else's
    return found


def _signal(workers: list[int], number: signal.Signals) -> None:
    for worker in workers:
        try:
            os.kill(worker, number)
        except ProcessLookupError:
            continue  # its own cloud was quicker
