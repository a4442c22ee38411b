"""`Drops`: document files and copied layers that are dropped on the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from alexstudio.graph import GraphError
from alexstudio.graph.clipboard import is_copied, read_clip
from alexstudio.ui.edit_verbs import SHIFT
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class Drops(QObject):
    """Watches the window and its canvas; what is neither files nor layers is left to whoever else takes it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        watched: tuple[QWidget, ...] = (window, window.canvas.viewport())
        for widget in watched:
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what can be taken."""
        if isinstance(event, QDropEvent) and _is_ours(event.mimeData()):  # entering and moving are drop events too
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if event.type() == QEvent.Type.Drop:
                self._take(event.mimeData(), event.position().toPoint(), watched)
            return True
        return super().eventFilter(watched, event)

    def _take(self, data: QMimeData, place: QPoint, watched: QObject) -> None:
        window = self._window
        window.activateWindow()
        if data.hasUrls():
            urls = data.urls()
            paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
            opened = window.document_verbs.open_all(paths)
            if len(paths) < len(urls):
                window.banner.tell(self.tr("Only files of this machine can be opened: save it first."), "problem")
            elif opened > 1:
                window.banner.tell(translate("Documents", "%n documents were opened.", "", opened))
            return
        by = SHIFT
        if watched is window.canvas.viewport():
            by = _shift_to(data.text(), window.canvas.mapToScene(place).toTuple()) or SHIFT
        scope = window.canvas.canvas.scope
        window.canvas.select(window.session.paste(data.text(), by, label=translate("Undo", "Drop"), into=scope))


def _shift_to(text: str, place: tuple[float, float]) -> tuple[float, float] | None:
    """How far copied cards have to go for their middle to come to lie at a place; None when they lie nowhere."""
    try:
        spots = [node.at for node in read_clip(text).nodes if node.at]
    except GraphError:
        return None  # the paste says why
    if not spots:
        return None
    x, y = (sum(part) / len(spots) for part in zip(*spots, strict=True))
    return round(place[0] - x), round(place[1] - y)


def _is_ours(data: QMimeData) -> bool:
    return data.hasUrls() or (data.hasText() and is_copied(data.text()))
