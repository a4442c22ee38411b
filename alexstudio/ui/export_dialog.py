"""The export dialog: which file, which form, which weights."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from alexstudio.files import user_path
from alexstudio.ui.trainer import RunView


class ExportDialog(QDialog):
    """Asks where and how to write the model."""

    def __init__(self, parent: QWidget | None, suggestion: Path, run: RunView | None) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export the model"))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        self.path = QLineEdit(str(suggestion))
        self.path.setObjectName("export_path")
        self.path.setAccessibleName(self.tr("File"))
        browse = QPushButton(self.tr("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        column.addWidget(_head(self.tr("File")))
        column.addLayout(row)
        column.addSpacing(6)
        column.addWidget(_head(self.tr("Form")))
        self.state = QRadioButton(self.tr("Weights and description (.pt), with readable model.py beside it"))
        self.module = QRadioButton(self.tr("Whole compiled module (.pt)"))
        self._forms = _group(self, self.state, self.module)
        column.addWidget(self.state)
        column.addWidget(
            _small(self.tr("Opens with torch.load(…) in plain PyTorch, no alexstudio needed. Safe to share."))
        )
        column.addWidget(self.module)
        column.addWidget(
            _small(self.tr("Needs weights_only=False, which runs code from the file: only for files you trust."))
        )
        column.addSpacing(6)
        column.addWidget(_head(self.tr("Weights")))
        self.best = QRadioButton(self.tr("Best validation of the last training"))
        self.last = QRadioButton(self.tr("End of the last training"))
        self.fresh = QRadioButton(self.tr("Fresh weights of the document as it is now (not trained)"))
        self._weights = _group(self, self.best, self.last, self.fresh)
        for button in (self.best, self.last, self.fresh):
            column.addWidget(button)
        has_run = run is not None and run.finished is not None
        self.best.setEnabled(has_run)
        self.last.setEnabled(has_run)
        if not has_run:
            self.fresh.setChecked(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.ok.setText(self.tr("Export"))
        self.ok.setObjectName("export_ok")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.path.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))

    @property
    def out(self) -> Path:
        """The chosen file; .pt is added when there is no suffix."""
        path = user_path(self.path.text().strip())
        return path if path.suffix else path.with_suffix(".pt")

    @property
    def kind(self) -> Literal["state", "module"]:
        """The chosen form."""
        return "module" if self.module.isChecked() else "state"

    @property
    def weights(self) -> Literal["best", "last", "fresh"]:
        """The chosen weights."""
        return "fresh" if self.fresh.isChecked() else "last" if self.last.isChecked() else "best"

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), self.path.text(), "PyTorch (*.pt)")
        if name:
            self.path.setText(name)


def _group(parent: QWidget, *buttons: QRadioButton) -> QButtonGroup:
    group = QButtonGroup(parent)
    for button in buttons:
        group.addButton(button)
    buttons[0].setChecked(True)
    return group


def _head(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setContentsMargins(24, 0, 0, 0)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
