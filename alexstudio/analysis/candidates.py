"""What might help against a problem: guesses that `fixes` tries before anyone sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from alexstudio.analysis.joining import joined
from alexstudio.analysis.report import Report, Trouble
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.changes import AddInput, Connect, Fix, Insert, Remove, Reroute
from alexstudio.graph.ends import AUXILIARY
from alexstudio.graph.paths import REACH, branch, chain
from alexstudio.layers.remedy import Remedy, SetParam

PICTURE_SIZES = (32, 48, 64, 96, 128, 160, 192, 224, 227, 256, 299, 384, 512)


def candidates(document: Document, report: Report, trouble: Trouble) -> Iterator[Fix]:
    """Guesses, the likeliest first."""
    graph = document.graph
    yield from trouble.fixes
    if trouble.severity != "error":
        return
    if trouble.rule == "inputs":
        yield from _one_input(graph)
    elif trouble.rule == "ends":
        yield from _one_end(graph)
    elif trouble.rule == "missing-input":
        yield from _fed(graph, report, graph[trouble.node])
    elif trouble.rule == "unknown-type":
        yield from _without(graph, graph[trouble.node])
    elif trouble.rule == "shape":
        yield from _fitting(graph, report, graph[trouble.node], trouble.remedies)


# -- layers that do not fit their input --------------------------------------------------------------------------------


def _fitting(graph: LayerGraph, report: Report, node: Node, remedies: tuple[Remedy, ...]) -> Iterator[Fix]:
    wires = graph.inputs(node.id)
    shape = report.nodes[wires[0].source].shapes[wires[0].output] if wires else ()
    yield from _same_size(node)
    late = [remedy for remedy in remedies if _is_hollow(remedy)]
    yield from (_remedied(node, wires, remedy) for remedy in remedies if remedy not in late)
    if len(wires) > 1:
        yield from joined(graph, report, node)
    elif wires:
        before = list(chain(graph, node.id))
        if len(shape) == 1:
            yield from (Fix.take_out(one) for one in before if one.type in ("Flatten", "AdaptiveAvgPool2d"))
        groups = node.params.get("groups", node.params.get("num_groups"))
        if isinstance(groups, int) and shape[0] % groups:
            yield from _rounded(before, groups)
        if len(shape) == 3:
            yield from _more_left(graph, before)
        yield Fix.take_out(node)
    yield from (_remedied(node, wires, remedy) for remedy in late)


def _remedied(node: Node, wires: Sequence[Edge], remedy: Remedy) -> Fix:
    if isinstance(remedy, SetParam):
        return Fix.set_param(node, remedy.name, remedy.value)
    return Fix(f"Insert {remedy.type} before {node.name}", (Insert(wires[remedy.slot], remedy.type, remedy.params),))


def _is_hollow(remedy: Remedy) -> bool:
    """A window of one pixel: it fits anything, and is hardly what someone wants."""
    return isinstance(remedy, SetParam) and remedy.name == "kernel_size" and remedy.value == (1, 1)


def _same_size(node: Node) -> Iterator[Fix]:
    """The padding with which a convolution of stride 1 keeps the size."""
    kernel, padding = (node.params.get(name) for name in ("kernel_size", "padding"))
    gap = node.params.get("dilation", (1, 1))
    if isinstance(kernel, tuple) and isinstance(padding, tuple) and node.params.get("stride") == (1, 1):
        same = (gap[0] * (kernel[0] - 1) // 2, gap[1] * (kernel[1] - 1) // 2)
        if same[0] >= padding[0] and same[1] >= padding[1] and same != padding:
            yield Fix.set_param(node, "padding", same)


def _rounded(before: list[Node], groups: int) -> Iterator[Fix]:
    """As many maps as the groups can share: from the last layer that says how many there are."""
    for one in before:
        maps = one.params.get("out_channels")
        if isinstance(maps, int):
            nearest = max(1, round(maps / groups)) * groups
            yield from (Fix.set_param(one, "out_channels", count) for count in (nearest, -(-maps // groups) * groups))
            return


def _more_left(graph: LayerGraph, before: list[Node]) -> Iterator[Fix]:
    """Where too little is left of the maps: larger pictures where they are small, smaller steps, less pooling."""
    pictures = [node for node in graph.nodes if node.type == "Input"]
    larger = [
        Fix.set_param(picture, "size", (side, side))
        for picture in pictures
        for side in PICTURE_SIZES
        if side > max(picture.params["size"])
    ]
    are_small = any(max(picture.params["size"]) < 224 for picture in pictures)
    yield from larger if are_small else ()
    steps = [(max(one.params["stride"]), one) for one in before if isinstance(one.params.get("stride"), tuple)]
    for step, one in sorted(steps, key=lambda pair: -pair[0]):
        while step > 2:
            step //= 2
            yield Fix.set_param(one, "stride", (step, step))
    yield from islice((Fix.take_out(one) for one in before if "Pool" in one.type), 2)
    yield from () if are_small else larger


def _without(graph: LayerGraph, node: Node) -> Iterator[Fix]:
    yield Fix.take_out(node)
    if not graph.consumers(node.id):
        yield Fix(f"Remove {node.name}", (Remove((node.id,)),))


# -- wires that are missing or too many --------------------------------------------------------------------------------


def _fed(graph: LayerGraph, report: Report, node: Node) -> Iterator[Fix]:
    """From layers whose output nobody reads; else from one whose shape fits the other inputs."""
    kind = node.kind
    assert kind is not None
    after = graph.downstream(node.id) | {node.id}
    taken = {wire.slot for wire in graph.inputs(node.id)}
    loose = [one for one in graph.order() if not graph.consumers(one.id) and one.id not in after]
    loose.sort(key=lambda one: (one.type == "Input", one.stage != node.stage))
    if kind.is_variadic:
        empty = [one for one in graph.nodes if one.kind and one.kind.is_variadic and not graph.inputs(one.id)]
        for ends in ([node], empty) if len(loose) > 1 else ():
            label = f"Connect {_names(loose)} to {_names(ends)}"
            sources = list(enumerate(_in_order(graph, loose)))
            wires = (Connect(Edge(one.id, 0, end.id, slot)) for end in ends for slot, one in sources)
            yield Fix(label, tuple(wires))
        yield from (Fix(f"Connect {one.name} to {node.name}", (Connect(Edge(one.id, 0, node.id, 0)),)) for one in loose)
        return
    slot = next(slot for slot in range(len(kind.slots)) if slot not in taken)
    given = {report.nodes[wire.source].shapes[0] for wire in graph.inputs(node.id) if report.nodes[wire.source].shapes}
    earlier = [one for one in reversed(graph.order()) if one.id not in after and report.nodes[one.id].shapes]
    near = [one for one in earlier if not given or report.nodes[one.id].shapes[0] in given]
    feeding = {wire.source for wire in graph.inputs(node.id)}
    for one in [*loose, *(one for one in near[:REACH] if one.id not in feeding)]:
        wire = Edge(one.id, 0, node.id, slot)
        yield Fix(f"Connect {one.name} to {node.name}", (Connect(wire),))
        label = f"Connect {one.name} to {node.name} through a Flatten"
        yield Fix(label, (Connect(wire), Insert(wire, "Flatten")))
    if not any(one.type == "Input" for one in graph.nodes):
        yield from _one_input(graph)
    if not graph.consumers(node.id):
        yield Fix(f"Remove {node.name}", (Remove((node.id,)),))


def _in_order(graph: LayerGraph, nodes: list[Node]) -> list[Node]:
    wanted = {node.id for node in nodes}
    return [node for node in graph.nodes if node.id in wanted]


def _one_end(graph: LayerGraph) -> Iterator[Fix]:
    ends = [node for node in graph.nodes if not graph.consumers(node.id) and node.type not in ("Input", AUXILIARY)]
    dead = sorted((branch(graph, end) for end in ends[:8]), key=len)
    everything = frozenset(node_id for gone in dead for node_id in gone)
    for gone in dead[:-1]:
        end = next(node for node in ends if node.id in gone)
        more = len(gone) - 1
        layers = f" and the {'layer' if more == 1 else f'{more} layers'} that only it needs" if more else ""
        yield Fix(f"Remove {end.name}{layers}", (Remove(gone),))
    others = tuple(node_id for node_id in everything if node_id not in dead[-1])
    if len(dead) > 2:
        yield Fix(f"Remove all {len(others)} layers that do not lead to the class scores", (Remove(others),))


def _one_input(graph: LayerGraph) -> Iterator[Fix]:
    inputs = [node for node in graph.nodes if node.type == "Input"]
    if not inputs:
        waiting = [
            Edge("", 0, node.id, 0)
            for node in graph.nodes
            if node.kind and len(node.kind.slots) == 1 and not graph.inputs(node.id)
        ]
        readers = f" and connect it to {graph[waiting[0].target].name}" if waiting else ""
        yield Fix(f"Add an Input{readers}", (AddInput(tuple(waiting)),))
        return
    first = inputs[0]
    for other in inputs[1:]:
        moves = tuple(Reroute(wire, first.id) for wire in graph.consumers(other.id))
        said = f" and let {first.name} feed what it fed" if moves else ""
        yield Fix(f"Remove {other.name}{said}", (*moves, Remove((other.id,))))


def _names(nodes: list[Node]) -> str:
    names = [node.name for node in nodes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
