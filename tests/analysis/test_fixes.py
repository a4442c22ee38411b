"""AlexNet broken in the ways in which people break it: each time there is a fix, and each fix that is offered works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from alexstudio.analysis import Report, Trouble, analyse
from alexstudio.analysis.fixes import fixes
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.changes import TakeOut
from alexstudio.graph.presets import load_preset
from alexstudio.history import History


class Break(NamedTuple):
    """A way to break a preset: where the first problem must be and what the first fix must be called."""

    change: Callable[[LayerGraph], object]
    node: str
    best: str
    preset: str = "alexnet"


def insert(graph: LayerGraph, kind: str, before: str, **params: object) -> Node:
    """Put a layer before another one without looking whether it fits."""
    wire = graph.inputs(before)[0]
    node = graph.add_type(kind, params=params, id="new", name="New")
    graph.connect(Edge(wire.source, wire.output, node.id, 0))
    graph.reroute(wire, node.id)
    return node


def shortcut(graph: LayerGraph, source: str, last: str) -> None:
    """A residual connection from one layer around all up to another."""
    readers = graph.consumers(last)
    graph.add(Node("sum", "Add", "Sum"))
    graph.connect(Edge(last, 0, "sum", 0))
    graph.connect(Edge(source, 0, "sum", 1))
    for reader in readers:
        graph.reroute(reader, "sum")


def side_branch(graph: LayerGraph) -> None:
    for number, before in ((1, "pool2"), (2, "side_1"), (3, "side_2")):
        graph.add(Node(f"side_{number}", "ReLU", f"Side {number}"))
        graph.connect(Edge(before, 0, f"side_{number}", 0))


def unknown(graph: LayerGraph) -> None:
    graph.add(Node("odd", "Swish9", "Odd", {"beta": [1, {"a": None}]}))
    graph.connect(Edge("relu3", 0, "odd", 0))
    graph.reroute(Edge("relu3", 0, "conv4", 0), "odd")


def second_input(graph: LayerGraph) -> None:
    graph.add(Node("more", "Input", "More"))
    graph.reroute(Edge("input", 0, "conv1", 0), "more")


BREAKS = [
    Break(lambda g: g.set_param("conv2", "groups", 5), "conv2", "Set groups of Conv2 to 4"),
    Break(lambda g: g.set_param("conv2", "out_channels", 255), "conv2", "Set groups of Conv2 to 1"),
    Break(lambda g: g.set_param("conv1", "out_channels", 97), "conv2", "Set groups of Conv2 to 1"),
    Break(lambda g: g.set_param("conv5", "kernel_size", 17), "conv5", "Set padding of Conv5 to 8"),
    Break(lambda g: g.set_param("conv4", "dilation", 9), "conv4", "Set padding of Conv4 to 9"),
    Break(lambda g: g.set_param("conv1", "stride", 64), "pool2", "Set stride of Conv1 to 8"),
    Break(lambda g: g.set_param("pool5", "padding", 2), "pool5", "Set padding of Pool5 to 1"),
    Break(lambda g: g.set_param("pool5", "kernel_size", 99), "pool5", "Set kernel of Pool5 to 13"),
    Break(lambda g: g.set_param("input", "size", 32), "pool5", "Set size of Input to 64"),
    Break(lambda g: TakeOut("flatten6").apply(g), "fc6", "Insert Flatten before FC6"),
    Break(lambda g: g.remove(["flatten6"]), "fc6", "Connect Pool5 to FC6 through a Flatten"),
    Break(lambda g: g.disconnect(Edge("relu3", 0, "conv4", 0)), "conv4", "Connect ReLU3 to Conv4"),
    Break(lambda g: g.remove(["relu3"]), "conv4", "Connect Conv3 to Conv4"),
    Break(lambda g: g.remove(["input"]), "conv1", "Add an Input and connect it to Conv1"),
    Break(lambda g: insert(g, "Flatten", "conv4"), "conv4", "Remove New"),
    Break(lambda g: insert(g, "GroupNorm", "relu3", num_groups=7), "new", "Set groups of New to 6"),
    Break(lambda g: insert(g, "ChannelShuffle", "relu3", groups=5), "new", "Set groups of New to 4"),
    Break(lambda g: insert(g, "SelectChannels", "relu3", start=300, length=128), "new", "Set count of New to 84"),
    Break(lambda g: insert(g, "Linear", "relu3"), "new", "Remove New"),
    Break(lambda g: g.set_param("conv1", "out_channels", 2**31 - 2), "conv1", "Set out channels of Conv1 to 64"),
    Break(side_branch, "side_3", "Remove Side 3 and the 2 layers that only it needs"),
    Break(unknown, "odd", "Remove Odd"),
    Break(second_input, "more", "Remove More and let Input feed what it fed"),
    Break(lambda g: shortcut(g, "relu4", "conv5"), "sum", "Insert a 1×1 convolution before Sum"),
    Break(lambda g: shortcut(g, "relu3", "pool5"), "sum", "Insert a 3×3 convolution before Sum"),
    Break(lambda g: g.set_param("pool2b", "stride", 1), "concat3a", "Set stride of Pool2b to 2", "alexnet_two_gpu"),
    Break(lambda g: g.set_param("conv2a", "padding", 0), "concat3a", "Set padding of Conv2b to 0", "alexnet_two_gpu"),
    Break(
        lambda g: g.remove(["pool2a", "pool2b"]),
        "concat3a",
        "Connect Norm2a and Norm2b to Concat3a and Concat3b",
        "alexnet_two_gpu",
    ),
    Break(lambda g: g.remove(["fc6b"]), "relu6b", "Connect Flatten6b to ReLU6b", "alexnet_two_gpu"),
]


def broken(case: Break) -> tuple[Document, Report, Trouble]:
    document = load_preset(case.preset)
    graph = document.graph.copy()
    case.change(graph)
    document = replace(document, graph=graph.freeze())
    report = analyse(document)
    trouble = next(one for one in report.problems if one.node == case.node)
    return document, report, trouble


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: f"{case.node}: {case.best}")
def test_every_break_has_a_fix_and_every_fix_fixes_it(case: Break) -> None:
    document, report, trouble = broken(case)
    offered = fixes(document, report, trouble)
    assert offered and offered[0].label == case.best, [fix.label for fix in offered]
    assert len({fix.label for fix in offered}) == len(offered) <= 4
    for fix in offered:
        after = analyse(fix.applied(document))
        assert not [one for one in after.problems if (one.node, one.rule) == (trouble.node, trouble.rule)], fix.label
        assert len(after.problems) < len(report.problems), (fix.label, after.problems)
    assert analyse(offered[0].applied(document)).is_runnable, offered[0].label


def test_a_fix_is_one_undo_step() -> None:
    document, report, trouble = broken(BREAKS[9])
    history = History(document)
    fix = fixes(document, report, trouble)[0]
    with history.editing(fix.label) as draft:
        fix.apply(draft.graph)
    assert history.present.report.is_runnable and history.undo_label == "Insert Flatten before FC6"
    history.undo()
    assert history.present.document == document
