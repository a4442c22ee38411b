"""The problems list: one sentence each; a click goes to the layer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QStackedLayout, QWidget

from alexstudio.history import Snapshot
from alexstudio.ui.actions import icon
from alexstudio.ui.session import Session
from alexstudio.ui.theme import theme


class ProblemsPanel(QWidget):
    """What keeps the network from running."""

    activated = Signal(str)
    """Id of the node whose problem was clicked."""
    count_changed = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setObjectName("problem_list")
        self.list.setAccessibleName(self.tr("Problems"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self._none = QLabel(self.tr("No problems. The network can be compiled and trained."))
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setProperty("role", "muted")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.list)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the problems of a snapshot."""
        problems = snapshot.report.problems
        self.list.clear()
        for problem in problems:
            item = QListWidgetItem(icon("mdi6.alert-outline", theme().warn), problem.message)
            item.setData(Qt.ItemDataRole.UserRole, problem.node)
            self.list.addItem(item)
        self._stack.setCurrentIndex(1 if problems else 0)
        self.count_changed.emit(len(problems))

    def _open(self, item: QListWidgetItem) -> None:
        node_id = item.data(Qt.ItemDataRole.UserRole)
        if node_id:
            self.activated.emit(node_id)
