"""The page of the settings on which shortcuts are changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from alexstudio.ui.actions import ACTIONS, default_keys, menu_title, words
from alexstudio.ui.labels import plain_label
from alexstudio.ui.search import keys_text
from alexstudio.ui.shortcuts import choose_keys, chosen_keys, fixed_use, forget_keys, native, owner

_ID = Qt.ItemDataRole.UserRole
_MENU_WIDTH, _COMMAND_WIDTH = 132, 290


class ShortcutPage(QWidget):
    """All actions with their keys. The chosen one gets the key that is pressed in the field below."""

    def __init__(self, actions: Mapping[str, QAction], changed: Callable[[], object]) -> None:
        super().__init__()
        self._actions, self._changed = actions, changed
        self._wish = QKeySequence()
        self.search = QLineEdit()
        self.search.setObjectName("shortcut_search")
        self.search.setPlaceholderText(self.tr("Find a command or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.list = QTreeWidget()
        self.list.setObjectName("shortcut_list")
        self.list.setAccessibleName(self.tr("Commands and their keys"))
        self.list.setHeaderLabels([self.tr("Menu"), self.tr("Command"), self.tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeView::item { padding: 3px 6px; }")
        self.list.setColumnWidth(0, _MENU_WIDTH)
        self.list.setColumnWidth(1, _COMMAND_WIDTH)
        self.list.currentItemChanged.connect(self._show_current)
        self.title = plain_label(role="heading")
        self.keys = QKeySequenceEdit()
        self.keys.setObjectName("shortcut_keys")
        self.keys.setMaximumSequenceLength(1)
        self.keys.setFixedWidth(190)
        self.keys.setAccessibleName(self.tr("New key of the chosen command"))
        self.keys.editingFinished.connect(self._typed)
        self.keys.installEventFilter(self)
        self.take = QPushButton(self.tr("Use it here instead"))
        self.take.setObjectName("shortcut_take")
        self.take.clicked.connect(self._take_over)
        self.none = QPushButton(self.tr("No key"))
        self.none.setObjectName("shortcut_none")
        self.none.clicked.connect(lambda: self._choose(QKeySequence()))
        self.default = QPushButton(self.tr("Default"))
        self.default.setObjectName("shortcut_default")
        self.default.clicked.connect(self._reset)
        self.defaults = QPushButton(self.tr("All to default"))
        self.defaults.setObjectName("shortcut_defaults")
        self.defaults.clicked.connect(self._reset_all)
        self.note = plain_label(role="fault")
        self.note.setObjectName("shortcut_note")
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for widget in (QLabel(self.tr("Press a key:")), self.keys, self.none, self.default):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.defaults)
        word = QHBoxLayout()
        word.addWidget(self.note, 1)
        word.addWidget(self.take)
        for button in (self.take, self.none, self.default, self.defaults):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 12, 2, 4)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addLayout(word)

    def _fill(self) -> None:
        for spec in ACTIONS:
            item = QTreeWidgetItem([" › ".join(map(menu_title, spec.menu.split("/"))), words(spec), ""])
            item.setData(0, _ID, spec.id)
            self.list.addTopLevelItem(item)
        self._show_keys()
        self._choose_first()

    def _show_keys(self) -> None:
        for item in self._items():
            name = str(item.data(0, _ID))
            item.setText(2, keys_text(self._actions[name].shortcuts()))
            font = item.font(2)
            font.setBold(chosen_keys(name) is not None)
            item.setFont(2, font)
        self._changed()
        self.defaults.setEnabled(any(chosen_keys(spec.id) is not None for spec in ACTIONS))

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for item in self._items():
            shown = " ".join(item.text(column) for column in range(3)).casefold()
            item.setHidden(not all(word in shown for word in wanted))
        current = self.list.currentItem()
        if current is None or current.isHidden():
            self._choose_first()

    def _choose_first(self) -> None:
        shown = [item for item in self._items() if not item.isHidden()]
        if shown:
            self.list.setCurrentItem(shown[0])

    # -- the chosen one ------------------------------------------------------------------------------------------------

    @property
    def _name(self) -> str:
        item = self.list.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def _show_current(self) -> None:
        name = self._name
        for widget in (self.keys, self.none, self.default):
            widget.setEnabled(bool(name))
        item = self.list.currentItem()
        self.title.setText(item.text(1) if item is not None else "")
        self._tell("")
        if name:
            self.keys.blockSignals(True)
            self.keys.setKeySequence(self._actions[name].shortcut())
            self.keys.blockSignals(False)
            self.default.setEnabled(chosen_keys(name) is not None)
            self.none.setEnabled(bool(self._actions[name].shortcuts()))

    def _typed(self) -> None:
        name, key = self._name, self.keys.keySequence()
        if not name or key.isEmpty() or key == self._actions[name].shortcut():
            return
        use, other = fixed_use(key), owner(key, self._actions, name)
        if use:
            self._tell(self.tr("{key} cannot be used: {use}.").format(key=native(key), use=use))
        elif other is not None:
            self._wish = key
            text = self.tr("{key} is a key of “{command}”, which would lose it.")
            if len(other.shortcuts()) == 1:
                text = self.tr("{key} is the key of “{command}”, which would have none.")
            self._tell(text.format(key=native(key), command=other.text().rstrip("…")), can_take=True)
        else:
            self._choose(key)

    def _choose(self, key: QKeySequence) -> None:
        action = self._actions[self._name]
        rest = [other for other in action.shortcuts()[1:] if other != key]
        choose_keys(action, [key, *rest] if not key.isEmpty() else [])
        self._show_keys()
        self._show_current()

    def _take_over(self) -> None:
        key = self._wish
        while (other := owner(key, self._actions, self._name)) is not None:
            kept = [one for one in other.shortcuts() if owner(one, {"": _of(key)}, "-") is None]
            choose_keys(other, kept)
        self._choose(key)

    def _reset(self) -> None:
        self._set_default(self._name)
        self._show_keys()
        self._show_current()

    def _reset_all(self) -> None:
        for spec in ACTIONS:
            forget_keys(self._actions[spec.id], default_keys(spec))
        self._show_keys()
        self._show_current()

    def _set_default(self, name: str) -> None:
        """The keys of the table, except those that the user gave to another action meanwhile."""
        spec = next(spec for spec in ACTIONS if spec.id == name)
        forget_keys(self._actions[name], default_keys(spec))
        taken = [key for key in default_keys(spec) if owner(key, self._actions, name) is not None]
        if taken:
            choose_keys(self._actions[name], [key for key in default_keys(spec) if key not in taken])

    def _tell(self, text: str, *, can_take: bool = False) -> None:
        self.note.setText(text)
        self.take.setVisible(can_take)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that is left without a key shows the present one again."""
        if watched is self.keys and event.type() == QEvent.Type.FocusOut and not self.note.text():
            self._show_current()
        return super().eventFilter(watched, event)


def _of(key: QKeySequence) -> QAction:
    action = QAction()
    action.setShortcut(key)
    return action
