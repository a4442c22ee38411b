"""The table of what moves between devices, with its sums; a click shows the layers at both ends."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTableWidgetItem, QVBoxLayout, QWidget

from alexstudio.analysis import Report
from alexstudio.analysis.crossings import Crossing, crossings, traffic
from alexstudio.layers import shape_text
from alexstudio.ui.help_button import with_help
from alexstudio.ui.labels import plain_label
from alexstudio.ui.numbers import count, decimal_size
from alexstudio.ui.plain_table import fill, make_table

PAGE = "two-gpus"
_PICTURE = 4
"""The column of bytes for one picture."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CrossingTable(QWidget):
    """One row for each tensor and device that it is copied to."""

    picked = Signal(object)
    """Ids of the layer that gives the tensor and of those that read it there."""
    help_wanted = Signal(str)
    """Name of a help page."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Crossing, ...] = ()
        heads = (
            self.tr("Output of"),
            self.tr("Moves"),
            self.tr("Read by"),
            self.tr("Shape"),
            self.tr("Bytes a picture"),
        )
        self.table = make_table((*heads, self.tr("A step")), stretched=2)
        self.table.setObjectName("crossings")
        self.table.setAccessibleName(self.tr("What moves between devices"))
        picture = self.table.horizontalHeaderItem(_PICTURE)
        if picture is not None:
            picture.setTextAlignment(_RIGHT)
        self.table.itemClicked.connect(self._pick)
        self.table.itemActivated.connect(self._pick)
        self.none = plain_label("", "muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.none)
        self._stack.addWidget(self.table)
        self.sums = plain_label()
        self.sums.setObjectName("crossing_sums")
        self.myth = plain_label("", "muted")
        self._myth_row = QWidget()
        row = with_help(self.myth, self.tr("Two GPUs: who reads whom"), lambda: self.help_wanted.emit(PAGE))
        row.setContentsMargins(0, 0, 0, 0)
        self._myth_row.setLayout(row)
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 5, 14, 6)
        foot.setSpacing(1)
        foot.addWidget(self.sums)
        foot.addWidget(self._myth_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        self.table.viewport().update()

    def show_report(self, report: Report, batch: int) -> None:
        """Show what moves in a step of ``batch`` pictures."""
        self._found = crossings(report, batch)
        graph, total = report.document.graph, traffic(self._found)
        rows, tips = [], []
        for one in self._found:
            names = [graph[reader].name for reader in one.readers]
            shown = ", ".join(names[:3]) + (f" + {len(names) - 3}" if len(names) > 3 else "")
            way = f"{one.origin} → {one.destination}"
            sizes = count(one.bytes_per_image), decimal_size(one.step_bytes)
            rows.append((graph[one.source].name, way, shown, shape_text(one.shape), *sizes))
            tips.append(self.tr("Forward for one picture; a step is the whole batch, with the gradients that go back"))
        fill(self.table, rows, tips)
        for place in range(self.table.rowCount()):
            item = self.table.item(place, _PICTURE)
            if item is not None:
                item.setTextAlignment(_RIGHT)
        self._stack.setCurrentIndex(1 if rows else 0)
        self.sums.setVisible(bool(rows))
        used = [device for device in report.devices if device != "host"]
        alone = self.tr("Nothing moves between devices: every layer is on {device}.")
        apart = self.tr("Nothing moves between devices: no layer reads another device's.")
        self.none.setText(alone.format(device=used[0]) if len(used) == 1 else apart)
        words = {"places": ", ".join(total.places[:6]), "bytes": count(total.bytes_per_image)}
        text = self.tr("Crosses at {places}: {bytes} bytes a picture each way, {step} a step of {batch}")
        if len(total.places) > 6:
            text = self.tr("Crosses at {places} and more: {bytes} bytes a picture each way, {step} a step of {batch}")
        self.sums.setText(text.format(step=decimal_size(total.step_bytes), batch=f"{batch:,}", **words))
        # Of AlexNet this is often told wrongly
        is_paper = total.places == ("Conv3", "FC6", "FC7", "FC8")
        self._myth_row.setVisible(is_paper)
        if is_paper:
            self.myth.setText(self.tr("Conv4 does not cross, although many accounts say so: it reads its own tower."))

    def _pick(self, item: QTableWidgetItem) -> None:
        one = self._found[item.row()]
        self.picked.emit([one.source, *one.readers])
