"""`EngineProcess`: the engine as a program without a window sees it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO

from pydantic import BaseModel

from alexstudio.files import reason
from alexstudio.runs.launch import engine_command, engine_environment
from alexstudio.runs.messages import LINE_LIMIT, Event, MessageError, read_event, to_line

STOP_SECONDS = 15.0
"""How long a closed engine may take for its last checkpoint; after 10 seconds it gives up by itself."""

POLL_SECONDS = 0.25
LAST_LINES = 40


class EngineDied(Exception):
    """The engine is gone without having been asked; the text is one sentence, ``words`` the last it printed."""

    def __init__(self, text: str, words: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.words = tuple(words)


class EngineProcess:
    """``with EngineProcess() as engine``: an engine that ends with the block, by force if it must.

    It runs in a session of its own, so that Ctrl-C in the terminal reaches this process only, which then sends `Stop`.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = list(command or engine_command())
        self._arrived: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._words: deque[str] = deque(maxlen=LAST_LINES)
        self._garbage: deque[str] = deque(maxlen=LAST_LINES)
        self._is_closing = False
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> EngineProcess:
        try:
            self._process = subprocess.Popen(
                self._command,
                env=engine_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=os.name == "posix",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        except OSError as error:
            raise EngineDied(f"The engine could not be started with {self._command[0]}: {reason(error)}.") from None
        assert self._process.stdout is not None and self._process.stderr is not None
        for target, stream in ((self._read, self._process.stdout), (self._read_words, self._process.stderr)):
            thread = threading.Thread(target=target, args=(stream,), daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """Process id of the engine."""
        return self._process.pid

    @property
    def words(self) -> tuple[str, ...]:
        """The last lines that the engine printed beside the protocol, those on standard error at the end."""
        return (*self._garbage, *self._words)

    def send(self, command: BaseModel) -> None:
        """Send a command. Whether the engine still lives is noticed by `events`."""
        if self._process.stdin is None or self._process.stdin.closed:
            return
        content = memoryview(to_line(command))
        try:
            while content:
                content = content[os.write(self._process.stdin.fileno(), content) :]
        except OSError:
            return

    def events(self) -> Iterator[Event]:
        """Events as they arrive; `EngineDied` when the engine ends before `close`.

        What is no event is skipped and kept among the last words. May be called again after an interruption: nothing
        that arrived is lost.
        """
        while True:
            line = self._next_line()
            if line is None:
                if self._is_closing:
                    return
                raise self._died()
            try:
                yield read_event(line)
            except MessageError:
                self._note(line, self._garbage)

    def kill(self) -> None:
        """End the engine at once."""
        self._process.kill()

    def close(self) -> None:
        """Close the engine's input, which ends it, and wait; kill it when that takes too long."""
        self._is_closing = True
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            self._join()

    def _next_line(self) -> bytes | None:
        has_ended = False
        while True:
            try:
                return self._arrived.get(timeout=POLL_SECONDS)
            except queue.Empty:
                # A child of the engine may hold its output open, so that the end of the process is not the end of file
                if has_ended:
                    return None
                has_ended = self._process.poll() is not None

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            while line := stream.readline(LINE_LIMIT + 1):
                self._arrived.put(line)
        self._arrived.put(None)

    def _read_words(self, stream: IO[bytes]) -> None:
        with stream:
            while line := stream.readline(4096):
                self._note(line, self._words)

    def _note(self, line: bytes, words: deque[str]) -> None:
        text = line[:500].decode("utf-8", "replace").strip()
        if text:
            words.append(text)

    def _join(self) -> None:
        for thread in self._threads:
            thread.join(POLL_SECONDS)

    def _died(self) -> EngineDied:
        try:
            code = self._process.wait(5.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return EngineDied("The engine closed its output and hung; it was ended.", self.words)
        self._join()
        last = f" Its last words: {self.words[-1][:200]}" if self.words else ""
        return EngineDied(f"The engine {how_it_ended(code)}.{last}", self.words)


def how_it_ended(code: int) -> str:
    """What an exit code of a child process means, as the end of a sentence: "was ended by SIGSEGV"."""
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"was ended by {name}" + (" (perhaps the machine ran out of memory)" if name == "SIGKILL" else "")
