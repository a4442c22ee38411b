"""Buttons that do what helps against a problem, each as one undo step."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from alexstudio.analysis import Trouble
from alexstudio.analysis.fixes import fixes
from alexstudio.graph.changes import Fix
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session


class FixButtons(QWidget):
    """The fixes of one problem of the open document. They are worked out after the window has been painted."""

    def __init__(self, session: Session, most: int, *, is_column: bool = False) -> None:
        super().__init__()
        self._session, self._most = session, most
        self._trouble: Trouble | None = None
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        if is_column:
            self._row.setDirection(QHBoxLayout.Direction.TopToBottom)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(6)
        self.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._work_out)

    def show_for(self, trouble: Trouble | None) -> None:
        """Offer what helps against a problem, or nothing."""
        self._trouble = trouble
        if trouble is None:
            self._fill(())
        else:
            self._soon.start()

    def _work_out(self) -> None:
        snapshot = self._session.snapshot
        trouble = self._trouble
        if trouble is not None and trouble in (*snapshot.report.problems, *snapshot.report.warnings):
            self._fill(fixes(snapshot.document, snapshot.report, trouble)[: self._most])

    def _fill(self, found: tuple[Fix, ...]) -> None:
        if [said(fix.label) for fix in found] == [button.text() for button in self.buttons]:
            for button, fix in zip(self.buttons, found, strict=True):
                button.setProperty("fix", fix)
            return
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for fix in found:
            button = QPushButton(said(fix.label))
            button.setObjectName("fix")
            button.setProperty("role", "fix")
            button.setProperty("fix", fix)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setToolTip(self.tr("{fix}: one step, Ctrl+Z takes it back").format(fix=said(fix.label)))
            button.clicked.connect(lambda _=False, button=button: self._session.fix(button.property("fix")))
            self._row.addWidget(button)
            self.buttons.append(button)
        self.setVisible(bool(found))
