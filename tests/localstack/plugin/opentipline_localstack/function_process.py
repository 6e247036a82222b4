"""One function as a child process, driven by AWS's own runtime client."""

import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path

from .runtime_api import Answer, Call, RuntimeApi

READY_WITHIN = 20.0  # seconds, as LocalStack allows for the first start


class FunctionProcess:
    """A process that is ready for calls. Raises InitError or TimeoutError if it does not start."""

    def __init__(
        self, python: str, handler: str, folder: Path, environment: Mapping[str, str]
    ) -> None:
        self._api = RuntimeApi()
        # A file, not a pipe: what was written before an answer is there when the answer comes.
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - read after the process ended, too
        self._read = 0
        # In LocalStack's process group, so that it ends with LocalStack.
        self._process = subprocess.Popen(  # noqa: S603 - the function is ours
            [python, "-m", "awslambdaric", handler],
            cwd=folder,
            env={**environment, "AWS_LAMBDA_RUNTIME_API": self._api.address},
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        threading.Thread(target=self._watch, daemon=True).start()
        try:
            self._api.ready.result(READY_WITHIN)
        except BaseException:
            self.stop()
            raise

    @property
    def alive(self) -> bool:
        """Whether it can take another call."""
        return self._process.poll() is None

    def ask(self, call: Call) -> Future[Answer]:
        """Hand over a call; the answer is a failure if the process ends before it answers."""
        answer = self._api.ask(call)
        if not self.alive:  # it ended before anybody waited for this answer
            self._api.ended(_exit_error(self._process.returncode))
        return answer

    def written(self) -> str:
        """What it wrote since it was last asked; the runtime ends lines within an entry with CR."""
        file = self._output.fileno()
        # The process shares this file's position; reading must not move it.
        new = os.pread(file, os.fstat(file).st_size - self._read, self._read)
        self._read += len(new)
        return new.decode("utf-8", "replace").replace("\r", "\n")

    def stop(self) -> None:
        """End it at once; what is under way fails."""
        self._process.kill()
        self._process.wait()
        self._api.close()

    def _watch(self) -> None:
        self._api.ended(_exit_error(self._process.wait()))


def _exit_error(status: int) -> bytes:
    error = {
        "errorType": "Runtime.ExitError",
        "errorMessage": f"Runtime exited with error: exit status {status}",
    }
    return json.dumps(error).encode()
