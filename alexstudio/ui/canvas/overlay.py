"""What lies on the canvas without belonging to the graph: title, totals, the legend of devices, zoom buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from alexstudio.graph import Edge
from alexstudio.graph.node import HOST
from alexstudio.history import Snapshot
from alexstudio.ui.canvas.breadcrumb import Breadcrumb
from alexstudio.ui.canvas.heat_legend import HeatLegend
from alexstudio.ui.canvas.view import CanvasView
from alexstudio.ui.numbers import decimal_size
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.words import multiply_adds_text, params_text, part_of_layers, translate


class CanvasOverlay(QObject):
    """Keeps the labels in the corners of the view."""

    def __init__(self, view: CanvasView, heats: Sequence[QAction]) -> None:
        super().__init__(view)
        self._view = view
        self.title = _label(view, 17, bold=True)
        self.totals = _label(view, 13)
        self.legend = _label(view, 12)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.empty = _label(view, 15)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setText(
            self.tr("Press Tab or double-click to add a layer.") + "\n" + self.tr("Ctrl+N opens a preset.")
        )
        self.heat = HeatLegend(view)
        self.way = Breadcrumb(view)
        self.way.chosen.connect(view.enter)
        head = QVBoxLayout()
        head.setContentsMargins(8, 4, 8, 4)
        head.setSpacing(2)
        self._head = QWidget(view)
        self._head.setObjectName("canvas_head")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._head.setLayout(head)
        head.addWidget(self.title)
        head.addWidget(self.totals)
        self._zoom = QWidget(view)
        self._zoom.setObjectName("canvas_zoom")
        self._zoom.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self._zoom)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(2)
        self.heat_button = QToolButton()
        self.heat_button.setText(f"{self.tr('Heat map')} ▾")
        self.heat_button.setAccessibleName(self.tr("Heat map"))
        self.heat_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.heat_button.setToolTip(self.tr("Tint the layers by a number"))
        self.heat_button.setAutoRaise(True)
        self.heat_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.heat_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.heat_button)
        menu.addActions(heats)
        self.heat_button.setMenu(menu)
        row.addWidget(self.heat_button)
        self.percent = _label(self._zoom, 12)
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for text, tip, act in (
            ("−", self.tr("Zoom out"), lambda: view.zoom_by(1 / 1.25)),
            ("", "", None),
            ("+", self.tr("Zoom in"), lambda: view.zoom_by(1.25)),
            ("⤢", self.tr("Fit all (Home)"), view.fit),
        ):
            if act is None:
                row.addWidget(self.percent)
                continue
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            row.addWidget(button)
        view.installEventFilter(self)
        view.zoom_changed.connect(self._show_zoom)
        view.heat_changed.connect(self._show_heat)
        view.scope_changed.connect(lambda: self.refresh(view.session.snapshot))
        view.session.changed.connect(self.refresh)
        self.restyle()
        self._show_zoom()

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the title and the totals of a snapshot."""
        report, colours = snapshot.report, theme()
        self.title.setText(snapshot.document.title)
        self.way.show_way(snapshot.document.title, snapshot.document.graph.outline, self._view.canvas.scope)
        total = report.total
        parts = [params_text(total.params), multiply_adds_text(total.multiply_adds)]
        if total.known < total.layers:
            parts.append(part_of_layers(total.known, total.layers))
        if report.transfers:
            stages = {snapshot.document.graph[edge.target].stage or edge.target for edge in self._crossing(snapshot)}
            batch = snapshot.document.recipe.batch_size
            step = decimal_size(2 * report.transfer_bytes * batch)
            text = translate("Canvas", "crosses at %n places, {step} a step of {batch}", "", len(stages))
            parts.append(text.format(step=step, batch=batch))
        self.totals.setText("   ·   ".join(parts))
        devices = sorted({node.device for node in snapshot.document.graph.nodes} - {HOST})
        words = [f'<span style="color:{colours.device(device).name()}">&#9632;</span> {device}' for device in devices]
        if report.transfers:
            crosses = self.tr("crosses, bytes per picture")
            words.append(f'<span style="color:{colours.crossing}">- - -</span> {crosses}')
        self.legend.setText(" &nbsp; ".join(words))
        self.legend.setVisible(bool(words))
        self.empty.setVisible(not len(snapshot.document.graph))
        self._show_heat()

    @property
    def gap(self) -> QRect:
        """The room in the lowest row between the legends and the zoom buttons."""
        shown = [box for box in (self.legend, self.heat) if not box.isHidden() and box.y() >= self._zoom.y() - 24]
        left = max((box.geometry().right() + 9 for box in shown), default=16)
        return QRect(left, self._zoom.y(), self._zoom.x() - 9 - left, self._zoom.height())

    def restyle(self) -> None:
        """Take the colours of the theme. Apart from `refresh`: a style sheet costs a new layout of the window."""
        colours = theme()
        back = QColor(colours.canvas)
        back.setAlphaF(0.86)
        rgba = f"rgba({back.red()}, {back.green()}, {back.blue()}, {back.alpha()})"
        self._head.setStyleSheet(f"QWidget#canvas_head {{ background: {rgba}; border-radius: 8px; }}")
        box = f"background: {colours.card}; border: 1px solid {colours.border}; border-radius: 8px;"
        self._zoom.setStyleSheet(f"QWidget#canvas_zoom {{ {box} }}")
        self.title.setStyleSheet(f"color: {colours.text}; background: transparent;")
        for label in (self.totals, self.percent, self.empty):
            label.setStyleSheet(f"color: {colours.muted}; background: transparent;")
        self.legend.setStyleSheet(f"color: {colours.muted}; {box} padding: 5px 10px;")
        self.refresh(self._view.session.snapshot)

    def _show_heat(self) -> None:
        self.heat.show_heat(self._view.canvas.heat)
        self._place()

    @staticmethod
    def _crossing(snapshot: Snapshot) -> list[Edge]:
        graph = snapshot.document.graph
        return [edge for edge in graph.edges if graph[edge.source].device not in (HOST, graph[edge.target].device)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corners while the view is resized."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        view = self._view
        width = max(label.sizeHint().width() for label in (self.title, self.totals)) + 20
        self._head.setGeometry(14, 8, max(60, min(width, view.width() - 28)), 54)
        self.way.move(14, 68)
        self.empty.setGeometry(0, view.height() // 2 - 40, view.width(), 60)
        self.legend.adjustSize()
        self.legend.move(16, view.height() - self.legend.height() - 12)
        self._zoom.adjustSize()
        self._zoom.move(view.width() - self._zoom.width() - 12, view.height() - self._zoom.height() - 10)
        above = 68 if self.way.isHidden() else 76 + self.way.height()
        if self.heat.isHidden():
            view.leave_free(above, 56)
            return
        self.heat.setFixedHeight(self.legend.height())
        self.heat.adjustSize()
        left = self.legend.geometry().right() + 9
        is_beside = left + self.heat.width() + 9 <= self._zoom.x()
        self.heat.move(
            left if is_beside else 16, self.legend.y() if is_beside else self.legend.y() - self.heat.height() - 8
        )
        view.leave_free(above, 56 if is_beside else 64 + self.heat.height())

    def _show_zoom(self) -> None:
        self.percent.setText(f"{self._view.transform().m11():.0%}")


def _label(parent: QWidget, pixels: float, *, bold: bool = False) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(ui_font(pixels, bold=bold))
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
