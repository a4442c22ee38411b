"""A curve of ten million steps in the live plot, beside plain pyqtgraph with the same points.

python tests/benchmarks/plots.py                or with another number of points after it
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

import numpy as np
import pyqtgraph as pg
from frames import Cost, Frames
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from alexstudio.ui.curves import Curve
from alexstudio.ui.live_plot import LivePlot
from alexstudio.ui.run_view import RunView
from alexstudio.ui.theme import apply_theme

POINTS = 10_000_000
SIZE = (900, 300)
GOAL = 16.0
PLAIN_ROUNDS = 3
LEFT, STEP = Qt.MouseButton.LeftButton, QPoint(3, 0)


def main() -> None:
    """Print what frames cost in both, and the ratios."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    count = next((int(word) for word in sys.argv[1:] if word.isdecimal()), POINTS)
    draw = np.random.default_rng(2012)
    values = 4 * np.exp(-np.arange(count) / (count / 5)) + draw.normal(0, 0.05, count)
    steps = np.arange(1, count + 1, dtype=np.float64)
    run = RunView(Path("none"), "Long")
    curve = run.curves["train_loss"] = Curve()
    began = time.perf_counter()
    for step, value in enumerate(values.tolist(), 1):
        curve.append(step, value)
    taken = time.perf_counter() - began
    size = curve._buckets.nbytes / 2**20
    print(f"{count:,} points: {1e6 * taken / count:.2f} us to take each, {size:.1f} MiB (raw {16 * count / 2**20:.0f})")

    ours = LivePlot("loss")
    ours.resize(*SIZE)
    ours.show()
    ours.show_run(run)
    frames = Frames(app, ours.plot.viewport())
    frames.settle()

    def grow(number: int) -> None:
        curve.append(count + 1 + number, 0.1)
        ours.show_run(run)

    middle = ours.plot.viewport().rect().center()
    found = {
        "redraw, all in view": frames.median(grow),
        "pan": frames.drag(LEFT, middle, STEP),
        "zoom": frames.zoom(),
    }
    ours.close()

    plain = pg.PlotWidget()
    plain.resize(*SIZE)
    plain.show()
    item = plain.plot(steps, values)
    plain.enableAutoRange()
    frames = Frames(app, plain.viewport())
    frames.settle()
    middle = plain.viewport().rect().center()
    box = plain.getViewBox()
    peer = {
        "redraw, all in view": several(frames, lambda: item.setData(steps, values)),
        "pan": several(frames, lambda: box.translateBy(x=count / 300)),
        "zoom": several(frames, lambda: box.scaleBy((0.9, 1))),
    }
    plain.close()
    print(f"{'frame':22}{'live plot':>16}{'pyqtgraph':>16}{'ratio':>8}   (median of clock; reach {GOAL:.0f} ms)")
    for name, cost in found.items():
        ratio = peer[name].wall / cost.wall
        print(f"{name:22}{cost.wall:13.2f} ms{peer[name].wall:13.1f} ms{ratio:8.0f}")


def several(frames: Frames, act: Callable[[], object]) -> Cost:
    """The median of few frames: each may take a second."""
    costs = []
    for _ in range(PLAIN_ROUNDS):
        costs.append(frames.once(act))
        frames.settle()
    return Cost(*(statistics.median(times) for times in zip(*costs, strict=True)))


if __name__ == "__main__":
    main()
