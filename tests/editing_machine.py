"""A session under random commands: where it begins, what commands pick from, going back and forth, and reading."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from editing_oracle import Oracle
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from alexstudio.analysis import figure, picture
from alexstudio.analysis.markdown import report_markdown
from alexstudio.analysis.memory import MEANINGS, course
from alexstudio.analysis.page import report_page
from alexstudio.analysis.reading import formulas, numbers, what_it_does, wire_lines
from alexstudio.analysis.receptive import receptive_fields
from alexstudio.analysis.seen import seen_by
from alexstudio.analysis.table import report_text
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.outline import Frame
from alexstudio.graph.presets import load_preset

LARGEST = 90
"""Nodes from which on nothing is added, so that a step stays short."""

READERS = (
    *(report_text, report_markdown, report_page, picture.svg, figure.svg),
    lambda document, report: receptive_fields(report.document.graph, report),
    lambda document, report: receptive_fields(document.graph, report),
    *(partial(course, accounting=accounting) for accounting in MEANINGS),
    partial(course, place="cpu"),
)
"""What is made of a document and its report."""

number = some.integers(0, 9999)
"""Which of what there is, modulo how many there are."""


def fork() -> Document:
    """Two branches that meet in a sum and in a join of any number, a split, and a layer of no known type."""
    graph = LayerGraph()
    for node_id, kind, stage in (
        *(("in", "Input", ""), ("conv", "Conv2d", "Stem"), ("relu", "ReLU", "Stem"), ("split", "Chunk", "")),
        *(("left", "ReLU", "Fork"), ("right", "ReLU", "Fork"), ("sum", "Add", "Fork"), ("cat", "Concat", "Fork")),
        *(("odd", "Plugin9", ""), ("flat", "Flatten", "Head"), ("fc", "Linear", "Head")),
    ):
        graph.add(Node(node_id, kind, node_id.title(), {"a": [1]} if kind == "Plugin9" else {}, stage=stage))
    for edge in (
        *(("in", 0, "conv", 0), ("conv", 0, "relu", 0), ("relu", 0, "split", 0), ("split", 0, "left", 0)),
        *(("split", 1, "right", 0), ("left", 0, "sum", 0), ("right", 0, "sum", 1), ("left", 0, "cat", 0)),
        *(("right", 0, "cat", 1), ("sum", 0, "cat", 2), ("cat", 0, "flat", 0), ("flat", 0, "fc", 0)),
    ):
        graph.connect(Edge(*edge))
    return Document("Fork", graph.freeze())


@cache
def preset(name: str) -> Document:
    return load_preset(name)


class Machine(RuleBasedStateMachine):
    """What every command needs."""

    @initialize(start=some.sampled_from(("fork", "lenet5", "alexnet_two_gpu", "empty")))
    def start(self, start: str) -> None:
        documents = {"fork": fork, "empty": Document}
        self.oracle = Oracle(documents[start]() if start in documents else preset(start))
        self.session = self.oracle.session
        self.clip = ""

    @property
    def graph(self) -> LayerGraph:
        return self.oracle.graph

    # -- picking from what there is ------------------------------------------------------------------------------------

    def node(self, pick: int) -> str | None:
        nodes = self.graph.nodes
        return nodes[pick % len(nodes)].id if nodes else None

    def several(self, pick: int, count: int) -> list[str]:
        """Some nodes, neighbours more often than not; no one twice."""
        nodes = [node.id for node in self.graph.order()]
        if not nodes:
            return []
        step = 1 if pick % 3 else 3
        return list(dict.fromkeys(nodes[(pick + step * one) % len(nodes)] for one in range(1 + count % 6)))

    def edge(self, pick: int) -> Edge | None:
        edges = sorted(self.graph.edges)
        return edges[pick % len(edges)] if edges else None

    def block(self, pick: int) -> str | None:
        blocks = list(self.graph.outline.blocks)
        return blocks[pick % len(blocks)] if blocks else None

    def frame(self, pick: int) -> Frame | None:
        frames = list(self.graph.outline.frames.values())
        return frames[pick % len(frames)] if frames else None

    def scope(self, pick: int) -> str:
        return ("", self.block(pick) or "")[pick % 2]

    @property
    def may_grow(self) -> bool:
        return len(self.graph) < LARGEST

    def edit(self, label: str, change: Any) -> None:
        self.oracle.do(lambda: self.session.edit(label, change))

    # -- time ----------------------------------------------------------------------------------------------------------

    @rule(pick=number, which=some.sampled_from(READERS))
    def read(self, pick: int, which: Any) -> None:
        """Whatever state the document is in, what the panels and reports show of it can be worked out."""
        document, report = self.session.document, self.session.snapshot.report
        which(document, report)
        node_id, edge = self.node(pick), self.edge(pick)
        if node_id:
            seen = seen_by(document.graph, report, node_id)
            assert what_it_does(document.graph[node_id])
            assert numbers(document, report, node_id, seen) is not None
            assert formulas(document, report, node_id) is not None
        if edge:
            assert wire_lines(document, report, edge)

    @rule(count=some.integers(1, 4))
    def undo(self, count: int) -> None:
        for _ in range(count):
            self.oracle.undo()

    @rule(count=some.integers(1, 4))
    def redo(self, count: int) -> None:
        for _ in range(count):
            self.oracle.redo()

    @rule()
    def there_and_back(self) -> None:
        self.oracle.there_and_back()

    @rule()
    def save(self) -> None:
        self.oracle.save()

    @invariant()
    def holds_together(self) -> None:
        self.oracle.check()
