"""What must hold once the faults are over: nothing lost, nothing stuck, no twins."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from types import ModuleType

from shared.contract.models import ReadReferral
from shared.domain.agency import FEDERAL_ID, choose
from shared.domain.judgement import judged_so_far
from shared.domain.jurisdiction.find import located
from shared.domain.rounds import TOP
from shared.domain.row import Row, Stage, Step, Update
from shared.domain.story import joined
from shared.domain.urgency import Lane
from shared.usecases.refer import UNANSWERED
from tests.faults.cloud import REPORTS
from tests.faults.line import Line, Listed
from tests.faults.service import cold_start
from tests.faults.world import World


class Kind(StrEnum):
    """How a promise can be broken."""

    LOST = "lost"
    STUCK = "stuck"
    TWINS = "twins"


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken promise, and where."""

    kind: Kind
    what: str


# More than any run of faults and silences here can cost, and less than the re-send at day 10.
LATE = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A report as the table holds it in the end."""

    row: Row
    updates: Mapping[str, Update]


def broken(world: World) -> list[Broken]:
    """Every broken promise of a world that was played to its end."""
    container = cold_start(Line(world.cloud, Listed({})))
    numbers = [pk.removeprefix("R#") for pk, sk in _table(world) if sk == "report"]
    kept = {number: _kept(container, number) for number in numbers}
    return [
        *_forgotten(world, kept),
        *_stuck(world, kept.values()),
        *(one for report in kept.values() for one in _undelivered(world, container, report)),
        *_unheard(world, kept.values()),
        *_doubled_rows(world, kept.values()),
        *_unlike_copies(world.inbox.copies),
    ]


def _kept(container: ModuleType, number: str) -> _Kept:
    reports = container.refer().reports
    updates = {one.update_id: one for one in reports.updates(number)}
    return _Kept(reports.read([number])[number], updates)


def _table(world: World) -> Collection[tuple[str, str]]:
    return list(world.cloud.dynamodb.tables[REPORTS])


def _forgotten(world: World, kept: Mapping[str, _Kept]) -> Iterator[Broken]:
    """Acknowledged, and not in the newest revision."""
    for reporter in world.reporters:
        if reporter.accepted is not None and reporter.accepted.number not in kept:
            yield Broken(Kind.LOST, f"acknowledged report of {reporter.name}")
    for one in world.updates:
        if one.accepted and one.reporter.accepted is not None:
            report = kept.get(one.reporter.accepted.number)
            covered = [report.updates[u].story["text"] for u in report.row.covers] if report else []
            if one.later.text not in covered:
                yield Broken(Kind.LOST, f"acknowledged {one.name}")


def _stuck(world: World, kept: Collection[_Kept]) -> Iterator[Broken]:
    if not world.ended:
        yield Broken(Kind.STUCK, "a world that moves in circles")
    for key, row in world.cloud.dynamodb.tables[REPORTS].items():
        if "open" in row and not key[1].startswith("V#"):
            yield Broken(Kind.STUCK, f"{key[1].partition('#')[0]} still on list {row['open']['S']}")
    for report in kept:
        if report.row.stage is not Stage.CLOSED or report.row.owed:
            owed = ", ".join(sorted(report.row.owed)) or "nothing"
            yield Broken(Kind.STUCK, f"report {report.row.stage}, owed {owed}")
    if world.inbox.unreadables:
        yield Broken(Kind.STUCK, "a referral that its agency cannot read")


def _undelivered(world: World, container: ModuleType, report: _Kept) -> Iterator[Broken]:
    """A chosen agency, or one that ever held the report, without the newest revision."""
    row = report.row
    covered = [report.updates[one] for one in sorted(row.covers)]
    covered.sort(key=lambda update: (update.received_at, update.update_id))
    judgement = judged_so_far(row, covered)
    directory = container.refer().directory.agencies()
    level = judgement.decision.level
    chosen = choose(located(judgement.told), directory, level, world.cloud.clock.moment.date())
    named = row.holders | {one.agency.id for one in chosen}
    agencies = sorted(named | world.inbox.holders(row.number))
    yield from _late(world, report, agencies)
    for agency in agencies:
        held = world.inbox.newest(row.number, agency)
        if held is None or held.data.revision != row.revision:
            have = held.data.revision if held else "none"
            yield Broken(Kind.LOST, f"{agency} holds revision {have} of {row.revision}")
        elif _update_ids(held) != row.covers or held.data.told != joined(row.story, row.contact):
            yield Broken(Kind.LOST, f"{agency} holds other words than revision {row.revision}")


def _late(world: World, report: _Kept, agencies: Collection[str]) -> Iterator[Broken]:
    """The newest revision stood still for days: judged late, or sent late."""
    row = report.row
    told = max([row.received_at, *(report.updates[one].received_at for one in row.covers)])
    [judged] = [m.at for m in row.milestones if m.step is Step.CHECKED][-1:] or [told]
    if judged - told > LATE:
        yield Broken(Kind.STUCK, f"revision {row.revision} was judged after {judged - told}")
    sent = {_sent_to(body): at for at, body in reversed(world.cloud.referrals())}
    for agency in agencies:
        at = sent.get((row.number, agency, row.revision))
        # A climb names another agency days later.
        named = min((m.at for m in row.milestones if agency in m.agencies), default=judged)
        asked = max(judged, named)
        if at is not None and at - asked > LATE:
            yield Broken(Kind.STUCK, f"revision {row.revision} was sent after {at - asked}")


def _unheard(world: World, kept: Collection[_Kept]) -> Iterator[Broken]:
    """Urgent, and no person knows; or sent to somebody who is not on record."""
    paged = {page.number for page in world.cloud.sns.pages}
    for report in kept:
        row = report.row
        if row.lane is Lane.URGENT and row.accepted != row.revision:
            yield Broken(Kind.LOST, f"revision {row.revision}, accepted {row.accepted}")
        covered = [report.updates[one] for one in sorted(row.covers)]
        if judged_so_far(row, covered).decision.is_unjudged and row.number not in paged:
            yield Broken(Kind.LOST, "nobody could judge it, and nobody was paged")
        climbs = Counter(m.revision for m in row.milestones if m.step is Step.CLIMBED)
        if climbs and max(climbs.values()) > TOP:
            yield Broken(Kind.STUCK, f"climbed {max(climbs.values())} times")
        if climbs[row.revision] == TOP:
            yield from _over_the_top(world, row, paged)
    holders = {report.row.number: report.row.holders for report in kept}
    for _, body in world.cloud.referrals():
        number, agency, _ = _sent_to(body)
        if agency not in holders[number]:
            yield Broken(Kind.LOST, f"nobody knows that {agency} holds the report")


def _over_the_top(world: World, row: Row, paged: Collection[str]) -> Iterator[Broken]:
    """Nobody answered for so long that our own people had to be told, and the federal agency."""
    mine = [m for m in row.milestones if m.revision == row.revision]
    top = max(m.at for m in mine if m.step is Step.CLIMBED)
    taken_by_then = any(m.step is Step.ACCEPTED and m.at <= top for m in mine)
    if row.lane is Lane.URGENT and not taken_by_then and row.number not in paged:
        yield Broken(Kind.LOST, "nobody answered, and nobody was paged")
    if (f"R#{row.number}", f"V#{UNANSWERED}") not in world.cloud.dynamodb.tables[REPORTS]:
        yield Broken(Kind.LOST, "nobody answered, and nobody reviews it")
    if FEDERAL_ID not in row.holders:
        yield Broken(Kind.LOST, "nobody answered, and the federal agency does not know")


def _sent_to(body: str) -> tuple[str, str, int]:
    data = json.loads(body)["data"]
    return data["report_number"], data["agency"], data["revision"]


def _doubled_rows(world: World, kept: Collection[_Kept]) -> Iterator[Broken]:
    """One row for one intention, whatever the tries; one judgement for one revision."""
    told = [report.row.story["narrative"] for report in kept]
    for reporter in world.reporters:
        if told.count(reporter.story.told["narrative"]) > 1:
            yield Broken(Kind.TWINS, f"rows of {reporter.name}")
    for report in kept:
        # The same words on another day are news.
        added = [(one.story["text"], one.received_at.date()) for one in report.updates.values()]
        if len(set(added)) < len(added):
            yield Broken(Kind.TWINS, "rows of one update")
        checked = [one.revision for one in report.row.milestones if one.step is Step.CHECKED]
        if len(set(checked)) < len(checked):
            yield Broken(Kind.TWINS, "judgements of one revision")


def _unlike_copies(copies: Collection[ReadReferral]) -> Iterator[Broken]:
    """All copies of one revision at one agency are one referral with one content."""
    alike: dict[tuple[str, str, int], set[tuple[str, frozenset[str]]]] = defaultdict(set)
    newest: dict[tuple[str, str], dict[int, frozenset[str]]] = defaultdict(dict)
    for one in copies:
        data = one.data
        alike[data.report_number, data.agency, data.revision].add((one.id, _update_ids(one)))
        newest[data.report_number, data.agency][data.revision] = _update_ids(one)
    for (_, agency, revision), seen in alike.items():
        if len(seen) > 1:
            yield Broken(Kind.TWINS, f"copies of revision {revision} at {agency} differ")
    for (_, agency), by_revision in newest.items():
        contents = [by_revision[revision] for revision in sorted(by_revision)]
        if any(not low <= high for low, high in pairwise(contents)):
            yield Broken(Kind.LOST, f"a later revision at {agency} left something out")


def _update_ids(referral: ReadReferral) -> frozenset[str]:
    return frozenset(update.id for update in referral.data.updates)
