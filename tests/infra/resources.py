"""Questions that the tests ask of a template."""

from typing import Any

from shared.domain.story import Json

ENTRY_POINTS = {
    "SubmitAPIHandler",
    "SubmitDrainSpool",
    "TriageTriageUrgent",
    "TriageTriageStandard",
    "ReferReferUrgent",
    "ReferReferStandard",
    "ReferTakeReceipts",
    "ReferSweep",
    "ReferAPIHandler",
    "UpdateAPIHandler",
}


def of_type(template: Json, kind: str) -> dict[str, Json]:
    """Logical id → properties of every resource of a type."""
    return {
        name: body.get("Properties", {})
        for name, body in template["Resources"].items()
        if body["Type"] == kind
    }


def named(reference: Any) -> str:
    """The logical id that a Ref, a GetAtt or a Sub of one name points to."""
    if "Ref" in reference:
        return str(reference["Ref"])
    if "Fn::GetAtt" in reference:
        return str(reference["Fn::GetAtt"][0])
    return str(reference["Fn::Sub"]).strip("${}").partition(".")[0]


def listed(one_or_more: Any) -> list[Any]:
    """Policies write one thing without a list."""
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def statements(template: Json, function: str) -> list[Json]:
    """Everything the role of a function allows."""
    role = named(of_type(template, "AWS::Lambda::Function")[function]["Role"])
    policies = of_type(template, "AWS::IAM::Role")[role]["Policies"]
    return [one for policy in policies for one in policy["PolicyDocument"]["Statement"]]


def actions(template: Json, function: str) -> set[str]:
    """The actions among them."""
    return {each for one in statements(template, function) for each in listed(one["Action"])}
