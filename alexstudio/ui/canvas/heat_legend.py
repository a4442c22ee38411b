"""The scale of the heat map: what it shows, and the least and the most of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from alexstudio.ui.canvas.heat import Heat, shade
from alexstudio.ui.canvas.sorts import Sorts
from alexstudio.ui.theme import theme, ui_font

_STOPS = 8


class HeatLegend(QWidget):
    """Hidden while there is no heat map."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("heat_legend")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title, self.least, self.bar, self.most = QLabel(), QLabel(), QLabel(), QLabel()
        self.bar.setFixedSize(96, 10)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(7)
        for label in (self.title, self.least, self.bar, self.most):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(ui_font(12))
            row.addWidget(label)
        row.insertSpacing(1, 4)
        self.hide()

    def show_heat(self, heat: Heat | Sorts | None) -> None:
        """Show a scale, or the names of sorts; None hides it."""
        self.setVisible(heat is not None)
        if heat is None:
            return
        self.title.setTextFormat(Qt.TextFormat.RichText if isinstance(heat, Sorts) else Qt.TextFormat.PlainText)
        if isinstance(heat, Sorts):
            self._show_sorts(heat)
            return
        measure, has_scale = heat.measure, heat.most > heat.least
        if heat.values:
            self.title.setText(
                (self.tr("{measure}, log scale") if has_scale else self.tr("{measure}, one value")).format(
                    measure=measure.said
                )
            )
        else:
            self.title.setText(self.tr("{measure}: no layer has any").format(measure=measure.said))
        self.least.setText(measure.show(heat.least))
        self.most.setText(measure.show(heat.most))
        self.least.setVisible(has_scale)
        for label in (self.bar, self.most):
            label.setVisible(bool(heat.values))
        colours = theme()
        stops = ", ".join(f"stop: {n / _STOPS} {shade(n / _STOPS, colours).name()}" for n in range(_STOPS + 1))
        if not has_scale:
            stops = f"stop: 0 {shade(1, colours).name()}"
        self._dress()
        fill = f"qlineargradient(x1: 0, y1: 0, x2: 1, y2: 0, {stops})"
        self.bar.setStyleSheet(f"background: {fill}; border: 1px solid {colours.border}; border-radius: 3px;")

    def _show_sorts(self, sorts: Sorts) -> None:
        """Swatches with their names, which are made here and never text of a document."""
        words = [f'<span style="color:{tint.name()}">&#9632;</span> {name}' for name, tint in sorts.shown]
        if len(sorts.names) > len(words):
            words.append("…")
        none = self.tr("{measure}: no layer has any").format(measure=sorts.sorting.said)
        self.title.setText(f"{sorts.sorting.said}: &nbsp; {' &nbsp; '.join(words)}" if words else none)
        for label in (self.least, self.bar, self.most):
            label.hide()
        self._dress()

    def _dress(self) -> None:
        colours = theme()
        self.setStyleSheet(
            f"QWidget#heat_legend {{ background: {colours.card}; border: 1px solid {colours.border};"
            f" border-radius: 8px; }} QLabel {{ color: {colours.muted}; }}"
        )
