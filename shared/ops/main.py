"""The operators' command line: `tipline`."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from shared.ops.errors import OperatorError
from shared.ops.install import ROOT

app = typer.Typer(
    help="Run, package and deploy the hotline, and try out its triage.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
triage = typer.Typer(help="What triage makes of a report.", no_args_is_help=True)
app.add_typer(triage, name="triage")
dlq = typer.Typer(help="What the queues set aside after too many tries.", no_args_is_help=True)
app.add_typer(dlq, name="dlq")

BUILD = ROOT / "build"
PRODUCTION = (
    "This version deploys demonstrations only: production needs the hotline's own name, telephone "
    "number, on-call contact, exit site and language reviews as settings, and an agency that has "
    "answered a drill, and none of these can be set yet."
)

Port = Annotated[int, typer.Option(min=1, max=65535, help="Where the service is served.")]
Endpoint = Annotated[str | None, typer.Option(help="An emulator's address; AWS without it.")]
Running = Annotated[
    str | None, typer.Option("--endpoint", help="An emulated cloud that already runs; else ours.")
]
Stage = Annotated[str, typer.Option(help="Name of this deployment, part of every resource name.")]
Rows = Annotated[
    Path, typer.Option("--jsonl", help="Sample reports, one JSON object a line.", dir_okay=False)
]
Out = Annotated[Path, typer.Option(help="Where the packages and the template go.")]
DeployedStage = Annotated[
    str | None, typer.Option("--stage", help="Which deployment; the one running here without it.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON line a queue.")]


@contextmanager
def plainly() -> Iterator[None]:
    """Whatever an operator can put right ends as one sentence, not as a traceback."""
    try:
        yield
    except OperatorError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from None


@app.command()
def run(port: Port = 8000, endpoint: Running = None) -> None:
    """Run the whole service on this machine: a demonstration that nobody receives."""
    # A signal during the imports below ends this command as quietly as one after them.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _leave)
    from shared.ops.run import run as run_service

    with plainly():
        run_service(port, Console(), endpoint)


@app.command()
def package(out: Out = BUILD) -> None:
    """Build the packages of the four functions and the template."""
    from shared.ops.package import package as build

    with plainly():
        print(build(out))


@app.command()
def deploy(stage: Stage, endpoint: Endpoint = None) -> None:
    """Package and deploy a demonstration, to AWS or to an emulator."""
    with plainly():
        if stage == "prod":
            raise OperatorError(PRODUCTION)
    import boto3

    from shared.ops.deploy import deploy as deploy_stack
    from shared.ops.package import package as build

    with plainly():
        outputs = deploy_stack(
            build(BUILD),
            stage=stage,
            demonstration=True,
            session=boto3.Session(),
            endpoint=endpoint,
            progress=print,
        )
        for name, value in sorted(outputs.items()):
            print(f"{name}  {value}")


@triage.command()
def assess(jsonl: Rows) -> None:
    """Judge sample reports: urgency, reasons and place, one JSON line each."""
    from shared.ops.assess import assess as assess_rows

    with plainly():
        try:
            with jsonl.open(encoding="utf-8") as lines:
                for line in assess_rows(lines):
                    print(line, flush=True)
        except BrokenPipeError:
            raise  # whoever reads has enough, as `head` does: the command line ends quietly
        except FileNotFoundError:
            raise OperatorError(f"{jsonl}: there is no such file.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise OperatorError(f"{jsonl} cannot be read ({type(error).__name__}).") from None


@dlq.command("list")
def list_dead_letters(
    stage: DeployedStage = None, endpoint: Endpoint = None, as_json: Json = False
) -> None:
    """Show how many messages every dead-letter queue holds, and how old they are."""
    from shared.ops.dead_letter_lines import listed
    from shared.ops.dead_letters import find_queues

    with plainly():
        for line in listed(find_queues(stage, endpoint), as_json=as_json):
            print(line, flush=True)


@dlq.command()
def redrive(
    queue: Annotated[str | None, typer.Argument(help="A name that `dlq list` shows.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every dead-letter queue.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be moved.")
    ] = False,
    stage: DeployedStage = None,
    endpoint: Endpoint = None,
    as_json: Json = False,
) -> None:
    """Send what was set aside back to its queue; doing so twice, or halfway, loses nothing.

    Ends with 1 if anything is left.
    """
    from shared.ops.dead_letter_lines import paced, redriven
    from shared.ops.dead_letters import find_queues

    with plainly():
        if (queue is None) != everything:
            raise OperatorError("Say which queue to empty: its name, or --all.")
        queues = find_queues(stage, endpoint)
        chosen = queues.all() if queue is None else [queues.named(queue)]
        progress = paced(lambda line: print(line, file=sys.stderr))
        for line in redriven(queues, chosen, dry_run=dry_run, as_json=as_json, progress=progress):
            print(line, flush=True)


def _leave(number: int, frame: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    app()
