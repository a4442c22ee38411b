"""The gallery of presets: a list to search in, and the picture, the numbers and the story of the chosen network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from alexstudio.graph import Document
from alexstudio.graph.presets import Preset, presets
from alexstudio.ui.gallery_rows import ENTRY, HEADED, THUMB, Entry, Rows
from alexstudio.ui.miniature import paint_document
from alexstudio.ui.theme import ui_font

PICTURE = QSize(440, 210)
RECENT = 4
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Gallery(QDialog):
    """Lets the user choose a preset; ``chosen`` is set when it was accepted.

    Opening it reads titles and stories only. Numbers and pictures of the rows in view follow one by one, between the
    events of the user.
    """

    def __init__(self, parent: QWidget | None, recent: Sequence[Path] = ()) -> None:
        """``recent`` are documents of the user, which stand before the presets."""
        super().__init__(parent)
        self.setObjectName("gallery")
        self.setWindowTitle(self.tr("Presets"))
        self.resize(1040, 700)
        self.chosen: tuple[Preset, Document] | None = None
        self.recent_shelf = self.tr("Recent")
        own = [Preset(path.name, path, self.recent_shelf) for path in recent if path.is_file()][:RECENT]
        self._entries = [Entry.of(preset) for preset in (*own, *presets())]
        self.search = QLineEdit()
        self.search.setObjectName("preset_search")
        self.search.setPlaceholderText(self.tr("Search: a name, an author, a year"))
        self.search.setAccessibleName(self.tr("Search presets"))
        self.search.setClearButtonEnabled(True)
        self.search.setTextMargins(8, 0, 0, 0)  # a style sheet's padding does not reach it
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("preset_list")
        self.list.setAccessibleName(self.tr("Presets"))
        self.list.setItemDelegate(Rows(self.list))
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemActivated.connect(self._accept)
        self.list.verticalScrollBar().valueChanged.connect(self._work_soon)
        self.empty = QLabel(self.tr("No preset has all of these words."))
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._work = QTimer(self)
        self._work.setSingleShot(True)
        self._work.timeout.connect(self._work_on)
        self.details = _Details()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setProperty("role", "primary")
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._narrow("")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.search)
        left.addWidget(self.empty)
        left.addWidget(self.list, 1)
        sides = QHBoxLayout()
        sides.setSpacing(18)
        sides.addLayout(left, 1)
        sides.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(14)
        column.addLayout(sides, 1)
        column.addWidget(self._buttons)

    def resizeEvent(self, event: object) -> None:
        """More rows may be in view now."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._work_soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows belong to the list while the cursor is in the search line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _current(self) -> Entry | None:
        item = self.list.currentItem()
        entry: Entry | None = item.data(ENTRY) if item is not None else None
        return entry

    def _narrow(self, query: str) -> None:
        """Show the presets that fit; the chosen one stays chosen while it is among them."""
        before = self._current()
        shelf = ""
        self.list.clear()
        for entry in self._entries:
            if entry.fits(query):
                item = QListWidgetItem()
                item.setData(ENTRY, entry)
                item.setData(HEADED, entry.preset.shelf != shelf)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.story.title)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.fault or entry.story.first)
                self.list.addItem(item)
                shelf = entry.preset.shelf
        shown = [self.list.item(row).data(ENTRY) for row in range(self.list.count())]
        self.list.setCurrentRow(shown.index(before) if before in shown else 0)
        self.empty.setVisible(not shown)
        self._show_current()
        self._work_soon()

    def _show_current(self) -> None:
        entry = self._current()
        if entry is not None:
            entry.open()
        self.details.show_entry(entry)
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(entry is not None and not entry.fault)
        self._work_soon()

    # -- what takes time -------------------------------------------------------------------------------------------

    def _work_soon(self) -> None:
        self._work.start(0)

    def _work_on(self) -> None:
        """One piece of work: the picture of the chosen preset first, then a row in view."""
        entry = self._current()
        if entry is not None and entry.picture is None and (snapshot := entry.open()) is not None:
            entry.picture = paint_document(snapshot, PICTURE, self.devicePixelRatioF())
            self.details.show_entry(entry)
            return self._work_soon()
        item = next((item for item in self._in_view() if not item.data(ENTRY).thumb), None)
        if item is None:
            return None
        entry = item.data(ENTRY)
        snapshot = entry.open()
        entry.thumb = QPixmap(1, 1)
        if snapshot is not None:
            entry.thumb = paint_document(snapshot, THUMB, self.devicePixelRatioF(), margin=60)
        self.list.update(self.list.indexFromItem(item))
        return self._work_soon()

    def _in_view(self) -> list[QListWidgetItem]:
        view = self.list.viewport().rect()
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item for item in items if self.list.visualItemRect(item).intersects(view)]

    def _accept(self) -> None:
        entry = self._current()
        snapshot = entry.open() if entry is not None else None
        if entry is not None and snapshot is not None:
            self.chosen = (entry.preset, snapshot.document)
            self.accept()


class _Details(QScrollArea):
    """The chosen network: its picture and all that it says about itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preset_details")
        self.setWidgetResizable(True)
        self.setFixedWidth(PICTURE.width() + 16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(10)
        self._picture = QLabel()
        self._picture.setFixedSize(PICTURE)
        column.addWidget(self._picture)
        self._texts: dict[str, QLabel] = {}
        for name, size, bold, role in (
            ("title", 18, True, ""),
            ("facts", 13, False, ""),
            ("notes", 13, False, ""),
            ("source", 12, False, "muted"),
            ("name", 12, False, "muted"),
            ("fault", 13, False, "fault"),
        ):
            label = QLabel()
            label.setObjectName(f"preset_{name}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(ui_font(size, bold=bold))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if role:
                label.setProperty("role", role)
            self._texts[name] = label
            column.addWidget(label)
        column.addStretch(1)
        self.setWidget(page)

    def show_entry(self, entry: Entry | None) -> None:
        """Show a preset, or nothing."""
        texts = dict.fromkeys(self._texts, "")
        if entry is not None:
            texts = {
                "title": entry.story.title,
                "facts": entry.facts,
                "notes": entry.story.notes,
                "source": entry.story.source,
                "name": self.tr("On the command line: {name}").format(
                    name=entry.preset.path if entry.preset.path.name == entry.preset.name else entry.preset.name
                ),
                "fault": entry.fault,
            }
        for name, label in self._texts.items():
            label.setText(texts[name])
            label.setVisible(bool(texts[name]))
        self._picture.setPixmap(entry.picture if entry is not None and entry.picture else QPixmap())
