"""Install LocalStack's core; run by the Python that LocalStack needs, not by ours."""

import sys
from pathlib import Path

from shared.ops.errors import OperatorError
from shared.ops.install import install

LOCK = Path(__file__).with_name("localstack.txt")


def main() -> None:
    """Argument: the environment's folder."""
    try:
        install(
            Path(sys.argv[1]),
            LOCK,
            project=None,
            progress=lambda line: print(line, flush=True),  # noqa: T201 - what it says is its output
        )
    except OperatorError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
