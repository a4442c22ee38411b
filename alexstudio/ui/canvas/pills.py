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
WIDE, HIGH = 122.0, 38.0
"""What a pill takes at the zoom at which it is largest, in scene units."""
ASIDE = 6.0
"""How much more room a pill must have beside its wire than on it to lie there."""
_PARTS = [step / 20 for step in range(3, 18)]


class Pill(NamedTuple):
    """A text on a wire."""

    spot: QPointF
    wire: WireItem
    part: float
    """Where on the length of the wire."""
    side: int
    """0 on the wire, -1 to the left of it, 1 to the right."""
    text: str

    @property
    def box(self) -> QRectF:
        """All that it takes at any zoom."""
        return QRectF(self.spot.x() - 1.2 * WIDE, self.spot.y() - 30, 2.4 * WIDE, 60)


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
    pills: dict[str, Pill] = {}
    placed: list[tuple[str, Box]] = []
    for place, wires in readers.items():
        moves = {(wire.edge.source, wire.edge.output, graph[wire.edge.target].device) for wire in wires}
        best = _best_spot(wires, lambda box: (*near(box), *placed))
        pill = Pill(*best, decimal_size(sum(bytes_of.get(move, 0) for move in moves)))
        pills[place] = pill
        placed.append((place, _box(pill.spot.x(), pill.spot.y(), pill.side)))
    return pills


def _best_spot(
    wires: Iterable[WireItem], near: Callable[[Box], Sequence[tuple[str, Box]]]
) -> tuple[QPointF, WireItem, float, int]:
    """Where some wires have most room for a pill: on one of them, or else beside it."""
    spots = (
        (QPointF(x, y), wire, part, side)
        for wire in wires
        for (x, y), part in zip(wire.along(_PARTS), _PARTS, strict=True)
        for side in (0, 1, -1)
    )
    return max(spots, key=lambda one: _room(_box(one[0].x(), one[0].y(), one[3]), near) - ASIDE * abs(one[3]))


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
    for spot, _, _, side, text in pills:
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + metrics.height(), metrics.height() * 1.4)
        box.moveCenter(spot + QPointF(side * (box.width() / 2 + 2), 0))
        painter.setPen(QPen(QColor(colours.crossing), max(1.0, 0.9 / zoom)))
        painter.setBrush(QColor(colours.canvas))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _box(x: float, y: float, side: int) -> Box:
    """What a pill takes whose wire is at a point."""
    x += side * WIDE / 2
    return x - WIDE / 2, y - HIGH / 2, x + WIDE / 2, y + HIGH / 2


def _room(pill: Box, near: Callable[[Box], Sequence[tuple[str, Box]]]) -> float:
    """How far the next card is from a pill, in scene units; negative when it hides a card."""
    west, north, east, south = pill
    around = (west - AMPLE, north - AMPLE, east + AMPLE, south + AMPLE)
    return min(
        (max(left - east, west - right, top - south, north - bottom) for _, (left, top, right, bottom) in near(around)),
        default=AMPLE,
    )
