"""`LivePlot`: one quantity of a run over its steps, with a legend that tells the values under the mouse."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from alexstudio.ui.curves import smoothed
from alexstudio.ui.layer_choice import LayerChoice
from alexstudio.ui.plot_marks import Marks
from alexstudio.ui.plot_names import STYLES
from alexstudio.ui.quantities import QUANTITIES, series_title, validation_title
from alexstudio.ui.run_view import RunView, of_layer, of_network
from alexstudio.ui.theme import theme, ui_font

PARTS = 1500
"""A curve is drawn by the lowest and the highest point of so many parts, about one a pixel."""
_CHOOSER = 46
"""Width of the chooser beside its text, in pixels."""
_VALUES = 190
"""Width of the box that tells values, in pixels."""
_NEAR = 8
"""Pixels from the mouse to a mark that is told."""


class LivePlot(QWidget):
    """It redraws when told to; what is drawn depends on the part of the run that is in view."""

    save_wanted = Signal()

    def __init__(self, quantity: str) -> None:
        super().__init__()
        self.quantity = quantity
        self._run: RunView | None = None
        self._others: Sequence[RunView] = ()
        self._weight = 0.0
        self._is_zoomed = False
        """Whether the user chose the part that is in view."""
        self.chooser = QComboBox()
        self.chooser.setObjectName("plot_quantity")
        self.chooser.setAccessibleName(self.tr("What is shown"))
        for name, one in QUANTITIES.items():
            self.chooser.addItem(one.said, name)
        self.chooser.setCurrentIndex(self.chooser.findData(quantity))
        self.chooser.activated.connect(lambda: self.show_quantity(self.chooser.currentData()))
        self.layer = LayerChoice()
        self.layer.activated.connect(lambda: self.show_quantity(self.quantity))
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.log_scale = QCheckBox(self.tr("log"))
        self.log_scale.setToolTip(self.tr("Logarithmic scale"))
        self.save = QToolButton()
        self.save.setObjectName("plot_save")
        self.save.setText("⤓")
        self.save.setAutoRaise(True)
        self.save.setToolTip(self.tr("Save the plot as PNG, SVG or CSV"))
        self.save.setAccessibleName(self.save.toolTip())
        self.save.clicked.connect(self.save_wanted)
        self._axis = _Axis("left")
        self.plot = pg.PlotWidget(enableMenu=False, axisItems={"left": self._axis})
        self.plot.setToolTip(self.tr("Wheel: zoom. Drag: move. Double-click: the whole run again"))
        self.plot.hideButtons()
        self.plot.setMinimumHeight(110)
        self.plot.getAxis("left").setWidth(48)
        self.plot.getAxis("bottom").setHeight(24)
        self.curves: dict[str, Any] = {}
        self._other_curves: list[Any] = []
        self.marks = Marks()
        self.plot.addItem(self.marks, ignoreBounds=True)
        self.values = _Values(self.plot)
        self._hair = pg.InfiniteLine(angle=90, movable=False)
        self._hair.hide()
        self.plot.addItem(self._hair, ignoreBounds=True)
        self.chance = pg.InfiniteLine(
            angle=0,
            movable=False,
            label=self.tr("guessing, top-5"),
            labelOpts={"position": 0.82, "anchors": [(0.5, 1), (0.5, 1)]},
        )
        self.plot.addItem(self.chance, ignoreBounds=True)
        self.log_scale.toggled.connect(self._set_log)
        self.plot.sigXRangeChanged.connect(self._draw)
        self.plot.getViewBox().sigRangeChangedManually.connect(self._zoomed)
        self.plot.scene().sigMouseMoved.connect(self._tell_values)
        self.plot.viewport().installEventFilter(self)
        self._legend.installEventFilter(self)
        self._lay_out()
        self.show_quantity(quantity)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.setSpacing(6)
        head.addWidget(self.chooser)
        head.addWidget(self.layer)
        head.addWidget(self._legend, 1)
        head.addWidget(self.log_scale)
        head.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 2)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.plot, 1)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_quantity(self, name: str) -> None:
        """Show another quantity of the same run."""
        self.quantity, one = name, QUANTITIES[name]
        self.chooser.setFixedWidth(self.chooser.fontMetrics().horizontalAdvance(one.said) + _CHOOSER)
        for curve in (*self.curves.values(), *self._other_curves):
            self.plot.removeItem(curve)
        self._other_curves = []
        layer = self.layer.layer if one.is_by_layer else ""
        self.curves = {of_layer(series, layer): self.plot.plot([], []) for series in one.series}
        self.layer.setVisible(one.is_by_layer)  # the legend, whose place this takes, asks for the curves
        self._axis.is_percent = one.is_error
        self.plot.setAccessibleName(one.said)
        self.restyle()
        self.show_run(self._run, self._others)

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
        self._hair.setPen(pg.mkPen(QColor(colours.muted), width=1))
        for name, curve in self.curves.items():
            colour = self._colour(name)
            if name.startswith("validation"):
                curve.setPen(pg.mkPen(colour, width=2))
                curve.setSymbol("o")
                curve.setSymbolSize(5)
                curve.setSymbolBrush(QColor(colour))
                curve.setSymbolPen(None)
            else:
                faint = QColor(colour)
                faint.setAlphaF(0.7 if colours.is_dark else 0.5)
                curve.setPen(pg.mkPen(faint, width=1))
        self._show_legend()

    def show_run(self, run: RunView | None, others: Sequence[RunView] = ()) -> None:
        """Draw a run, and earlier ones beneath it for comparison."""
        if run is not self._run:
            self._is_zoomed = False
        self._run, self._others = run, others
        layer = self.layer.layer
        self.layer.offer(run)
        if self.layer.layer != layer:  # this run has no such layer
            self.show_quantity(self.quantity)
            return
        one = QUANTITIES[self.quantity]
        started = run.started if run is not None else None
        if run is not None:
            self.marks.show_marks(started.steps_per_epoch if started else 0, run.marks)
        else:
            self.marks.show_marks(0, ())
        self._draw()
        chance = started.chance_top5 if started is not None and one.is_error else None
        self.chance.setVisible(chance is not None and not self.log_scale.isChecked())
        is_empty = run is None or not any(len(run.curve(name)) for name in self.curves)
        if is_empty and not others:
            self.plot.setXRange(0, 100, padding=0)
            self.plot.setYRange(0, 1 if one.is_error else 4, padding=0.02)
            return
        if not self._is_zoomed:
            self.plot.enableAutoRange(axis="x")
        if chance is not None:
            self.chance.setValue(chance)
        if self._is_zoomed:
            return
        if one.is_error and not self.log_scale.isChecked():
            self.plot.setYRange(0, 1, padding=0.04)
        else:
            self.plot.enableAutoRange(axis="y")

    def _zoomed(self) -> None:
        self._is_zoomed = True
        self._draw()

    def smooth(self, weight: float) -> None:
        """Show training as a moving average; 0 as it is."""
        self._weight = weight
        self._draw()

    def _draw(self) -> None:
        first, last = self.plot.getViewBox().viewRange()[0] if self._is_zoomed else (-float("inf"), float("inf"))
        for name, item in self.curves.items():
            points = self._points(self._run, name, first, last) if self._run is not None else ([], [])
            item.setData(*points, connect="finite")
        self._draw_others(first, last)

    def _points(self, run: RunView, name: str, first: float, last: float) -> tuple[Any, Any]:
        curve = run.curve(name)
        if self._weight and name.startswith("train"):
            steps, values = curve.means(2 * PARTS)
            return steps, smoothed(values, self._weight)
        return curve.extremes(first, last, PARTS)

    def _draw_others(self, first: float, last: float) -> None:
        names = [name for name in self.curves if name.startswith("validation")] or list(self.curves)
        wanted = [(run, name) for run in self._others for name in names]
        while len(self._other_curves) > len(wanted):
            self.plot.removeItem(self._other_curves.pop())
        while len(self._other_curves) < len(wanted):
            self._other_curves.append(self.plot.plot([], []))
        for number, (run, name) in enumerate(wanted):
            colour = QColor(theme().muted)
            style = STYLES[number // len(names) % len(STYLES)]
            self._other_curves[number].setPen(pg.mkPen(colour, width=1, style=style))
            self._other_curves[number].setData(*self._points(run, name, first, last), connect="finite")

    def _set_log(self, on: bool) -> None:
        self.plot.setLogMode(x=False, y=on)
        self.show_run(self._run, self._others)

    # -- legend and values ---------------------------------------------------------------------------------------------

    def _show_legend(self) -> None:
        validated = [name for name in self.curves if name.startswith("validation")]
        shown = validated or (list(self.curves) if len(self.curves) > 1 else [])
        words = [
            f'<span style="color:{self._colour(name).name()}">&#9679; {series_title(name)}</span>' for name in shown
        ]
        thin = self.tr("thin: training") if validated else ""
        plain = " ".join([*(f"● {series_title(name)}" for name in shown), thin])
        if self._legend.fontMetrics().horizontalAdvance(plain) <= self._legend.width():
            words.append(f'<span style="color:{theme().muted}">{thin}</span>')
        self._legend.setText(" ".join(words))
        self._legend.setToolTip(thin)

    def _tell_values(self, place: QPointF) -> None:
        """Tell the values of the step under the mouse."""
        box = self.plot.getViewBox()
        if not box.sceneBoundingRect().contains(place):
            self._forget_values()
            return
        step = box.mapSceneToView(place).x()
        mark = self.marks.near(step, _NEAR * box.viewPixelSize()[0])
        if mark is not None:
            step = mark.step
        curves = self._run.curves if self._run is not None else {}
        found = {name: near for name in self.curves if name in curves and (near := curves[name].near(step)) is not None}
        others = self._other_values(step)
        if not found and not others:
            self._forget_values()
            return
        step = mark.step if mark is not None else next(iter(found.values()))[0] if found else step
        self._hair.setValue(step)
        self._hair.show()
        show = QUANTITIES[self.quantity].show
        lines = [f"<b>{self.tr('step {step}').format(step=f'{step:,.0f}')}</b>"]
        for name, (_, value) in found.items():
            title = series_title(name) if name.startswith("train") else validation_title(name)
            lines.append(f'<span style="color:{self._colour(name).name()}">{title} {show(value)}</span>')
        if mark is not None:
            lines.append(html.escape(mark.text))
        lines += others
        self.values.show_lines(lines, is_left=place.x() > box.sceneBoundingRect().center().x())

    def _other_values(self, step: float) -> list[str]:
        """What earlier runs had reached by then, one line each; nothing after their ends."""
        names = [name for name in self.curves if name.startswith("validation")] or list(self.curves)
        show, lines = QUANTITIES[self.quantity].show, []
        for run in self._others:
            near = [near for name in names if (near := run.curve(name).near(step)) is not None]
            if near and run.step is not None and step <= run.step.step:
                values = ", ".join(show(value) for _, value in near)
                lines.append(f'<span style="color:{theme().muted}">{html.escape(run.name)}: {values}</span>')
        return lines

    def _forget_values(self) -> None:
        self._hair.hide()
        self.values.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole run after a double-click; the legend when the mouse is gone."""
        if watched is self._legend:
            if event.type() == QEvent.Type.Resize:
                self._show_legend()
            return False
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._is_zoomed = False
            self.show_run(self._run, self._others)
            return True
        if event.type() == QEvent.Type.Leave:
            self._forget_values()
        return False

    def _colour(self, name: str) -> QColor:
        colours = theme()
        role = QUANTITIES[self.quantity].series[of_network(name)]
        return QColor({"accent": colours.accent, "crossing": colours.crossing}[role])


class _Values(QLabel):
    """The values under the mouse, in the upper corner where the mouse is not."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        super().__init__(plot)
        self._plot = plot
        self.setObjectName("plot_values")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_lines(self, lines: Sequence[str], *, is_left: bool) -> None:
        """Show lines of rich text."""
        colours = theme()
        if not self.isVisible():
            self.setStyleSheet(
                f"QLabel {{ background: {colours.card}; border: 1px solid {colours.border}; border-radius: 6px; "
                f"padding: 4px 8px; color: {colours.text}; }}"
            )
        self.setText("<br>".join(lines))
        self.setFixedWidth(min(self._plot.width() // 2 - 60, _VALUES))
        self.adjustSize()
        left = 58 if is_left else self._plot.width() - self.width() - 10
        self.move(left, 6)
        self.show()


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """Numbers, or fractions as percent."""

    is_percent = False

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if not self.is_percent:
            return list(super().tickStrings(values, scale, spacing))
        shown = [10**value for value in values] if self.logMode else [value * scale for value in values]
        return [f"{100 * value:.3g} %" for value in shown]
