"""`Reading`: an import under way: text files in a thread, everything of torch in the engine."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import platformdirs
from PySide6.QtCore import QObject, QTimer, Signal

from alexstudio.files import FileProblem
from alexstudio.graph import Document
from alexstudio.graph.fileformat import loads
from alexstudio.interop.foreign import import_file
from alexstudio.interop.imported import Imported, ImportProblem, Severity, grouped, named
from alexstudio.runs import messages as say
from alexstudio.ui.importing.sources import Wanted
from alexstudio.ui.trainer import Engine

POLL_MS = 40
_ENGINES = (".pt", ".pth", ".onnx")


class Line(NamedTuple):
    """One line of the report; ``severity`` is empty where the engine told it."""

    severity: Severity | None
    layers: str
    sentence: str


class Found(NamedTuple):
    """A document that was imported, and what is to be said about it."""

    document: Document
    lines: tuple[Line, ...]


class Reading(QObject):
    """Reads one thing at a time."""

    found = Signal(object)
    """A `Found`."""
    refused = Signal(str)

    def __init__(self, parent: QObject, engine: Engine, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._folder = folder or platformdirs.user_data_path("alexstudio", appauthor=False) / "weights"
        self._pool: ThreadPoolExecutor | None = None
        self._read: Future[Imported] | None = None
        self._asked = ""
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)
        engine.heard.connect(self._hear)
        engine.died.connect(self._died)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read."""
        return self._read is not None or bool(self._asked)

    def start(self, wanted: Wanted) -> None:
        """Read what is wanted; `found` or `refused` follows."""
        if is_torchs(wanted.what):
            self._asked = "import_model"
            fields = {"what": wanted.what, "size": wanted.size, "trust": wanted.trust}
            self._engine.send(say.ImportModel.model_validate({**fields, "weights_out": self._weights(wanted.what)}))
            return
        path = Path(wanted.what)
        self._pool = self._pool or ThreadPoolExecutor(1, "alexstudio-import")
        self._read = self._pool.submit(_read_file, path, wanted)
        self._timer.start()

    def start_weights(self, document: str, file: Path) -> None:
        """Let a document (JSON text) start from the weights in a file."""
        self._asked = "import_weights"
        out = self._weights(file.name)
        self._engine.send(say.ImportWeights(document=document, file=str(file.absolute()), weights_out=out))

    def close(self) -> None:
        """Forget what is under way."""
        self._timer.stop()
        self._read, self._asked = None, ""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _weights(self, what: str) -> str:
        name = what.rpartition(":")[2] if what.startswith("torchvision:") or ".py:" in what else Path(what).stem
        self._folder.mkdir(parents=True, exist_ok=True)
        return str(self._folder / f"{datetime.now():%Y%m%d-%H%M%S}-{name[:60]}.safetensors")

    def _look(self) -> None:
        if self._read is None or not self._read.done():
            return
        self._timer.stop()
        read, self._read = self._read, None
        try:
            document, remarks = read.result()
        except (ImportProblem, FileProblem) as problem:
            self.refused.emit(str(problem))
            return
        lines = tuple(Line(group.severity, named(group.layers), group.sentence) for group in grouped(remarks))
        self.found.emit(Found(document, lines))

    def _hear(self, event: object) -> None:
        match event:
            case say.Imported() if self._asked:
                self._asked = ""
                self.found.emit(Found(loads(event.document), tuple(Line(None, "", text) for text in event.remarks)))
            case say.Failed() if self._asked and event.command == self._asked:
                self._asked = ""
                self.refused.emit(event.why)

    def _died(self, why: str) -> None:
        if self._asked:
            self._asked = ""
            self.refused.emit(why)


def is_torchs(what: str) -> bool:
    """Whether the engine must read it."""
    return what.startswith("torchvision:") or ".py:" in what or Path(what).suffix.lower() in _ENGINES


def _read_file(path: Path, wanted: Wanted) -> Imported:
    read: Callable[..., Imported] = import_file
    if wanted.beside is None:
        return read(path, size=wanted.size)
    # Which of the two it is, the file itself tells
    try:
        return read(path, size=wanted.size, solver=wanted.beside)
    except ImportProblem as problem:
        if "parameter file" not in str(problem):
            raise
        return read(path, size=wanted.size, params=wanted.beside)
