"""`CompareWindow`: two documents side by side, and the list of what differs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis.diff import Difference, compare
from alexstudio.graph.fileformat import DocumentError
from alexstudio.ui.compare.choices import Choice, file_choice, open_choices, preset_choices
from alexstudio.ui.compare.pane import Pane
from alexstudio.ui.compare.rows import Partners, Rows
from alexstudio.ui.compare.signs import Sign, signs
from alexstudio.ui.labels import plain_label
from alexstudio.ui.numbers import short_count
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.theme import theme

_WIDE = 2.5
"""Width of pictures over their height from which on they lie better one above the other."""


class CompareWindow(QDialog):
    """Shows what differs between two documents while both may still be edited."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setWindowTitle(self.tr("Compare"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1180, 760)
        self._session = session
        self._files: list[Choice] = []
        self._presets = preset_choices()
        self._choices: dict[str, Choice] = {}
        self.before, self.after = self._chooser(self.tr("Before")), self._chooser(self.tr("After"))
        self.left, self.right = Pane("pane_before"), Pane("pane_after")
        self.rows = Rows()
        self.summary = plain_label("", "heading")
        self.summary.setObjectName("compare_summary")
        self.numbers = plain_label("", "muted")
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self._lay_out()
        self.rows.chosen.connect(self._show_partners)
        self.left.clicked.connect(lambda key: self.rows.go_to(before=key))
        self.right.clicked.connect(lambda key: self.rows.go_to(after=key))
        session.changed.connect(self._renew)
        session.sheets_changed.connect(self._renew)

    # -- building ------------------------------------------------------------------------------------------------------

    def _chooser(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setMinimumWidth(220)
        made.setMaxVisibleItems(24)
        made.activated.connect(lambda: self._later.start())
        return made

    def _lay_out(self) -> None:
        swap = QToolButton()
        swap.setObjectName("compare_swap")
        swap.setText("⇄")
        swap.setToolTip(self.tr("Swap before and after"))
        swap.setAccessibleName(swap.toolTip())
        swap.clicked.connect(self._swap)
        more = QPushButton(self.tr("File…"))
        more.setAutoDefault(False)
        more.setToolTip(self.tr("Compare with a document that is not open"))
        more.clicked.connect(self._browse)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.before, 1)
        top.addWidget(more)
        top.addWidget(swap)
        top.addWidget(self.after, 1)
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.addWidget(self.left)
        self._sides.addWidget(self.right)
        self._sides.setChildrenCollapsible(False)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.legend)
        column.addLayout(row)
        column.addWidget(self.numbers)
        column.addWidget(self.rows, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self._sides)
        halves.addWidget(lower)
        halves.setSizes([430, 250])
        halves.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(halves, 1)

    # -- what is compared ----------------------------------------------------------------------------------------------

    def compare(self, before: str = "", after: str = "") -> None:
        """Show two documents, by the keys of `Choice`; the document in front stands for what is left out.

        Without ``before`` it is the document as saved, the preset that it began as if it was changed, another open
        document, or an AlexNet.
        """
        sheet = self._session.sheet
        after = after or f"sheet:{sheet.key}"
        self._fill()
        if not before:
            others = [key for key in self._choices if key.startswith(("saved:", "sheet:")) and key != after]
            own = [f"saved:{sheet.key}", f"preset:{sheet.preset}" if sheet.is_dirty else ""]
            rest = ["preset:alexnet" if sheet.preset != "alexnet" else "preset:alexnet_torchvision"]
            before = next(key for key in (*own, *others, *rest) if key in self._choices)
        self._select(before, after)
        self.refresh()

    def refresh(self) -> None:
        """Compare anew what is chosen."""
        self._later.stop()
        try:
            documents = [self._choices[box.currentData()].read() for box in (self.before, self.after)]
        except DocumentError as error:
            self.summary.setText(said(str(error)))
            self.numbers.setText("")
            self.rows.clear()
            return
        found = compare(*documents)
        before, after = signs(found)
        self.left.show_document(found.before, before)
        self.right.show_document(found.after, after)
        boxes = [pane.content for pane in (self.left, self.right)]
        is_wide = min(box.width() / max(box.height(), 1.0) for box in boxes) > _WIDE
        self._sides.setOrientation(Qt.Orientation.Vertical if is_wide else Qt.Orientation.Horizontal)
        self.rows.show_difference(found)
        self._show_totals(found)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        if self.isVisible():
            self.refresh()

    def _renew(self) -> None:
        if not self.isVisible():
            return
        chosen = self.before.currentData(), self.after.currentData()
        self._fill()
        self._select(*chosen)
        self._later.start()

    def _fill(self) -> None:
        groups = (open_choices(self._session), self._files, self._presets)
        self._choices = {choice.key: choice for group in groups for choice in group}
        for box in (self.before, self.after):
            box.clear()
            for group in groups:
                if group and box.count():
                    box.insertSeparator(box.count())
                for choice in group:
                    box.addItem(choice.title, choice.key)

    def _select(self, before: str, after: str) -> None:
        for box, key in ((self.before, before), (self.after, after)):
            box.setCurrentIndex(max(0, box.findData(key)))

    def _swap(self) -> None:
        self._select(self.after.currentData(), self.before.currentData())
        self.refresh()

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Compare with"), "", "alexstudio (*.json)")
        if not name:
            return
        choice, after = file_choice(Path(name)), self.after.currentData()
        self._files = [one for one in self._files if one.key != choice.key] + [choice]
        self._fill()
        self._select(choice.key, after)
        self.refresh()

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _show_totals(self, found: Difference) -> None:
        alike = len(found.pairs) - len(found.changed)
        counts = self.tr("{alike} layers alike, {changed} changed, {added} added, {removed} removed").format(
            alike=alike, changed=len(found.changed), added=len(found.added), removed=len(found.removed)
        )
        same = self.tr("They compute the same.")
        self.summary.setText(f"{same} {counts}" if found.is_same else counts)
        before, after = found.totals
        parameters = self.tr("parameters {before} → {after} ({change})").format(
            before=f"{before.params:,}", after=f"{after.params:,}", change=f"{after.params - before.params:+,}"
        )
        products = self.tr("multiply-adds {before} → {after}").format(
            before=short_count(before.multiply_adds), after=short_count(after.multiply_adds)
        )
        self.numbers.setText(f"{parameters}   ·   {products}")
        words = [f'<b style="color:{sign.colour.name()}">{sign.value}</b> {sign.title}' for sign in Sign]
        self.legend.setText(f'<span style="color:{theme().muted}">{" &nbsp; ".join(words)}</span>')

    def _show_partners(self, partners: Partners) -> None:
        self.left.choose(partners.before)
        self.right.choose(partners.after)
