"""Run the tests of the deployed service in LocalStack: `make localstack`."""

import os
import signal
import sys
from collections.abc import Sequence

from shared.ops import children
from shared.ops.cloud import GivenCloud
from shared.ops.errors import OperatorError
from shared.ops.install import ROOT
from tests.localstack.endpoint import localstack

SUITE = "tests/deployed"


def main() -> None:
    """Arguments go to pytest."""
    os.umask(0o077)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up, as after Ctrl-C
    try:
        with localstack(ROOT / ".local", _say) as cloud:
            _say(f"LocalStack answers at {cloud.endpoint}")
            status = _tested(cloud, sys.argv[1:])
    except OperatorError as error:
        raise SystemExit(str(error)) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped.") from None
    raise SystemExit(status)


def _tested(cloud: GivenCloud, words: Sequence[str]) -> int:
    tests = children.start(
        [sys.executable, "-m", "pytest", SUITE, *words],
        output=sys.stdout,
        folder=ROOT,
        environment={**os.environ, "DEPLOYED_ENDPOINT": cloud.endpoint},
    )
    try:
        return tests.wait()
    finally:
        children.stop(tests, patience=30)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what it says is its output


if __name__ == "__main__":
    main()
