"""The Memory panel: what a training step needs on each device before anything runs, and which cards it fits."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QStackedLayout,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis.memory import (
    BATCH_LIMIT,
    MEANINGS,
    Accounting,
    Course,
    Fit,
    Memory,
    batch_text,
    course,
    mebibytes,
    precision_of,
    shelf,
)
from alexstudio.history import Snapshot
from alexstudio.ui.labels import plain_label
from alexstudio.ui.memory_bars import MemoryBars
from alexstudio.ui.plain_table import fill, make_table
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.verdict import FITS, VerdictDelegate
from alexstudio.ui.words import mark, spoken, translate

_TITLES: dict[Accounting, str] = {
    "modern": mark("Memory", "Modern (PyTorch)"),
    "2012": mark("Memory", "2012 (original code)"),
}
_VERDICT = 2


class MemoryPanel(QWidget):
    """Peaks, the largest tensors and the shelf of cards. Nothing is worked out while no one looks."""

    activated = Signal(str)
    """Id of the node whose tensor was clicked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._snapshot = session.snapshot
        self._history: object = session.history
        self._own_batch: int | None = None
        self._course, self._machine = Course(), Course()
        self._nodes: list[str] = []
        self._fits: list[Fit] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)  # after what the edit itself must show
        self._later.timeout.connect(self._work_out)
        self._machine_later = QTimer(self)
        self._machine_later.setSingleShot(True)
        self._machine_later.setInterval(60)  # the row of this machine needs a second walk: not while edits come in
        self._machine_later.timeout.connect(self._renew_machine)
        self._build()
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.accounting = QComboBox()
        self.accounting.setObjectName("accounting")
        self.accounting.setAccessibleName(self.tr("Accounting"))
        for name, title in _TITLES.items():
            self.accounting.addItem(translate("Memory", title), name)
        self.accounting.activated.connect(self._work_out)
        self.batch = QSpinBox()
        self.batch.setObjectName("memory_batch")
        self.batch.setAccessibleName(self.tr("Batch size"))
        self.batch.setToolTip(self.tr("Pictures per step, to try out; the recipe stays as it is."))
        self.batch.setRange(1, BATCH_LIMIT)
        self.batch.setFixedWidth(92)
        self.batch.lineEdit().setTextMargins(8, 0, 0, 0)  # a style sheet's padding does not reach it
        self.batch.valueChanged.connect(self._try_batch)
        self.meaning = plain_label("", "muted")
        self.note = plain_label("", "muted")
        self.note.setWordWrap(False)
        self.why = plain_label("", "muted")
        self.why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bars = MemoryBars()
        self.largest = make_table((self.tr("Layer"), self.tr("Largest at the peak"), self.tr("Size")), stretched=1)
        self.largest.setObjectName("memory_largest")
        self.largest.itemClicked.connect(self._open)
        self.largest.itemActivated.connect(self._open)
        self.cards = make_table((self.tr("Card"), self.tr("Memory"), "", self.tr("Largest batch")), stretched=0)
        self.cards.setObjectName("memory_cards")
        self.cards.setItemDelegateForColumn(_VERDICT, VerdictDelegate(self.cards))
        self.cards.itemSelectionChanged.connect(self._choose_card)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 9)
        row.addWidget(self.largest, 8)
        row.addWidget(self.cards, 9)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.why)
        self._stack.addWidget(columns)

    def _left(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 10, 14, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.accounting)
        row.addSpacing(8)
        batch = QLabel(self.tr("batch"))
        batch.setProperty("role", "muted")
        batch.setBuddy(self.batch)
        row.addWidget(batch)
        row.addWidget(self.batch)
        row.addWidget(self.note, 1)
        column.addLayout(row)
        column.addWidget(self.meaning)
        column.addSpacing(2)
        column.addWidget(self.bars)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    # -- what is shown -------------------------------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot, as soon as someone looks; another document or recipe brings its own batch size."""
        before, self._snapshot = self._snapshot, snapshot
        wanted = snapshot.document.recipe.batch_size
        if self._session.history is not self._history or wanted != before.document.recipe.batch_size:
            self._history, self._own_batch = self._session.history, None
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        self._work_out()
        super().showEvent(event)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        self.bars.update()
        if self.isVisible():
            self._show()

    def _work_out(self) -> None:
        """Everything that the batch size does not change, then what it does."""
        self._later.stop()
        document, report = self._snapshot.document, self._snapshot.report
        accounting: Accounting = self.accounting.currentData()
        self._course = course(document, report, accounting=accounting)
        self.meaning.setText(spoken(MEANINGS[accounting]))
        is_open = accounting == "modern" and document.recipe.precision == "auto"
        precision = "float32" if accounting == "2012" else precision_of(document)
        self.note.setText(self.tr("{precision} (auto)").format(precision=precision) if is_open else precision)
        why = self.tr("When a training starts, auto takes bfloat16 where a quick timing shows that it is faster.")
        self.note.setToolTip(why if is_open else "")
        if accounting == "2012" or not self._machine.devices:
            self._machine = self._on_machine()
        else:
            self._machine_later.start()
        self._show()

    def _on_machine(self) -> Course:
        """The same on this machine's processor, for its row of the shelf; 2012 had no such accounting."""
        if self.accounting.currentData() == "2012":
            return Course()
        return course(self._snapshot.document, self._snapshot.report, place="cpu")

    def _renew_machine(self) -> None:
        self._machine = self._on_machine()
        if self._course.devices:
            self._show_cards(shelf(self._course, self.batch.value(), self._machine))

    def _show(self) -> None:
        self._stack.setCurrentIndex(1 if self._course.devices else 0)
        self.why.setText(said(self._course.why))
        if not self._course.devices:
            return
        batch = self._own_batch or self._snapshot.document.recipe.batch_size
        self.batch.blockSignals(True)
        self.batch.setValue(batch)
        self.batch.blockSignals(False)
        memory = self._course.at(batch)
        self.bars.show_devices(memory.devices)
        self._show_largest(memory)
        self._show_cards(shelf(self._course, batch, self._machine))

    def _show_largest(self, memory: Memory) -> None:
        graph = self._snapshot.document.graph
        uses = [(device, use) for device, one in memory.devices.items() for use in one.largest]
        uses.sort(key=lambda pair: -pair[1].bytes)
        self._nodes = [use.node for _, use in uses]
        rows = []
        for device, use in uses:
            what = said(use.what)
            if len(memory.devices) > 1 and use.node:
                what = f"{what}, {device}"
            rows.append((graph[use.node].name if use.node else said(device), what, mebibytes(use.bytes)))
        fill(self.largest, rows, [f"{name}: {what}" for name, what, _ in rows])

    def _show_cards(self, fits: list[Fit]) -> None:
        self._fits = fits
        rows, tips = [], []
        for fit in fits:
            name = said(fit.card.name)
            if fit.cards > 1:
                name = f"{fit.cards} × {name}"
            verdict = self.tr("fits") if fit.fits else self.tr("does not fit")
            rows.append((name, mebibytes(fit.card.memory), verdict, said(batch_text(fit.largest))))
            tips.append(
                self.tr("needs {needed} of {memory}").format(
                    needed=mebibytes(fit.needed), memory=mebibytes(fit.card.memory)
                )
            )
        fill(self.cards, rows, tips)
        for row, fit in enumerate(fits):
            item = self.cards.item(row, _VERDICT)
            if item is not None and item.data(FITS) != fit.fits:
                item.setData(FITS, fit.fits)
        if not self.cards.selectedItems():
            self.cards.selectRow(0)
        self._choose_card()

    # -- gestures ------------------------------------------------------------------------------------------------------

    def _try_batch(self, batch: int) -> None:
        self._own_batch = batch
        self._show()

    def _choose_card(self) -> None:
        chosen = self.cards.selectedItems()
        row = chosen[0].row() if chosen else -1
        if 0 <= row < len(self._fits):
            card = self._fits[row].card
            self.bars.show_card(said(card.name), card.memory)

    def _open(self, item: QTableWidgetItem) -> None:
        node_id = self._nodes[item.row()]
        if node_id:
            self.activated.emit(node_id)
