"""What the service promises to show: every sample in, every referral out, every debt struck off."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest

from shared.domain.sample import report_of_sample, told_of_sample
from shared.domain.triage.assess import judge
from shared.domain.urgency import Lane
from shared.local_service import LocalService, running
from tests.deployed.run import ROOT, Run, served

pytestmark = pytest.mark.deployed

SAMPLES = [
    json.loads(line)
    for line in (ROOT / "tests/data/triage_public.jsonl").read_text("utf-8").splitlines()
]
POLL = ("poll", "--all", "--once", "--json")
REFERRED_WITHIN = 120.0  # seconds, on a machine that does much else


@dataclass
class Sent:
    """The samples after the whole way: what was answered, and what agencies got."""

    service: Run
    inbox: Path
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    referrals: list[dict[str, Any]] = field(default_factory=list)

    def poll(self) -> list[dict[str, Any]]:
        """What `referrals poll --all --once` finds now."""
        polled = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "shared.consumer.main", *POLL, "--out", str(self.inbox)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found = [json.loads(line) for line in polled.stdout.splitlines()]
        self.referrals += found
        return found

    def rows(self) -> list[dict[str, Any]]:
        """The whole table, as whoever could read the disk would see it."""
        here = local()
        pages = _client("dynamodb").get_paginator("scan").paginate(TableName=here.tables["reports"])
        return [dict(item) for page in pages for item in page["Items"]]

    def all_closed(self) -> bool:
        """Poll until every row is closed."""
        self.poll()
        return {row["stage"]["S"] for row in self.reports()} == {"closed"}

    def reports(self) -> list[dict[str, Any]]:
        return [row for row in self.rows() if row["sk"]["S"] == "report"]


def local() -> LocalService:
    here = running(ROOT)
    assert here is not None
    return here


def _client(name: str) -> Any:
    here = local()
    return boto3.client(  # type: ignore[call-overload]
        name,
        endpoint_url=here.endpoint,
        region_name=here.region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with served(tmp_path_factory.mktemp("run")) as run:
        yield run


@pytest.fixture(scope="module")
def sent(service: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    """All sixty samples posted, polled until nothing is owed any more."""
    sent = Sent(service, tmp_path_factory.mktemp("inbox"))
    for sample in SAMPLES:
        status, body = service.ask("POST", "/api/v1/reports", report_of_sample(sample))
        assert status == 201, body
        sent.answers[sample["id"]] = json.loads(body)
    service.until(sent.all_closed, REFERRED_WITHIN)
    yield sent


def test_sixty_reports_have_sixty_numbers(sent: Sent) -> None:
    numbers = {answer["report_number"] for answer in sent.answers.values()}
    assert len(numbers) == len(SAMPLES) == 60
    assert all(number.startswith("00") for number in numbers)


def test_every_report_is_referred_and_has_one_lead(sent: Sent) -> None:
    leads = Counter(one["subject"] for one in sent.referrals if one["data"]["role"] == "lead")
    assert leads == {answer["report_number"]: 1 for answer in sent.answers.values()}


def test_no_referral_comes_out_twice(sent: Sent) -> None:
    assert max(Counter(one["id"] for one in sent.referrals).values()) == 1


def test_every_referral_came_from_the_right_lane(sent: Sent) -> None:
    lanes = {one["subject"]: one["data"]["urgency"]["lane"] for one in sent.referrals}
    for sample in SAMPLES:
        expected = judge(*told_of_sample(sample)).lane
        # The service reads a sample's "tonight" against the time at which it was posted.
        if expected is Lane.URGENT:
            assert lanes[sent.answers[sample["id"]]["report_number"]] == expected


def test_every_row_is_closed_and_owes_nothing(sent: Sent) -> None:
    rows = sent.reports()
    assert len(rows) >= 60
    assert [row for row in rows if {"open", "owed", "due"} & row.keys()] == []


def test_no_word_of_any_story_stands_in_the_table_in_clear(sent: Sent) -> None:
    dump = json.dumps(sent.rows(), default=lambda held: bytes(held).decode("latin-1")).lower()
    told = {word for sample in SAMPLES for word in sample["narrative"].lower().split()}
    names = {"standard", "received", "checked", "available", "revision", "agencies", "report"}
    long = {word.strip(".,!?\"'") for word in told if len(word) >= 7} - names
    assert len(long) > 200
    assert {word for word in long if word in dump} == set()


def test_the_same_token_and_content_is_one_report_with_one_referral(sent: Sent) -> None:
    form = {
        "submission_key": "0a0b0c0d-1111-4222-8333-444455556666",
        "narrative": "I saw a page that looks like a toy shop and is none.",
    }
    first = sent.service.ask("POST", "/api/v1/reports", form)
    again = sent.service.ask("POST", "/api/v1/reports", form)
    assert first[0] == 201
    assert first == again
    number = json.loads(first[1])["report_number"]
    sent.service.until(sent.all_closed, REFERRED_WITHIN)
    assert [one["subject"] for one in sent.referrals].count(number) == 1


def test_an_update_reaches_the_same_agencies_as_revision_two(sent: Sent) -> None:
    number, code = (sent.answers["P049"][name] for name in ("report_number", "access_code"))
    before = {one["data"]["agency"] for one in sent.referrals if one["subject"] == number}
    words = "She is with her aunt now, at 12 Orchard Street."
    update = {"report_number": number, "access_code": code, "text": words}
    status, body = sent.service.ask("POST", "/update/api/v1/updates", update)
    assert status == 202, body

    def is_closed() -> bool:
        sent.all_closed()
        return before <= {
            one["data"]["agency"]
            for one in sent.referrals
            if one["subject"] == number and one["data"]["revision"] == 2
        }

    sent.service.until(is_closed, REFERRED_WITHIN)
    second = [one for one in sent.referrals if one["subject"] == number][-1]
    assert words in json.dumps(second)


def test_a_wrong_code_adds_nothing(sent: Sent) -> None:
    number, code = (sent.answers["P001"][name] for name in ("report_number", "access_code"))
    wrong = f"{(int(code) + 1) % 10**12:012d}"
    update = {"report_number": number, "access_code": wrong, "text": "Nothing to add."}
    status, body = sent.service.ask("POST", "/update/api/v1/updates", update)
    assert (status, "match" in body.decode()) == (404, True)


def test_no_line_of_any_log_holds_a_word_that_was_told(sent: Sent) -> None:
    logs = _client("logs")
    lines = [
        event["message"]
        for group in logs.describe_log_groups()["logGroups"]
        for page in logs.get_paginator("filter_log_events").paginate(
            logGroupName=group["logGroupName"]
        )
        for event in page["events"]
    ]
    assert any("report accepted" in line for line in lines)
    written = "\n".join(lines).lower()
    assert "withheld" not in written
    told = {word for sample in SAMPLES for word in sample["narrative"].lower().split()}
    ours = {"immediate", "standard", "received", "available", "function", "execution", "duration"}
    long = {word.strip(".,!?\"'()") for word in told if len(word) >= 8} - ours
    assert {word for word in long if word in written} == set()
