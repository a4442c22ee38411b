"""Pills on the wires that cross devices: what they carry together for one picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from alexstudio.graph.wireways import Box
from alexstudio.history import Snapshot
from alexstudio.ui.canvas.tile import FAR
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.numbers import decimal_size
from alexstudio.ui.theme import theme, ui_font

AMPLE = 120.0
"""A pill needs no more room than this around it."""
_PARTS = [step / 20 for step in range(3, 18)]


class Pill(NamedTuple):
    """A text on a wire."""

    spot: QPointF
    text: str
    wire: WireItem
    part: float
    """Where on the length of the wire."""

    @property
    def box(self) -> QRectF:
        """All that it takes at any zoom."""
        return QRectF(self.spot.x() - 110, self.spot.y() - 30, 220, 60)


def crossing_pills(
    snapshot: Snapshot, crossing: Iterable[WireItem], near: Callable[[Box], Sequence[tuple[str, Box]]]
) -> dict[str, Pill]:
    """One pill for all wires that cross into a stage, by name, or else into a node, where there is most room.

    ``near`` gives the cards that reach into a box.
    """
    graph, report = snapshot.document.graph, snapshot.report
    readers: dict[str, list[WireItem]] = {}
    for wire in crossing:
        target = graph[wire.edge.target]
        readers.setdefault(target.stage or target.id, []).append(wire)
    bytes_of = {(move.source, move.output, move.destination): move.bytes_per_image for move in report.transfers}
    pills = {}
    for place, wires in readers.items():
        moves = {(wire.edge.source, wire.edge.output, graph[wire.edge.target].device) for wire in wires}
        spots = [(spot, wire, part) for wire in wires for spot, part in zip(wire.along(_PARTS), _PARTS, strict=True)]
        (x, y), wire, part = max(spots, key=lambda one: _room(one[0][0], one[0][1], near))
        text = decimal_size(sum(bytes_of.get(move, 0) for move in moves))
        pills[place] = Pill(QPointF(x, y), text, wire, part)
    return pills


def carried_along(pill: Pill) -> Pill:
    """The pill at the same place of its wire, which has moved."""
    return pill._replace(spot=QPointF(*pill.wire.along([pill.part])[0]))


def paint_pills(painter: QPainter, pills: Iterable[Pill]) -> None:
    """Above every card, unless they would be too small to read."""
    zoom = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
    if zoom < FAR:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = theme()
    font = ui_font(min(max(10.5, 10.5 / zoom), 22.0), bold=True)
    metrics = QFontMetricsF(font)
    for spot, text, *_ in pills:
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + metrics.height(), metrics.height() * 1.4)
        box.moveCenter(spot)
        painter.setPen(QPen(QColor(colours.crossing), max(1.0, 0.9 / zoom)))
        painter.setBrush(QColor(colours.canvas))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _room(x: float, y: float, near: Callable[[Box], Sequence[tuple[str, Box]]]) -> float:
    """How much room a pill of some 70 x 26 has around a point, in scene units; negative when it hides a card."""
    return min(
        (
            max(max(left - x, x - right) - 35, max(top - y, y - bottom) - 13)
            for _, (left, top, right, bottom) in near((x - AMPLE - 35, y - AMPLE - 13, x + AMPLE + 35, y + AMPLE + 13))
        ),
        default=AMPLE,
    )
