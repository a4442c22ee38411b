"""The verbs of timing: calibrate, measure, save a trace; and where else in the window the times are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QFileDialog

from alexstudio.analysis.columns import Column, Entry, Form
from alexstudio.analysis.reading import Line
from alexstudio.analysis.timing.explain import duration
from alexstudio.ui.canvas.heat import Heat, Measure
from alexstudio.ui.document_verbs import file_stem
from alexstudio.ui.timeline import Forecast, TimelinePanel
from alexstudio.ui.timeline.telling import tell_layers
from alexstudio.ui.timing_link import TimingLink
from alexstudio.ui.words import mark

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow

READ_AT_ONCE = 600
"""Layers of a document whose prediction, some 25 ms, need not be ready before the mouse rests on one of them."""

_SECONDS = Form(duration, lambda value: round(value, 9), float)


class TimingVerbs(QObject):
    """The timing verbs of a window, with the one forecast that all of it shows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.link = TimingLink(window.trainer)
        self.forecast = Forecast(window.session, self.link)
        self.panel = TimelinePanel(self.forecast)
        column = Column("time", "Time", "Seconds of one step, forward and backward", _SECONDS, self._seconds)
        self._predicted = Measure(mark("Canvas", "Predicted time"), column, duration)
        self._measured = Measure(mark("Canvas", "Measured time"), column, duration)

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {
            "heat_time": self.show_heat,
            "calibrate": self.calibrate,
            "measure_step": self.measure_step,
            "save_trace": self.save_trace,
        }

    def connect_all(self) -> None:
        """Once the parts of the window are there."""
        window = self._window
        self.panel.activated.connect(self.go_to)
        self.panel.save_wanted.connect(self.save_trace)
        window.canvas.selection_changed.connect(self.panel.select)
        window.canvas.heat_changed.connect(self._heat_changed)
        self.forecast.changed.connect(self._forecast_changed)
        window.reading.more = self.lines

    # -- verbs ---------------------------------------------------------------------------------------------------------

    def show_heat(self) -> None:
        """Tint the layers by their time in a step: measured where this document was measured, else predicted."""
        self.forecast.watch("heat", True)
        has_measured = bool(self.forecast.outlook.measured_layers)
        self._window.canvas.show_heat(self._measured if has_measured else self._predicted)

    def go_to(self, node_id: str) -> None:
        """Select a layer on the canvas and bring it into view."""
        self._window.canvas.select([node_id], centre=True)

    def calibrate(self) -> None:
        """Measure how fast this machine is."""
        self._window.show_tab(self.panel)
        self.panel.press_calibrate()

    def measure_step(self) -> None:
        """Measure a step of the document in front, or say why not."""
        self._window.show_tab(self.panel)
        why_not = self.panel.why_not_measure()
        if why_not and not self.link.doing:
            self._window.banner.tell(why_not, "problem")
        else:
            self.panel.press_measure()

    def save_trace(self) -> None:
        """Ask for a file, and write the predicted step to it as a Chrome trace."""
        window = self._window
        outlook = self.forecast.look()
        if outlook.timeline is None:
            window.banner.tell(outlook.why, "problem")
            return
        folder = Path(str(QSettings().value("export_folder", str(Path.home()))))
        suggestion = folder / f"{file_stem(window.session.document.title)}-trace.json"
        name, _ = QFileDialog.getSaveFileName(
            window, self.tr("Save the trace"), str(suggestion), f"{self.tr('Chrome trace')} (*.json)"
        )
        if not name:
            return
        QSettings().setValue("export_folder", str(Path(name).parent))
        why_not = self.panel.save_trace(Path(name))
        if why_not:
            window.banner.tell(why_not, "problem")
        else:
            window.banner.tell(self.tr("Wrote {file}. chrome://tracing opens it.").format(file=name), "good")

    # -- elsewhere in the window ---------------------------------------------------------------------------------------

    def lines(self, nodes: Sequence[str]) -> Sequence[Line]:
        """What the card under the mouse says about the time of some layers, once someone cares for times."""
        forecast = self.forecast
        if not forecast.was_watched and not self.link.rates:
            return ()
        if not forecast.is_fresh and len(self._window.session.document.graph) > READ_AT_ONCE:
            forecast.watch("reading", True)  # ready the next time
            return ()
        return tell_layers(forecast.look(), nodes, forecast.where)

    def _seconds(self, entry: Entry) -> float | None:
        outlook = self.forecast.outlook
        found = (outlook.measured_layers or outlook.predicted_layers).get(entry.node.id)
        return found.total if found is not None else None

    @property
    def _is_heat(self) -> bool:
        heat = self._window.canvas.canvas.heat
        return isinstance(heat, Heat) and heat.measure in (self._predicted, self._measured)

    def _heat_changed(self) -> None:
        self.forecast.watch("heat", self._is_heat)

    def _forecast_changed(self) -> None:
        self.forecast.watch("reading", False)
        if self._is_heat:
            self.show_heat()
