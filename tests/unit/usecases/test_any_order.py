"""Messages may be lost, doubled or late: every accepted report is referred and closed."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.row import Stage
from shared.domain.urgency import Urgency
from tests.make import CALM, NOW, URGENT, told
from tests.unit.usecases.service import Service, data_of

STORIES = (CALM, URGENT, "Someone in Texas keeps writing to my son. He is 13.")
UPDATES = ("He drives a red car.", URGENT)
# What may happen, in any order and any number of times; the number picks a report.
HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("triage", "refer", "receipt", "accept", "sweep", "update"),
                *("queue down", "queue up", "hint down", "page down"),
            ]
        ),
        st.integers(0, len(STORIES) - 1),
    ),
    max_size=30,
)
ROUNDS = 8


def happen(
    service: Service, numbers: list[tuple[str, str]], what: str, which: int, at: int
) -> None:
    now = NOW + timedelta(minutes=7 * at)
    number, code = numbers[which]
    if what == "triage":
        service.triage([number], now)
    elif what == "refer":
        service.refer([number], now)
    elif what == "receipt":
        service.take_receipts(service.stored(service.queues.delivered[which::2]))
    elif what == "accept":
        service.take_receipts(service.accepted_by_people(number), now)
    elif what == "sweep":
        service.sweep(now)
    elif what == "update":
        service.add_update(number, code, UPDATES[at % 2], "new_information", now)
    else:
        service.queues.refusing = {"us-fbi-urgent"} if what == "queue down" else set()
        service.to_refer.down = what == "hint down"
        service.on_call.down = what == "page down"


def settle(service: Service) -> None:
    """The sweep alone, with every other message lost, until nothing can be owed any more."""
    service.queues.refusing, service.to_refer.down, service.on_call.down = set(), False, False
    for day in range(1, ROUNDS):
        now = NOW + timedelta(days=11 * day)
        for waiting in (*service.to_triage.hinted.values(), *service.to_refer.hinted.values()):
            waiting.clear()
        service.sweep(now)
        to_triage = [one for numbers in service.to_triage.hinted.values() for one in numbers]
        to_refer = [one for numbers in service.to_refer.hinted.values() for one in numbers]
        service.triage(list(dict.fromkeys(to_triage)), now)
        service.refer(list(dict.fromkeys(to_refer)), now)
        service.take_receipts(service.stored())
        for number in service.table.rows:
            service.take_receipts(service.accepted_by_people(number), now)


@settings(deadline=None, max_examples=120)
@given(HAPPENINGS)
def test_every_accepted_report_is_referred_and_closed_whatever_happened(
    happenings: list[tuple[str, int]],
) -> None:
    service = Service()
    accepted = [service.accepted(told(story)) for story in STORIES]
    numbers = [(one.number, one.code) for one in accepted]
    for at, (what, which) in enumerate(happenings):
        happen(service, numbers, what, which, at)
    settle(service)
    for number, _ in numbers:
        row = service.row(number)
        assert row.stage is Stage.CLOSED
        assert row.covers == {update.update_id for update in service.table.updates(number)}
        mine = [data_of(one) for one in service.queues.delivered if number in one.body]
        assert any(one["revision"] == row.revision for one in mine)
        told_so_far = [update.story["text"] for update in service.table.updates(number)]
        newest = str(max(mine, key=lambda one: one["revision"]))
        assert all(text in newest for text in told_so_far)
    assert service.table.lists == {}
    assert service.row(numbers[1][0]).peak == Urgency.IMMEDIATE.rank
