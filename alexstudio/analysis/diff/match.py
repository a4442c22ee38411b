"""`match`: which node of one graph is which of another, when names and ids may all be different."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from difflib import SequenceMatcher

from alexstudio.graph import LayerGraph, Node

_ROUNDS = 30


def match(before: LayerGraph, after: LayerGraph) -> dict[str, str]:
    """Id of a node before -> id of the same node after; what is not in it was removed.

    First what is the same with everything that leads to it, or with everything that follows; then, from these anchors,
    neighbours of the same type, the likest first; then what has kept its id; at last what stands between the same
    neighbours but is of another type. Each node is used once.
    """
    pairs = _Pairs(before, after)
    heads, tails = (_prefixes(before), _prefixes(after)), (_suffixes(before), _suffixes(after))
    pairs.take_equal(
        *({node: (one[node], other[node]) for node in one} for one, other in zip(heads, tails, strict=True))
    )
    pairs.take_equal(*heads)
    pairs.take_equal(*tails, backwards=True)
    pairs.take_aligned(with_device=True)
    pairs.take_aligned(with_device=False)
    pairs.grow(same_type=True)
    pairs.take_ids()
    pairs.grow(same_type=True)
    pairs.grow(same_type=False)
    return pairs.forward


class _Pairs:
    def __init__(self, before: LayerGraph, after: LayerGraph) -> None:
        self.before, self.after = before, after
        self.forward: dict[str, str] = {}
        self.backward: dict[str, str] = {}

    def take(self, old: str, new: str) -> None:
        """Note that two nodes are the same."""
        self.forward[old] = new
        self.backward[new] = old

    def is_free(self, old: str, new: str) -> bool:
        """Whether neither has a partner yet."""
        return old not in self.forward and new not in self.backward

    def take_equal(self, old: Mapping[str, Hashable], new: Mapping[str, Hashable], *, backwards: bool = False) -> None:
        """Match nodes with the same key whose inputs, or with ``backwards`` whose readers, are matched accordingly."""
        theirs: dict[Hashable, list[str]] = {}
        for node_id in self.after.flow:
            if node_id not in self.backward:
                theirs.setdefault(new[node_id], []).append(node_id)
        around = self._readers if backwards else self._feeding
        for node_id in reversed(list(self.before.flow)) if backwards else self.before.flow:
            if node_id in self.forward:
                continue
            wanted = around(self.before, node_id, self.forward)
            same = [one for one in theirs.get(old[node_id], ()) if one not in self.backward]
            found = next((one for one in same if around(self.after, one, None) == wanted), None)
            if found is not None:
                self.take(node_id, found)

    @staticmethod
    def _feeding(graph: LayerGraph, node_id: str, partner: Mapping[str, str] | None) -> list[tuple[str, int, int]]:
        name = (lambda one: one) if partner is None else (lambda one: partner.get(one, ""))
        return [(name(wire.source), wire.output, wire.slot) for wire in graph.inputs(node_id)]

    @staticmethod
    def _readers(graph: LayerGraph, node_id: str, partner: Mapping[str, str] | None) -> list[tuple[str, int, int]]:
        name = (lambda one: one) if partner is None else (lambda one: partner.get(one, ""))
        return sorted((name(wire.target), wire.output, wire.slot) for wire in graph.consumers(node_id))

    def take_aligned(self, *, with_device: bool) -> None:
        """Match what comes in the same order on both sides, by type and parameters: a chain with something put in."""
        old = [node_id for node_id in self.before.flow if node_id not in self.forward]
        new = [node_id for node_id in self.after.flow if node_id not in self.backward]
        ours = [_look(self.before[node_id], with_device) for node_id in old]
        theirs = [_look(self.after[node_id], with_device) for node_id in new]
        for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                one, other = old[block.a + step], new[block.b + step]
                if self._agrees(one, other):
                    self.take(one, other)

    def _agrees(self, old: str, new: str) -> bool:
        """Whether no neighbour that has a partner has it elsewhere."""
        sources = [wire.source for wire in self.before.inputs(old) if wire.source in self.forward]
        theirs = {wire.source for wire in self.after.inputs(new)}
        return not sources or any(self.forward[source] in theirs for source in sources)

    def take_ids(self) -> None:
        """Match what has the same id and type."""
        for node_id in self.before.flow:
            is_there = node_id in self.after and self.is_free(node_id, node_id)
            if is_there and self.before[node_id].type == self.after[node_id].type:
                self.take(node_id, node_id)

    def grow(self, *, same_type: bool) -> None:
        """Match neighbours of what is matched, the likest first, until nothing is added."""
        for _ in range(_ROUNDS):
            found = sorted(self._candidates(same_type=same_type), key=lambda one: (-one[0], one[1], one[2]))
            taken = 0
            for _, old, new in found:
                if self.is_free(old, new):
                    self.take(old, new)
                    taken += 1
            if not taken:
                return

    def _candidates(self, *, same_type: bool) -> Iterable[tuple[float, str, str]]:
        seen: set[tuple[str, str]] = set()
        for old in self.before.by_id:
            if old in self.forward:
                continue
            near: set[str] = set()
            for wire in self.before.inputs(old):
                if wire.source in self.forward:
                    near |= {one.target for one in self.after.consumers(self.forward[wire.source])}
            for wire in self.before.consumers(old):
                if wire.target in self.forward:
                    near |= {one.source for one in self.after.inputs(self.forward[wire.target])}
            for new in near - self.backward.keys():
                if (old, new) not in seen:
                    seen.add((old, new))
                    score = self._likeness(old, new, same_type=same_type)
                    if score > 0:
                        yield score, old, new

    def _likeness(self, old: str, new: str, *, same_type: bool) -> float:
        one, other = self.before[old], self.after[new]
        joined = sum(
            self.forward.get(wire.source) == same.source
            for wire in self.before.inputs(old)
            for same in self.after.inputs(new)
            if wire.slot == same.slot
        )
        joined += sum(
            self.forward.get(wire.target) == same.target
            for wire in self.before.consumers(old)
            for same in self.after.consumers(new)
        )
        if one.type != other.type:
            ends = len(self.before.inputs(old)) + len(self.before.consumers(old))
            return 0.0 if same_type or joined < ends or not ends else 0.5
        same = sum(bool(other.params.get(name) == value) for name, value in one.params.items())
        same += one.device == other.device
        return 1.0 + 2.0 * joined + same / (1 + len(one.params)) + 0.5 * (one.name == other.name or old == new)


def _look(node: Node, with_device: bool = False) -> tuple[str, str, str]:
    return node.type, repr(dict(node.params)), node.device if with_device else ""


def _prefixes(graph: LayerGraph) -> dict[str, int]:
    """A key of each node and of everything that leads to it."""
    keys: dict[str, int] = {}
    for node_id, wires in graph.flow.items():
        keys[node_id] = hash((_look(graph[node_id]), tuple((keys[one.source], one.output, one.slot) for one in wires)))
    return keys


def _suffixes(graph: LayerGraph) -> dict[str, int]:
    """A key of each node and of everything that follows from it."""
    keys: dict[str, int] = {}
    for node_id in reversed(list(graph.flow)):
        ends = sorted((keys[one.target], one.output, one.slot) for one in graph.consumers(node_id))
        keys[node_id] = hash((_look(graph[node_id]), tuple(ends)))
    return keys
