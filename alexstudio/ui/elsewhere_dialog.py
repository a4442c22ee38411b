"""The dialog of a run on other machines: folder, machines, processes; the line and the script that come of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from alexstudio.files import user_path
from alexstudio.graph import Document
from alexstudio.runs.elsewhere import Elsewhere, spread_devices
from alexstudio.ui.labels import plain_label


class ElsewhereDialog(QDialog):
    """Asks where the run folder goes and how many processes train it; shows what to type there."""

    def __init__(self, parent: QWidget | None, document: Document, suggestion: Path) -> None:
        super().__init__(parent)
        self.setObjectName("elsewhere_dialog")
        self.setWindowTitle(self.tr("Run elsewhere"))
        self.setMinimumWidth(640)
        self._document = document
        self.path = QLineEdit(str(suggestion))
        self.path.setObjectName("elsewhere_path")
        browse = QPushButton(self.tr("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.path, 1)
        where.addWidget(browse)
        self.nodes, self.processes = _number(1), _number(1)
        self.devices = _number(spread_devices(document))
        form = QFormLayout()
        form.addRow(self.tr("Run folder"), where)
        form.addRow(self.tr("Machines"), self.nodes)
        form.addRow(self.tr("Processes on each"), self.processes)
        form.addRow(self.tr("GPUs of each process"), self.devices)
        self.share = plain_label("", "muted")
        self.line, self.script = QPlainTextEdit(), QPlainTextEdit()
        copies = [QPushButton(self.tr("Copy the line")), QPushButton(self.tr("Copy the script"))]
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.share)
        titles = self.tr("On every machine"), self.tr("Or with Slurm")
        for title, text, button, height in zip(titles, (self.line, self.script), copies, (58, 190), strict=True):
            text.setReadOnly(True)
            text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            text.setFixedHeight(height)
            text.setTabChangesFocus(True)
            text.setAccessibleName(title)
            button.setAutoDefault(False)
            head = QHBoxLayout()
            head.addWidget(plain_label(title, "heading"), 1)
            head.addWidget(button)
            column.addLayout(head)
            column.addWidget(text)
        self.copy_line, self.copy_script = copies
        self.copy_line.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.line.toPlainText()))
        self.copy_script.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.script.toPlainText()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.ok.setText(self.tr("Write the folder"))
        self.ok.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.path.textChanged.connect(self._show)
        for number in (self.nodes, self.processes, self.devices):
            number.valueChanged.connect(self._show)
        self._show()

    @property
    def out(self) -> Path:
        """The chosen folder."""
        return user_path(self.path.text().strip()).absolute()

    @property
    def plan(self) -> Elsewhere:
        """The chosen processes."""
        return Elsewhere(self.nodes.value(), self.processes.value(), self.devices.value())

    def _show(self) -> None:
        text, plan, batch = self.path.text().strip(), self.plan, self._document.recipe.batch_size
        self.line.setPlainText(plan.line(str(self.out)) if text else "")
        self.script.setPlainText(plan.slurm(str(self.out), self._document.title) if text else "")
        if plan.size == 1:
            told, each = self.tr("One process trains on each batch of {batch} pictures."), ""
        elif plan.size <= batch:
            told = self.tr("{size} processes share each batch of {batch} pictures: {each} each.")
            each = f"{batch // plan.size:,}" if batch % plan.size == 0 else f"{batch // plan.size:,}+"
        else:
            told, each = self.tr("A batch of {batch} is too small for {size} processes."), ""
        self.share.setText(told.format(size=f"{plan.size:,}", batch=f"{batch:,}", each=each))
        self.ok.setEnabled(bool(text) and plan.size <= batch)

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Run folder"), str(self.out.parent))
        if name:
            self.path.setText(str(Path(name) / self.out.name))


def _number(value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, 4096)
    box.setValue(value)
    box.setFixedWidth(96)
    box.lineEdit().setTextMargins(8, 0, 0, 0)  # a style sheet's padding does not reach it
    return box
