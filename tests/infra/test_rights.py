import pytest

from shared import wiring
from shared.domain.story import Json
from tests.infra.resources import ENTRY_POINTS, actions, listed, named, statements

LOGS = {"logs:CreateLogStream", "logs:PutLogEvents"}
READS = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}
SENDS = {"sqs:SendMessage", "sqs:SendMessageBatch"}
ROWS = {"dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:UpdateItem"}
# For human review: a row beside the report's.
LISTS = {"dynamodb:PutItem"}
PAGES = {"sns:Publish"}
REFERS = ROWS | LISTS | {"kms:Decrypt", "kms:GenerateMac"}
SEALS = {"kms:GenerateDataKey", "kms:GenerateMac"}
ALLOWED = {
    "SubmitAPIHandler": {"dynamodb:PutItem"} | SENDS | SEALS | PAGES,
    "SubmitDrainSpool": {"dynamodb:PutItem"} | SENDS | READS,
    "TriageTriageUrgent": ROWS | {"kms:Decrypt"} | SENDS | READS,
    "TriageTriageStandard": ROWS | {"kms:Decrypt"} | SENDS | READS,
    "ReferReferUrgent": REFERS | SENDS | READS | PAGES,
    "ReferReferStandard": REFERS | SENDS | READS | PAGES,
    "ReferTakeReceipts": {"dynamodb:UpdateItem", "kms:GenerateMac"} | READS,
    "ReferSweep": ROWS | LISTS | SENDS | PAGES,
    "ReferAPIHandler": {"dynamodb:GetItem"},
    "UpdateAPIHandler": {"dynamodb:GetItem", "dynamodb:PutItem"} | SENDS | SEALS,
}
AGENCIES = (
    "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:opentipline-${Stage}-agency-*"
)


@pytest.mark.parametrize("function", sorted(ENTRY_POINTS))
def test_a_function_may_do_what_it_does_and_nothing_else(function: str, template: Json) -> None:
    assert actions(template, function) == ALLOWED[function] | LOGS
    assert all(one["Effect"] == "Allow" for one in statements(template, function))


@pytest.mark.parametrize("function", sorted(ENTRY_POINTS))
def test_every_right_names_one_resource(function: str, template: Json) -> None:
    patterns = [
        resource
        for one in statements(template, function)
        for resource in listed(one["Resource"])
        if "*" in str(resource)
    ]
    refers = function in ("ReferReferUrgent", "ReferReferStandard")
    assert patterns == ([{"Fn::Sub": AGENCIES}] if refers else [])


@pytest.mark.parametrize("function", sorted(ENTRY_POINTS))
def test_a_function_writes_to_its_own_log_only(function: str, template: Json) -> None:
    [log] = [one for one in statements(template, function) if LOGS & set(listed(one["Action"]))]
    group = template["Resources"][named(log["Resource"])]["Properties"]["LogGroupName"]["Fn::Sub"]
    own = template["Resources"][function]["Properties"]["FunctionName"]["Fn::Sub"]
    assert group == f"/aws/lambda/{own}"


@pytest.mark.parametrize("function", sorted(ENTRY_POINTS))
def test_a_function_reads_no_queue_but_the_one_that_calls_it(function: str, template: Json) -> None:
    read = {
        named(resource)
        for one in statements(template, function)
        if READS & set(listed(one["Action"]))
        for resource in listed(one["Resource"])
    }
    calls = {
        named(body["Properties"]["EventSourceArn"])
        for body in template["Resources"].values()
        if body["Type"] == "AWS::Lambda::EventSourceMapping"
        and named(body["Properties"]["FunctionName"]) == function
    }
    assert read == calls


@pytest.mark.parametrize("function", sorted(ENTRY_POINTS))
def test_the_content_key_serves_only_the_purposes_that_a_function_has(
    function: str, template: Json
) -> None:
    purposes = ["story"] if function.startswith(("Triage", "Update")) else ["story", "contact"]
    for one in statements(template, function):
        if {"kms:Decrypt", "kms:GenerateDataKey"} & set(listed(one["Action"])):
            assert named(one["Resource"]) == "ContentKey"
            context = one["Condition"]["StringEqualsIfExists"]
            assert listed(context["kms:EncryptionContext:purpose"]) == purposes
            assert context["kms:EncryptionContext:stage"] == {"Ref": "Stage"}
            assert context["kms:EncryptionContext:service"] == wiring.SERVICE


def test_the_sweep_lists_owed_work_and_cannot_list_reports(template: Json) -> None:
    [listing] = [
        one
        for one in statements(template, "ReferSweep")
        if "dynamodb:Query" in listed(one["Action"])
    ]
    assert listing["Resource"] == {"Fn::Sub": "${ReportsTable.Arn}/index/owed"}
