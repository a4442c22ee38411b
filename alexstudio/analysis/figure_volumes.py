"""The volumes of a block figure: which tensors of a network are worth drawing, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from alexstudio.analysis.figure_parts import Part, parts
from alexstudio.analysis.figure_words import (
    Pair,
    block_word,
    filter_words,
    is_depthwise,
    is_filter,
    is_pool,
    kernel_of,
    passing_word,
    pool_words,
)
from alexstudio.analysis.report import Report
from alexstudio.graph import LayerGraph, Node
from alexstudio.layers import Shape
from alexstudio.layers.params import pair_text

Words = tuple[str, ...]
Sort = tuple[str, ...]


@dataclass
class Volume:
    """A tensor that is drawn. The others are told of by words, or are inside a block."""

    name: str
    """The stage, or the layer; empty where another volume of the stage says it."""
    shape: Shape | None
    """None when it could not be worked out."""
    family: str
    device: str
    sources: list[int]
    """Numbers of the volumes that the step to this one reads; they come before it."""
    words: Words
    """What the step does, a line for each thing."""
    kernel: Pair | None = None
    notes: Words = ()
    """What happens in the volume or after it: "3 × bottleneck", "softmax"."""
    joins: list[int] = field(default_factory=list)
    """Volumes that are added on the way, by wires past others."""
    count: int = 1
    """As many layers or blocks give the same size one after the other."""
    sort: Sort = ()
    """Equal for blocks of the same making; empty when it is no block."""
    names: list[str] = field(default_factory=list)


def volumes(graph: LayerGraph, report: Report) -> list[Volume]:
    """The volumes in the order of the data flow.

    One for the picture, one for each convolution, pooling and fully connected layer, and one for each block in which
    branches meet again. Convolutions of one stage that are alike and keep the size share a volume. Unknown sizes are
    None; nothing is left out for it.
    """
    walk = _Walk(graph, report)
    for part in parts(graph, report):
        walk.enter(part)
    walk.leave()
    return walk.volumes


class _Walk:
    """Goes through a network part by part."""

    def __init__(self, graph: LayerGraph, report: Report) -> None:
        self._graph, self._report = graph, report
        self.volumes: list[Volume] = []
        self._origin: dict[str, tuple[int, ...]] = {}
        self._said: dict[str, Words] = {}
        """Words for what happened since the volumes that a layer's output comes from."""
        self._begin = 0
        self._part = ""

    def enter(self, part: Part) -> None:
        """Draw a part."""
        self._begin, self._part = len(self.volumes), part.name
        for run in _separable(self._graph, self._report, part.runs):
            filters = [node for node in run if is_filter(node)]
            ends = [node for node in run if not self._readers(node) & {other.id for other in run}]
            if len(filters) > 1 and len(ends) == 1:
                self._block(run)
            else:
                for node in run:
                    self._single(node)
        drawn = self.volumes[self._begin :]
        if drawn:  # a pooling before a layer that learns leaves it the name
            next((volume for volume in drawn if volume.family != "Pooling"), drawn[0]).name = part.name

    def leave(self) -> None:
        """Say at the end what happens after the last volumes."""
        for end in self._graph.ends:
            for number in self._origin[end]:
                self.volumes[number].notes += self._said[end]

    # -- one layer -------------------------------------------------------------------------------------------------

    def _single(self, node: Node) -> None:
        kind, given, shape = node.kind, self._given(node), self._shape(node)
        if node.bypassed:
            self._pass(node)
        elif kind is None:
            self._draw(node, "", [node.type])
        elif not kind.slots:
            self._draw(node, kind.family, [])
        elif is_filter(node):
            if not self._repeats(node):
                self._draw(node, kind.family, filter_words(node, given), kernel_of(node))
        elif kind.family == "Dense" and kind.has_weights:
            self._draw(node, kind.family, ["dense"])
        elif is_pool(node):
            if shape is None or shape != given:
                self._draw(node, kind.family, pool_words(node))
            else:
                self._pass(node)
        elif len(self._graph.inputs(node.id)) > 1:
            self._join(node)
        elif _changes_maps(given, shape) and kind.family not in ("Merge", "Dense") and node.type != "ZeroPad2d":
            self._draw(node, kind.family, [node.type])
        else:
            self._pass(node, passing_word(node, kind, shape))

    def _draw(self, node: Node, family: str, words: Sequence[str], kernel: Pair | None = None) -> Volume:
        sources, said = self._before([node])
        volume = Volume("", self._shape(node), family, node.device, sources, (*said, *words), kernel)
        volume.names = [self._part]
        self._origin[node.id], self._said[node.id] = (len(self.volumes),), ()
        self.volumes.append(volume)
        return volume

    def _pass(self, node: Node, word: str = "") -> None:
        origin, said = self._before([node])
        shape = self._shape(node)
        if len(origin) == 1 and shape and len(shape) == 1 and origin[0] >= self._begin:
            volume = self.volumes[origin[0]]
            if volume.shape == (*shape, 1, 1):  # a vector is what follows, and people say so
                volume.shape = shape
        self._origin[node.id], self._said[node.id] = tuple(origin), (*said, *([word] if word else ()))

    def _repeats(self, node: Node) -> bool:
        """Whether a convolution does the same once more in its stage; it shares the volume then."""
        origin, said = self._before([node])
        if len(origin) != 1 or said or origin[0] < self._begin:
            return False
        volume, given = self.volumes[origin[0]], self._given(node)
        is_same = volume.kernel == kernel_of(node) and not volume.joins and not volume.sort
        plain = [word for word in volume.words if word in filter_words(node, given)]
        if not is_same or volume.shape is None or volume.shape != self._shape(node) or not plain:
            return False
        volume.count += 1
        volume.notes = (f"{volume.count} convolutions",)
        self._origin[node.id], self._said[node.id] = (origin[0],), ()
        return True

    def _join(self, node: Node) -> None:
        """Where wires meet: the next volume reads them all, or the last of them takes the others up."""
        origin, _ = self._before([node])
        last = max(origin, default=-1)
        others = [number for number in origin if number != last]
        if node.type == "Concat":
            if len(self._graph.inputs(node.id)) > 2 or len(self._readers(node)) > 1:
                self._draw(node, "Merge", ["joined"])
            else:
                self._pass(node)
        elif last >= self._begin and set(others) <= self._ancestors(last) and self.volumes[last].shape is not None:
            self.volumes[last].joins += [number for number in others if number not in self.volumes[last].sources]
            self._pass(node)
            self._origin[node.id] = (last,)
        else:
            self._draw(node, "Merge", [{"Add": "sum", "Multiply": "product"}.get(node.type, node.type)])

    # -- a block ---------------------------------------------------------------------------------------------------

    def _block(self, run: Sequence[Node]) -> None:
        """One volume for layers that people name together, with the filters of the longest way through them."""
        inside = {node.id for node in run}
        ways: dict[str, tuple[Node, ...]] = {}
        for node in run:
            longest = max((ways[wire.source] for wire in self._graph.inputs(node.id) if wire.source in inside),
                          key=len, default=())  # fmt: skip
            ways[node.id] = (*longest, node) if is_filter(node) else longest
        end = run[-1]
        filters = [(node, self._given(node)) for node in ways[end.id]]
        join = next((node for node in reversed(run) if len(self._graph.inputs(node.id)) > 1), None)
        word = block_word(filters, join, len(self._graph.inputs(join.id)) if join else 0)
        kernels = [pair_text(kernel) for node, _ in filters for kernel in [kernel_of(node)] if kernel]
        sources, said = self._before(run)
        shown = (", ".join(kernels),) if not word.endswith("branches") else ()
        volume = Volume("", self._shape(end), "Convolution", end.device, sources, said, None, (word, *shown))
        volume.names, volume.sort = [self._part], (word, *kernels)
        for node in run:
            self._origin[node.id], self._said[node.id] = (len(self.volumes),), ()
        self.volumes.append(volume)

    # -- what lies before ------------------------------------------------------------------------------------------

    def _before(self, nodes: Iterable[Node]) -> tuple[list[int], Words]:
        """The volumes that feed some layers from outside, and the words since then, each once."""
        found: dict[int, None] = {}
        said: dict[str, None] = {}
        for node in nodes:
            for wire in self._graph.inputs(node.id)[: 1 if node.bypassed else None]:
                found.update(dict.fromkeys(self._origin.get(wire.source, ())))
                said.update(dict.fromkeys(self._said.get(wire.source, ())))
        return list(found), tuple(said)

    def _ancestors(self, number: int) -> set[int]:
        found: set[int] = set()
        todo = [number]
        while todo:
            volume = self.volumes[todo.pop()]
            fresh = {*volume.sources, *volume.joins} - found
            found |= fresh
            todo += fresh
        return found

    def _readers(self, node: Node) -> set[str]:
        return {wire.target for wire in self._graph.consumers(node.id)}

    def _shape(self, node: Node) -> Shape | None:
        shapes = self._report.nodes[node.id].shapes
        return shapes[0] if shapes else None

    def _given(self, node: Node) -> Shape | None:
        return _given(self._graph, self._report, node)


def _given(graph: LayerGraph, report: Report, node: Node) -> Shape | None:
    """The shape of the first input, or None."""
    wire = next(iter(graph.inputs(node.id)), None)
    shapes = report.nodes[wire.source].shapes if wire else ()
    return shapes[wire.output] if wire and shapes else None


def _changes_maps(given: Shape | None, shape: Shape | None) -> bool:
    return given is not None and shape is not None and given != shape


def _separable(graph: LayerGraph, report: Report, runs: Sequence[Sequence[Node]]) -> list[tuple[Node, ...]]:
    """The runs of a part, some of them joined: people see one block in them.

    Two to four filters in a row where one of them is depthwise; and branches with what narrows the maps before them.
    """
    forks = [place for place, run in enumerate(runs) if sum(map(is_filter, run)) > 1]
    if len(forks) == 1:
        head = [node for run in runs[: forks[0]] for node in run]
        if all(kernel_of(node) in (None, (1, 1)) and not is_pool(node) for node in head):
            return [(*head, *runs[forks[0]]), *(tuple(run) for run in runs[forks[0] + 1 :])]
    chain = [node for run in runs for node in run]
    filters = [place for place, node in enumerate(chain) if is_filter(node)]
    deep = any(is_depthwise(chain[place], _given(graph, report, chain[place])) for place in filters)
    if not deep or len(runs) < len(chain) or not 2 <= len(filters) <= 4:
        return [tuple(run) for run in runs]
    end = filters[-1] + 1
    return [tuple(chain[:end]), *((node,) for node in chain[end:])]
