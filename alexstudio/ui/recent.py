"""`Recent`: the documents that were opened or saved last, with small pictures, and the menu that lists them."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from alexstudio.history import Snapshot
from alexstudio.ui.labels import plain_tip
from alexstudio.ui.miniature import paint_document
from alexstudio.ui.recent_row import PICTURE, RecentAction
from alexstudio.ui.theme import theme

LIMIT = 10
PICTURES_LIMIT = 200
LARGEST = 1500
"""A graph with more nodes gets no picture: painting it would hold up the window."""
IDLE_MS = 800
_KEY = "recent"


class Recent(QObject):
    """Kept in the settings; pictures lie in the cache folder of the user and are made when nothing else is to do."""

    def __init__(self, parent: QObject, cache: Path | None = None) -> None:
        super().__init__(parent)
        self._cache = cache or platformdirs.user_cache_path("alexstudio", appauthor=False) / "pictures"

    def files(self) -> list[Path]:
        """The newest first, also those that are gone meanwhile."""
        kept = QSettings().value(_KEY, [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [Path(name) for name in names if isinstance(name, str) and name][:LIMIT]

    def add(self, path: Path, snapshot: Snapshot) -> None:
        """Put a file at the top, and paint its picture a moment later."""
        path = path.absolute()
        self._keep([path, *(other for other in self.files() if other != path)])
        QTimer.singleShot(IDLE_MS, self, lambda: self._paint(path, snapshot))

    def remove_missing(self) -> None:
        """Forget files that are gone."""
        self._keep([path for path in self.files() if path.is_file()])

    def clear(self) -> None:
        """Forget all of them."""
        self._keep([])

    def picture(self, path: Path) -> QPixmap:
        """The picture of a file as it is now; a null one when there is none yet."""
        place = self._place(path)
        return QPixmap(str(place)) if place is not None and place.is_file() else QPixmap()

    def menu(self, open_path: Callable[[Path], object]) -> QMenu:
        """A menu that lists the files anew each time it opens."""
        parent = self.parent()
        menu = QMenu(self.tr("Open recent"), parent if isinstance(parent, QWidget) else None)
        menu.setObjectName("recent_menu")
        menu.aboutToShow.connect(lambda: self.fill(menu, open_path))
        self._menu = menu  # nobody else keeps it
        return menu

    def fill(self, menu: QMenu, open_path: Callable[[Path], object]) -> None:
        """List the files in a menu. What is gone is greyed, and its tooltip says so."""
        menu.clear()
        menu.setToolTipsVisible(True)
        files = self.files()
        missing = [path for path in files if not path.is_file()]
        for path in files:
            why_not = self.tr("This file is no longer there.") if path in missing else ""
            action = RecentAction(menu, path, self.picture(path), why_not)
            action.setToolTip(plain_tip(f"{path}\n{why_not}".strip()))
            action.triggered.connect(_opener(open_path, path))
            menu.addAction(action)
        if not files:
            menu.addAction(self.tr("No document was opened yet")).setEnabled(False)
            return
        menu.addSeparator()
        if missing:
            menu.addAction(self.tr("Remove what is no longer there")).triggered.connect(self.remove_missing)
        menu.addAction(self.tr("Clear the list")).triggered.connect(self.clear)

    def _keep(self, files: list[Path]) -> None:
        QSettings().setValue(_KEY, [str(path) for path in files[:LIMIT]])

    def _place(self, path: Path) -> Path | None:
        """Where the picture of a file lies; it has another name when the file has changed."""
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            return None
        words = f"{path}|{changed}|{'dark' if theme().is_dark else 'light'}"
        return self._cache / f"{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.png"

    def _paint(self, path: Path, snapshot: Snapshot) -> None:
        place = self._place(path)
        if place is None or place.is_file() or len(snapshot.document.graph.nodes) > LARGEST:
            return
        with contextlib.suppress(OSError):
            self._cache.mkdir(mode=0o700, parents=True, exist_ok=True)
            paint_document(snapshot, PICTURE, 2.0, margin=60).save(str(place))
            kept = sorted(self._cache.glob("*.png"), key=lambda one: one.stat().st_mtime)
            for old in kept[:-PICTURES_LIMIT]:
                old.unlink()


def _opener(open_path: Callable[[Path], object], path: Path) -> Callable[[], None]:
    def act() -> None:
        open_path(path)

    return act
