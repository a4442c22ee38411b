"""Rules about what follows what."""

from __future__ import annotations

from collections.abc import Iterator

from alexstudio.analysis.report import Report, Trouble
from alexstudio.graph import Document, LayerGraph, Node
from alexstudio.graph.changes import Fix, Insert, Set, TakeOut
from alexstudio.graph.paths import chain

RECTIFIERS = frozenset({"ReLU", "ReLU6", "BoundedReLU"})
_KEEPS_SIGN = frozenset({"Dropout", "Dropout2d", "Flatten", "MaxPool2d", "AvgPool2d", "Identity"}) | {
    "AdaptiveAvgPool2d",
    "AdaptiveMaxPool2d",
    "GlobalAvgPool",
    "LocalResponseNorm",
    "SameMapNorm",
    "ChannelShuffle",
}
_LINEAR = frozenset({"BatchNorm2d", "Dropout", "Dropout2d", "Flatten", "AvgPool2d", "Identity"}) | {
    "AdaptiveAvgPool2d",
    "GlobalAvgPool",
    "ZeroPad2d",
    "ChannelShuffle",
}
_LEARNED = frozenset({"Conv2d", "Linear"})
_CENTRING = frozenset({"BatchNorm2d", "InstanceNorm2d"})
"""They subtract the mean of each map, and with it whatever was added to all of the map."""

MANY = 3
"""More nodes than this with one thing wrong are told in one sentence."""


def twice_rectified(document: Document, report: Report) -> Iterator[Trouble]:
    """A ReLU whose input has no negative values."""
    for node in report.by_type.get("ReLU", ()):
        for before in chain(document.graph, node.id):
            if before.type in RECTIFIERS:
                sentence = f"{node.name} changes nothing: after {before.name} no value is negative. Remove one of them."
                yield Trouble(node.id, sentence, "warning", "relu-twice", fixes=(Fix.take_out(node),))
            if before.type not in _KEEPS_SIGN:
                break


def linear_after_linear(document: Document, report: Report) -> Iterator[Trouble]:
    """Two learned layers with nothing but linear layers between them are one.

    Not meant are what does this on purpose: depthwise separable convolutions (groups) and linear bottlenecks, a 1x1
    convolution to fewer maps (arXiv:1801.04381, section 3.2).
    """
    graph = document.graph
    for node in (*report.by_type.get("Conv2d", ()), *report.by_type.get("Linear", ())):
        if node.params.get("groups", 1) != 1:
            continue
        for before in chain(graph, node.id):
            if len(graph.consumers(before.id)) > 1:
                break
            if before.type in _LEARNED:
                if before.params.get("groups", 1) == 1 and not _narrows(graph, report, before):
                    sentence = (
                        f"{before.name} and {node.name} are together no more than one linear layer: nothing between "
                        "them bends. Insert a ReLU."
                    )
                    wire = graph.inputs(node.id)[0]
                    fix = Fix(f"Insert ReLU before {node.name}", (Insert(wire, "ReLU"),))
                    yield Trouble(node.id, sentence, "warning", "no-nonlinearity", fixes=(fix,))
                break
            if before.type not in _LINEAR:
                break


def _narrows(graph: LayerGraph, report: Report, node: Node) -> bool:
    wires = graph.inputs(node.id)
    if node.params.get("kernel_size") != (1, 1) or not wires:
        return False
    given, made = report.nodes[wires[0].source].shapes, report.nodes[node.id].shapes
    return bool(given and made) and made[0][0] <= given[wires[0].output][0]


def dropout_before_norm(document: Document, report: Report) -> Iterator[Trouble]:
    """Dropout changes the variance in training only, which batch normalisation has learned (arXiv:1801.05134)."""
    for node in report.by_type.get("BatchNorm2d", ()):
        for before in chain(document.graph, node.id):
            if before.type in ("Dropout", "Dropout2d"):
                sentence = (
                    f"{before.name} before {node.name}: dropout changes the variance in training only, and the "
                    "normalisation then expects the wrong one. Remove it, or put it after the last normalisation."
                )
                fix = Fix.take_out(before)
                yield Trouble(before.id, sentence, "warning", "dropout-before-norm", fixes=(fix,))
            if before.type in _CENTRING or before.type == "Input":
                break


def bias_before_norm(document: Document, report: Report) -> Iterator[Trouble]:
    """A bias that the normalisation after it subtracts again."""
    graph = document.graph
    found = []
    norms = [node for kind in _CENTRING for node in report.by_type.get(kind, ())]
    fed = {wire.source: norm for norm in norms for wire in graph.inputs(norm.id)}
    for node in [graph[source] for source in graph.flow if source in fed]:
        readers = [graph[wire.target] for wire in graph.consumers(node.id)]
        if node.params.get("bias") is True and all(one.type in _CENTRING for one in readers):
            found.append((node, fed[node.id]))
    if len(found) > MANY:
        first = found[0][0]
        sentence = (
            f"{first.name} and {len(found) - 1} more layers have a bias that the normalisation after them subtracts "
            "again: parameters that do nothing. Turn the biases off."
        )
        changes = tuple(Set(node.id, "bias", False) for node, _ in found)
        fix = Fix(f"Turn the {len(found)} biases off", changes)
        yield Trouble(first.id, sentence, "warning", "bias-before-norm", fixes=(fix,))
        return
    for node, norm in found:
        sentence = f"{node.name} has a bias that {norm.name} subtracts again: parameters that do nothing. Turn it off."
        fix = Fix.set_param(node, "bias", False)
        yield Trouble(node.id, sentence, "warning", "bias-before-norm", fixes=(fix,))


def norm_across_towers(document: Document, report: Report) -> Iterator[Trouble]:
    """Response normalisation over maps that belong to different towers; in 2012 each tower had its own."""
    graph = document.graph
    grouped: list[tuple[Node, int]] = []
    for node in report.by_type.get("LocalResponseNorm", ()):
        wires = graph.inputs(node.id)
        if not wires:
            continue
        join = graph[wires[0].source]
        devices = sorted({graph[wire.source].device for wire in graph.inputs(join.id)})
        groups = max(_groups_around(graph, node), default=1)
        if join.type == "Concat" and len(devices) > 1:
            sentence = (
                f"{node.name} normalises across towers: {join.name} joins maps of {' and '.join(devices)}. In 2012 "
                "each tower was normalised on its own. Put it before the join, in each tower."
            )
            yield Trouble(node.id, sentence, "warning", "norm-across-towers", fixes=_into_towers(graph, node))
        elif groups > 1:
            grouped.append((node, groups))
    if grouped:
        names = " and ".join(node.name for node, _ in grouped[:2])
        sentence = (
            f"{names} {'mix' if len(grouped) > 1 else 'mixes'} the maps of {grouped[0][1]} groups at their borders. In "
            "2012 each tower was normalised on its own, as in the two-GPU preset. The difference is some 0.2 %."
        )
        yield Trouble(grouped[0][0].id, sentence, "note", "norm-across-towers")


def _into_towers(graph: LayerGraph, node: Node) -> tuple[Fix, ...]:
    """One copy of a normalisation before the join, in each tower."""
    join = graph.inputs(node.id)[0].source
    copies = tuple(Insert(wire, node.type, dict(node.params)) for wire in graph.inputs(join))
    return (Fix(f"Put {node.name} before {graph[join].name} in each tower", (*copies, TakeOut(node.id))),)


def _groups_around(graph: LayerGraph, node: Node) -> Iterator[int]:
    """Groups of the next convolutions before and after a node, with nothing between that mixes maps."""
    for before in chain(graph, node.id):
        if before.type in _LEARNED:
            yield before.params.get("groups", 1)
            break
    one = node
    for _ in range(8):
        readers = graph.consumers(one.id)
        if len(readers) != 1:
            return
        one = graph[readers[0].target]
        if one.type in _LEARNED:
            yield one.params.get("groups", 1)
            return
        if one.kind is None or len(one.kind.slots) != 1:
            return


def unread_outputs(document: Document, report: Report) -> Iterator[Trouble]:
    """A part of a layer's output that no layer reads."""
    graph = document.graph
    for node in graph.nodes:
        shapes = report.nodes[node.id].shapes
        if len(shapes) < 2:
            continue
        read = {wire.output for wire in graph.consumers(node.id)}
        missing = [port for port in range(len(shapes)) if port not in read]
        if missing and read:
            sentence = f"Output {missing[0] + 1} of {node.name} is never read: it is worked out and thrown away."
            yield Trouble(node.id, sentence, "warning", "unread-output")
