"""`Watchdog`: a limit of time for calls of foreign code, in whatever thread they are made.

When a call is over its time, Python is asked to raise an exception in its thread, as soon as that runs Python code
again. So a loop written in Python ends. What runs in C is not interrupted: a sum over a huge range, a regular
expression that backtracks for hours, a sleep, a wait for the network. Such a call ends by itself or never; when it
does, it counts as too long all the same. Neither does it help against code that catches every `BaseException`: this is
for mistakes, not for enemies. Signals would interrupt a few more calls, but only on Unix and in the main thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

LIMIT = 1.0
"""Seconds a call may take. A rule takes microseconds."""
TICK = 0.1
"""Seconds between two looks at the calls under way."""

Result = TypeVar("Result")


class TookTooLong(Exception):
    """A call was over its time."""


class Interruption(BaseException):
    """Raised inside a call that is over its time; no `Exception`, so that few handlers stop it."""


class _Call:
    __slots__ = ("deadline", "is_over")

    def __init__(self, deadline: float) -> None:
        self.deadline, self.is_over = deadline, False


class Watchdog:
    """Watches calls from a thread of its own, which sleeps while there are none.

    It interrupts a call once at most, and never after the call has ended: both happen under the same lock, and an
    interruption that did not arrive any more is taken back there.
    """

    def __init__(self, seconds: float = LIMIT) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._calls: dict[int, _Call] = {}  # by thread
        self._begun = 0
        self._awake = threading.Event()
        self._watcher: threading.Thread | None = None

    def call(self, rule: Callable[[], Result]) -> Result:
        """What ``rule()`` gives, or raises; `TookTooLong` when it takes too long.

        Within another call, the time of the outer one counts.
        """
        thread = threading.get_ident()
        if thread in self._calls:
            return rule()
        self._begin(thread)
        try:
            try:
                return rule()
            finally:
                self._end(thread)  # the interruption may arrive as late as in here
        except Interruption:
            with self._lock:
                self._calls.pop(thread, None)
            raise TookTooLong from None

    def _begin(self, thread: int) -> None:
        with self._lock:
            self._calls[thread] = _Call(time.monotonic() + self.seconds)
            self._begun += 1
            if not self._awake.is_set():
                self._awake.set()
                if self._watcher is None or not self._watcher.is_alive():
                    self._watcher = threading.Thread(target=self._watch, name="alexstudio-watchdog", daemon=True)
                    self._watcher.start()

    def _end(self, thread: int) -> None:
        with self._lock:
            call = self._calls.pop(thread)
            if call.is_over:
                _raise_in(thread, None)
        if call.is_over or time.monotonic() > call.deadline:  # the watcher cannot run beside some calls of C
            raise Interruption

    def _watch(self) -> None:
        seen = -1
        while True:
            self._awake.wait()
            time.sleep(min(TICK, self.seconds / 2))
            with self._lock:
                now = time.monotonic()
                for thread, call in self._calls.items():
                    if now > call.deadline and not call.is_over:
                        call.is_over = True
                        _raise_in(thread, Interruption)
                if not self._calls and self._begun == seen:
                    self._awake.clear()
                seen = self._begun


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    """Raise an exception in another thread as soon as it runs Python code; None takes back what was not raised yet."""
    import ctypes  # some milliseconds that nobody without a stuck plugin needs

    what = None if kind is None else ctypes.py_object(kind)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
