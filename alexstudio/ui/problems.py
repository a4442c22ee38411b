"""The problems panel: one sentence each, what helps as buttons beside it; a click goes to the layer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from alexstudio.analysis import Trouble
from alexstudio.history import Snapshot
from alexstudio.ui.actions import icon
from alexstudio.ui.fix_buttons import FixButtons
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.theme import theme
from alexstudio.ui.words import translate

SHOWN = 60
"""Problems that are listed; whoever has more of them starts with these."""
_ICONS = {"error": "mdi6.alert-circle-outline", "warning": "mdi6.alert-outline", "note": "mdi6.information-outline"}
_ICON_SIZE = 18


class ProblemRow(QFrame):
    """One problem."""

    activated = Signal(str)

    def __init__(self, session: Session, trouble: Trouble) -> None:
        super().__init__()
        self.trouble = trouble
        self.setObjectName("problem_row")
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        kinds = {"error": self.tr("error"), "warning": self.tr("warning"), "note": self.tr("note")}
        self.setAccessibleName(f"{kinds[trouble.severity]}: {said(trouble.message)}")
        if trouble.node:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._mark = QLabel()
        self._mark.setFixedSize(_ICON_SIZE, _ICON_SIZE)
        text = QLabel(said(trouble.message))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setProperty("role", "muted" if trouble.severity == "note" else "")
        self.fixes = FixButtons(session, 3)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(text)
        words.addWidget(self.fixes, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        colours = theme()
        colour = {"error": colours.bad, "warning": colours.warn, "note": colours.muted}[self.trouble.severity]
        self._mark.setPixmap(icon(_ICONS[self.trouble.severity], colour).pixmap(_ICON_SIZE, _ICON_SIZE))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the layer."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit(self.trouble.node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the layer too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.trouble.node)
        else:
            super().keyPressEvent(event)


class ProblemsPanel(QWidget):
    """What keeps the network from running, then what runs but hardly as meant."""

    activated = Signal(str)
    """Id of the node whose problem was clicked."""
    count_changed = Signal(int)
    """Errors and warnings; notes are not counted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._snapshot: Snapshot | None = None
        self.rows: list[ProblemRow] = []
        self._none = QLabel(self.tr("No problems. The network can be compiled and trained."))
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setProperty("role", "muted")
        self.list = QScrollArea()
        self.list.setObjectName("problem_list")
        self.list.setAccessibleName(self.tr("Problems"))
        self.list.setWidgetResizable(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = QLabel()
        self._more.setProperty("role", "muted")
        self._more.setContentsMargins(40, 8, 12, 8)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self.list.setWidget(body)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.list)
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the problems of a snapshot; while no one sees them only their number."""
        self._snapshot = snapshot
        report = snapshot.report
        notes = sum(trouble.severity == "note" for trouble in report.warnings)
        self.count_changed.emit(len(report.problems) + len(report.warnings) - notes)
        if self.isVisible():
            self._show(snapshot)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        if self._snapshot is not None:
            self._show(self._snapshot)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for row in self.rows:
            row.restyle()

    def _show(self, snapshot: Snapshot) -> None:
        order = {"error": 0, "warning": 1, "note": 2}
        troubles = sorted(
            (*snapshot.report.problems, *snapshot.report.warnings), key=lambda trouble: order[trouble.severity]
        )
        shown = troubles[:SHOWN]
        if shown != [row.trouble for row in self.rows]:
            self._build(shown)
        for row in self.rows:
            row.fixes.show_for(row.trouble)
        self._more.setVisible(len(troubles) > SHOWN)
        self._more.setText(translate("Canvas", "and %n more", "", len(troubles) - SHOWN))
        self._stack.setCurrentIndex(1 if troubles else 0)

    def _build(self, troubles: list[Trouble]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for place, trouble in enumerate(troubles):
            row = ProblemRow(self._session, trouble)
            row.activated.connect(self._open)
            self._column.insertWidget(place, row)
            self.rows.append(row)

    def _open(self, node_id: str) -> None:
        if node_id:
            self.activated.emit(node_id)
