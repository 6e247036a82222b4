"""Create or update one CloudFormation stack and wait for the end of it."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.ops.errors import OperatorError

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

LOOKS = 3600
_NEVER_CAME_UP = frozenset({"ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS", "CREATE_FAILED"})


class Stack:
    """One stack, by its name."""

    def __init__(self, formation: "CloudFormationClient", name: str, seconds: float) -> None:
        """`seconds` is how long to wait between two looks at it."""
        self._formation = formation
        self._seconds = seconds
        self.name = name

    def put(self, template_url: str, parameters: Mapping[str, str]) -> None:
        """Make the stack what the template says. Raises OperatorError if it cannot be.

        An update keeps what `parameters` does not name: a stage's own settings, such as the
        concurrency kept for its urgent lane, are not lost to the next deployment.
        """
        if self._status() in _NEVER_CAME_UP:
            self._formation.delete_stack(StackName=self.name)
            self._wait()
        wanted: dict[str, Any] = {
            "StackName": self.name,
            "TemplateURL": template_url,
            "Parameters": [
                {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
            ],
            "Capabilities": ["CAPABILITY_IAM"],
        }
        if self._status() is None:
            self._formation.create_stack(**wanted)
        else:
            wanted["Parameters"] += self._kept(template_url, parameters)
            if not self._update(wanted):
                return
        if (ended := self._wait()) not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise OperatorError(f"The stack {self.name} ended as {ended}: {self._first_failure()}")

    def outputs(self) -> dict[str, str]:
        """What the stack puts out, by name."""
        [stack] = self._formation.describe_stacks(StackName=self.name)["Stacks"]
        return {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}

    def _kept(self, template_url: str, told: Mapping[str, str]) -> list[dict[str, Any]]:
        """What the stack has and the template still knows; naming any other is refused."""
        [stack] = self._formation.describe_stacks(StackName=self.name)["Stacks"]
        summary = self._formation.get_template_summary(TemplateURL=template_url)
        had = {one["ParameterKey"] for one in stack.get("Parameters", [])}
        known = {one["ParameterKey"] for one in summary["Parameters"]}
        kept = sorted((had & known) - told.keys())
        return [{"ParameterKey": key, "UsePreviousValue": True} for key in kept]

    def _update(self, wanted: dict[str, Any]) -> bool:
        try:
            self._formation.update_stack(**wanted)
        except ClientError as error:
            if "No updates" not in error.response["Error"]["Message"]:
                raise
            return False
        return True

    def _wait(self) -> str | None:
        for _ in range(LOOKS):
            status = self._status()
            if status is None or not status.endswith("_IN_PROGRESS"):
                return status
            time.sleep(self._seconds)
        raise OperatorError(f"The stack {self.name} is still at work; look at it in the console.")

    def _status(self) -> str | None:
        try:
            [stack] = self._formation.describe_stacks(StackName=self.name)["Stacks"]
        except ClientError as error:
            if "does not exist" not in error.response["Error"]["Message"]:
                raise
            return None
        status: str = stack["StackStatus"]
        return None if status == "DELETE_COMPLETE" else status

    def _first_failure(self) -> str:
        """Events come newest first; what failed first is why the rest did."""
        events = self._formation.describe_stack_events(StackName=self.name)["StackEvents"]
        failed = [one for one in events if one.get("ResourceStatus", "").endswith("FAILED")]
        if not failed:
            return "it gave no reason"
        first = failed[-1]
        return f"{first['LogicalResourceId']}: {first.get('ResourceStatusReason', 'no reason')}"
