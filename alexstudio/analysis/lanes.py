"""`lanes`: which layers lie in towers or branches beside each other, and which read in groups, whatever their devices.

Who reads whom is one thing, on which device it happens another: this looks only at the wires and at ``groups``.
"""

from __future__ import annotations

from alexstudio.graph import LayerGraph


def lanes(graph: LayerGraph) -> dict[str, str]:
    """Layer -> its lane: "a", "b", ... in a tower or branch, "2 groups" where it reads so; "" where all comes together.

    A lane is a chain of layers that nothing enters or leaves between its ends; lanes that begin with the same tensors
    lie beside each other. AlexNet's two towers are a and b from Conv1 to Pool2, and again from Conv3 on.
    """
    chain_of: dict[str, int] = {}
    heads: list[frozenset[tuple[str, int]]] = []
    for node_id, wires in graph.flow.items():
        tensors = frozenset((wire.source, wire.output) for wire in wires)
        sources = {source for source, _ in tensors}
        before = next(iter(sources)) if len(sources) == 1 else ""
        if before and len({wire.target for wire in graph.consumers(before)}) == 1 and graph.inputs(before):
            chain_of[node_id] = chain_of[before]
        else:
            chain_of[node_id] = len(heads)
            heads.append(tensors)
    beside: dict[frozenset[tuple[str, int]], list[int]] = {}
    for chain, tensors in enumerate(heads):
        if tensors:
            beside.setdefault(tensors, []).append(chain)
    letters = {
        chain: _letter(place)
        for chains in beside.values()
        if len(chains) > 1
        for place, chain in enumerate(chains)
    }  # fmt: skip
    found = {}
    for node_id, chain in chain_of.items():
        groups = graph[node_id].params.get("groups", 1)
        is_split = isinstance(groups, int) and groups > 1
        found[node_id] = letters.get(chain, f"{groups} groups" if is_split else "")
    return found


def _letter(place: int) -> str:
    return chr(ord("a") + place) if place < 26 else f"{_letter(place // 26 - 1)}{_letter(place % 26)}"
