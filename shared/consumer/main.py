"""The `referrals` command: an agency fetches its referrals, urgent ones first."""

import json
import sys
import threading
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from shared.consumer.accept import Accepting
from shared.consumer.inbox import Inbox
from shared.consumer.poll import Tally, drain_all, watch
from shared.consumer.ports import ConsumerError, Desk
from shared.consumer.queues import Service, find_service
from shared.consumer.show import shown
from shared.consumer.take import Arrived, Taking
from shared.contract.models import ReadReferral
from shared.domain.urgency import Lane
from shared.local_service import running

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False)

NO_AGENCY = "Say which agency's queues to poll: --agency ID, or --all."


@app.callback()
def referrals() -> None:
    """Fetch the referrals that the hotline made available to your agency, and answer them."""


@app.command()
def poll(
    agency: Annotated[str | None, typer.Option(help="Your agency's id.")] = None,
    all_agencies: Annotated[bool, typer.Option("--all", help="Every agency's queues.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Take what is there now, and end.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a referral.")] = False,
    out: Annotated[Path, typer.Option(help="The folder to keep them in; made private.")] = Path(
        "inbox"
    ),
    stage: Annotated[str | None, typer.Option(help="Which deployment to ask.")] = None,
) -> None:
    """Store each referral, send the receipt, then take it off the queue; urgent queues first.

    Ends with 1 if a message could not be read or a queue not be reached.
    """
    voice = Voice(as_json=as_json)
    try:
        if (agency is None) != all_agencies:
            raise ConsumerError(NO_AGENCY)
        service = find_service(running(), stage)
        desks = _desks(service, agency)
        taking = Taking(Inbox(out), service.receipts(), voice.arrived, voice.unreadable)
        if not once:
            watch(taking, desks, voice.problem, threading.Event())
            raise typer.Exit(1)
        tally = drain_all(taking, desks)
    except ConsumerError as error:
        voice.problem(str(error))
        raise typer.Exit(1) from error
    except KeyboardInterrupt as interrupt:
        raise typer.Exit(130) from interrupt
    voice.summed_up(tally)
    if tally.problems or tally.unreadable:
        raise typer.Exit(1)


class Answer(StrEnum):
    """What a person can say to a referral."""

    ACCEPTED = "accepted"


@app.command()
def receipt(
    referral: Annotated[str, typer.Argument(metavar="ID", help="The referral's id or number.")],
    answer: Annotated[Answer, typer.Argument(help="What you say to it.")],
    officer: Annotated[str, typer.Option(help="Who says so: a name your agency knows.")],
    out: Annotated[Path, typer.Option(help="The folder that `poll` keeps them in.")] = Path(
        "inbox"
    ),
    stage: Annotated[str | None, typer.Option(help="Which deployment to tell.")] = None,
) -> None:
    """Tell the hotline that a named person takes the newest revision on.

    An urgent referral is asked about again, then at the federal agency, until somebody does this.
    """
    voice = Voice(as_json=False)
    try:
        service = find_service(running(), stage)
        taken = Accepting(Inbox(out), service.receipts()).accept(referral, officer)
    except ConsumerError as error:
        voice.problem(str(error))
        raise typer.Exit(1) from error
    voice.taken_on(taken, officer)


class Voice:
    """What is said where: referrals on standard output, all else on standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.console = Console(highlight=False, soft_wrap=True)
        self.aside = Console(stderr=True, highlight=False, soft_wrap=True)
        self.turn = threading.Lock()

    def arrived(self, arrived: Arrived) -> None:
        """A referral, whole on one line or for the eye."""
        with self.turn:
            if self.as_json:
                _line(json.dumps(json.loads(arrived.body)))
            else:
                self.console.print(shown(arrived))

    def unreadable(self, path: Path) -> None:
        """A message that nobody can act on until a person looks at it."""
        self.problem(f"A message could not be read; it is in {path} and stays on the queue.")

    def problem(self, sentence: str) -> None:
        """Something that a person must know."""
        with self.turn:
            self.aside.print(sentence, style="bold red", markup=False)

    def taken_on(self, referral: ReadReferral, officer: str) -> None:
        """What the hotline is being told."""
        data = referral.data
        told = f"{officer} {Answer.ACCEPTED} revision {data.revision} of {data.referral_id}."
        self.aside.print(told, markup=False)

    def summed_up(self, tally: Tally) -> None:
        """How many, by lane."""
        for sentence in tally.problems:
            self.problem(sentence)
        counts = ", ".join(f"{tally.stored[lane]} {lane}" for lane in Lane)
        held = f"; {tally.held} held already" if tally.held else ""
        self.aside.print(f"Stored {counts}{held}.", markup=False)


def _line(text: str) -> None:
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as error:
        raise ConsumerError("Standard output is closed; the referral is in the folder.") from error


def _desks(service: Service, agency: str | None) -> list[Desk]:
    return service.desks() if agency is None else [service.desk(agency.lower())]


if __name__ == "__main__":
    app()
