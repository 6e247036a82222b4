"""What was set aside goes round again: nothing is lost, whoever dies, and no body is ever shown."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from typer.testing import CliRunner

from shared.domain.story import Json
from shared.ops import dead_letters
from shared.ops.dead_letter_lines import paced
from shared.ops.dead_letters import DeadLetterQueues
from shared.ops.join import read_template
from shared.ops.main import app

DATA = Path(__file__).resolve().parents[3] / "infra" / "data.yaml"
# Every queue whose messages can be set aside, by the queue where they are then.
SOURCES = {
    "ReceiptsDeadLetters": "receipts",
    "ReferStandardDeadLetters": "ReferStandardQueue",
    "ReferUrgentDeadLetters": "ReferUrgentQueue",
    "SpoolDeadLetters": "SpoolQueue",
    "TriageStandardDeadLetters": "TriageStandardQueue",
    "TriageUrgentDeadLetters": "TriageUrgentQueue",
}
ASIDE, SOURCE = "TriageUrgentDeadLetters", "TriageUrgentQueue"
WORDS = [f"He waits at the school gate, {number}." for number in range(3)]
MOVES = ("StartMessageMoveTask", "ListMessageMoveTasks")
# Whatever a redrive of three messages does with a message; the first receive only looks.
STEPS = [
    ("ReceiveMessage", 2),
    *((step, nth) for step in ("SendMessage", "DeleteMessage") for nth in (1, 2, 3)),
]


class Killed(BaseException):
    """The process died here; no `except Exception` survives it."""


class Service:
    """The service's queues in moto; handlers see every call of clients made after them."""

    def __init__(self) -> None:
        self.sqs = boto3.client("sqs")
        urls = self.sqs.list_queues(QueueNamePrefix="opentipline-test-")["QueueUrls"]
        names = [url.rpartition("test-")[2].removeprefix("service-") for url in urls]
        self.urls = dict(zip([name.partition("-")[0] for name in names], urls, strict=True))
        for aside in SOURCES:
            self.hide_for(0, aside)

    def on(self, event: str, handler: Callable[..., Any]) -> None:
        assert boto3.DEFAULT_SESSION is not None
        boto3.DEFAULT_SESSION.events.register(event, handler)

    def refuse(self, operation: str, code: str, queue: str = "") -> None:
        def refused(params: Any, **_: Any) -> None:
            if queue in str(params["body"]):
                raise ClientError({"Error": {"Code": code, "Message": "refused"}}, operation)

        self.on(f"before-call.sqs.{operation}", refused)

    def hide_for(self, seconds: int, name: str) -> None:
        attributes: Any = {"VisibilityTimeout": str(seconds)}
        self.sqs.set_queue_attributes(QueueUrl=self.urls[name], Attributes=attributes)

    def set_aside(self, name: str = ASIDE, words: list[str] = WORDS) -> None:
        for one in words:
            self.sqs.send_message(QueueUrl=self.urls[name], MessageBody=one)

    def bodies(self, name: str) -> list[str]:
        """Every body on a queue, which stays there."""
        asked: Any = {"QueueUrl": self.urls[name], "MaxNumberOfMessages": 10}
        found = self.sqs.receive_message(**asked, VisibilityTimeout=0)
        return sorted(one["Body"] for one in found.get("Messages", []))


def queues_of_the_template() -> Json:
    resources = read_template(DATA)["Resources"].items()
    queues = {name: body for name, body in resources if body["Type"] == "AWS::SQS::Queue"}
    return {"Parameters": {"Stage": {"Type": "String"}}, "Resources": queues}


@pytest.fixture
def mover(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Service]:
    """The queues of infra/data.yaml, under the names that a deployment gives them."""
    monkeypatch.chdir(tmp_path)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr(dead_letters, "SECONDS_BETWEEN_LOOKS", 0)
    with mock_aws():
        boto3.setup_default_session()
        boto3.client("cloudformation").create_stack(
            StackName="opentipline-test-service",
            TemplateBody=json.dumps(queues_of_the_template()),
            Parameters=[{"ParameterKey": "Stage", "ParameterValue": "test"}],
        )
        boto3.client("sqs").create_queue(QueueName="opentipline-test-agency-us-nm-urgent")
        yield Service()
    boto3.DEFAULT_SESSION = None


@pytest.fixture
def service(mover: Service) -> Service:
    """The same, where SQS cannot move messages itself."""
    for move in MOVES:
        mover.refuse(move, "UnknownOperation")
    return mover


def tipline(*words: str) -> tuple[int, list[str], str]:
    shown = CliRunner().invoke(app, ["dlq", *words, "--stage", "test"])
    if isinstance(shown.exception, Killed):
        raise shown.exception
    assert not any(one in shown.output for one in ("school", "gate"))
    return shown.exit_code, shown.stdout.splitlines(), shown.stderr


def test_every_queue_of_the_template_that_sets_aside_is_listed(service: Service) -> None:
    service.set_aside()
    status, lines, _ = tipline("list")
    assert status == 0
    assert [line.split()[0] for line in lines] == list(SOURCES)
    assert [line.split()[-1] for line in lines] == list(SOURCES.values())
    assert [line.split()[1] for line in lines] == ["empty"] * 5 + ["3"]


def test_the_list_can_be_read_by_a_program(service: Service) -> None:
    service.set_aside()
    told = [json.loads(line) for line in tipline("list", "--json")[1]]
    assert [(one["queue"], one["messages"]) for one in told] == [
        (aside, 3 if aside == ASIDE else 0) for aside in SOURCES
    ]
    assert 0 <= told[-1]["age_seconds"] < 60
    assert told[0]["age_seconds"] is None


def test_looking_changes_nothing(service: Service) -> None:
    service.set_aside()
    tipline("list")
    assert tipline("redrive", ASIDE, "--dry-run") == (
        0,
        [f"{ASIDE}  would move 3 to {SOURCE}"],
        "",
    )
    assert (service.bodies(ASIDE), service.bodies(SOURCE)) == (WORDS, [])


def test_one_queue_goes_back_to_where_it_came_from(service: Service) -> None:
    service.set_aside()
    service.set_aside("SpoolDeadLetters", ["a sealed row"])
    assert tipline("redrive", ASIDE) == (0, [f"{ASIDE}  moved 3 of 3 to {SOURCE}"], "")
    assert (service.bodies(ASIDE), service.bodies(SOURCE)) == ([], WORDS)
    assert service.bodies("SpoolDeadLetters") == ["a sealed row"]


def test_all_queues_go_back_each_to_its_own(service: Service) -> None:
    for aside in SOURCES:
        service.set_aside(aside, [aside])
    status, lines, _ = tipline("redrive", "--all", "--json")
    assert status == 0
    assert [json.loads(line) for line in lines] == [
        {"queue": aside, "source": source, "moved": 1, "left": 0, "dry_run": False}
        for aside, source in SOURCES.items()
    ]
    assert {source: service.bodies(source) for source in SOURCES.values()} == {
        source: [aside] for aside, source in SOURCES.items()
    }


def test_more_than_one_batch_goes_back_whole(service: Service) -> None:
    service.set_aside(words=[f"{number:02}" for number in range(23)])
    assert tipline("redrive", ASIDE)[1] == [f"{ASIDE}  moved 23 of 23 to {SOURCE}"]


def test_nothing_to_move_is_said_and_is_no_failure(service: Service) -> None:
    assert tipline("redrive", ASIDE) == (0, [f"{ASIDE}  nothing to move"], "")


def test_what_somebody_else_is_reading_is_told_and_fails(service: Service) -> None:
    service.set_aside()
    service.hide_for(30, ASIDE)
    asked: Any = {"QueueUrl": service.urls[ASIDE], "MaxNumberOfMessages": 2}
    service.sqs.receive_message(**asked)
    status, lines, sentence = tipline("redrive", ASIDE)
    assert (status, lines) == (1, [f"{ASIDE}  moved 1 of 3 to {SOURCE}"])
    assert sentence.startswith(f"{ASIDE}: 2 could not be had")
    assert sentence.count("\n") == 1


@pytest.mark.parametrize(("step", "nth"), STEPS)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_any_step_nothing_is_lost_and_the_next_run_ends_it(
    service: Service, moment: str, step: str, nth: int
) -> None:
    service.set_aside()
    turns = iter(range(1, 1000))

    def kill(**_: Any) -> None:
        if next(turns) == nth:
            raise Killed

    service.on(f"{moment}-call.sqs.{step}", kill)
    with pytest.raises(Killed):
        tipline("redrive", ASIDE)
    assert {*service.bodies(ASIDE), *service.bodies(SOURCE)} == set(WORDS)
    assert tipline("redrive", ASIDE)[0] == 0
    assert service.bodies(ASIDE) == []
    assert set(service.bodies(SOURCE)) == set(WORDS)


def test_a_refused_send_leaves_the_message_where_it_was(service: Service) -> None:
    service.set_aside()
    service.refuse("SendMessage", "AccessDenied")
    assert tipline("redrive", ASIDE) == (
        1,
        [],
        f"{ASIDE}: SendMessage was refused: AccessDenied.\n",
    )
    assert service.bodies(ASIDE) == WORDS


def test_one_queue_that_fails_keeps_no_other_waiting(service: Service) -> None:
    service.set_aside("ReceiptsDeadLetters")
    service.set_aside()
    service.refuse("SendMessage", "AccessDenied", queue="receipts")
    status, lines, sentence = tipline("redrive", "--all")
    assert (status, len(lines), sentence.count("\n")) == (1, 5, 1)
    assert service.bodies(SOURCE) == WORDS


def test_an_unknown_queue_is_told_with_those_that_there_are(service: Service) -> None:
    status, lines, sentence = tipline("redrive", "Receipts")
    assert (status, lines, sentence.count("\n")) == (1, [], 1)
    assert all(aside in sentence for aside in SOURCES)


@pytest.mark.parametrize("words", [[], [ASIDE, "--all"]])
def test_one_queue_or_all_has_to_be_said(service: Service, words: list[str]) -> None:
    assert tipline("redrive", *words)[0] == 1


def test_a_stage_that_is_not_there_is_told(service: Service) -> None:
    shown = CliRunner().invoke(app, ["dlq", "list", "--stage", "other"])
    assert (shown.exit_code, shown.stderr) == (1, "There is no service in stage other here.\n")


def test_without_a_stage_and_a_running_service_one_is_asked_for(service: Service) -> None:
    shown = CliRunner().invoke(app, ["dlq", "list"])
    assert (shown.exit_code, shown.stderr.count("\n")) == (1, 1)
    assert "--stage" in shown.stderr


def test_without_credentials_one_is_told_to_sign_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    assert tipline("list") == (1, [], "AWS is not set up: sign in to AWS and choose a region.\n")


@dataclass
class Mover:
    """SQS's own moves, which moto does not know: one look says running, the next how it ended."""

    service: Service
    ends: str = "COMPLETED"
    started: int = 0
    looks: int = 0

    def __post_init__(self) -> None:
        # An earlier move of the same queue; SQS goes on showing it until the next one has begun.
        self.shown: list[dict[str, Any]] = [{"Status": "FAILED", "StartedTimestamp": 1}]
        self.service.on("before-call.sqs.StartMessageMoveTask", self.start)
        self.service.on("before-call.sqs.ListMessageMoveTasks", self.list)

    def start(self, params: Any, **_: Any) -> Any:
        self.started += 1
        asked = json.loads(params["body"])
        urls = {url.rpartition("/")[2]: url for url in self.service.urls.values()}
        source, target = (
            urls[asked[end].rpartition(":")[2]] for end in ("SourceArn", "DestinationArn")
        )
        sqs, wanted = self.service.sqs, 10
        found = sqs.receive_message(QueueUrl=source, MaxNumberOfMessages=wanted)["Messages"]
        for one in found:
            sqs.send_message(QueueUrl=target, MessageBody=one["Body"])
            sqs.delete_message(QueueUrl=source, ReceiptHandle=one["ReceiptHandle"])
        self.begin(len(found))
        return SimpleNamespace(status_code=200), {"TaskHandle": "handle"}

    def begin(self, moved: int) -> None:
        task = {"StartedTimestamp": 2, "ApproximateNumberOfMessagesMoved": moved}
        self.shown += [{"Status": "RUNNING"} | task, {"Status": self.ends} | task]

    def list(self, **_: Any) -> Any:
        self.looks += 1
        seen = self.shown[0] if len(self.shown) == 1 else self.shown.pop(0)
        return SimpleNamespace(status_code=200), {"Results": [seen]}


def test_where_sqs_can_move_messages_itself_it_does(mover: Service) -> None:
    mover.set_aside()
    moves = Mover(mover)
    assert tipline("redrive", ASIDE) == (0, [f"{ASIDE}  moved 3 of 3 to {SOURCE}"], "")
    assert (mover.bodies(ASIDE), mover.bodies(SOURCE)) == ([], WORDS)
    assert moves.started == 1


def test_a_move_that_is_under_way_is_followed_and_not_begun_again(mover: Service) -> None:
    mover.set_aside()
    moves = Mover(mover)
    moves.shown.clear()
    moves.begin(7)
    assert tipline("redrive", ASIDE)[1] == [f"{ASIDE}  moved 7 of 7 to {SOURCE}"]
    assert moves.started == 0


def test_a_move_that_sqs_gives_up_is_told(mover: Service) -> None:
    mover.set_aside()
    Mover(mover, ends="CANCELLED")
    assert tipline("redrive", ASIDE) == (
        1,
        [],
        f"{ASIDE}: SQS stopped after 3 (cancelled): run this again.\n",
    )


def test_long_work_tells_how_far_it_is_but_not_all_the_time() -> None:
    said: list[str] = []
    for seconds in (0, 60):
        say = paced(said.append, seconds)
        say("moved 10")
        say("moved 20")
    assert said == ["moved 10", "moved 20"]


def test_progress_names_queues_and_counts(service: Service) -> None:
    service.set_aside(words=[str(number) for number in range(12)])
    said: list[str] = []
    queues = DeadLetterQueues(boto3.client("sqs"), "test", seconds=0)
    queues.redrive(queues.named(ASIDE), 12, said.append)
    assert said == [f"{ASIDE}: moved {count} of 12 …" for count in (10, 12)]
