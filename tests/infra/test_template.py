from pathlib import Path

import pytest
from cfnlint import lint_all

from shared.domain.story import Json
from shared.ops.join import read_template
from shared.ops.package import TEMPLATE
from tests.infra.resources import ENTRY_POINTS, named, of_type

INFRA = Path(__file__).parents[2] / "infra"
FORTNIGHT = 14 * 24 * 3600
URGENT = {"TriageTriageUrgent", "ReferReferUrgent"}
SECONDS = {"ReferTakeReceipts": 10}  # a receipt that came too early is tried again soon
# W3037: sqs:SendMessageBatch is no action of its own on AWS, but the local emulator asks for it.
IGNORED = {"W3037"}


def test_the_template_says_nothing_that_cloudformation_would_refuse(build: Path) -> None:
    for file in (build / TEMPLATE, INFRA / "agency.yaml"):
        found = [one.rule.id for one in lint_all(file.read_text(encoding="utf-8"))]
        # I: advice about matters of taste.
        assert [one for one in found if one not in IGNORED and not one.startswith("I")] == []


def test_no_transform_and_no_role_of_chalice_is_left(template: Json) -> None:
    assert "Transform" not in template
    assert not [name for name in template["Resources"] if "DefaultRole" in name]
    assert "infra/" not in str(template)


def test_every_entry_point_is_a_function_with_a_role_and_a_log_of_its_own(template: Json) -> None:
    functions = of_type(template, "AWS::Lambda::Function")
    assert functions.keys() == ENTRY_POINTS
    assert len({named(one["Role"]) for one in functions.values()}) == len(functions)
    logs = of_type(template, "AWS::Logs::LogGroup").values()
    kept = {one["LogGroupName"]["Fn::Sub"] for one in logs}
    assert kept == {f"/aws/lambda/{one['FunctionName']['Fn::Sub']}" for one in functions.values()}
    assert all(one["RetentionInDays"] for one in logs)


def either(number: int | Json) -> list[int]:
    """A number of the template, or both that its condition chooses from."""
    return [number] if isinstance(number, int) else number["Fn::If"][1:]


def test_a_failed_message_comes_back_alone_from_every_mapping(template: Json) -> None:
    mappings = of_type(template, "AWS::Lambda::EventSourceMapping")
    assert len(mappings) == 6
    for mapping in mappings.values():
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert min(either(mapping["ScalingConfig"]["MaximumConcurrency"])) >= 2


def test_what_is_read_in_vain_is_set_aside_and_both_queues_keep_a_fortnight(template: Json) -> None:
    queues = of_type(template, "AWS::SQS::Queue")
    mappings = of_type(template, "AWS::Lambda::EventSourceMapping").values()
    read = {named(one["EventSourceArn"]) for one in mappings}
    assert len(read) == 6
    for name in read:
        policy = queues[name]["RedrivePolicy"]
        aside = named(policy["deadLetterTargetArn"])
        assert aside not in read
        # Fewer tries, and a moment's throttling would set aside what nothing is wrong with.
        assert policy["maxReceiveCount"] >= 5
        for queue in (name, aside):
            assert queues[queue]["MessageRetentionPeriod"] == FORTNIGHT


def test_a_message_is_not_shown_again_while_it_is_being_read(template: Json) -> None:
    functions = of_type(template, "AWS::Lambda::Function")
    queues = of_type(template, "AWS::SQS::Queue")
    for mapping in of_type(template, "AWS::Lambda::EventSourceMapping").values():
        timeout = functions[named(mapping["FunctionName"])]["Timeout"]
        visible_after = queues[named(mapping["EventSourceArn"])]["VisibilityTimeout"]
        assert visible_after >= 6 * timeout


def test_the_urgent_lane_waits_for_no_batch(template: Json) -> None:
    functions = of_type(template, "AWS::Lambda::Function")
    for mapping in of_type(template, "AWS::Lambda::EventSourceMapping").values():
        function = named(mapping["FunctionName"])
        urgent = function in URGENT
        assert (mapping["MaximumBatchingWindowInSeconds"] == 0) == urgent
        assert mapping["BatchSize"] == (5 if urgent else 10)
        assert functions[function]["Timeout"] == (5 if urgent else SECONDS.get(function, 30))


def test_the_lanes_share_no_queue_and_no_function(template: Json) -> None:
    mappings = of_type(template, "AWS::Lambda::EventSourceMapping").values()
    assert len({named(one["EventSourceArn"]) for one in mappings}) == len(mappings)
    assert len({named(one["FunctionName"]) for one in mappings}) == len(mappings)


def test_every_internal_queue_has_dead_letters_of_its_own(template: Json) -> None:
    queues = of_type(template, "AWS::SQS::Queue")
    dead = {
        name: named(one["RedrivePolicy"]["deadLetterTargetArn"])
        for name, one in queues.items()
        if "RedrivePolicy" in one
    }
    assert len(dead) == 6
    assert set(dead.values()) == queues.keys() - dead.keys()
    tries = {
        name: one["RedrivePolicy"]["maxReceiveCount"]
        for name, one in queues.items()
        if name in dead
    }
    assert tries == {
        "TriageUrgentQueue": 20,
        "TriageStandardQueue": 5,
        "ReferUrgentQueue": 20,
        "ReferStandardQueue": 5,
        "ReceiptsQueue": 5,
        "SpoolQueue": 1000,
    }


@pytest.mark.parametrize("file", ["data.yaml", "agency.yaml"])
def test_every_queue_is_encrypted_keeps_a_fortnight_and_wants_tls(file: str) -> None:
    part = read_template(INFRA / file)
    queues = of_type(part, "AWS::SQS::Queue")
    [policy] = of_type(part, "AWS::SQS::QueuePolicy").values()
    assert {named(one) for one in policy["Queues"]} == queues.keys()
    [only] = policy["PolicyDocument"]["Statement"]
    assert (only["Effect"], only["Condition"]) == (
        "Deny",
        {"Bool": {"aws:SecureTransport": "false"}},
    )
    for queue in queues.values():
        assert queue["SqsManagedSseEnabled"] is True
        assert queue["MessageRetentionPeriod"] == FORTNIGHT


def test_an_agency_has_no_dead_letters_because_the_row_keeps_the_debt() -> None:
    queues = of_type(read_template(INFRA / "agency.yaml"), "AWS::SQS::Queue")
    assert len(queues) == 2
    assert not [one for one in queues.values() if "RedrivePolicy" in one]
    assert {one["VisibilityTimeout"] for one in queues.values()} == {300}


def test_reports_can_be_lost_to_no_deletion(template: Json) -> None:
    kept = ("ReportsTable", "DirectoryTable", "ContentKey", "IdentifierKey")
    for name in kept:
        assert template["Resources"][name]["DeletionPolicy"] == "Retain"
        assert template["Resources"][name]["UpdateReplacePolicy"] == "Retain"
    for table in of_type(template, "AWS::DynamoDB::Table").values():
        assert table["DeletionProtectionEnabled"] == {"Fn::If": ["Production", True, False]}
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert table["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}


def test_only_an_explicit_false_is_production(template: Json) -> None:
    assert template["Parameters"]["Demonstration"]["Default"] == "true"
    assert template["Conditions"]["Production"] == {
        "Fn::Equals": [{"Ref": "Demonstration"}, "false"]
    }


def test_every_staff_route_is_authorised_by_iam(template: Json) -> None:
    paths = of_type(template, "AWS::ApiGateway::RestApi")["ReferRestAPI"]["Body"]["paths"]
    routes = [route for methods in paths.values() for route in methods.values()]
    assert routes
    assert all(route["security"] == [{"sigv4": []}] for route in routes)


def test_the_deployed_service_can_be_found(template: Json) -> None:
    apis = {f"{api}Api{part}" for api in ("Submit", "Update", "Staff") for part in ("Id", "Url")}
    assert template["Outputs"].keys() >= apis | {
        "ReportsTable",
        "DirectoryTable",
        "ReceiptsQueueUrl",
    }


def test_concurrency_is_kept_for_the_form_and_the_urgent_lane_where_a_stage_asks_for_it(
    template: Json,
) -> None:
    functions = of_type(template, "AWS::Lambda::Function")
    kept = {
        name: one["ReservedConcurrentExecutions"]["Fn::If"]
        for name, one in functions.items()
        if "ReservedConcurrentExecutions" in one
    }
    none: Json = {"Ref": "AWS::NoValue"}
    urgent = ["ReservesUrgent", {"Ref": "UrgentReserved"}, none]
    assert kept == {
        "SubmitAPIHandler": ["ReservesSubmit", {"Ref": "SubmitReserved"}, none],
        "UpdateAPIHandler": ["ReservesUpdate", {"Ref": "UpdateReserved"}, none],
        **dict.fromkeys(URGENT, urgent),
    }
    for lane in ("Submit", "Urgent", "Update"):
        asked = {"Fn::Equals": [{"Ref": f"{lane}Reserved"}, 0]}
        assert template["Conditions"][f"Reserves{lane}"] == {"Fn::Not": [asked]}
        # A new account has too little to keep any apart, and an emulator has none.
        assert template["Parameters"][f"{lane}Reserved"]["Default"] == 0
