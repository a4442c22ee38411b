"""The end of a process that was told to end while it waits inside torch for others that are gone."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time

PATIENCE = 8.0
"""Seconds from the signal, without a sign of life, to the end; a process whose steps take longer gets two of them."""


class Vigil:
    """Watches from a thread: Python runs a signal's handler only when torch returns, which may be never.

    Make it in the main thread. `beat` says that the training goes on.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._last, self._longest = 0.0, 0.0
        self._hears, tells = socket.socketpair()
        tells.setblocking(False)
        self._tells = tells
        signal.set_wakeup_fd(tells.fileno(), warn_on_full_buffer=False)
        threading.Thread(target=self._wait, name="vigil", daemon=True).start()

    def beat(self) -> None:
        """The training goes on."""
        now = time.monotonic()
        if self._last:
            self._longest = max(self._longest, now - self._last)
        self._last = now

    def _wait(self) -> None:
        while True:
            told = self._hears.recv(1)
            if not told:
                return
            if told[0] in (signal.SIGTERM, signal.SIGINT):
                break
        since = time.monotonic()
        while time.monotonic() - max(since, self._last) < max(self._patience, 2 * self._longest):
            time.sleep(0.1)
        sys.stderr.write("alexstudio: told to end while the other processes of the training did not answer.\n")
        sys.stderr.flush()
        os._exit(1)
