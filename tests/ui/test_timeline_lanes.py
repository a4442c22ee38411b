"""Bars, views and ticks of the Timeline panel as numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from alexstudio.analysis.timing import Span
from alexstudio.ui.timeline.lanes import TICK_ROOM, Row, View, ticks


def row(*bars: tuple[float, float]) -> Row:
    return Row([Span("gpu0", f"n{begin}", "forward", begin, end - begin) for begin, end in reversed(bars)])


def test_zoom_keeps_what_is_under_the_cursor() -> None:
    view = View(0.2, 0.6, 400)
    for factor in (1.25, 4.0, 0.9):
        assert view.zoomed(factor, 100, 1.0).time(100) == pytest.approx(view.time(100))
    assert view.zoomed(0.01, 100, 1.0) == View(0, 1, 400)
    closest = view.zoomed(1e12, 100, 1.0)
    assert 0 < closest.end - closest.begin < 1e-6 and closest.begin >= 0.2


def test_a_view_never_leaves_the_step() -> None:
    view = View(0.2, 0.6, 400)
    assert view.moved(100, 1.0) == pytest.approx(View(0.1, 0.5, 400))
    assert view.moved(1e6, 1.0) == pytest.approx(View(0, 0.4, 400))
    assert view.moved(-1e6, 1.0) == pytest.approx(View(0.6, 1, 400))


def test_only_what_is_in_view_is_drawn_and_one_bar_a_pixel() -> None:
    bars = row(*((number / 1000, (number + 1) / 1000) for number in range(1000)))
    assert [span.begin for span in bars.shown(View(0.4995, 0.5005, 100))] == [0.499, 0.5]
    drawn = list(bars.shown(View(0, 1, 100)))
    assert 100 <= len(drawn) <= 110
    assert len(list(bars.shown(View(0, 1, 4000)))) == 1000


def test_the_bar_at_a_pixel_or_near_it() -> None:
    bars, view = row((0.1, 0.2), (0.5, 0.5001)), View(0, 1, 100)
    found = bars.at(view, 15)
    assert found is not None and found.begin == 0.1
    near = bars.at(view, 51.5)
    assert near is not None and near.begin == 0.5
    assert bars.at(view, 30) is None and row().at(view, 3) is None


def test_gaps_are_idle_time() -> None:
    assert list(row((0.1, 0.2), (0.2, 0.3), (0.5, 0.9)).gaps(1.0)) == [(0.0, 0.1), (0.3, 0.5), (0.9, 1.0)]
    assert list(row((0.0, 1.0)).gaps(1.0)) == []


@pytest.mark.parametrize(
    ("begin", "end", "texts"),
    [
        (0.0, 0.471, ["0 ms", "100 ms", "200 ms", "300 ms", "400 ms"]),
        (0.0, 12.0, ["0 s", "2 s", "4 s", "6 s", "8 s", "10 s", "12 s"]),
        (0.0, 3e-5, ["0 µs", "5 µs", "10 µs", "15 µs", "20 µs", "25 µs", "30 µs"]),
        (1.5, 1.503, ["1.5000 s", "1.5005 s", "1.5010 s", "1.5015 s", "1.5020 s", "1.5025 s", "1.5030 s"]),
    ],
)
def test_ticks_are_round(begin: float, end: float, texts: list[str]) -> None:
    assert [tick.text for tick in ticks(View(begin, end, 640))] == texts


def test_ticks_leave_room_for_their_texts() -> None:
    for power in range(-7, 3):
        for part in (1.0, 1.7, 3.3, 6.1):
            view = View(0, part * 10.0**power, 700)
            marks = [view.pixel(tick.time) for tick in ticks(view)]
            assert all(after - before >= TICK_ROOM - 1e-6 for before, after in pairwise(marks)) and len(marks) >= 2
