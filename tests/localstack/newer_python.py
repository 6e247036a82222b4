"""Find the Python that LocalStack needs, which is not the one that the project runs on."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from shared.ops.children import finish
from shared.ops.errors import OperatorError
from shared.ops.install import ROOT

VERSION = "3.13"
MISSING = (
    "LocalStack needs a Docker engine or Python 3.13, and neither is here; install one of them, "
    "or set LOCALSTACK_HOST to a LocalStack that already runs."
)


def newer_python() -> Path:
    """The first that really is this version. Raises OperatorError if there is none."""
    for python in _candidates():
        if python.is_file() and _is_it(python):
            return python
    raise OperatorError(MISSING)


def _candidates() -> Iterator[Path]:
    """On the path, then where the usual version managers keep theirs."""
    name = f"python{VERSION}"
    if found := shutil.which(name):
        yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{VERSION}*/bin/{name}"), reverse=True)
    if uv := shutil.which("uv"):
        status, written = finish([uv, "python", "find", VERSION], folder=ROOT)
        if status == 0:
            yield Path(written.strip())


def _is_it(python: Path) -> bool:
    """A version manager's stand-in may be on the path for a version that is switched off."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    status, written = finish([python, "-c", ask], folder=ROOT)
    return status == 0 and written.strip() == VERSION
