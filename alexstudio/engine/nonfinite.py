"""Where numbers stop being numbers: the first layer of a network that gives or holds what is not finite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import torch
from torch import fx


def blame(module: fx.GraphModule, images: torch.Tensor | None, names: Mapping[str, str]) -> str:
    """Run ``images`` through a network in the order of its plan; a sentence that names the first layer at fault.

    ``names`` are the names of the nodes by id. Without images only weights are looked at. The running statistics of
    normalisations move once more.
    """
    search = _Search(module, names)
    if images is None:
        for node in module.graph.nodes:
            search.look_at_weights(node)
        return search.found
    with torch.no_grad():
        search.run(images)
    return search.found or "Every layer gives finite numbers, but they are too large for the loss."


class _Search(fx.Interpreter):
    """Runs node after node, and remembers the first fault."""

    def __init__(self, module: fx.GraphModule, names: Mapping[str, str]) -> None:
        super().__init__(module)
        self._names = names
        self.found = ""

    def look_at_weights(self, node: fx.Node) -> None:
        """Whether the layer of a node holds what is no number."""
        if self.found or node.op != "call_module":
            return
        layer = self.submodules[str(node.target)]
        if not are_finite(layer.parameters()):
            self.found = f"{self._name(node)} is the first layer whose weights are no numbers any more."

    def run_node(self, n: fx.Node) -> Any:
        self.look_at_weights(n)
        value = super().run_node(n)
        if not self.found and not are_finite(_tensors(value)):
            self.found = f"{self._name(n)} is the first layer whose output is not finite."
            if n.op == "placeholder":
                self.found = "The pictures of this step hold values that are no numbers."
        return value

    def _name(self, node: fx.Node) -> str:
        return self._names.get(node.meta.get("node", ""), node.name)


def are_finite(tensors: Iterable[torch.Tensor]) -> bool:
    """Whether all values are numbers."""
    return all(bool(value.isfinite().all()) for value in tensors if value.is_floating_point())


def _tensors(value: Any) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value]
    return [part for part in value if isinstance(part, torch.Tensor)] if isinstance(value, (tuple, list)) else []
