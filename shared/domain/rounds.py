"""Who is sent a revision in this round: all at first, then whoever owes an answer, ever higher.

A round in vain is followed by a climb: again to those who owe a receipt and to the lead, then to
the federal agency as well, then to people: the hotline's on-call and human review. That is the
top. From there a report that nobody accepted has the on-call paged again and again, and a referral
without a receipt is sent again before its queue forgets it, or at once if its queue never took it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.agency import Agency, Assignment, federal
from shared.domain.owed import RESEND_AFTER
from shared.domain.row import Row, Stage, Step, debt
from shared.domain.urgency import Lane

FEDERAL_RUNG, TOP = 2, 3
CLIMB_AFTER = {Lane.URGENT: timedelta(minutes=15), Lane.STANDARD: RESEND_AFTER}
PAGE_AGAIN_AFTER = timedelta(hours=1)
# What `owed` holds in the place of an agency until the hotline's on-call was paged.
ON_CALL = "on-call"


@dataclass(frozen=True, slots=True)
class Round:
    """One sending of a revision.

    `parts` are sent it, `owing` must send a receipt afterwards; `step` is how it is remembered,
    None for a look that sent nothing.
    """

    parts: tuple[Assignment, ...]
    owing: frozenset[str]
    step: Step | None
    pages: bool
    reviewed: bool
    look_again: datetime


def next_round(
    row: Row,
    chosen: Sequence[Assignment],
    directory: Sequence[Agency],
    now: datetime,
    *,
    unjudged: bool,
) -> Round:
    """The round that is due for a report as it stands.

    `chosen` are the agencies for the place, the lead first. Raises UnknownAgencyError without a
    federal row.
    """
    if row.stage is not Stage.REFERRED:
        return _first(row, chosen, directory, now, pages=unjudged)
    if row.climbs >= TOP:
        return _at_the_top(row, directory, now)
    return _climb(row, chosen[0], directory, now)


def _first(
    row: Row,
    chosen: Sequence[Assignment],
    directory: Sequence[Agency],
    now: datetime,
    *,
    pages: bool,
) -> Round:
    """A new revision goes to whoever is chosen now, and to whoever was ever addressed."""
    lead = chosen[0]
    holders = _answering(row.holders, directory)
    agencies = {one.agency.id: one.agency for one in chosen} | holders
    parts = tuple(Assignment(a, "lead" if a == lead.agency else "copy") for a in agencies.values())
    wait = CLIMB_AFTER[row.lane]
    return Round(
        parts, frozenset(agencies), Step.AVAILABLE, pages, reviewed=False, look_again=now + wait
    )


def _climb(row: Row, lead: Assignment, directory: Sequence[Agency], now: datetime) -> Round:
    rung = row.climbs + 1
    debtors = _debtors(row, directory)
    agencies = dict(debtors)
    if row.awaits_acceptance:
        agencies[lead.agency.id] = lead.agency
    if rung >= FEDERAL_RUNG:
        last_resort = federal(directory)
        agencies[last_resort.id] = last_resort
    parts = tuple(Assignment(a, "lead" if a == lead.agency else "copy") for a in agencies.values())
    at_top = rung == TOP
    return Round(
        parts,
        owing=frozenset(debtors) | (frozenset(agencies) - row.holders),
        step=Step.CLIMBED,
        pages=_owes_a_page(row) or (at_top and row.awaits_acceptance),
        reviewed=at_top,
        look_again=now + _pause(row, at_top=at_top),
    )


def _at_the_top(row: Row, directory: Sequence[Agency], now: datetime) -> Round:
    debtors, sent = _debtors(row, directory), row.last_sent
    forgets = {name: sent[name] + RESEND_AFTER for name in debtors if name in sent}
    lacking = [name for name in debtors if forgets.get(name, now) <= now]
    others = [at for at in forgets.values() if at > now]
    return Round(
        tuple(Assignment(debtors[name], "copy") for name in lacking),
        owing=frozenset(debtors),
        step=Step.AVAILABLE if lacking else None,
        pages=_owes_a_page(row) or row.awaits_acceptance,
        reviewed=False,
        look_again=min([now + _pause(row, at_top=True), *others]),
    )


def _pause(row: Row, *, at_top: bool) -> timedelta:
    if not row.awaits_acceptance:
        return RESEND_AFTER
    return PAGE_AGAIN_AFTER if at_top else CLIMB_AFTER[row.lane]


def _owes_a_page(row: Row) -> bool:
    return debt(ON_CALL, row.revision) in row.owed


def _debtors(row: Row, directory: Sequence[Agency]) -> dict[str, Agency]:
    names = {one.rpartition("#")[0] for one in row.owed} - {ON_CALL}
    return _answering(names, directory)


def _answering(names: Collection[str], directory: Sequence[Agency]) -> dict[str, Agency]:
    """An agency that left the directory can answer no more: the federal one stands in for it."""
    listed = {agency.id: agency for agency in directory}
    found = [listed.get(name) or federal(directory) for name in sorted(names)]
    return {agency.id: agency for agency in found}
