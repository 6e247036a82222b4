"""Become another program that ends when its parent ends, however the parent ends.

Run as a file, not as a module, so that no folder of ours joins the other program's path.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Arguments: the parent's process id, then the command."""
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        # The parent may have ended before the line above took effect.
        if os.getppid() != int(parent):
            raise SystemExit(1)
    os.execv(command[0], command)  # noqa: S606 - replacing this process is its whole job


if __name__ == "__main__":
    main()
