"""One forward and one backward pass without chance, and how far two of them are apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite, sqrt

import torch
from torch import fx, nn
from torch.nn.functional import cross_entropy

from alexstudio.analysis import Report
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.data.streams import stream
from alexstudio.graph import Document
from alexstudio.graph.ends import score_node
from alexstudio.graph.naming import attribute_names
from alexstudio.runs.proof import Difference

PICTURES = "pictures"
"""The name of the gradient of the pictures."""
FLOOR = 1e-3
"""A tensor whose values are smaller than this share of the largest of all is compared as if they were as large: the
gradient of a bias before a normalisation is 0 but for rounding."""

Batch = tuple[torch.Tensor, torch.Tensor]
"""Pictures (n, c, h, w) in float32, and labels (n, ...)."""


@dataclass(frozen=True)
class Outcome:
    """What a network computed: class scores as in use, gradients as in training, both with dropout off."""

    scores: torch.Tensor
    gradients: Mapping[str, torch.Tensor]
    made: Mapping[str, torch.Tensor]
    """What each layer gave, by node id, where that was asked for."""


class Trial:
    """A compiled document whose weights come from a seed and not from its recipe: no bias is 0, no two are equal."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.names = attribute_names(document.graph)
        self.module: fx.GraphModule = compile_document(document, initialise=False)

    def title(self, key: str) -> str:
        """A parameter as people call it: "FC6 weight"."""
        attribute, _, name = key.partition(".")
        node_id = next((node_id for node_id, known in self.names.items() if known == attribute), "")
        return f"{self.document.graph[node_id].name} {name}" if node_id else key

    @torch.no_grad()
    def fill(self, seed: int) -> None:
        """Random weights under which what flows keeps its size; every tensor has its own stream."""
        for name, values in self.module.state_dict().items():
            if not values.is_floating_point():
                continue
            values.normal_(generator=torch.Generator().manual_seed(stream(seed, f"proof {name}")))
            if name.endswith("running_var"):
                values.abs_().mul_(0.1).add_(1)
            elif values.dim() >= 2 and values[0].numel() > 1:
                values.mul_(sqrt(2 / values[0].numel()))
            else:
                values.mul_(0.1).add_(1 if name.endswith("weight") else 0)

    def run(self, batch: Batch, *, watch: bool = False) -> Outcome:
        """Both passes; the module stays as it was. ``watch`` keeps what each layer gives."""
        made: dict[str, torch.Tensor] = {}
        layers = {name: layer for name, layer in self.module.named_children() if watch}
        by_name = {name: node_id for node_id, name in self.names.items()}
        hooks = [
            layer.register_forward_hook(lambda _, __, out, key=by_name[name]: made.__setitem__(key, out.detach()))
            for name, layer in layers.items()
        ]
        kept = {name: values.clone() for name, values in self.module.named_buffers()}
        try:
            return self._passes(batch, made)
        finally:
            for hook in hooks:
                hook.remove()
            with torch.no_grad():
                for name, values in self.module.named_buffers():
                    values.copy_(kept[name])
            self.module.train()

    def _passes(self, batch: Batch, made: dict[str, torch.Tensor]) -> Outcome:
        parameters = dict(self.module.named_parameters())
        pictures = batch[0].to(next((values.dtype for values in parameters.values()), torch.float32)).requires_grad_()
        # As in training, but nothing is drawn: a proof must not touch the random state of a training
        self.module.eval()
        norms = [layer for layer in self.module.modules() if isinstance(layer, nn.BatchNorm2d)]
        with torch.set_grad_enabled(not norms):
            output = self.module(pictures)
        scores, seen = output.detach(), dict(made)
        if norms:
            for layer in norms:
                layer.train()
            output = self.module(pictures)
        error = cross_entropy(output, batch[1])
        found = torch.autograd.grad(error, [*parameters.values(), pictures], materialize_grads=True)
        return Outcome(scores, dict(zip([*parameters, PICTURES], found, strict=True)), seen)


def draw_batch(report: Report, size: int, seed: int) -> Batch:
    """Random pictures as a recipe normalises them, and a random label for each, or for each place of score maps."""
    graph = report.document.graph
    shape = next(report.nodes[node.id].shapes[0] for node in graph.nodes if node.type == "Input")
    classes, *rest = report.nodes[score_node(graph).id].shapes[0]
    random = torch.Generator().manual_seed(stream(seed, "pictures of a proof"))
    pictures = torch.randn(size, *shape, generator=random)
    return pictures, torch.randint(classes, (size, *rest), generator=random)


def difference(pairs: Iterable[tuple[str, torch.Tensor, torch.Tensor]]) -> Difference:
    """How far tensors are apart; each pair has the name by which people call it."""
    found: list[tuple[str, float, float]] = []
    is_equal = True
    for name, one, other in pairs:
        if torch.equal(one, other):
            found.append((name, 0.0, _largest(other)))
            continue
        is_equal = False
        found.append((name, _largest(one - other), _largest(other)))
    if is_equal:
        return Difference(is_equal=True, largest=0.0, relative=0.0)
    bad = next((name for name, apart, size in found if not isfinite(apart) or not isfinite(size)), None)
    if bad is not None:
        return Difference(is_equal=False, largest=None, relative=None, where=bad)
    floor = FLOOR * max(size for _, _, size in found) or 1.0
    shares = [(apart / max(size, floor), name) for name, apart, size in found]
    relative, where = max(shares, key=lambda share: share[0])
    return Difference(is_equal=False, largest=max(apart for _, apart, _ in found), relative=relative, where=where)


def _largest(values: torch.Tensor) -> float:
    if not values.numel():
        return 0.0
    low, high = values.aminmax()
    return max(-float(low), float(high)) if low == low else float("nan")
