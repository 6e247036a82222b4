"""Have the table refuse some functions of a deployed service for a while, and then no longer."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import boto3
from botocore.exceptions import ClientError

from tests.deployed.target import Service

POLICY = "the-table-refuses"
DENIED = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Action": "dynamodb:*", "Resource": "*"}],
}
CHANGED_WITHIN = 60.0


@contextmanager
def refused(service: Service, *functions: str) -> Iterator[None]:
    """The table refuses these functions, whatever they ask of it."""
    refusal = _without_right if rights_are_enforced(service) else _without_table
    with ExitStack() as all_of_them:
        for function in functions:
            all_of_them.enter_context(refusal(service, function))
        yield


def rights_are_enforced(service: Service) -> bool:
    """Whether a role that may not list tables is refused the list, or to be taken on by us."""
    role = _role(service, "submit-api")
    try:
        taken_on = service.client("sts").assume_role(RoleArn=role, RoleSessionName="rights")
        given = taken_on["Credentials"]
        boto3.client(
            "dynamodb",
            endpoint_url=service.here.endpoint,
            region_name=service.here.region,
            aws_access_key_id=given["AccessKeyId"],
            aws_secret_access_key=given["SecretAccessKey"],
            aws_session_token=given["SessionToken"],
        ).list_tables()
    except ClientError as error:
        assert "AccessDenied" in error.response["Error"]["Code"], error
        return True
    return False


@contextmanager
def _without_right(service: Service, function: str) -> Iterator[None]:
    iam = service.client("iam")
    named = {"RoleName": _role(service, function).rpartition("/")[2], "PolicyName": POLICY}
    iam.put_role_policy(**named, PolicyDocument=json.dumps(DENIED))
    try:
        yield
    finally:
        iam.delete_role_policy(**named)


@contextmanager
def _without_table(service: Service, function: str) -> Iterator[None]:
    """The same where nobody enforces rights: the function is told of a table that is not there."""
    functions, name = service.client("lambda"), service.function(function)
    before = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]

    def told(variables: dict[str, str]) -> None:
        functions.update_function_configuration(
            FunctionName=name, Environment={"Variables": variables}
        )
        service.until(lambda: _is_ready(service, name), CHANGED_WITHIN)

    told({**before, "REPORTS_TABLE": "there-is-no-such-table"})
    try:
        yield
    finally:
        told(before)


def _is_ready(service: Service, name: str) -> bool:
    found = service.client("lambda").get_function_configuration(FunctionName=name)
    return bool(found.get("LastUpdateStatus", "Successful") == "Successful")


def _role(service: Service, function: str) -> str:
    name = service.function(function)
    return str(service.client("lambda").get_function_configuration(FunctionName=name)["Role"])
