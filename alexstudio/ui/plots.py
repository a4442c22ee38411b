"""The two plots of the run that the trainer shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from alexstudio.files import FileProblem
from alexstudio.ui.labels import plain_label
from alexstudio.ui.live_plot import LivePlot
from alexstudio.ui.plot_file import save_plot
from alexstudio.ui.plot_names import PlotNames
from alexstudio.ui.quantities import QUANTITIES
from alexstudio.ui.run_view import RunView
from alexstudio.ui.trainer import Trainer

FRAME_MS = 40
"""Time between two redraws: 25 a second, however many steps arrive."""
MOST = 0.995
"""Weight of what came before at the right end of the smoothing slider."""


class RunPlots(QWidget):
    """Redrawn at most 25 times a second, and only when someone can see them."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self._trainer = trainer
        self.others: list[RunView] = []
        """Earlier runs that are drawn beneath, for comparison."""
        self.loss, self.error = (LivePlot(name) for name in list(QUANTITIES)[:2])
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setObjectName("smoothing")
        self.smoothing.setAccessibleName(self.tr("Smoothing"))
        self.smoothing.setToolTip(self.tr("Smooth the training curves: a moving average of more and more steps"))
        self.smoothing.setRange(0, 100)
        self.smoothing.setFixedWidth(110)
        self.smoothing.valueChanged.connect(self._smooth)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for plot in (self.loss, self.error):
            row.addWidget(plot, 1)
            plot.save_wanted.connect(lambda plot=plot: self._save(plot))
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 4)
        self.names = PlotNames()
        foot.addWidget(self.names, 1)
        foot.addWidget(plain_label(self.tr("Smoothing"), "muted"))
        foot.addWidget(self.smoothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addLayout(foot)
        self._is_stale = True
        trainer.changed.connect(self._mark)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.redraw)
        self._timer.start()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        self.loss.restyle()
        self.error.restyle()
        self.names.update()

    def redraw(self) -> None:
        """Draw what came since the last time, if anyone can see it."""
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self.names.show_names([run.name for run in self.others])
            for plot in (self.loss, self.error):
                plot.show_run(self._trainer.run, self.others)

    def compare_with(self, runs: list[RunView]) -> None:
        """Draw these runs beneath the present one."""
        self.others = runs
        self._is_stale = True

    def _smooth(self, place: int) -> None:
        # Even steps of the slider are even steps of how many steps count: 0, 1 .. 200
        weight = 1 - (1 - MOST) ** (place / 100) if place else 0.0
        for plot in (self.loss, self.error):
            plot.smooth(weight)

    def _save(self, plot: LivePlot) -> None:
        run = self._trainer.run
        if run is None:
            return
        suggestion = str(run.path.parent / f"{run.path.name}-{plot.quantity}.png")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the plot"), suggestion, "PNG, SVG, CSV (*.png *.svg *.csv)"
        )
        if not name:
            return
        try:
            save_plot(plot.plot, {name: run.curve(name) for name in plot.curves}, Path(name))
        except FileProblem as problem:
            self._trainer.told.emit(str(problem), "problem")
            return
        self._trainer.told.emit(self.tr("Wrote {path}.").format(path=name), "good")

    def _mark(self) -> None:
        self._is_stale = True
