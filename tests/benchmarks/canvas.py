"""The canvas: opening, panning, zooming, dragging and editing large networks, beside NodeGraphQt where there is one.

    python tests/benchmarks/canvas.py                                       without a screen
    python tests/benchmarks/canvas.py --nodegraphqt PATH/bin/python         and the same graph in NodeGraphQt
    QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1920x1200x24" python tests/benchmarks/canvas.py

NodeGraphQt needs an environment of its own: ``pip install NodeGraphQt Qt.py PySide6-Essentials setuptools``. Both show
the same nodes at the same places, in canvases of one size, and are driven by the same events of mouse and wheel. Times
are medians: of the processor, and by the clock in brackets.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

import frames
from frames import Cost, Frames
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from alexstudio.app import build_window, quiet_garbage_collector
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.fileformat import save
from alexstudio.graph.tidy import place_missing
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.restoring import read_sheet
from alexstudio.ui.theme import apply_theme

COUNTS = (1000, 5000)
HUB = "hub"
WIRES = 50
"""Of the card that is dragged."""
OPENINGS = 5
GOALS = {
    (1000, "open"): 1000.0,
    (1000, "pan at 50 %"): 16.0,
    (1000, "zoom at 50 %"): 16.0,
    (1000, "pan, all in view"): 16.0,
    (1000, "zoom, all in view"): 16.0,
    (1000, "drag 50 wires"): 16.0,
    (5000, "pan, all in view"): 33.0,
    (5000, "zoom, all in view"): 33.0,
}


def network(count: int) -> Document:
    """Residual blocks of seven layers in stages of six; half of the way, a layer joins 25 of them and feeds 25 more."""
    graph = LayerGraph()
    before = graph.add(Node("input", "Input", "Input", {"size": 64}, "host")).id
    blocks = (count - 2 - WIRES // 2) // 7
    ends: list[str] = []
    for block in range(blocks):
        stage, after = f"Stage {block // 6 + 1}", block - blocks // 2
        skipped, made = before, before
        if after == 0:
            graph.add(Node(HUB, "Concat", "Join", {}, stage=stage))
            for slot, source in enumerate(_spread(ends, WIRES // 2)):
                graph.connect(Edge(source, 0, HUB, slot))
        if after >= 0 and after in _spread(range(blocks - blocks // 2), WIRES // 2):
            join = graph.add(Node(f"j{block}", "Concat", f"Join {block}", {}, stage=stage)).id
            graph.connect(Edge(made, 0, join, 0))
            graph.connect(Edge(HUB, 0, join, 1))
            made = join
        for number, kind in enumerate(("Conv2d", "BatchNorm2d", "ReLU", "Conv2d", "BatchNorm2d", "Add", "ReLU")):
            params = {"out_channels": 16, "padding": 1} if kind == "Conv2d" else {}
            name = f"{kind} {block}.{number}"
            node = graph.add(
                Node(f"n{block}_{number}", kind, name, params, device=f"gpu{block // 40 % 2}", stage=stage)
            )
            graph.connect(Edge(made, 0, node.id, 0))
            if kind == "Add" and block:
                graph.connect(Edge(skipped, 0, node.id, 1))
            elif kind == "Add":
                graph.connect(Edge(f"n{block}_0", 0, node.id, 1))
            made = node.id
        before = made
        ends.append(made)
    return Document(f"{count} layers", graph.freeze())


def _spread(things: Sequence[Any], number: int) -> list[Any]:
    return [things[place * len(things) // number] for place in range(number)]


def measure(app: QApplication, count: int) -> dict[str, Cost]:
    """Times of alexstudio."""
    window = build_window(None, FakeEngine())
    window.show()
    window.resize(window.size() + _missing(window))
    app.processEvents()
    view = window.canvas
    frame = Frames(app, view.viewport())
    found: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.json"
        save(network(count), path)
        for name in ("open", "open again") if count < 5000 else ("open",):
            times = []
            for _ in range(OPENINGS):
                sheet = window.session.open(Document(), None)  # what is shown is taken away before the clock starts
                frame.settle()
                times.append(frame.once(lambda: _open(window, path)))
                frame.settle()
            found[name] = Cost(*(statistics.median(some) for some in zip(*times, strict=True)))
            save(window.session.document, path)  # now with places
            del sheet
    view.fit()
    frame.settle()
    middle = view.viewport().rect().center()
    for name, zoom in (("50 %", 0.5), ("100 %", 1.0), ("all in view", None)):
        if zoom is None:
            view.fit()
        else:
            view.look_at(view.content.center(), zoom)
        frame.settle()
        where = f"at {name}" if zoom else f", {name}"
        found[f"pan {where}".replace(" ,", ",")] = frame.drag(Qt.MouseButton.MiddleButton, middle, QPoint(3, 2))
        found[f"zoom {where}".replace(" ,", ",")] = frame.zoom()
    hub = view.canvas.cards[HUB]
    for name, zoom in (("drag 50 wires", 0.5), ("drag 50 wires, all in view", None)):
        if zoom is None:
            view.fit()
        else:
            view.look_at(hub.pos(), zoom)
        frame.settle()
        found[name] = frame.drag(Qt.MouseButton.LeftButton, view.mapFromScene(hub.pos()), QPoint(3, 2))
        window.session.undo()
        view.mark(frozenset())
    view.look_at(view.canvas.cards["n2_0"].pos(), 0.5)
    view.select(["n2_0"])
    frame.settle()
    found["edit"] = frame.median(lambda number: window.session.set_param("n2_0", "out_channels", 24 + number % 2), 20)
    for sheet in window.session.sheets:
        sheet.history.mark_saved()
    window.close()
    return found


def _missing(window: QWidget) -> Any:
    size = window.canvas.viewport().size()  # type: ignore[attr-defined]
    return type(size)(frames.SIZE[0] - size.width(), frames.SIZE[1] - size.height())


def _open(window: MainWindow, path: Path) -> None:
    sheet = read_sheet(str(path))
    window.session.open(sheet.document, path)
    window.canvas.fit()


def peer(python: str, count: int) -> Mapping[str, Cost]:
    """Times of NodeGraphQt with the same graph, in a process of its own."""
    graph = network(count).graph.copy()
    place_missing(graph)
    nodes = [
        [
            node.id,
            node.name,
            *(node.position or (0, 0)),
            len(graph.inputs(node.id)),
            node.kind.family if node.kind else "",
        ]
        for node in graph.nodes
    ]
    edges = [[edge.source, edge.target, edge.slot] for edge in graph.edges]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.json"
        path.write_text(json.dumps({"nodes": nodes, "edges": edges, "hub": HUB}))
        script = Path(__file__).with_name("canvas_peer.py")
        done = subprocess.run([python, str(script), str(path)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"NodeGraphQt could not be measured: {done.stderr[-2000:]}")
    return {name: Cost(*times) for name, times in json.loads(done.stdout.splitlines()[-1]).items()}


def main(python: str = "", counts: Sequence[int] = COUNTS) -> None:
    """Print a table."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    quiet_garbage_collector()
    print(
        f"canvas of {frames.SIZE[0]} x {frames.SIZE[1]} pixels, {app.platformName()}; ms of the processor (the clock)"
    )
    for count in counts:
        own = measure(app, count)
        other = peer(python, count) if python else {}
        print(f"\n{count:,} nodes{'':22}alexstudio         goal" + ("       NodeGraphQt       times" if python else ""))
        for name, cost in own.items():
            goal = GOALS.get((count, name))
            line = f"{name:28}{cost.cpu:8.1f} ({cost.wall:6.1f})" + (f"{goal:9.0f}" if goal else " " * 9)
            if name in other:
                line += f"{other[name].cpu:12.1f} ({other[name].wall:6.1f}){other[name].cpu / cost.cpu:10.1f}"
            print(line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--nodegraphqt", default="", help="the python of an environment that has NodeGraphQt")
    parser.add_argument("--nodes", type=int, nargs="*", default=COUNTS)
    options = parser.parse_args()
    main(options.nodegraphqt, options.nodes)
