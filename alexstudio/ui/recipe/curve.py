"""The learning rate over the epochs, drawn while the recipe is edited."""

from __future__ import annotations

from math import log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from alexstudio.graph import Recipe
from alexstudio.graph.recipe import BUILTIN_SHAPES
from alexstudio.graph.schedule import RateRule, first_step
from alexstudio.graph.timeline import Timeline
from alexstudio.ui.theme import theme, ui_font

HEIGHT = 74
MARGIN = 16
POINTS = 240
USUAL_STEPS = 100
"""Steps of an epoch where the number of pictures is not known yet."""

_LOWEST = 1e-9  # of the highest: a cosine ends at 0, which no logarithm shows


class RateCurve(QWidget):
    """A line for the recipe's rate, thin ones for layers with a schedule of their own, log scale; drops and freezes are
    marked. The tool tip says in words what happens when."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rate_curve")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Learning rate over the epochs"))
        self._recipe, self._steps = Recipe(), 0
        self._lines: list[list[tuple[float, float]]] = []
        self._freezes: list[float] = []
        self._drops: list[float] = []

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(200, HEIGHT)

    @property
    def points(self) -> list[tuple[float, float]]:
        """(epoch, rate) of the recipe's rate, as it is drawn."""
        return self._lines[0] if self._lines else []

    @property
    def marks(self) -> tuple[list[float], list[float]]:
        """The epochs with a drop of the recipe's rate, and those at which layers freeze."""
        return self._drops, self._freezes

    def show_recipe(self, recipe: Recipe, train_images: int | None) -> None:
        """Draw a recipe; the number of pictures says how many steps an epoch has."""
        images = recipe.train_images if recipe.data == BUILTIN_SHAPES else train_images
        steps = -(-images // recipe.batch_size) if images else USUAL_STEPS
        if recipe is self._recipe and steps == self._steps:
            return
        line, self._steps = Timeline(recipe, max(1, steps)), steps
        own = list(dict.fromkeys(rule for rule in recipe.rates if rule.schedule is not None))[:4]
        self._recipe = recipe
        self._lines = [self._sampled(line, rule) for rule in (None, *own)]
        marks = line.marks
        self._drops = sorted({mark.epoch for mark in marks if mark.what == "drop" and mark.rule is None})
        self._freezes = sorted({mark.epoch for mark in marks if mark.what == "freeze"})
        self.setToolTip(self._words(line))
        self.update()

    @staticmethod
    def _sampled(line: Timeline, rule: RateRule | None) -> list[tuple[float, float]]:
        last = line.steps - 1
        steps = {round(last * number / POINTS) for number in range(POINTS + 1)}
        for mark in line.marks:  # a drop is upright
            at = first_step(mark.epoch, line.steps_per_epoch)
            steps |= {step for step in (at - 1, at) if 0 <= step <= last}
        seen = (step for step in sorted(steps) if not line.is_frozen(step, rule))
        return [(step / line.steps_per_epoch, line.rate(step, rule)) for step in seen]

    def _words(self, line: Timeline) -> str:
        recipe, said = self._recipe, []
        text = self.tr("The rate goes from {first} to {last} in {epochs} epochs.")
        first, last = line.rate(0), line.rate(max(0, line.steps - 1))
        said.append(text.format(first=_short(first), last=_short(last), epochs=recipe.epochs))
        if recipe.schedule == "plateau":
            text = self.tr(
                "It is divided by {number} whenever validation stalls {patience} times, three times at most."
            )
            said.append(text.format(number=f"{recipe.divide_by:g}", patience=recipe.patience))
        if self._drops:
            text = self.tr("It drops after the epochs {epochs}.")
            said.append(text.format(epochs=", ".join(f"{epoch:g}" for epoch in self._drops)))
        for mark in line.marks:
            if mark.what == "freeze" and mark.rule is not None:
                text = self.tr("{layers}: frozen after epoch {epoch}.")
                said.append(text.format(layers=mark.rule.title, epoch=f"{mark.epoch:g}"))
        return "\n".join(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, a baseline with the epochs, and the rates at both ends."""
        colours = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(11))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        area = QRectF(self.rect()).adjusted(MARGIN, 22, -MARGIN, -22)
        values = [rate for line in self._lines for _, rate in line]
        if not values:
            painter.end()
            return
        top = max(values)
        floor = max(min(values), top * _LOWEST if min(values) < top * 1e-6 else 0.0)
        low, high = log10(max(floor, top * 1e-6)), log10(top)
        if high - low < 0.3:
            low, high = low - 0.5, high + 0.15
        epochs = float(self._recipe.epochs)

        def place(epoch: float, rate: float) -> QPointF:
            up = (log10(max(rate, 10**low)) - low) / (high - low)
            return QPointF(area.left() + area.width() * epoch / epochs, area.bottom() - area.height() * up)

        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(area.bottomLeft() + QPointF(0, 4), area.bottomRight() + QPointF(0, 4))
        for number, line in reversed(list(enumerate(self._lines))):
            colour = QColor(colours.accent if number == 0 else colours.crossing)
            style = (
                Qt.PenStyle.DashLine if self._recipe.schedule == "plateau" and number == 0 else Qt.PenStyle.SolidLine
            )
            painter.setPen(QPen(colour, 2 if number == 0 else 1.2, style))
            if line:
                drawn = [place(*point) for point in line]
                if number == 0:
                    drawn.append(QPointF(area.right(), drawn[-1].y()))
                painter.drawPolyline(QPolygonF(drawn))
        base = area.bottom() + 4
        painter.setPen(QPen(QColor(colours.muted), 1))
        for epoch in self._drops:
            x = place(epoch, top).x()
            painter.drawLine(QPointF(x, base - 4), QPointF(x, base + 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.crossing))
        for epoch in self._freezes:
            middle = QPointF(place(epoch, top).x(), base)
            corners = (QPointF(0, -4), QPointF(4, 0), QPointF(0, 4), QPointF(-4, 0))
            painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        self._write(painter, area)
        painter.end()

    def _write(self, painter: QPainter, area: QRectF) -> None:
        flags, line = Qt.AlignmentFlag, self._lines[0]
        painter.setPen(QColor(theme().muted))
        above = QRectF(area.left(), 4, area.width(), 15)
        below = QRectF(area.left(), area.bottom() + 5, area.width(), 14)
        peak = max(rate for _, rate in line)
        text = self.tr("rate {number}").format(number=_short(peak))
        painter.drawText(above, flags.AlignLeft | flags.AlignVCenter, text)
        end = line[-1][1]
        if self._recipe.schedule == "plateau":
            text = self.tr("÷ {number} when it stalls").format(number=f"{self._recipe.divide_by:g}")
            painter.drawText(above, flags.AlignRight | flags.AlignVCenter, text)
        elif end != peak:
            painter.drawText(above, flags.AlignRight | flags.AlignVCenter, _short(end))
        painter.drawText(below, flags.AlignLeft | flags.AlignVCenter, "0")
        text = self.tr("{number} epochs").format(number=self._recipe.epochs)
        painter.drawText(below, flags.AlignRight | flags.AlignVCenter, text)


def _short(rate: float) -> str:
    """ "0.005", "1e-5"."""
    return f"{rate:.3g}".replace("e-0", "e-")
