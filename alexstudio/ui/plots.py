"""Live plots of a run: loss, and top-1 and top-5 error, training and validation."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.trainer import RunView, Trainer

FRAME_MS = 40
"""Time between two redraws: 25 a second, however many steps arrive."""


class LivePlot(QWidget):
    """One plot with a heading that serves as the legend; it redraws only when it is seen and something came."""

    def __init__(self, title: str, series: dict[str, str], *, is_error: bool) -> None:
        """``series`` maps names of `RunView.curves` to colour roles; those of validation are drawn thick."""
        super().__init__()
        self._series, self._is_error = series, is_error
        self._title = QLabel(title)
        self._title.setProperty("role", "heading")
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.log_scale = QCheckBox(self.tr("log"))
        self.log_scale.setToolTip(self.tr("Logarithmic scale"))
        self.plot = pg.PlotWidget(axisItems={"left": _ErrorAxis("left") if is_error else pg.AxisItem("left")})
        self.plot.setAccessibleName(title)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setMinimumHeight(110)
        self.plot.getAxis("left").setWidth(44)
        self.plot.getAxis("bottom").setHeight(24)
        self.curves = {name: self.plot.plot([], []) for name in series}
        for curve in self.curves.values():
            curve.setDownsampling(auto=True, method="peak")
            curve.setClipToView(True)
        self.chance = pg.InfiniteLine(
            angle=0,
            movable=False,
            label=self.tr("guessing, top-5"),
            labelOpts={"position": 0.82, "anchors": [(0.5, 1), (0.5, 1)]},
        )
        self.plot.addItem(self.chance, ignoreBounds=True)
        self.chance.hide()
        self.log_scale.toggled.connect(self._set_log)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.addWidget(self._title)
        head.addWidget(self._legend, 1)
        head.addWidget(self.log_scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        colours = theme()
        self.plot.setBackground(QColor(colours.window))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(QColor(colours.border))
            axis.setTextPen(QColor(colours.muted))
            axis.setTickFont(ui_font(11))
        self.plot.showGrid(y=True, alpha=0.25)
        self.chance.setPen(pg.mkPen(QColor(colours.muted), width=1, style=Qt.PenStyle.DashLine))
        self.chance.label.setColor(QColor(colours.muted))
        self.chance.label.setFont(ui_font(11))
        words = []
        for name, role in self._series.items():
            colour = self._colour(role)
            part, _, what = name.partition("_")
            if part == "validation":
                symbol = QColor(colour)
                self.curves[name].setPen(pg.mkPen(colour, width=2))
                self.curves[name].setSymbol("o")
                self.curves[name].setSymbolSize(5)
                self.curves[name].setSymbolBrush(symbol)
                self.curves[name].setSymbolPen(None)
                label = {"loss": self.tr("validation"), "top1": self.tr("top-1"), "top5": self.tr("top-5")}[what]
                words.append(f'<span style="color:{colour.name()}">&#9679; {label}</span>')
            else:
                faint = QColor(colour)
                faint.setAlphaF(0.7 if colours.is_dark else 0.45)
                self.curves[name].setPen(pg.mkPen(faint, width=1))
        words.append(f'<span style="color:{colours.muted}">{self.tr("thin: training")}</span>')
        self._legend.setText("&nbsp; " + " &nbsp;".join(words))

    def show_run(self, run: RunView | None) -> None:
        """Draw all points of a run."""
        for name, item in self.curves.items():
            if run is None:
                item.setData([], [])
            else:
                curve = run.curves[name]
                item.setData(curve.steps, curve.values, connect="finite")
        chance = run.started.chance_top5 if run is not None and run.started is not None and self._is_error else None
        self.chance.setVisible(chance is not None and not self.log_scale.isChecked())
        if not any(len(item.xData) for item in self.curves.values() if item.xData is not None):
            self.plot.setXRange(0, 100, padding=0)
            self.plot.setYRange(0, 1 if self._is_error else 4, padding=0.02)
            return
        self.plot.enableAutoRange(axis="x")
        if not self._is_error:
            self.plot.enableAutoRange(axis="y")
        if chance is not None:
            self.chance.setValue(chance)
        if self._is_error and not self.log_scale.isChecked():
            self.plot.setYRange(0, 1, padding=0.04)

    def _set_log(self, on: bool) -> None:
        self.plot.setLogMode(x=False, y=on)
        self.chance.setVisible(not on and self._is_error)
        self.plot.enableAutoRange(axis="y") if on or not self._is_error else self.plot.setYRange(0, 1, padding=0.04)

    @staticmethod
    def _colour(role: str) -> QColor:
        colours = theme()
        return QColor({"accent": colours.accent, "crossing": colours.crossing}[role])


class _ErrorAxis(pg.AxisItem):  # type: ignore[misc]
    """Fractions as percent."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        shown = [10**value for value in values] if self.logMode else [value * scale for value in values]
        return [f"{100 * value:.3g} %" for value in shown]


class RunPlots(QWidget):
    """The two plots of the run that the trainer shows, redrawn at most 25 times a second."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self._trainer = trainer
        self.loss = LivePlot(self.tr("Loss"), {"train_loss": "accent", "validation_loss": "accent"}, is_error=False)
        self.error = LivePlot(
            self.tr("Error"),
            {
                "train_top1": "accent",
                "train_top5": "crossing",
                "validation_top1": "accent",
                "validation_top5": "crossing",
            },
            is_error=True,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.loss, 1)
        row.addWidget(self.error, 1)
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

    def redraw(self) -> None:
        """Draw what came since the last time, if anyone can see it."""
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self.loss.show_run(self._trainer.run)
            self.error.show_run(self._trainer.run)

    def _mark(self) -> None:
        self._is_stale = True
