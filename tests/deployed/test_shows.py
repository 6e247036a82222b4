"""What the service promises to show: every sample in, every referral out, every debt struck off."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from shared.domain.sample import report_of_sample, told_of_sample
from shared.domain.triage.assess import judge
from shared.domain.urgency import Lane
from tests.deployed.run import ROOT
from tests.deployed.target import Service

pytestmark = pytest.mark.deployed

SAMPLES = [
    json.loads(line)
    for line in (ROOT / "tests/data/triage_public.jsonl").read_text("utf-8").splitlines()
]
REFERRED_WITHIN = 120.0  # seconds, on a machine that does much else


@dataclass
class Sent:
    """The samples after the whole way: what was answered, and what agencies got."""

    service: Service
    inbox: Path
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    referrals: list[dict[str, Any]] = field(default_factory=list)

    @property
    def numbers(self) -> set[str]:
        return {answer["report_number"] for answer in self.answers.values()}

    def poll(self) -> None:
        """Fetch what agencies find now."""
        found = self.service.poll(self.inbox)
        self.referrals += [one for one in found if one["subject"] in self.numbers]

    def rows(self) -> list[dict[str, Any]]:
        """All rows of our reports, updates too."""
        ours = {f"R#{number}" for number in self.numbers}
        return [row for row in self.service.rows() if row["pk"]["S"] in ours]

    def reports(self) -> list[dict[str, Any]]:
        return [row for row in self.rows() if row["sk"]["S"] == "report"]

    def all_received(self) -> bool:
        """Poll until every agency has stored what it was sent.

        That closes a report of the standard lane; an urgent one is open until a person accepts it.
        """
        self.poll()
        return all(
            row["stage"]["S"] in ("referred", "closed") and "owed" not in row
            if row["lane"]["S"] == Lane.URGENT
            else row["stage"]["S"] == "closed"
            for row in self.reports()
        )


@pytest.fixture(scope="module")
def sent(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """All sixty samples posted, polled until no agency owes a receipt any more."""
    sent = Sent(service, tmp_path_factory.mktemp("inbox"))
    for sample in SAMPLES:
        sent.answers[sample["id"]] = service.submit(report_of_sample(sample))
    service.until(sent.all_received, REFERRED_WITHIN)
    return sent


def test_sixty_reports_have_sixty_numbers(sent: Sent) -> None:
    assert len(sent.numbers) == len(SAMPLES) == 60
    assert all(number.startswith("00") for number in sent.numbers)


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


def test_no_agency_owes_a_receipt_and_every_standard_row_is_closed(sent: Sent) -> None:
    rows = sent.reports()
    assert len(rows) == len(sent.numbers)
    assert [row for row in rows if "owed" in row] == []
    standard = [row for row in rows if row["lane"]["S"] == Lane.STANDARD]
    assert len(standard) >= 20
    assert {row["stage"]["S"] for row in standard} == {"closed"}
    assert [row for row in standard if {"open", "due"} & row.keys()] == []


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
    first = sent.answers["form"] = sent.service.submit(form)
    assert sent.service.submit(form) == first
    sent.service.until(sent.all_received, REFERRED_WITHIN)
    referrals = [one for one in sent.referrals if one["subject"] == first["report_number"]]
    assert [one["data"]["role"] for one in referrals].count("lead") == 1


def test_an_update_reaches_the_same_agencies_as_revision_two(sent: Sent) -> None:
    number, code = (sent.answers["P049"][name] for name in ("report_number", "access_code"))
    before = {one["data"]["agency"] for one in sent.referrals if one["subject"] == number}
    words = "She is with her aunt now, at 12 Orchard Street."
    update = {"report_number": number, "access_code": code, "text": words}
    status, body = sent.service.ask("POST", "/update/api/v1/updates", update)
    assert status == 202, body

    def is_at_all() -> bool:
        sent.poll()
        return before <= {
            one["data"]["agency"]
            for one in sent.referrals
            if one["subject"] == number and one["data"]["revision"] == 2
        }

    sent.service.until(is_at_all, REFERRED_WITHIN)
    second = [one for one in sent.referrals if one["subject"] == number][-1]
    assert words in json.dumps(second)


def test_a_wrong_code_adds_nothing(sent: Sent) -> None:
    number, code = (sent.answers["P001"][name] for name in ("report_number", "access_code"))
    wrong = f"{(int(code) + 1) % 10**12:012d}"
    update = {"report_number": number, "access_code": wrong, "text": "Nothing to add."}
    status, body = sent.service.ask("POST", "/update/api/v1/updates", update)
    assert (status, "match" in body.decode()) == (404, True)


def test_no_line_of_any_log_holds_a_word_that_was_told(sent: Sent) -> None:
    lines = sent.service.logged()
    assert any("report accepted" in line for line in lines)
    written = "\n".join(lines).lower()
    assert "withheld" not in written
    told = {word for sample in SAMPLES for word in sample["narrative"].lower().split()}
    ours = {"immediate", "standard", "received", "available", "function", "execution", "duration"}
    long = {word.strip(".,!?\"'()") for word in told if len(word) >= 8} - ours
    assert {word for word in long if word in written} == set()
