"""The other side of `canvas`: the same graph in NodeGraphQt, with the python of an environment that has it.

python canvas_peer.py GRAPH.json      prints one line of JSON, what was done -> milliseconds of processor and clock
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from frames import SIZE, Cost, Frames
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication

app = QApplication([])

from NodeGraphQt import BaseNode, NodeGraph  # type: ignore[import-not-found]  # noqa: E402

OPENINGS = 3
LARGE = 2000
"""Nodes above which only what is all in view is measured, for a frame takes a second."""


def node_class(inputs: int) -> Any:
    """A type of node with so many inputs and one output."""

    def begin(self: Any) -> None:
        BaseNode.__init__(self)
        for number in range(inputs):
            self.add_input(f"in {number}")
        self.add_output("out")

    name = f"Node{inputs}"
    return type(name, (BaseNode,), {"__identifier__": "peer", "NODE_NAME": name, "__init__": begin})


def build(content: dict[str, Any]) -> tuple[NodeGraph, dict[str, Any]]:
    """The graph through the calls that a program would make."""
    graph = NodeGraph()
    for inputs in sorted({node[4] for node in content["nodes"]}):
        graph.register_node(node_class(inputs))
    nodes = {}
    for key, name, x, y, inputs, _ in content["nodes"]:
        nodes[key] = graph.create_node(f"peer.Node{inputs}", name=name, pos=[x, y], selected=False, push_undo=False)
    for source, target, slot in content["edges"]:
        nodes[source].output(0).connect_to(nodes[target].input(slot), push_undo=False)
    return graph, nodes


def reopened(frame: Frames, graph: NodeGraph) -> Cost:
    """From a file of its own to the painted graph."""
    with tempfile.TemporaryDirectory() as folder:
        session = str(Path(folder) / "session.json")
        graph.save_session(session)
        times = []
        for _ in range(OPENINGS):
            graph.clear_session()
            frame.settle()
            times.append(frame.once(lambda: (graph.load_session(session), graph.fit_to_selection())))
            frame.settle()
    return Cost(*(statistics.median(some) for some in zip(*times, strict=True)))


def main(path: Path) -> None:
    """Measure and print."""
    content = json.loads(path.read_text())
    graph, nodes = build(content)
    viewer = graph.viewer()
    graph.widget.show()
    graph.widget.resize(graph.widget.size() + type(viewer.size())(*SIZE) - viewer.viewport().size())
    frame = Frames(app, viewer.viewport())
    frame.settle()
    found: dict[str, Cost] = {}
    if len(nodes) <= LARGE:
        found["open again"] = reopened(frame, graph)
    hub = next(node for node in graph.all_nodes() if len(node.input_ports()) > 20)
    graph.clear_selection()

    def look(zoom: float | None, at: Any = None) -> None:
        graph.clear_selection()
        if zoom is None:
            graph.fit_to_selection()
        else:
            whole = viewer.scene().itemsBoundingRect()
            middle = at or whole.center()
            wide, high = viewer.width() / zoom, viewer.height() / zoom
            viewer._scene_range = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
            viewer._update_scene()
        frame.settle()

    def empty() -> QPoint:
        """A spot of the background near the middle: a node under the mouse would take the middle button."""
        middle = viewer.viewport().rect().center()
        for far in range(0, 400, 8):
            for spot in (middle + QPoint(far, 0), middle + QPoint(0, far), middle - QPoint(far, 0)):
                if not viewer._items_near(viewer.mapToScene(spot), None, 20, 20):
                    return spot
        return QPoint(4, 4)

    views: list[tuple[str, float | None]] = [("at 50 %", 0.5), ("at 100 %", 1.0), ("all in view", None)]
    if len(nodes) > LARGE:
        views, frame.rounds = views[2:], 8
    for name, zoom in views:
        look(zoom)
        where = f" {name}" if zoom else f", {name}"
        found[f"pan{where}"] = frame.drag(Qt.MouseButton.MiddleButton, empty(), QPoint(3, 2))
        found[f"zoom{where}"] = frame.zoom()
    for name, zoom in (("drag 50 wires", 0.5), ("drag 50 wires, all in view", None)):
        if zoom and len(nodes) > LARGE:
            continue
        middle = hub.view.sceneBoundingRect().center()
        look(zoom, middle)
        spot = viewer.mapFromScene(hub.view.mapToScene(hub.view.boundingRect().center().x(), 8))
        cost = frame.drag(Qt.MouseButton.LeftButton, spot, QPoint(3, 2))
        found[name] = cost
    print(json.dumps(found))
    graph.widget.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
