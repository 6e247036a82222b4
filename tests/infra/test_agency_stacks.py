import json
from pathlib import Path

import pytest
from cfnlint import lint_all

from shared.domain.story import Json
from shared.ops.agency_stacks import TooManyAgenciesError, agency_stacks, group_of
from shared.ops.deploy import nothing_retained
from shared.ops.join import read_template

ONE = read_template(Path(__file__).parents[2] / "infra" / "agency.yaml")
IDS = [f"us-{number}" for number in range(200)]


def queue_names(stack: Json) -> set[str]:
    bodies = stack["Resources"].values()
    return {
        one["Properties"]["QueueName"]["Fn::Sub"]
        for one in bodies
        if "QueueName" in one["Properties"]
    }


def test_every_agency_has_its_two_queues_in_exactly_one_stack() -> None:
    names = [name for stack in agency_stacks(ONE, IDS).values() for name in queue_names(stack)]
    wanted = [
        f"opentipline-${{Stage}}-agency-{one}-{lane}"
        for one in IDS
        for lane in ("urgent", "standard")
    ]
    assert sorted(names) == sorted(wanted)


def test_a_stack_stays_below_the_limit_of_resources() -> None:
    assert all(len(stack["Resources"]) < 500 for stack in agency_stacks(ONE, IDS).values())


def test_a_new_agency_moves_no_other_one_to_another_stack() -> None:
    before, after = agency_stacks(ONE, IDS[1:]), agency_stacks(ONE, IDS)
    for group, stack in before.items():
        assert stack["Resources"].items() <= after[group]["Resources"].items()
    # Pinned: were this to change, deployed queues would be deleted with what they hold.
    assert [group_of(one) for one in ("us-fbi", "us-tx-south", "us-nm")] == [3, 2, 3]


def test_more_agencies_than_a_stack_can_hold_are_refused() -> None:
    with pytest.raises(TooManyAgenciesError):
        agency_stacks(ONE, [f"us-{number}" for number in range(2000)])


def test_a_stack_of_agencies_is_one_that_cloudformation_takes() -> None:
    stacks = agency_stacks(ONE, IDS[:20])
    found = [one.rule.id for stack in stacks.values() for one in lint_all(json.dumps(stack))]
    assert [one for one in found if not one.startswith("I")] == []


def test_a_demonstration_leaves_no_queue_behind() -> None:
    [stack] = agency_stacks(ONE, ["us-fbi"]).values()
    assert "DeletionPolicy" in str(stack)
    assert "DeletionPolicy" not in str(nothing_retained(stack))
