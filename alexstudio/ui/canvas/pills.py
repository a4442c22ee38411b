"""Pills on the wires that cross devices: what they carry together for one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from alexstudio.history import Snapshot
from alexstudio.ui.canvas.tile import FAR
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.numbers import decimal_size
from alexstudio.ui.theme import theme, ui_font


class Pill(NamedTuple):
    """A text on a wire."""

    spot: QPointF
    text: str


def crossing_pills(snapshot: Snapshot, crossing: Sequence[WireItem], cards: Sequence[QRectF]) -> list[Pill]:
    """One pill for all wires that cross into a stage, where there is most room between the cards."""
    graph, report = snapshot.document.graph, snapshot.report
    readers: dict[str, list[WireItem]] = {}
    for wire in crossing:
        target = graph[wire.edge.target]
        readers.setdefault(target.stage or target.id, []).append(wire)
    pills = []
    for wires in readers.values():
        moves = {(wire.edge.source, wire.edge.output, graph[wire.edge.target].device) for wire in wires}
        carried = [move for move in report.transfers if (move.source, move.output, move.destination) in moves]
        spots = [wire.path().pointAtPercent(step / 20) for wire in wires for step in range(3, 18)]
        best = max(spots, key=lambda spot: _room(spot, cards))
        pills.append(Pill(best, decimal_size(sum(move.bytes_per_image for move in carried))))
    return pills


def paint_pills(painter: QPainter, pills: Sequence[Pill]) -> None:
    """Above every card, unless they would be too small to read."""
    zoom = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
    if zoom < FAR:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = theme()
    font = ui_font(min(max(10.5, 10.5 / zoom), 22.0), bold=True)
    metrics = QFontMetricsF(font)
    for spot, text in pills:
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + metrics.height(), metrics.height() * 1.4)
        box.moveCenter(spot)
        painter.setPen(QPen(QColor(colours.crossing), max(1.0, 0.9 / zoom)))
        painter.setBrush(QColor(colours.canvas))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _room(spot: QPointF, cards: Sequence[QRectF]) -> float:
    """How much room a pill of some 70 x 26 has around a point, in scene units; negative when it hides a card."""
    return min(
        max(
            max(box.left() - spot.x(), spot.x() - box.right()) - 35,
            max(box.top() - spot.y(), spot.y() - box.bottom()) - 13,
        )
        for box in cards
    )
