"""Who is sent a revision: whoever is chosen now, whoever held the report before, whoever owes."""

from collections.abc import Sequence

from shared.domain.agency import Agency, Assignment, federal
from shared.domain.row import Row, Stage


def addressed(
    row: Row, chosen: Sequence[Assignment], directory: Sequence[Agency]
) -> tuple[Assignment, ...]:
    """A new revision goes to all; a repetition only to those that still owe a receipt.

    Raises UnknownAgencyError without a federal row.
    """
    parts = {one.agency.id: one for one in chosen}
    listed = {agency.id: agency for agency in directory}
    if row.stage is Stage.REFERRED:
        debtors = sorted(one.rpartition("#")[0] for one in row.owed)
        # An agency that left the directory can answer no more: its debt is the federal agency's.
        answering = {
            agency.id: agency for agency in (listed.get(d) or federal(directory) for d in debtors)
        }
        return tuple(parts.get(i) or Assignment(agency, "copy") for i, agency in answering.items())
    holders = [listed[one] for one in sorted(row.holders - parts.keys()) if one in listed]
    return (*chosen, *(Assignment(agency, "copy") for agency in holders))
