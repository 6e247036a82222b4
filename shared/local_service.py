"""Find the local service that runs in this folder, for commands typed beside it."""

import json
import os
import stat
from dataclasses import asdict, dataclass
from pathlib import Path

SERVICE_FILE = Path(".local/service.json")


@dataclass(frozen=True, slots=True)
class LocalService:
    """Where a running local service is reached; its credentials are `test` and `test`."""

    url: str
    endpoint: str
    port: int
    region: str
    stage: str
    receipts_queue_url: str
    tables: dict[str, str]
    pid: int


def running(folder: Path | None = None) -> LocalService | None:
    """The service of this folder or of the nearest folder above it, if its process lives."""
    start = (folder or Path.cwd()).absolute()
    for place in (start, *start.parents):
        service = _read(place / SERVICE_FILE)
        if service is not None and _lives(service.pid):
            return service
    return None


def announce(folder: Path, service: LocalService) -> Path:
    """Write the file that `running` reads, for nobody's eyes but the owner's."""
    file = folder / SERVICE_FILE
    file.parent.mkdir(mode=0o700, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
        json.dump(asdict(service), writing, indent=1)
    draft.replace(file)
    return file


def _read(file: Path) -> LocalService | None:
    try:
        about = file.stat()
        # Whoever could write this file could have every command of ours talk to their server.
        if about.st_uid != os.geteuid() or about.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return None
        return LocalService(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
