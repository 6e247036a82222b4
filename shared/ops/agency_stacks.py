"""Write the stacks of the agencies' queues, several agencies a stack."""

import hashlib
from collections.abc import Sequence
from typing import Any

from shared.domain.story import Json

# Never to change: an agency's stack is found by its id alone, so that a new agency moves no other
# agency's queues from one stack to another, which would delete them with what they hold.
GROUPS = 4
# CloudFormation's limit of 500 resources, at three for an agency.
MOST_IN_A_GROUP = 160


class TooManyAgenciesError(Exception):
    """A stack of agencies would pass CloudFormation's limit."""


def agency_stacks(agency: Json, ids: Sequence[str]) -> dict[str, Json]:
    """Group → template with the queues of its agencies, made from the template of one agency.

    Raises TooManyAgenciesError.
    """
    groups = {str(group): [one for one in ids if group_of(one) == group] for group in range(GROUPS)}
    if max(map(len, groups.values())) > MOST_IN_A_GROUP:
        raise TooManyAgenciesError
    return {group: _stack(agency, members) for group, members in groups.items() if members}


def group_of(agency_id: str) -> int:
    """Which of the stacks an agency belongs to."""
    return hashlib.sha256(agency_id.encode()).digest()[0] % GROUPS


def _stack(agency: Json, ids: Sequence[str]) -> Json:
    resources = {}
    for one in ids:
        prefix = "".join(word.capitalize() for word in one.split("-"))
        for name, body in agency["Resources"].items():
            resources[prefix + name] = _for(one, prefix, body)
    # The agency's id is written out above; what else the one template asks for stays.
    parameters = {k: body for k, body in agency["Parameters"].items() if k != "Agency"}
    return {
        "Description": f"Queues of {len(ids)} agencies.",
        "Parameters": parameters,
        "Conditions": agency["Conditions"],
        "Resources": resources,
    }


def _for(one: str, prefix: str, part: Any) -> Any:
    if isinstance(part, list):
        return [_for(one, prefix, each) for each in part]
    if isinstance(part, dict):
        if part.keys() == {"Ref"}:
            return {"Ref": prefix + part["Ref"]}
        return {key: _for(one, prefix, value) for key, value in part.items()}
    return part.replace("${Agency}", one) if isinstance(part, str) else part
