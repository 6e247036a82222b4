"""What the dead-letter queues hold and what became of it, in counts, ages and names of queues."""

import json
import time
from collections.abc import Callable, Iterator, Sequence

from shared.ops.dead_letters import DeadLetterQueues, DeadLetters, Held, Redriven
from shared.ops.errors import OperatorError

SECONDS_BETWEEN_LINES = 5.0
_LEFT = "{name}: {left} could not be had, somebody else reads them: run this again in a minute."


def listed(queues: DeadLetterQueues, *, as_json: bool) -> Iterator[str]:
    """A line for every dead-letter queue. Raises OperatorError."""
    for letters in queues.all():
        held = queues.held(letters)
        if as_json:
            yield _json(letters, messages=held.count, age_seconds=held.age)
        else:
            yield f"{letters.aside.name}  {_said(held)}  from {letters.source.name}"


def redriven(
    queues: DeadLetterQueues,
    chosen: Sequence[DeadLetters],
    *,
    dry_run: bool,
    as_json: bool,
    progress: Callable[[str], None],
) -> Iterator[str]:
    """A line for every queue. Raises OperatorError at the end if anything is left.

    What goes wrong with one queue keeps no other from being emptied.
    """
    problems: list[str] = []
    for letters in chosen:
        try:
            held = queues.held(letters).count
            done = Redriven(0, held)
            if held and not dry_run:
                done = queues.redrive(letters, held, progress)
        except OperatorError as error:
            problems.append(f"{letters.aside.name}: {error}")
            continue
        if as_json:
            yield _json(letters, moved=done.moved, left=done.left, dry_run=dry_run)
        else:
            yield _moved(letters, done, dry_run=dry_run)
        if done.left and not dry_run:
            problems.append(_LEFT.format(name=letters.aside.name, left=done.left))
    if problems:
        raise OperatorError("\n".join(problems))


def paced(
    say: Callable[[str], None], seconds: float = SECONDS_BETWEEN_LINES
) -> Callable[[str], None]:
    """Say a line of progress, but not more often than every so many seconds."""
    last = time.monotonic()

    def say_at_times(line: str) -> None:
        nonlocal last
        if time.monotonic() - last >= seconds:
            last = time.monotonic()
            say(line)

    return say_at_times


def _json(letters: DeadLetters, **more: object) -> str:
    return json.dumps({"queue": letters.aside.name, "source": letters.source.name, **more})


def _moved(letters: DeadLetters, done: Redriven, *, dry_run: bool) -> str:
    name, source = letters.aside.name, letters.source.name
    if not done.moved + done.left:
        return f"{name}  nothing to move"
    if dry_run:
        return f"{name}  would move {done.left} to {source}"
    return f"{name}  moved {done.moved} of {done.moved + done.left} to {source}"


def _said(held: Held) -> str:
    if not held.count:
        return "empty"
    age = "" if held.age is None else f", the oldest for {_duration(held.age)}"
    return f"{held.count} set aside{age}"


def _duration(seconds: int) -> str:
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
