"""The export dialog: which form, which file, which weights."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from alexstudio.files import user_path
from alexstudio.runs.model_forms import FORMS, Form, Kind, form_of, snippet
from alexstudio.ui.run_view import RunView
from alexstudio.ui.words import spoken

LIST_WIDTH = 210
ROW = 30
LINES = 4
"""Of a snippet, and room for a scroll bar."""


class ExportDialog(QDialog):
    """Asks in which form to write the model, and where; the file's suffix follows the form."""

    def __init__(
        self, parent: QWidget | None, suggestion: Path, run: RunView | None, *, is_spread: bool = False
    ) -> None:
        """``is_spread``: whether the document has its layers on more than one device."""
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export the model"))
        self.setMinimumWidth(720)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(_head(self.tr("Form")))
        self._is_spread = is_spread
        column.addLayout(self._forms())
        column.addSpacing(6)
        column.addWidget(_head(self.tr("File")))
        column.addLayout(self._file(suggestion))
        column.addSpacing(6)
        self.unneeded = _small(self.tr("This form holds no weights."))
        heads = QHBoxLayout()
        heads.addWidget(_head(self.tr("Weights")))
        heads.addWidget(self.unneeded, 1)
        column.addLayout(heads)
        self.best = QRadioButton(self.tr("Best validation of the last training"))
        self.last = QRadioButton(self.tr("End of the last training"))
        self.fresh = QRadioButton(self.tr("Weights that the document starts from (not trained here)"))
        self._weights = QButtonGroup(self)
        for button in (self.best, self.last, self.fresh):
            self._weights.addButton(button)
            column.addWidget(button)
        self._has_run = run is not None and run.finished is not None
        (self.best if self._has_run else self.fresh).setChecked(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.ok.setText(self.tr("Export"))
        self.ok.setObjectName("export_ok")
        self.ok.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.path.textChanged.connect(self._follow)
        self.list.currentRowChanged.connect(self._choose)
        self._show()
        self.path.setFocus()

    @property
    def form(self) -> Form:
        """The chosen form."""
        return FORMS[max(0, self.list.currentRow())]

    @property
    def out(self) -> Path:
        """The chosen file; the form's suffix is added when there is none."""
        path = user_path(self.path.text().strip())
        return path if path.suffix or not path.name else path.with_suffix(self.form.suffixes[0])

    @property
    def kind(self) -> Kind:
        """What the engine calls the form."""
        return self.form.kind

    @property
    def weights(self) -> Literal["best", "last", "fresh"]:
        """The chosen weights."""
        return "fresh" if self.fresh.isChecked() else "last" if self.last.isChecked() else "best"

    def _forms(self) -> QHBoxLayout:
        """The list, and beside it what the chosen one is good for and how it is opened."""
        self.list = QListWidget()
        self.list.setObjectName("export_forms")
        self.list.setAccessibleName(self.tr("Form"))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setFixedHeight(len(FORMS) * ROW + 2 * self.list.frameWidth())
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for form in FORMS:
            item = QListWidgetItem(spoken(form.title), self.list)
            item.setSizeHint(QSize(0, ROW))
        self.list.setCurrentRow(0)
        beside = QVBoxLayout()
        beside.setContentsMargins(14, 0, 0, 0)
        beside.setSpacing(8)
        self.title = _head("")
        self.purpose = _text()
        self.opening = _small(self.tr("Opened with:"))
        self.code = QPlainTextEdit()
        self.code.setObjectName("export_snippet")
        self.code.setAccessibleName(self.tr("Opened with:"))
        self.code.setReadOnly(True)
        self.code.setTabChangesFocus(True)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.code.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code.setFixedHeight(LINES * self.code.fontMetrics().lineSpacing() + 24)
        self.devices = QCheckBox(self.tr("With devices: its layers can be spread as in the document"))
        for widget in (self.title, self.purpose, self.opening, self.code, self.devices):
            beside.addWidget(widget)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(beside, 1)
        return row

    def _file(self, suggestion: Path) -> QHBoxLayout:
        self.path = QLineEdit(str(suggestion))
        self.path.setObjectName("export_path")
        self.path.setAccessibleName(self.tr("File"))
        browse = QPushButton(self.tr("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        return row

    def _choose(self) -> None:
        """Give the file the form's suffix."""
        path, suffixes = Path(self.path.text().strip()), self.form.suffixes
        every = {suffix for form in FORMS for suffix in form.suffixes}
        if path.name and path.suffix.lower() not in suffixes:
            whole = path.with_suffix(suffixes[0]) if path.suffix.lower() in every else Path(f"{path}{suffixes[0]}")
            self.path.setText(str(whole))
        self._show()

    def _follow(self) -> None:
        """A suffix that is typed chooses its form."""
        known = form_of(Path(self.path.text().strip()).suffix)
        if known is not None and known.suffixes != self.form.suffixes:
            self.list.setCurrentRow(FORMS.index(known))
        self._show()

    def _show(self) -> None:
        form, text = self.form, self.path.text().strip()
        self.title.setText(spoken(form.title))
        self.purpose.setText(spoken(form.purpose))
        name = Path(self.out.name if text and self.out.name else f"model{form.suffixes[0]}")
        beside = Path("model.py") if form.kind in ("state", "safetensors") else None
        lines = snippet(form.kind, name, beside)
        self.code.setPlainText(lines)
        self.code.setVisible(bool(lines))
        self.opening.setVisible(bool(lines))
        self.devices.setVisible(self._is_spread and form.kind == "source")
        self.best.setEnabled(self._has_run and form.has_weights)
        self.last.setEnabled(self._has_run and form.has_weights)
        self.fresh.setEnabled(form.has_weights)
        self.unneeded.setVisible(not form.has_weights)
        self.ok.setEnabled(bool(text and self.out.name))

    def _browse(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in self.form.suffixes)
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export"), self.path.text(), f"{spoken(self.form.title)} ({kinds})"
        )
        if name:
            self.path.setText(name)


def _head(text: str) -> QLabel:
    label = _text(text)
    label.setProperty("role", "heading")
    return label


def _text(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _small(text: str) -> QLabel:
    label = _text(text)
    label.setProperty("role", "muted")
    return label
