"""From an edit to every view refreshed and painted; and the analysis alone, beside it."""

from __future__ import annotations

import statistics
import time

from PySide6.QtWidgets import QApplication

from alexstudio.analysis import analyse
from alexstudio.app import build_window, quiet_garbage_collector
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.theme import apply_theme

EDITS = 200


def chain(length: int) -> Document:
    """A network of ``length`` layers in one chain."""
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"size": 64}, "host"))
    before = "input"
    for number in range(length):
        kind = ("Conv2d", "ReLU")[number % 2]
        params = {"out_channels": 16, "padding": 1} if kind == "Conv2d" else {}
        node = graph.add(Node(f"n{number}", kind, f"{kind} {number}", params, stage=f"Stage {number // 10}"))
        graph.connect(Edge(before, 0, node.id, 0))
        before = node.id
    return Document("Chain", graph.freeze())


def main() -> None:
    """Print medians and the 99th percentile, with each panel in front."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    quiet_garbage_collector()
    for title, document in (("AlexNet", None), ("a chain of 500 nodes", chain(499))):
        window = build_window(None, FakeEngine())
        window.show()
        if document is not None:
            window.session.open(document, None)
        window.canvas.fit()
        node = next(node.id for node in window.session.document.graph.nodes if node.type == "Conv2d")
        window.canvas.select([node])
        for tab in range(window.tabs.count()):
            window.tabs.setCurrentIndex(tab)
            _settle(app)
            times, alone = _edit(app, window, node)
            middle, slow = statistics.median(times), sorted(times)[int(EDITS * 0.99)]
            print(
                f"{title}, {window.tabs.tabText(tab)} in front: edit to painted window {1000 * middle:.1f} ms, "
                f"99th percentile {1000 * slow:.1f} ms; analysis alone {1000 * statistics.median(alone):.2f} ms"
            )
        window.session.history.mark_saved()
        window.close()


def _edit(app: QApplication, window: MainWindow, node: str) -> tuple[list[float], list[float]]:
    """Seconds from each edit until nothing is left to paint, and of the analysis alone."""
    times, alone = [], []
    for number in range(EDITS):
        begin = time.perf_counter()
        window.session.set_param(node, "out_channels", 96 + 16 * (number % 2 + 1))
        app.processEvents()
        times.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        analyse(window.session.document)
        alone.append(time.perf_counter() - begin)
        _settle(app)
    return times, alone


def _settle(app: QApplication) -> None:
    for _ in range(4):
        app.processEvents()
