"""The folder where an agency keeps its referrals: one file a revision, whole or not at all."""

import fcntl
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from shared.consumer.ports import ConsumerError
from shared.contract.models import ReadReferral, read_referral

_FORSAKEN = 3600


class Inbox:
    """Only the owner can look inside; two programs may share one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unreadable = folder / "unreadable"
        try:
            _private(folder)
            _sweep(folder)
        except OSError as error:
            raise ConsumerError(f"The folder {folder} cannot be used: {error.strerror}.") from error

    def path_of(self, referral: ReadReferral) -> Path:
        """Where this revision is kept; number and agency are checked, so it is in the folder."""
        return self.folder / f"{_stem(referral)}{referral.data.revision}.json"

    def store(self, referral: ReadReferral, body: str) -> bool:
        """Keep the body as received, on disk when this returns; whether it is newer than all.

        It is not if this revision is stored already, or a higher one: a revision that comes
        late is kept all the same, because a higher one may leave to it what had no room.
        Raises ConsumerError if the disk refuses.
        """
        try:
            return self._store(referral, body)
        except OSError as error:
            raise ConsumerError(f"A referral could not be stored: {error.strerror}.") from error

    def _store(self, referral: ReadReferral, body: str) -> bool:
        path = self.path_of(referral)
        draft = _draft(self.folder, body)
        try:
            # Between look and rename no other program may store the same revision.
            with self._alone():
                stored = _is_whole(path)
                if not stored:
                    draft.replace(path)
                _to_disk(self.folder)
                return not stored and referral.data.revision == self._newest(referral)
        finally:
            draft.unlink(missing_ok=True)

    def _newest(self, referral: ReadReferral) -> int:
        """The highest revision that is kept of a referral of which one is."""
        stem = _stem(referral)
        kept = (path.stem.removeprefix(stem) for path in self.folder.glob(f"{stem}*.json"))
        return max(int(revision) for revision in kept if revision.isdecimal())

    def newest_of(self, number: str) -> Sequence[ReadReferral]:
        """The highest revision of a report that each agency holds here.

        Raises ConsumerError if a file cannot be read.
        """
        newest: dict[str, ReadReferral] = {}
        for path in self.folder.glob(f"{number}_*.json"):
            try:
                kept = read_referral(path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise ConsumerError(f"The file {path.name} cannot be read.") from error
            known = newest.get(kept.data.agency)
            if known is None or known.data.revision < kept.data.revision:
                newest[kept.data.agency] = kept
        return list(newest.values())

    def set_aside(self, message_id: str, body: str) -> Path:
        """Keep what could not be read, for a person to look at."""
        try:
            return self._set_aside(message_id, body)
        except OSError as error:
            raise ConsumerError(f"A message could not be set aside: {error.strerror}.") from error

    def _set_aside(self, message_id: str, body: str) -> Path:
        _private(self.unreadable)
        name = hashlib.sha256(message_id.encode()).hexdigest()[:24]
        path = self.unreadable / f"{name}.txt"
        _draft(self.unreadable, body).replace(path)
        _to_disk(self.unreadable)
        return path

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def _sweep(folder: Path) -> None:
    """Drafts of a program that was killed; a living one is done with its own within moments."""
    for draft in folder.glob(".*.part"):
        if draft.stat().st_mtime < time.time() - _FORSAKEN:
            draft.unlink(missing_ok=True)


def _draft(folder: Path, body: str) -> Path:
    """The body in a file of its own, on disk and for the owner only; not yet in its place."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _to_disk(folder: Path) -> None:
    """A rename is only safe from a power cut once its folder is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _stem(referral: ReadReferral) -> str:
    return f"{referral.data.report_number}_{referral.data.agency}_r"


def _is_whole(path: Path) -> bool:
    """Not so for a file that somebody damaged: what arrives now is better than that."""
    try:
        return isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    except (FileNotFoundError, ValueError):
        return False
