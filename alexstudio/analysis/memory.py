"""What a training needs in memory, on each device, before anything runs: two accountings, each with its name.

*modern* follows one step of PyTorch tensor by tensor: what autograd keeps, what is freed early, where the peak is.
*2012* counts the buffers of the original code (`alexstudio.analysis.memory_2012`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Literal, NamedTuple

from alexstudio.analysis.plan import Compute, Tensor, make_plan
from alexstudio.analysis.report import FLOAT_BYTES, Report
from alexstudio.graph import Document, LayerGraph, Node
from alexstudio.graph.ends import score_node
from alexstudio.graph.node import HOST, GraphError
from alexstudio.layers import Kept, Shape

Accounting = Literal["modern", "2012"]


class Piece(NamedTuple):
    """A named part of the peak, in bytes."""

    what: str
    size: int


@dataclass(frozen=True)
class DeviceMemory:
    """Bytes on one device at the worst moment of a training step; the parts sum to ``peak``."""

    weights: int
    gradients: int
    optimizer: int
    activations: int
    workspace: int
    input: int
    largest: tuple[Piece, ...]
    """The tensors that make the peak, largest first."""

    @property
    def peak(self) -> int:
        """All parts together."""
        return self.weights + self.gradients + self.optimizer + self.activations + self.workspace + self.input


def modern_memory(
    document: Document, report: Report, *, batch: int, has_momentum: bool = True
) -> dict[str, DeviceMemory]:
    """What PyTorch needs for a step in float32 with ``batch`` pictures, by logical device; the host is left out.

    Empty while the document has problems. The fused optimizer makes no copies; gradients are made in the backward pass.
    """
    if not report.is_runnable:
        return {}
    try:
        steps = _Steps(document.graph, report, batch)
    except GraphError:
        return {}
    result = {}
    for device in sorted({node.device for node in document.graph.nodes} - {HOST}):
        result[device] = steps.at_peak(device, has_momentum)
    return result


class _Use(NamedTuple):
    """One layer of the plan: its tensors, and what autograd keeps of it."""

    node: Node
    inputs: tuple[Tensor, ...]
    output: Tensor
    kept: Kept


class _Steps:
    """A step of training, followed tensor by tensor on each device."""

    def __init__(self, graph: LayerGraph, report: Report, batch: int) -> None:
        self._graph, self._report, self._batch = graph, report, batch
        self._uses: list[_Use] = []
        for step in make_plan(graph, score_node(graph).id).steps:
            if isinstance(step, Compute):
                node = graph[step.node]
                kind = node.kind
                shapes = tuple(self._shape(tensor) for tensor in step.inputs)
                kept = kind.kept(node.params, shapes, report.nodes[node.id].shapes) if kind and shapes else Kept()
                self._uses.append(_Use(node, step.inputs, (node.id, 0, node.device), kept))

    def at_peak(self, device: str, has_momentum: bool) -> DeviceMemory:
        """Follow forward and backward pass on ``device`` and take the worst moment."""
        uses = [use for use in self._uses if use.node.device == device]
        numbers = {node.id: self._report.nodes[node.id] for node in (use.node for use in uses)}
        weights = FLOAT_BYTES * sum(one.params + one.buffers for one in numbers.values())
        params = FLOAT_BYTES * sum(one.params for one in numbers.values())
        feed = self._feed(uses, device)
        kept_until = self._kept(uses, device)
        alive: dict[str, int] = {}
        grads = 0
        best: tuple[int, int, int, dict[str, int]] = (0, 0, 0, {})

        def note(transient: int) -> None:
            nonlocal best
            total = sum(alive.values()) + grads + transient
            if total > best[0]:
                best = (total, grads, transient, dict(alive))

        for number, use in enumerate(uses):  # forward: outputs live on while anyone still reads or keeps them
            own = self._size(use.output) if use.node.kind and use.node.kind.slots else 0
            if own:
                alive[_title(use.output, self._graph)] = own
            extra = use.kept.extra_bytes * self._batch
            if extra:
                alive[f"kept by {use.node.name}"] = extra
            note(0)
            later = {tensor for other in uses[number + 1 :] for tensor in other.inputs}
            for tensor in (*use.inputs, use.output):
                if tensor not in later and tensor not in kept_until and tensor != uses[-1].output:
                    alive.pop(_title(tensor, self._graph), None)
        for number in range(len(uses) - 1, -1, -1):  # backward: gradients of the output, then of the inputs
            use = uses[number]
            one = numbers[use.node.id]
            grads += FLOAT_BYTES * one.params
            incoming = self._size(use.output) if use.node.kind and use.node.kind.slots else 0
            outgoing = sum(self._size(tensor) for tensor in use.inputs if self._graph[tensor[0]].type != "Input")
            note(incoming + outgoing)
            alive.pop(f"kept by {use.node.name}", None)
            for tensor, last in kept_until.items():
                if last == number:
                    alive.pop(_title(tensor, self._graph), None)
        _, at_grads, transient, tensors = best
        momentum = params if has_momentum else 0
        pieces = [Piece(name, size) for name, size in tensors.items()]
        pieces += [Piece("gradients of activations", transient), Piece("gradients of weights", at_grads)]
        largest = sorted((piece for piece in pieces if piece.size), key=lambda piece: -piece.size)
        return DeviceMemory(weights, at_grads, momentum, sum(tensors.values()), transient, feed, tuple(largest[:8]))

    def _kept(self, uses: list[_Use], device: str) -> dict[Tensor, int]:
        """Tensors that autograd keeps -> the number of the first layer that does (the last one to let go)."""
        kept: dict[Tensor, int] = {}
        for number, use in enumerate(uses):
            wanted = (*(use.inputs if use.kept.inputs else ()), *((use.output,) if use.kept.outputs else ()))
            for tensor in wanted:
                if self._graph[tensor[0]].type != "Input":
                    kept.setdefault(tensor, number)
        return kept

    def _feed(self, uses: list[_Use], device: str) -> int:
        pictures = {tensor[:2] for use in uses for tensor in use.inputs if self._graph[tensor[0]].type == "Input"}
        return sum(self._size((*picture, device)) for picture in pictures)

    def _shape(self, tensor: Tensor) -> Shape:
        return self._report.nodes[tensor[0]].shapes[tensor[1]]

    def _size(self, tensor: Tensor) -> int:
        return prod(self._shape(tensor)) * FLOAT_BYTES * self._batch


def _title(tensor: Tensor, graph: LayerGraph) -> str:
    return f"output of {graph[tensor[0]].name}" + (f" on {tensor[2]}" if graph[tensor[0]].device != tensor[2] else "")


def largest_batch(budget: int, need: Mapping[int, int]) -> int:
    """Kept for callers that have measured: the largest batch of ``need`` whose bytes fit into ``budget``."""
    return max((batch for batch, size in need.items() if size <= budget), default=0)
