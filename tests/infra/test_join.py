from pathlib import Path

import pytest

from shared.domain.story import Json
from shared.ops.join import JoinError, join

INFRA = Path(__file__).parents[2] / "infra"
DATA: Json = {"Resources": {"Table": {"Type": "AWS::DynamoDB::Table"}}, "Outputs": {}}


def joined(*resources: Json, data: Json = DATA) -> Json:
    packages = {name: {"Resources": part} for name, part in zip("ab", resources, strict=False)}
    whole: Json = join(packages, data, INFRA)["Resources"]
    return whole


def test_references_follow_their_own_package_and_leave_the_data_alone() -> None:
    body = {
        "Type": "AWS::SNS::Topic",
        "DependsOn": ["Other"],
        "Properties": {
            "TopicName": {"Fn::Sub": "${Other.TopicName}-${Table}-${AWS::Region}"},
            "DisplayName": {"Fn::Sub": ["${Other}-${x}", {"x": {"Ref": "Other"}}]},
            "KmsMasterKeyId": {"Fn::GetAtt": ["Table", "Arn"]},
        },
    }
    whole = joined({"Topic": body, "Other": {"Type": "AWS::SNS::Topic"}})
    assert whole["ATopic"] == {
        "Type": "AWS::SNS::Topic",
        "DependsOn": ["AOther"],
        "Properties": {
            "TopicName": {"Fn::Sub": "${AOther.TopicName}-${Table}-${AWS::Region}"},
            "DisplayName": {"Fn::Sub": ["${AOther}-${x}", {"x": {"Ref": "AOther"}}]},
            "KmsMasterKeyId": {"Fn::GetAtt": ["Table", "Arn"]},
        },
    }


def test_two_packages_may_use_the_same_name() -> None:
    topic = {"Topic": {"Type": "AWS::SNS::Topic"}}
    assert joined(topic, topic).keys() == {"Table", "ATopic", "BTopic"}


def test_a_resource_that_would_replace_another_is_refused() -> None:
    data = {**DATA, "Resources": {"ATopic": {"Type": "AWS::SNS::Topic"}}}
    with pytest.raises(JoinError):
        joined({"Topic": {"Type": "AWS::SNS::Topic"}}, data=data)
