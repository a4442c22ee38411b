"""The Devices panel: what lies on each device against the memory it runs on, and what moves between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis.memory import CARDS, Course, course
from alexstudio.analysis.memory.budgets import loads, machine_cards, own_cards
from alexstudio.graph.placement import missing, used_map
from alexstudio.history import Snapshot
from alexstudio.ui.crossing_table import CrossingTable
from alexstudio.ui.device_box import DeviceBox
from alexstudio.ui.device_row import DeviceRow, common_scale
from alexstudio.ui.device_verbs import remap_text
from alexstudio.ui.labels import plain_label
from alexstudio.ui.part_legend import PartLegend
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.trainer import Trainer


class DevicesPanel(QWidget):
    """Nothing is worked out while no one looks."""

    picked = Signal(object)
    """Ids of the layers to show."""
    help_wanted = Signal(str)
    """Name of a help page."""

    def __init__(self, session: Session, trainer: Trainer) -> None:
        super().__init__()
        self._session, self._trainer = session, trainer
        self._snapshot = session.snapshot
        self.rows: dict[str, DeviceRow] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)  # after what the edit itself must show
        self._later.timeout.connect(self._work_out)
        self._build()
        session.changed.connect(self.refresh)
        trainer.changed.connect(self._machine_told)
        self._known = trainer.devices

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.card = QComboBox()
        self.card.setObjectName("budget_card")
        self.card.setAccessibleName(self.tr("Compare with"))
        self.card.addItem(self.tr("what they run on"), "")
        for card in CARDS:
            self.card.addItem(card.name, card.name)
        self.card.activated.connect(self._work_out)
        self.note = plain_label("", "muted")
        self.note.setWordWrap(False)
        self.legend = PartLegend()
        self.lack = QFrame()
        self.lack.setProperty("role", "problem")
        self.lack_text = plain_label()
        self.remap = QPushButton()
        self.remap.setObjectName("remap")
        row = QHBoxLayout(self.lack)
        row.setContentsMargins(10, 5, 8, 5)
        row.addWidget(self.lack_text, 1)
        row.addWidget(self.remap)
        self.why = plain_label("", "muted")
        self.why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.crossings = CrossingTable()
        self.crossings.picked.connect(self.picked)
        self.crossings.help_wanted.connect(self.help_wanted)
        columns = QWidget()
        both = QHBoxLayout(columns)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._left(), 10)
        both.addWidget(self.crossings, 12)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.why)
        self._stack.addWidget(columns)

    def _left(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 10, 14, 8)
        column.setSpacing(7)
        head = QHBoxLayout()
        head.setSpacing(8)
        label = QLabel(self.tr("Against"))
        label.setProperty("role", "muted")
        label.setBuddy(self.card)
        head.addWidget(label)
        head.addWidget(self.card)
        head.addWidget(self.note, 1)
        column.addLayout(head)
        column.addWidget(self.lack)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        column.addWidget(self.legend)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    # -- what is shown -------------------------------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot, as soon as someone looks."""
        self._snapshot = snapshot
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        self._work_out()
        super().showEvent(event)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        if self.isVisible():
            self.update()
            self.crossings.restyle()

    def _machine_told(self) -> None:
        if self._trainer.devices != self._known:
            self._known = self._trainer.devices
            self.refresh(self._snapshot)

    def _work_out(self) -> None:
        self._later.stop()
        document, report = self._snapshot.document, self._snapshot.report
        self._show_lack()
        found = course(document, report)
        self._stack.setCurrentIndex(1 if found.devices else 0)
        self.why.setText(said(found.why))
        if found.devices:
            self._show_rows(found)
            self.crossings.show_report(report, document.recipe.batch_size)

    def _show_rows(self, found: Course) -> None:
        document, trainer = self._snapshot.document, self._trainer
        batch, devices = document.recipe.batch_size, tuple(found.devices)
        if tuple(self.rows) != devices:
            self._make_rows(devices)
        chosen = next((card for card in CARDS if card.name == self.card.currentData()), None)
        cards = machine_cards(devices, document.recipe.devices, trainer.devices, trainer.device_memory)
        if chosen is not None:
            cards = own_cards(devices, chosen)
        memory = found.at(batch)
        found_loads = loads(self._snapshot.report, memory, cards)
        whole = common_scale(found_loads)
        for load in found_loads:
            self.rows[load.device].show_load(load, whole)
            self.rows[load.device].box.refresh()
        self.legend.show_devices(load.memory for load in found_loads)
        self.note.setText(self.tr("batch of {batch}, each at its worst moment").format(batch=f"{batch:,}"))

    def _make_rows(self, devices: tuple[str, ...]) -> None:
        for row in self.rows.values():
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for device in devices:
            row = self.rows[device] = DeviceRow(device, DeviceBox(self._session, self._trainer, device))
            row.badge.picked.connect(self._pick_device)
            self._rows.addWidget(row)

    def _show_lack(self) -> None:
        document, there = self._snapshot.document, self._trainer.devices
        used = used_map(document.recipe.devices, (node.device for node in document.graph.nodes))
        lacking = missing(used, there) if there else {}
        self.lack.setVisible(bool(lacking))
        if lacking:
            one = self.tr("{physical} for {logical}")
            wanted = ", ".join(one.format(physical=name, logical=logical) for logical, name in lacking.items())
            self.lack_text.setText(self.tr("This machine has no {wanted}.").format(wanted=wanted))
            self.remap.setText(remap_text(lacking, there))

    def _pick_device(self, device: str) -> None:
        nodes = self._snapshot.document.graph.nodes
        self.picked.emit([node.id for node in nodes if node.device == device])
