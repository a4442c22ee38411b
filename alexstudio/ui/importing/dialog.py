"""`ImportDialog`: choose a source, read the report, open the document."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QProgressBar,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis import analyse
from alexstudio.analysis.dialect import which_alexnet
from alexstudio.graph import Document
from alexstudio.interop.imported import Severity
from alexstudio.ui.importing.reading import Found, Reading
from alexstudio.ui.importing.sources import Sources
from alexstudio.ui.labels import plain_label
from alexstudio.ui.sentences import said
from alexstudio.ui.theme import theme
from alexstudio.ui.trainer import Engine
from alexstudio.ui.words import mark, multiply_adds_text, params_text, translate

_SEVERITIES: dict[Severity, str] = {
    "understood": mark("Import", "understood"),
    "approximated": mark("Import", "approximated"),
    "left out": mark("Import", "left out"),
}


class ImportDialog(QDialog):
    """``document`` is what was imported when it was accepted."""

    def __init__(self, parent: QWidget | None, engine: Engine) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(self.tr("Import a network"))
        self.resize(820, 440)
        self.document: Document | None = None
        self.sources = Sources()
        self.reading = Reading(self, engine)
        self.why = plain_label("", "fault")
        self.why.setObjectName("import_why")
        self.why.hide()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Reading"))
        self.progress.hide()
        self.summary, self.dialect = plain_label("", "heading"), plain_label("", "muted")
        self.summary.setObjectName("import_summary")
        self.lines = QTreeWidget()
        self.lines.setObjectName("import_report")
        self.lines.setAccessibleName(self.tr("What became of the layers"))
        self.lines.setRootIsDecorated(False)
        self.lines.setWordWrap(True)
        self.lines.setHeaderLabels([self.tr("What"), self.tr("Layers"), self.tr("How")])
        self.lines.header().resizeSection(0, 110)
        self.lines.header().resizeSection(1, 170)
        self.lines.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        first, second = QWidget(), QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.sources, self.why, self.progress):
            column.addWidget(widget)
        column = QVBoxLayout(second)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.summary, self.dialect, self.lines):
            column.addWidget(part)
        self.pages = QStackedWidget()
        self.pages.addWidget(first)
        self.pages.addWidget(second)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.back = self.buttons.addButton(self.tr("Back"), QDialogButtonBox.ButtonRole.ResetRole)
        self.back.setAutoDefault(False)
        self.go = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("import_go")
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 12)
        whole.setSpacing(10)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.buttons)
        self.sources.changed.connect(self._enable)
        self.sources.changed.connect(self.why.hide)
        self.back.clicked.connect(lambda: self._show(None))
        self.go.clicked.connect(self._press)
        self.buttons.rejected.connect(self.reject)
        self.reading.found.connect(self._show)
        self.reading.refused.connect(self._refuse)
        self.finished.connect(self.reading.close)
        self._show(None)
        self.sources.file.setFocus()

    def _press(self) -> None:
        if self.pages.currentIndex():
            self.accept()
            return
        wanted = self.sources.wanted
        if wanted is not None and not self.reading.is_busy:
            self.why.hide()
            self.progress.show()
            self.reading.start(wanted)
            self._enable()

    def _enable(self) -> None:
        is_ready = bool(self.pages.currentIndex()) or self.sources.wanted is not None
        self.go.setEnabled(is_ready and not self.reading.is_busy)
        self.sources.setEnabled(not self.reading.is_busy)

    def _refuse(self, why: str) -> None:
        self.progress.hide()
        self.why.setText(said(why))
        self.why.show()
        self._enable()

    def _show(self, found: Found | None) -> None:
        """The report of what was found, or the sources again."""
        self.progress.hide()
        self.document = found.document if found else None
        self.pages.setCurrentIndex(1 if found else 0)
        self.go.setText(self.tr("Open") if found else self.tr("Import"))
        self.back.setVisible(found is not None)
        self._enable()
        if found is None:
            return
        report = analyse(found.document)
        parts = [found.document.title, params_text(report.total.params), multiply_adds_text(report.total.multiply_adds)]
        if report.problems:
            parts.append(translate("Import", "%n problems", "", len(report.problems)))
        self.summary.setText("   ·   ".join(parts))
        told = which_alexnet(found.document)
        self.dialect.setText(said(told.sentence) if told else "")
        self.dialect.setVisible(bool(told))
        self.lines.clear()
        for column, is_told in (
            (0, any(line.severity for line in found.lines)),
            (1, any(line.layers for line in found.lines)),
        ):
            self.lines.setColumnHidden(column, not is_told)
        for severity, layers, sentence in found.lines:
            word = translate("Import", _SEVERITIES[severity]) if severity else ""
            item = QTreeWidgetItem([word, layers, said(sentence)])
            item.setToolTip(1, layers)
            item.setToolTip(2, said(sentence))
            if severity in ("approximated", "left out"):
                item.setForeground(0, QColor(theme().warn if severity == "approximated" else theme().bad))
            for column in range(3):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.lines.addTopLevelItem(item)
