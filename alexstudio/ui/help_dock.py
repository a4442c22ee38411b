"""The Help dock: pages to read beside the network, with a way back, a search, and links that act on the document."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from alexstudio.help import Link, read_link
from alexstudio.help.pages import START
from alexstudio.ui.actions import icon
from alexstudio.ui.help_contents import HelpContents
from alexstudio.ui.help_view import HelpView
from alexstudio.ui.help_words import said_page, said_pages
from alexstudio.ui.labels import plain_label
from alexstudio.ui.theme import theme

WIDTH = 356
_REMEMBERED = "help_page"


class _Stop(NamedTuple):
    """Where the reader was: a page, and how far down."""

    link: Link
    place: int = 0


class HelpDock(QWidget):
    """What stands in the dock. It shows pages itself; ``wanted`` carries the `Link` of everything else."""

    wanted = Signal(object)
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setMinimumWidth(WIDTH)
        self._past: list[_Stop] = []
        self._future: list[_Stop] = []
        self._link: Link | None = None
        self.view = HelpView()
        self.view.wanted.connect(self.follow)
        self.view.back_wanted.connect(self.go_back)
        self.view.forward_wanted.connect(self.go_forward)
        self.contents = HelpContents()
        self.contents.chosen.connect(self._choose)
        self.back = _button("help_back", self.tr("Back (Alt+Left)"), self.go_back)
        self.forward = _button("help_forward", self.tr("Forward (Alt+Right)"), self.go_forward)
        self.list_button = _button("help_list", self.tr("Contents"), self.toggle_contents)
        self.close_button = _button("help_close", self.tr("Close (Esc)"), self.close_wanted.emit)
        self.line = QLineEdit()
        self.line.setObjectName("help_search")
        self.line.setPlaceholderText(self.tr("Search the pages"))
        self.line.setAccessibleName(self.tr("Search the pages"))
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self.contents.take_current)
        self.line.installEventFilter(self)
        self._told = plain_label("", "fault")
        self._told.setObjectName("help_told")
        self._told.setContentsMargins(16, 6, 12, 6)
        self._told.hide()
        self._build()
        self.restyle()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 8, 6)
        row.setSpacing(2)
        for widget in (self.back, self.forward, self.list_button):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self.line, 1)
        row.addSpacing(4)
        row.addWidget(self.close_button)
        rule = QFrame()
        rule.setProperty("role", "rule")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.contents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(rule)
        column.addWidget(self._told)
        column.addWidget(self._stack, 1)

    # -- pages ---------------------------------------------------------------------------------------------------------

    @property
    def link(self) -> Link | None:
        """The page that is shown."""
        return self._link

    def begin(self) -> None:
        """Show a page if none is shown yet: the one of the last time, else the first."""
        if self._link is None and not self.open(read_link(str(QSettings().value(_REMEMBERED, "")))):
            self.open(START)

    def show_if(self, is_visible: bool) -> None:
        """Have a page ready when the dock is shown, also by the layout of the last time."""
        if is_visible:
            self.begin()

    def follow(self, address: str) -> None:
        """Do what a link says; what cannot be done is told above the page."""
        link = read_link(address)
        if link.scheme in ("page", "layer"):
            if not self.open(link):
                is_layer = link.scheme == "layer"
                text = self.tr("There is no page called “{name}”.")
                text = self.tr("There is no layer type called “{name}”.") if is_layer else text
                self.tell(text.format(name=link.target[:60]))
        elif link.scheme == "web":
            self.tell("")
            QDesktopServices.openUrl(QUrl(address))
        elif link.scheme == "unknown":
            self.tell(self.tr("The link “{link}” leads nowhere.").format(link=link.target[:60]))
        else:
            self.tell("")
            self.wanted.emit(link)

    def open(self, link: Link) -> bool:
        """Show a page; False when there is none."""
        page = said_page(link)
        if page is None:
            return False
        if self._link is not None and self._link != link:
            self._past.append(self._stop)
            self._future.clear()
        self._show(_Stop(link))
        return True

    def go_back(self) -> None:
        """The page before this one, where the reader was on it."""
        self._turn(self._past, self._future)

    def go_forward(self) -> None:
        """The page that the way back came from."""
        self._turn(self._future, self._past)

    def tell(self, sentence: str) -> None:
        """Say something above the page, until the next link; nothing when it is empty."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    @property
    def told(self) -> str:
        """What is said above the page."""
        return "" if self._told.isHidden() else self._told.text()

    @property
    def _stop(self) -> _Stop:
        assert self._link is not None
        return _Stop(self._link, self.view.verticalScrollBar().value())

    def _turn(self, source: list[_Stop], other: list[_Stop]) -> None:
        if self._link is None or not source:
            return
        other.append(self._stop)
        self._show(source.pop())

    def _show(self, stop: _Stop) -> None:
        page = said_page(stop.link)
        text = page.text if page else self.tr("This page is gone: its plugin is not enabled any more.")
        self._link = stop.link
        self.tell("")
        self.view.show_text(text)
        self._stack.setCurrentWidget(self.view)
        self.view.verticalScrollBar().setValue(stop.place)
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._future))
        QSettings().setValue(_REMEMBERED, f"{stop.link.scheme}:{stop.link.target}")

    # -- contents and search -------------------------------------------------------------------------------------------

    @property
    def is_listing(self) -> bool:
        """Whether the contents are shown instead of a page."""
        return self._stack.currentWidget() is self.contents

    def toggle_contents(self) -> None:
        """Show the contents, or the page again."""
        if self.is_listing:
            self._leave_contents()
        else:
            self._list("")
            self.contents.setFocus()

    def _leave_contents(self) -> None:
        self.line.clear()
        self._stack.setCurrentWidget(self.view)
        self.view.setFocus()

    def _list(self, query: str) -> None:
        self.tell("")
        self.contents.show_pages(said_pages(), query, self._link)
        self._stack.setCurrentWidget(self.contents)

    def _search(self, text: str) -> None:
        if text.strip():
            self._list(text)
        elif self.is_listing:
            self._stack.setCurrentWidget(self.view)

    def _choose(self, link: Link) -> None:
        query = self.line.text().strip()
        self.open(link)
        self._leave_contents()
        self.view.show_word(query)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows belong to the list while the cursor is in the search line; Escape empties it first."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps and self.is_listing:
                self.contents.step(steps[Qt.Key(event.key())])
                return True
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the contents, then closes the dock."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.is_listing:
            self._leave_contents()
        else:
            self.close_wanted.emit()

    # -- looks ---------------------------------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for button, name in (
            (self.back, "mdi6.arrow-left"),
            (self.forward, "mdi6.arrow-right"),
            (self.list_button, "mdi6.format-list-bulleted"),
            (self.close_button, "mdi6.close"),
        ):
            button.setIcon(icon(name, theme().text))
        self.setStyleSheet(f"HelpView, HelpContents {{ background: {theme().window}; border: 0; }}")
        if self._link is not None:
            self.view.restyle()
        self.contents.restyle()


def _button(name: str, tip: str, act: object) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.clicked.connect(act)
    return button
