"""Taking one message: killed anywhere, nothing is lost."""

import json
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

import pytest

from shared.consumer.inbox import Inbox
from shared.consumer.ports import ConsumerError, Message, Queue
from shared.consumer.take import Arrived, Outcome, Taking
from shared.contract.models import ReadReferral, Receipt
from shared.domain.story import Json
from tests.unit.consumer.memory_queues import MemoryQueue, MemoryReceipts, revision
from tests.unit.contract_models.make_referral import NUMBER

STEPS = ("store", "receipt", "delete")


class Killed(BaseException):
    """The process died here."""


class Doomed:
    """Dies before or after the named step, the first time it comes to it."""

    def __init__(self, point: str) -> None:
        self.point = point

    def step(self, name: str, act: Callable[[], object]) -> None:
        self._die_at(f"before {name}")
        act()
        self._die_at(f"after {name}")

    def _die_at(self, here: str) -> None:
        if here == self.point:
            self.point = "already dead"
            raise Killed


class DoomedInbox(Inbox):
    def __init__(self, folder: Path, doom: Doomed) -> None:
        super().__init__(folder)
        self.doom = doom

    def store(self, referral: ReadReferral, body: str) -> bool:
        stored: list[bool] = []
        keep = super().store
        self.doom.step("store", lambda: stored.append(keep(referral, body)))
        return stored[0]


@dataclass
class DoomedReceipts:
    doom: Doomed
    receipts: MemoryReceipts
    stored: Callable[[], bool]

    def send(self, receipt: Receipt) -> None:
        assert self.stored(), "a receipt went out for what was not stored"
        self.doom.step("receipt", lambda: self.receipts.send(receipt))


@dataclass
class DoomedQueue(MemoryQueue):
    doom: Doomed = field(default_factory=lambda: Doomed("never"))
    receipts: MemoryReceipts = field(default_factory=MemoryReceipts)

    def delete(self, message: Message) -> None:
        assert self.receipts.sent, "a message was deleted without a receipt"
        plain = super().delete
        self.doom.step("delete", lambda: plain(message))


def name(number: int) -> str:
    return f"{NUMBER}_us-tx-north_r{number}.json"


def kept(folder: Path, number: int = 1) -> Json:
    found: Json = json.loads((folder / name(number)).read_text(encoding="utf-8"))
    return found


def files(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if not file.name.startswith(".")]


def taking(folder: Path, arrived: list[Arrived], aside: list[Path]) -> Taking:
    return Taking(Inbox(folder), MemoryReceipts(), arrived.append, aside.append)


def take_all(taking: Taking, queue: Queue) -> list[Outcome]:
    return [taking.take(queue, message) for message in queue.receive(0)]


POINTS = [f"{when} {step}" for step in STEPS for when in ("before", "after")]


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_any_point_loses_nothing(tmp_path: Path, point: str) -> None:
    folder, doom, receipts = tmp_path / "inbox", Doomed(point), MemoryReceipts()
    queue = DoomedQueue(doom=doom, receipts=receipts)
    queue.put(revision(1))

    def start() -> Taking:
        way_back = DoomedReceipts(doom, receipts, lambda: bool(files(folder)))
        return Taking(DoomedInbox(folder, doom), way_back, lambda _: None, lambda _: None)

    with pytest.raises(Killed):
        take_all(start(), queue)
    queue.reappear()
    take_all(start(), queue)
    assert kept(folder) == revision(1)
    assert {(sent.revision, sent.receipt_key) for sent in receipts.sent} == {(1, "ab" * 16)}
    assert (queue.visible, queue.hidden) == ([], [])


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_kill_inside_the_storing_leaves_no_half_referral(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    folder, queue = tmp_path / "inbox", MemoryQueue()
    queue.put(revision(1))

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(step, die)
        with pytest.raises(Killed):
            take_all(taking(folder, [], []), queue)
    assert files(folder) == []
    queue.reappear()
    assert take_all(taking(folder, [], []), queue) == [Outcome.NEW]
    assert kept(folder) == revision(1)


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_every_revision_is_kept_whatever_the_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    queue, arrived = MemoryQueue(), list[Arrived]()
    for number in order:
        queue.put(revision(number))
    mine = taking(tmp_path, arrived, [])
    outcomes = take_all(mine, queue)
    assert sorted(files(tmp_path)) == [name(1), name(2), name(3)]
    assert [kept(tmp_path, number) for number in (1, 2, 3)] == [revision(n) for n in (1, 2, 3)]
    told = [number for at, number in enumerate(order) if number == max(order[: at + 1])]
    assert [one.referral.data.revision for one in arrived] == told
    assert outcomes.count(Outcome.NEW) == len(told)
    assert isinstance(mine.receipts, MemoryReceipts)
    assert [sent.revision for sent in mine.receipts.sent] == list(order)
    assert queue.hidden == []


def test_revision_ten_is_newer_than_nine(tmp_path: Path) -> None:
    queue, arrived = MemoryQueue(), list[Arrived]()
    for number in (9, 10, 9, 2):
        queue.put(revision(number))
    take_all(taking(tmp_path, arrived, []), queue)
    assert [one.referral.data.revision for one in arrived] == [9, 10]


def test_a_repeat_changes_nothing_and_is_receipted_again(tmp_path: Path) -> None:
    queue, arrived = MemoryQueue(), list[Arrived]()
    queue.put(revision(1, "first words"))
    queue.put(revision(1, "other words"))
    mine = taking(tmp_path, arrived, [])
    assert take_all(mine, queue) == [Outcome.NEW, Outcome.HELD]
    assert kept(tmp_path) == revision(1, "first words")
    assert isinstance(mine.receipts, MemoryReceipts)
    assert [sent.revision for sent in mine.receipts.sent] == [1, 1]
    assert (len(arrived), queue.hidden) == (1, [])


def test_what_is_kept_is_the_body_as_received(tmp_path: Path) -> None:
    queue = MemoryQueue()
    grown = revision(1)
    grown["data"]["came_later"] = "字"
    queue.put(grown)
    take_all(taking(tmp_path / "inbox", [], []), queue)
    assert kept(tmp_path / "inbox")["data"]["came_later"] == "字"


@pytest.mark.parametrize("body", ["", "not json", "[]", '{"specversion": "1.0"}', "null"])
def test_an_unreadable_message_is_set_aside_and_stays_on_the_queue(
    tmp_path: Path, body: str
) -> None:
    queue, aside = MemoryQueue(), list[Path]()
    queue.put(body)
    mine = taking(tmp_path / "inbox", [], aside)
    assert take_all(mine, queue) == [Outcome.UNREADABLE]
    queue.reappear()
    assert take_all(mine, queue) == [Outcome.UNREADABLE]
    assert len(set(aside)) == 1
    assert aside[0].parent == tmp_path / "inbox" / "unreadable"
    assert aside[0].read_text(encoding="utf-8") == body
    assert isinstance(mine.receipts, MemoryReceipts)
    assert (mine.receipts.sent, len(queue.hidden)) == ([], 1)


def test_only_the_owner_can_look_inside(tmp_path: Path) -> None:
    queue, folder = MemoryQueue(), tmp_path / "inbox"
    queue.put(revision(1))
    queue.put("not json")
    take_all(taking(folder, [], []), queue)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "unreadable").stat().st_mode) == 0o700


def test_a_damaged_file_gives_way_to_the_referral(tmp_path: Path) -> None:
    queue, folder = MemoryQueue(), tmp_path / "inbox"
    folder.mkdir()
    (folder / name(1)).write_text("half a", encoding="utf-8")
    queue.put(revision(1))
    assert take_all(taking(folder, [], []), queue) == [Outcome.NEW]
    assert kept(folder) == revision(1)


def test_a_full_disk_leaves_the_message_on_the_queue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = MemoryQueue()
    queue.put(revision(1))
    mine = taking(tmp_path / "inbox", [], [])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ConsumerError, match="No space left"):
        take_all(mine, queue)
    assert isinstance(mine.receipts, MemoryReceipts)
    assert (len(queue.hidden), mine.receipts.sent) == (1, [])


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ConsumerError, match="cannot be used"):
        Inbox(tmp_path / "file" / "inbox")


def test_drafts_of_a_killed_program_are_swept_and_those_of_a_living_one_are_not(
    tmp_path: Path,
) -> None:
    old, young = tmp_path / ".old.part", tmp_path / ".young.part"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    Inbox(tmp_path)
    assert (old.exists(), young.exists()) == (False, True)
