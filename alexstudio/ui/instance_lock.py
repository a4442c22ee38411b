"""A lock that a running program holds on a file, and that the operating system takes away when the program ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class InstanceLock:
    """Held from a successful `take` until `release` or the end of the process, kill -9 included.

    Unlike a file with a process id in it, it cannot be mistaken for held when the id is used again or when a container
    has another host name at its next start.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Take the lock; False when another one holds it or the file cannot be made."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)  # Python's handles are not inherited
        except OSError:
            return False
        try:
            if sys.platform == "win32":
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def moved(self, path: Path) -> None:
        """The file of the lock has another name now."""
        self._path = path

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._handle is not None:
            if sys.platform == "win32":  # an open file cannot be removed there
                os.close(self._handle)
            with contextlib.suppress(OSError):
                self._path.unlink()
            if sys.platform != "win32":
                os.close(self._handle)
            self._handle = None
