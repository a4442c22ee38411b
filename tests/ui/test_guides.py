"""Alignment of boxes while they are dragged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene
from pytestqt.qtbot import QtBot

from alexstudio.ui.canvas.guides import Guides, Ruler, Span


def span(low: float, high: float, near: float = 0, far: float = 50) -> Span:
    return Span(low, high, near, far)


@pytest.mark.parametrize(
    ("moving", "by"),
    [
        (span(212, 284, 100, 150), 2.0),  # middles: 248 to 250
        (span(196, 240, 100, 150), 4.0),  # left edges
        (span(260, 303, 100, 150), -3.0),  # right edge to right edge
        (span(297, 340, 100, 150), 3.0),  # left edge to right edge
        (span(150, 180, 100, 150), None),
    ],
)
def test_middles_and_edges(moving: Span, by: float | None) -> None:
    found = Ruler([span(200, 300)]).snap(moving, 5)
    assert (found.by if found else None) == by


def test_equal_gaps_between_two_and_after_two() -> None:
    middle = Ruler([span(0, 100), span(310, 410)]).snap(span(182, 232), 5)
    assert middle is not None and middle.by == -2 and [line.high - line.low for line in middle.lines] == [80, 80]
    after = Ruler([span(0, 100), span(140, 240)]).snap(span(283, 345), 5)
    assert after is not None and after.by == -3 and [line.high - line.low for line in after.lines] == [40, 40]
    before = Ruler([span(140, 240), span(280, 380)]).snap(span(36, 98), 5)
    assert before is not None and before.by == 2


def test_boxes_in_another_row_give_no_gaps() -> None:
    assert Ruler([span(0, 100, 500, 600), span(310, 410, 500, 600)]).snap(span(182, 232), 5) is None


def test_the_nearest_alignment_wins() -> None:
    found = Ruler([span(200, 300), span(206, 290)]).snap(span(204, 244, 100, 150), 5)
    assert found is not None and found.by == 2


def test_the_grid_is_for_where_nothing_is_near(qtbot: QtBot) -> None:
    scene = QGraphicsScene()
    guides = Guides(scene, [QRectF(0, 0, 100, 50)])
    assert guides.snap(QRectF(2, 205, 100, 50), 5, 24) == (-2, 240 - 230)
    assert len(guides.lines) == 1 and guides.lines[0].x1() == 50
    assert guides.snap(QRectF(2, 205, 100, 50), 1) == (None, None) and not guides.lines
    assert guides.snap(QRectF(0, 205, 100, 50), 1) == (0, None) and guides.lines
