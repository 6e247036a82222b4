"""On which addresses a process listens, as the kernel tells it."""

from collections.abc import Iterator
from pathlib import Path

LOOPBACK = ("0100007F", "00000000000000000000000001000000")
_LISTENS = "0A"


def listens_elsewhere(pid: int) -> bool:
    """Whether it listens on anything but the loopback interface."""
    return any(address not in LOOPBACK for address in _addresses(pid))


def _addresses(pid: int) -> Iterator[str]:
    """Hexadecimal, in the kernel's order of bytes."""
    ours = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == _LISTENS and f"socket:[{fields[9]}]" in ours:
                yield fields[1].partition(":")[0]
