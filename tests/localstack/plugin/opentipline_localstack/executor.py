"""Lambda's execution environments in LocalStack as processes instead of containers."""
# mypy: disable-error-code="import-not-found, misc"
# LocalStack lives in an environment of its own, which mypy does not see.

import json
import os
import time
from pathlib import Path
from typing import Any

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from .function_process import FunctionProcess
from .runtime_api import LOOPBACK, Answer, Call, InitError

PYTHON = "FUNCTION_PYTHON"  # names the Python that runs every function


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """Chosen by `LAMBDA_RUNTIME_EXECUTOR=process`."""

    name = "process"

    def load(self, *args: Any, **kwargs: Any) -> type["ProcessExecutor"]:
        """Called once, with the first function."""
        return ProcessExecutor


class ProcessExecutor(RuntimeExecutor):
    """One execution environment; like AWS, it replaces a process that died or ran out of time."""

    def __init__(self, id: str, function_version: Any) -> None:
        super().__init__(id, function_version)
        self._environment: dict[str, str] = {}
        self._process: FunctionProcess | None = None

    def start(self, env_vars: dict[str, Any]) -> None:
        """Raises StatusErrorException if the function does not start."""
        self._environment = {name: str(value) for name, value in env_vars.items()}
        self._process = self._started()

    def stop(self) -> None:
        """End the process, also in the middle of a call."""
        if self._process is not None:
            self._process.stop()

    def invoke(self, payload: dict[str, str]) -> Any:
        """Run one call to its answer, its time-out or its end."""
        process = self._living()
        seconds = self.function_version.config.timeout
        call = Call(
            id=payload["invoke-id"],
            function=payload["invoked-function-arn"],
            trace=payload["trace-id"],
            deadline=int((time.time() + seconds) * 1000),
            event=payload["payload"].encode(),
        )
        began = time.perf_counter()
        try:
            answer, note = process.ask(call).result(seconds), ""
        except TimeoutError:
            process.stop()
            answer, note = _timed_out(call.id, seconds)
        took = (time.perf_counter() - began) * 1000
        logs = self._logs(call.id, process.written() + note, took)
        return InvocationResult(call.id, answer.body, answer.failed, logs)

    def get_logs(self) -> str:
        """What was written outside of calls."""
        return self._process.written() if self._process is not None else ""

    def get_address(self) -> str:
        """Where LocalStack would reach it; everything is on one machine."""
        return LOOPBACK

    def get_endpoint_from_executor(self) -> str:
        """Where the function reaches LocalStack."""
        return LOOPBACK

    def get_runtime_endpoint(self) -> str:
        """For LocalStack's own runtime, which is not used here."""
        return f"http://{LOOPBACK}"

    @classmethod
    def prepare_version(cls, function_version: Any) -> None:
        """Unpack the zip."""
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: Any) -> None:
        """LocalStack removes the unpacked zip itself."""

    def _living(self) -> FunctionProcess:
        if self._process is None or not self._process.alive:
            self.stop()
            self._process = self._started()
        return self._process

    def _started(self) -> FunctionProcess:
        config = self.function_version.config
        folder = Path(config.code.get_unzipped_code_location())
        # Only what AWS gives a function: nothing of this machine but the way to its programs.
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "en_US.UTF-8",
            **self._environment,
            "LAMBDA_TASK_ROOT": str(folder),
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.runtime}",
            "PYTHONPATH": str(folder),
        }
        try:
            return FunctionProcess(os.environ[PYTHON], config.handler, folder, environment)
        except InitError as error:
            why = error.body.decode("utf-8", "replace")  # from before any call: nobody's words
            raise StatusErrorException(why, payload=error.body) from error

    def _logs(self, id_: str, written: str, took: float) -> str:
        size = self.function_version.config.memory_size
        return (
            f"START RequestId: {id_} Version: {self.function_version.id.qualifier}\n{written}"
            f"END RequestId: {id_}\nREPORT RequestId: {id_}\t"
            f"Duration: {took:.2f} ms\tMemory Size: {size} MB\n"
        )


def _timed_out(id_: str, seconds: float) -> tuple[Answer, str]:
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    message = f"{at} {id_} Task timed out after {seconds:.2f} seconds"
    error = {"errorType": "Sandbox.Timedout", "errorMessage": message}
    return Answer(json.dumps(error).encode(), failed=True), f"{message}\n"
