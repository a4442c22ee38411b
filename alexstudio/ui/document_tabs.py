"""`DocumentTabs`: the row of open documents above the canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QWidget

from alexstudio.ui.actions import icon
from alexstudio.ui.labels import plain_tip
from alexstudio.ui.session import Session
from alexstudio.ui.sheets import Sheet
from alexstudio.ui.theme import theme

DOT = "•"
NARROWEST, WIDEST = 116, 236


class DocumentTabs(QWidget):
    """A tab for each sheet of a session. A click shows it, its cross or the middle button closes it, dragging moves it.

    A dot marks work that is not on disk. One document needs no tab: its title stands on the canvas.
    """

    close_wanted = Signal(int)

    def __init__(self, session: Session, new: QAction) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.bar = _Bar()
        self.bar.setObjectName("document_tabs")
        self.bar.setAccessibleName(self.tr("Open documents"))
        self.bar.setDocumentMode(True)
        self.bar.setDrawBase(False)
        self.bar.setMovable(True)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.bar.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self.bar.installEventFilter(self)
        self.bar.currentChanged.connect(self._chosen)
        self.bar.tabMoved.connect(self._moved)
        self.add = QToolButton()
        self.add.setObjectName("new_tab")
        self.add.setAutoRaise(True)
        self.add.setDefaultAction(new)
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(2)
        row.addWidget(self.bar)
        row.addWidget(self.add)
        row.addStretch(1)
        self.setObjectName("document_row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        session.changed.connect(self.refresh)
        session.sheets_changed.connect(self.refresh)
        self.restyle()

    def refresh(self, *_: object) -> None:
        """Show the sheets there are."""
        sheets = self._session.sheets
        shown = (self._session.index, *((sheet.key, sheet.name, sheet.path, sheet.is_dirty) for sheet in sheets))
        if shown == self._shown:
            return
        self._shown = shown
        self.bar.blockSignals(True)
        while self.bar.count() > len(sheets):
            self.bar.removeTab(self.bar.count() - 1)
        while self.bar.count() < len(sheets):
            at = self.bar.addTab("")
            self.bar.setTabButton(at, QTabBar.ButtonPosition.RightSide, self._cross())
        for at, sheet in enumerate(sheets):
            self._show(at, sheet)
        self.bar.setCurrentIndex(self._session.index)
        self.bar.blockSignals(False)
        self.setVisible(len(sheets) > 1)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for at in range(self.bar.count()):
            button = self.bar.tabButton(at, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(icon("mdi6.close", theme().muted))
        colours = theme()
        self.bar.setStyleSheet(
            "QTabBar::tab { padding: 6px 4px 6px 12px; }"
            f"QTabBar::tab:!selected {{ border-bottom: 2px solid transparent; }}"
            f"QTabBar::tab:hover:!selected {{ background: {colours.panel}; }}"
            "QTabBar::tear { width: 0; }"
            f"QTabBar > QToolButton {{ background: {colours.window}; border: 0; border-radius: 4px; }}"
            f"QTabBar > QToolButton:hover {{ background: {colours.frame}; }}"
        )
        self.setStyleSheet(f"QWidget#document_row {{ background: {colours.window}; }}")
        self._shown = ()
        self.refresh()

    def _show(self, at: int, sheet: Sheet) -> None:
        name = sheet.name.replace("&", "&&")
        self.bar.setTabText(at, f"{DOT} {name}" if sheet.is_dirty else name)
        where = str(sheet.path) if sheet.path else self.tr("in no file yet")
        state = self.tr("not saved") if sheet.is_dirty else ""
        self.bar.setTabToolTip(at, plain_tip("\n".join(filter(None, (sheet.document.title, where, state)))))
        self.bar.setAccessibleTabName(at, f"{sheet.name}, {state}" if state else sheet.name)

    def _cross(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("close_tab")
        button.setAutoRaise(True)
        button.setIcon(icon("mdi6.close", theme().muted))
        button.setIconSize(QSize(13, 13))
        button.setFixedSize(20, 20)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(self.tr("Close"))
        button.clicked.connect(self._closer(button))
        return button

    def _closer(self, button: QToolButton) -> Callable[[], None]:
        def close() -> None:
            side = QTabBar.ButtonPosition.RightSide
            at = next((at for at in range(self.bar.count()) if self.bar.tabButton(at, side) is button), None)
            if at is not None:
                self.close_wanted.emit(at)

        return close

    def _chosen(self, at: int) -> None:
        self._session.go_to(at)

    def _moved(self, start: int, end: int) -> None:
        self._shown = ()
        self._session.reorder(start, end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The middle button closes the tab under it."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            at = self.bar.tabAt(event.position().toPoint())
            if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
                self.close_wanted.emit(at)
                return True
        return super().eventFilter(watched, event)


class _Bar(QTabBar):
    """Tabs as wide as their names, up to a limit."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def tabSizeHint(self, index: int) -> QSize:
        """No tab takes the whole row."""
        hint = super().tabSizeHint(index)
        return QSize(min(max(hint.width(), NARROWEST), WIDEST), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """A name that can be told from the others; beyond that the row scrolls."""
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), NARROWEST), hint.height())
