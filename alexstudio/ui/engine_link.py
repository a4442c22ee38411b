"""`EngineLink`: the engine as the window sees it: commands in, events out, and a sentence when it dies."""

from __future__ import annotations

import sys
from collections import deque

from pydantic import BaseModel
from PySide6.QtCore import QEventLoop, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from alexstudio.runs.launch import engine_command, engine_environment
from alexstudio.runs.messages import MessageError, read_event, to_line

STOP_SECONDS = 10.0


class EngineLink(QObject):
    """Starts the engine process and talks to it. Tests and demonstrations put a `FakeEngine` in its place."""

    heard = Signal(object)
    """An event of `alexstudio.runs.messages`."""
    died = Signal(str)
    """The engine ended without being asked; one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._process: QProcess | None = None
        self._rest = b""
        self.log: deque[str] = deque(maxlen=400)
        """The last lines that the engine and its libraries printed."""

    @property
    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """Process id of the engine, 0 when there is none."""
        return int(self._process.processId()) if self._process is not None else 0

    def start(self) -> None:
        """Start the engine unless it runs."""
        if self._process is not None:
            return
        process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in engine_environment().items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        program, *arguments = engine_command()
        process.setProgram(program)
        process.setArguments(arguments)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_log)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed_to_start)
        self._rest = b""
        self._process = process
        process.start()

    def send(self, command: BaseModel) -> None:
        """Send a command; starts the engine when there is none."""
        self.start()
        assert self._process is not None
        self._process.write(to_line(command))

    def close(self) -> None:
        """End the engine: close its input, wait, kill what does not end. The window stays responsive meanwhile."""
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._failed_to_start)
        if process.state() != QProcess.ProcessState.NotRunning:
            loop = QEventLoop()
            process.finished.connect(loop.quit)
            QTimer.singleShot(int(STOP_SECONDS * 1000), loop, loop.quit)
            process.closeWriteChannel()
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            if process.state() != QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(2000)
        process.readyReadStandardError.disconnect(self._read_log)
        process.deleteLater()

    def kill(self) -> None:
        """End the engine at once, as after a hang; `died` follows."""
        if self._process is not None:
            self._process.kill()

    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        for line in lines:
            try:
                event = read_event(line)
            except MessageError as error:
                self.log.append(str(error))
                continue
            self.heard.emit(event)

    def _read_log(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self.log.extend(line for line in text.splitlines() if line.strip())

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._read_log()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        if status == QProcess.ExitStatus.CrashExit:
            text = self.tr("The training process was ended by signal {code}.")
            if code == 9:
                text = self.tr("The training process was killed (signal {code}), perhaps for want of memory.")
        else:
            text = self.tr("The training process ended with code {code}.")
        untouched = self.tr("The document is untouched; a new training starts a new process.")
        sentences = [text.format(code=code), untouched]
        if self.log:
            sentences.append(self.tr("Its last words: {words}").format(words=self.log[-1][:200]))
        self.died.emit(" ".join(sentences))

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            text = self.tr("The training process could not be started with {python}. Is Python still there?")
            self.died.emit(text.format(python=sys.executable))
