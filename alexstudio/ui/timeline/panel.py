"""The Timeline panel: where and how a step is predicted at the left, the picture or the table of it at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis.memory import BATCH_LIMIT
from alexstudio.analysis.timing import CARD_RATES, trace_text
from alexstudio.files import FileProblem, write_atomically
from alexstudio.ui.labels import plain_label
from alexstudio.ui.sentences import said
from alexstudio.ui.timeline.chart import TimelineChart
from alexstudio.ui.timeline.figures import Figures, remarks
from alexstudio.ui.timeline.forecast import MACHINE, Forecast
from alexstudio.ui.timeline.layer_times import LayerTimes
from alexstudio.ui.timeline.legend import PhaseLegend
from alexstudio.ui.timing_link import MEASURED

SIDE = 316
"""Pixels of the left column."""


class TimelinePanel(QWidget):
    """Looks at a `Forecast`; nothing is worked out while it is hidden."""

    activated = Signal(str)
    """Id of the layer whose bar or row was clicked."""
    save_wanted = Signal()

    def __init__(self, forecast: Forecast) -> None:
        super().__init__()
        self.setObjectName("timeline_panel")
        self._forecast, self._link = forecast, forecast.link
        self._build()
        forecast.changed.connect(self._show)
        self._link.changed.connect(self._show_doing)
        self._link.learned.connect(self._show_choices)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.place = QComboBox()
        self.place.setObjectName("timeline_place")
        self.place.setAccessibleName(self.tr("Predict for"))
        self.place.addItem(self.tr("This machine"), MACHINE)
        self.place.insertSeparator(1)
        for name in CARD_RATES:
            self.place.addItem(name, name)
        self.place.activated.connect(self._choose_place)
        self.batch = QSpinBox()
        self.batch.setObjectName("timeline_batch")
        self.batch.setAccessibleName(self.tr("Batch size"))
        self.batch.setToolTip(self.tr("Pictures per step, to try out; the recipe stays as it is."))
        self.batch.setRange(1, BATCH_LIMIT)
        self.batch.setFixedWidth(92)
        self.batch.setKeyboardTracking(False)
        self.batch.lineEdit().setTextMargins(8, 0, 0, 0)  # a style sheet's padding does not reach it
        self.batch.valueChanged.connect(self._choose_batch)
        self.precision = QComboBox()
        self.precision.setObjectName("timeline_precision")
        self.precision.setAccessibleName(self.tr("Precision"))
        self.precision.activated.connect(self._choose_precision)
        self.measure = QPushButton(self.tr("Measure"))
        self.measure.setObjectName("timeline_measure")
        self.measure.clicked.connect(self.press_measure)
        self.save = QPushButton(self.tr("Save trace…"))
        self.save.setObjectName("timeline_save")
        self.save.setToolTip(self.tr("The step for chrome://tracing and Perfetto"))
        self.save.clicked.connect(self.save_wanted)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.figures = Figures()
        self.note = plain_label("", "muted")
        self.note.setObjectName("timeline_note")
        self.remarks = plain_label("", "muted")
        self.remarks.setObjectName("timeline_remarks")
        self.again = QPushButton(self.tr("Calibrate again"))
        self.again.setObjectName("timeline_again")
        self.again.clicked.connect(self.press_calibrate)
        self.chart, self.table, self.legend = TimelineChart(), LayerTimes(), PhaseLegend()
        self.chart.activated.connect(self.activated)
        self.table.activated_layer.connect(self.activated)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._left())
        whole.addWidget(self._right(), 1)

    def _left(self) -> QWidget:
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 14, 4)
        head.setSpacing(6)
        on, batch = QLabel(self.tr("on")), QLabel(self.tr("batch"))
        for label, buddy in ((on, self.place), (batch, self.batch)):
            label.setProperty("role", "muted")
            label.setBuddy(buddy)
            label.setFixedWidth(40)
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((first, (on, self.place)), (second, (batch, self.batch, self.precision))):
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget, 1 if isinstance(widget, QComboBox) else 0)
        third.setSpacing(6)
        third.addWidget(self.measure, 1)
        third.addWidget(self.save, 1)
        for row in (first, second, third):
            head.addLayout(row)
        head.addWidget(self.progress)
        head.addWidget(self.note)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 4, 14, 8)
        column.setSpacing(8)
        column.addWidget(self.figures)
        column.addWidget(self.remarks)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = _scrolled(body)
        left = QWidget()
        left.setFixedWidth(SIDE)
        both = QVBoxLayout(left)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addLayout(head)
        both.addWidget(area, 1)
        return left

    def _right(self) -> QWidget:
        self.as_chart, self.as_table = QToolButton(), QToolButton()
        switch = QButtonGroup(self)
        for button, text in ((self.as_chart, self.tr("Timeline")), (self.as_table, self.tr("Layers"))):
            button.setText(text)
            button.setCheckable(True)
            button.setAutoRaise(True)
            switch.addButton(button)
        self.as_chart.setChecked(True)
        self.as_table.setToolTip(self.tr("The time of each layer, as a table"))
        switch.buttonClicked.connect(self._turn)
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 12, 0)
        head.setSpacing(4)
        head.addWidget(self.legend, 1)
        head.addWidget(self.as_chart)
        head.addWidget(self.as_table)
        self._views = QStackedWidget()
        self._views.addWidget(_scrolled(self.chart))
        self._views.addWidget(self.table)
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._views, 1)
        self.why = plain_label("", "muted")
        self.why.setObjectName("timeline_why")
        self.why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.calibrate = QPushButton(self.tr("Calibrate this machine (about 10 s)"))
        self.calibrate.setObjectName("timeline_calibrate")
        self.calibrate.setProperty("role", "primary")
        self.calibrate.clicked.connect(self.press_calibrate)
        empty = QWidget()
        middle = QVBoxLayout(empty)
        middle.addStretch(1)
        middle.addWidget(self.why)
        middle.addSpacing(6)
        middle.addWidget(self.calibrate, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(drawn)
        return self._stack

    # -- what is shown -------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        self._forecast.watch("panel", True)
        self._show_choices()
        self._show()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks here."""
        self._forecast.watch("panel", False)
        super().hideEvent(event)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for widget in (self.chart, self.legend, self.table.viewport()):
            widget.update()

    def select(self, node_ids: list[str]) -> None:
        """Mark the bars of the layers that are selected on the canvas."""
        self.chart.select(node_ids)

    def _show(self) -> None:
        if not self.isVisible():
            return
        outlook = self._forecast.outlook
        self._stack.setCurrentIndex(1 if outlook.timeline else 0)
        self.why.setText(outlook.why)
        self.chart.show_outlook(outlook)
        self.legend.show_timeline(outlook.timeline)
        if self.as_table.isChecked():
            self.table.show_outlook(outlook)
        self.figures.show_outlook(outlook)
        self.figures.setVisible(outlook.timeline is not None)
        self.remarks.setText("\n\n".join(remarks(outlook)))
        self.remarks.setVisible(outlook.timeline is not None)
        self._show_choices()

    def _show_choices(self) -> None:
        if not self.isVisible():
            return
        forecast = self._forecast
        self.place.setCurrentIndex(self.place.findData(forecast.where))
        self.batch.blockSignals(True)
        self.batch.setValue(forecast.batch)
        self.batch.blockSignals(False)
        timeline = forecast.outlook.timeline
        auto = self.tr("auto")
        if timeline is not None and forecast.precision == "auto":
            auto = self.tr("{precision} (auto)").format(precision=timeline.precision)
        names: dict[str, str] = {"auto": auto, **{name: name for name in forecast.able}}
        if [self.precision.itemText(row) for row in range(self.precision.count())] != list(names.values()):
            self.precision.clear()
            for name, title in names.items():
                self.precision.addItem(title, name)
        self.precision.setCurrentIndex(self.precision.findData(forecast.precision))
        self._show_doing()

    def _show_doing(self) -> None:
        if not self.isVisible():
            return
        link, outlook = self._link, self._forecast.outlook
        is_here, is_known = self._forecast.where == MACHINE, bool(link.rates)
        self.progress.setVisible(bool(link.doing))
        self.progress.setValue(round(1000 * link.part))
        self.measure.setText(self.tr("Stop") if link.doing else self.tr("Measure"))
        why_not = self.why_not_measure()
        self.measure.setEnabled(bool(link.doing) or not why_not)
        self.measure.setToolTip(why_not or self.tr("Train some steps on this machine and time each layer"))
        self.save.setEnabled(outlook.timeline is not None)
        self.calibrate.setVisible(is_here and not is_known)
        for button in (self.calibrate, self.again):
            button.setEnabled(not link.doing and not link.why_not)
        self.again.setVisible(is_here and is_known)
        self.again.setToolTip("\n".join(f"{one.device}: {one.measured}" for one in link.machines))
        doing = {
            "calibrate": self.tr("Measuring how fast this machine is…"),
            "measure": self.tr("Timing some training steps…"),
        }
        note = doing.get(link.doing, why_not if is_here and outlook.timeline else "")
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def why_not_measure(self) -> str:
        """Why no step can be measured, as a sentence; empty when one can."""
        outlook, report = self._forecast.outlook, self._forecast.report
        if self._link.why_not:
            return self._link.why_not
        if report.problems:
            return self.tr("Nothing to measure yet: {problem}").format(problem=said(report.problems[0].message))
        if not self._link.rates:
            return self.tr("Calibrate this machine first, so that there is a prediction to compare with.")
        if self._forecast.where != MACHINE:
            return ""
        timeline = outlook.timeline
        if timeline is not None and timeline.precision not in MEASURED:
            return self.tr("Steps are measured in float32 or bfloat16, not in {precision}.").format(
                precision=timeline.precision
            )
        return outlook.why

    # -- gestures ------------------------------------------------------------------------------------------------------

    def _choose_place(self) -> None:
        self._forecast.ask(where=self.place.currentData())
        self._show_choices()

    def _choose_batch(self, batch: int) -> None:
        self._forecast.ask(batch=batch)

    def _choose_precision(self) -> None:
        self._forecast.ask(precision=self.precision.currentData())

    def _turn(self) -> None:
        is_table = self.as_table.isChecked()
        self._views.setCurrentIndex(1 if is_table else 0)
        self.legend.setVisible(not is_table)
        if is_table:
            self.table.show_outlook(self._forecast.outlook)

    def press_calibrate(self) -> None:
        """Measure how fast this machine is, and predict for it."""
        self._forecast.ask(where=MACHINE)
        self._link.calibrate()

    def press_measure(self) -> None:
        """Measure the step that is shown, on this machine; or stop what goes on."""
        if self._link.doing:
            self._link.stop()
            return
        if self._forecast.where != MACHINE:
            self._forecast.ask(where=MACHINE)
        outlook = self._forecast.look()
        if outlook.timeline is not None:
            document = self._forecast.document
            self._link.measure(document, outlook.timeline.batch, outlook.timeline.precision)

    def save_trace(self, path: Path) -> str:
        """Write the step, also as it was measured, as a Chrome trace; returns why it could not be, or nothing."""
        outlook = self._forecast.look()
        if outlook.timeline is None:
            return outlook.why
        try:
            write_atomically(
                path, trace_text(outlook.report, outlook.timeline, outlook.measured).encode("utf-8", "replace")
            )
        except FileProblem as problem:
            return said(str(problem))
        return ""


def _scrolled(body: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    return area
