"""The *modern* accounting: one training step of PyTorch, tensor by tensor, as the engine takes it."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Literal

from alexstudio.analysis.memory.course import Course, make_course
from alexstudio.analysis.memory.spans import Part, Span
from alexstudio.analysis.memory.tensors import HALF, Block, Step, Value
from alexstudio.analysis.plan import Compute, Hop, Tensor, training_plan
from alexstudio.analysis.report import FLOAT_BYTES, NodeReport, Report
from alexstudio.graph import Document, Node
from alexstudio.graph.node import HOST
from alexstudio.layers import Kept
from alexstudio.layers.footprint import Footprint, Place, has_one_order

Precision = Literal["float32", "bfloat16"]

MACHINE = "cpu"
"""What the one device is called when everything runs on this machine's processor."""
CUDA_BYTES = 512 * 2**20
"""Estimate of what a card needs besides tensors: about 300 to 400 MiB for the CUDA context and its kernels, the rest
for the workspaces of cuDNN and cuBLAS. It differs between cards, drivers and versions; the CPU needs none."""


def modern_course(document: Document, report: Report, precision: Precision = "float32", place: Place = "gpu") -> Course:
    """A step from the second on: forward pass, loss, backward pass, optimizer, with gradients freed after each step.

    An output is freed when its last reader has read it, unless autograd keeps it; then the backward pass frees it.
    Gradients of activations live from the layer that makes them to the one that takes them. ``place`` says where:
    each logical device on a card of its own, with a copy of each tensor that another one reads, or everything on
    ``cpu``, where no copies are made and response normalisation is the engine's own. bfloat16 is autocast: parameters,
    their gradients and the momentum stay float32, and every weight that a matrix product reads has a copy in bfloat16.
    """
    walk = _Walk(document, report, precision == "bfloat16", place)
    walk.forward()
    walk.backward()
    return make_course(walk.spans(), walk.moments)


class _Walk:
    def __init__(self, document: Document, report: Report, is_half: bool, place: Place) -> None:
        self._graph, self._report, self._half, self._place = document.graph, report, is_half, place
        self._moments = document.recipe.moments
        plan = training_plan(self._graph)
        steps = [step for step in plan.steps if place == "gpu" or isinstance(step, Compute)]
        self._plan = [step for step in steps if not (isinstance(step, Compute) and self._is_input(step.node))]
        self._scores: list[Tensor] = [(end, 0, self._device(self._graph[end].device)) for end in plan.results]
        self._steps: list[Step] = []
        self._values: dict[Tensor, Value] = {}
        self._gradients: dict[Tensor, Block] = {}
        self._blocks: list[Block] = []
        self._loss = len(self._plan)
        self._last = self._loss + 2 + 2 * len(self._plan)
        """The moment of the optimizer."""

    @property
    def moments(self) -> list[str]:
        """What happens at each moment. A backward pass has two: the layer's own, and the cast of its gradients."""
        names = [self._title(step) for step in self._steps]
        forward = [f"forward pass of {name}" for name in names]
        backward = [f"backward pass of {name}" for name in reversed(names) for _ in range(2)]
        return [*forward, "loss", "backward pass of the loss", *backward, "optimizer step"]

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Everything that lay in memory, by device."""
        for block in self._blocks:
            part, fixed, each = block.part, block.fixed, block.each
            yield block.device, Span(block.node, block.what, part, fixed, each, block.begin, block.end)

    # -- forward -------------------------------------------------------------------------------------------------------

    def forward(self) -> None:
        """From the pictures to the loss."""
        self._lay_out_inputs()
        for moment, step in enumerate(self._plan):
            if isinstance(step, Hop):
                self._hop(step, moment)
            else:
                self._compute(step, moment)
        for tensor in self._scores:
            self._take_the_loss(self._values[tensor])
        scores = self._values[self._scores[0]]
        device = scores.block.device
        # Counting the errors compares and counts in wider numbers: 9 bytes a score, and then ten numbers a picture
        counting = max(20 + 9 * scores.size // FLOAT_BYTES, 80)
        self._add(device, "", "counting of the errors", "workspace", 0, counting, self._loss)
        for name in sorted({step.device for step in self._steps}):
            if self._place == "gpu" and name != HOST:
                self._always(name, "", "CUDA, cuDNN and cuBLAS", "CUDA estimate", CUDA_BYTES)

    def _take_the_loss(self, scores: Value) -> None:
        scores.block.hold(self._loss)
        device, node = scores.block.device, scores.block.node
        if scores.is_half:
            self._add(device, node, "class scores in float32", "activations", 0, scores.size, self._loss)
        kept = self._add(device, node, "logarithms of probabilities", "activations", 0, scores.size, self._loss)
        kept.hold(self._loss + 1)
        self._add(device, "", "gradient of the loss", "activation gradients", 0, scores.size, self._loss + 1)

    def _lay_out_inputs(self) -> None:
        for node in self._graph.nodes:
            if node.type != "Input":
                continue
            device, size = self._device(node.device), FLOAT_BYTES * prod(self._report.nodes[node.id].shapes[0])
            if self._place == "cpu":
                self._always(device, node.id, "pictures as they were loaded", "input", 0, size)
            what = "pictures" if self._place == "gpu" else "pictures in channels_last"
            block = self._add(device, node.id, what, "input", 0, size if device != HOST else 0, 0)
            if self._place == "cpu":
                block.hold(self._loss)
            self._values[node.id, 0, device] = Value(block, size, is_half=False, has_gradient=False)

    def _hop(self, hop: Hop, moment: int) -> None:
        source, output, origin = hop.tensor
        value = self._values[hop.tensor]
        value.block.hold(moment)
        is_input = value.block.part == "input"
        part: Part = "input" if is_input else "activations"
        what = "pictures" if is_input else f"copy from {origin}"
        block = self._add(hop.device, source, what, part, 0, value.each, moment)
        copy = (source, output, hop.device)
        self._values[copy] = value._replace(block=block)
        self._steps.append(Step(self._graph[source], hop.device, (hop.tensor,), (copy,), Footprint(), None))

    def _compute(self, compute: Compute, moment: int) -> None:
        node, numbers = self._graph[compute.node], self._report.nodes[compute.node]
        kind, device = node.kind, self._device(compute.device)
        assert kind is not None, "only documents without problems are walked"
        inputs = tuple((source, output, self._device(where)) for source, output, where in compute.inputs)
        shapes = tuple(self._report.nodes[source].shapes[output] for source, output, _ in inputs)
        traits = kind.footprint(node.params, shapes, self._place)
        values = [self._values[tensor] for tensor in inputs]
        for value in values:
            value.block.hold(moment)
        needs = bool(numbers.params) or any(value.has_gradient for value in values)
        found = kind.kept_at(node.params, shapes, numbers.shapes, self._place)
        back = self._backward_moment(moment) if needs else moment
        is_half = self._half and (traits.narrows or (not traits.widens and all(value.is_half for value in values)))
        outputs = self._lay_out_outputs(node, device, numbers, traits, values[0], is_half, needs, moment)
        if self._half and traits.narrows:
            values = [self._cast(value, node, device, moment) for value in values]
            copy = self._add(device, node.id, "weights in bfloat16", "weights", HALF * numbers.params, 0, moment)
            copy.hold(back)
        extra = found.extra_bytes // (HALF if is_half and not traits.wide_extra else 1)
        if not needs and not (traits.wide_extra or traits.narrows):
            # Without a gradient steps inside of a layer are not kept: one is there when the next is computed
            extra = min(extra, sum(value.each for value in outputs))
        self._keep(node, device, found, values, outputs, extra, moment, back)
        share = traits.forward + (0 if is_half else traits.full_forward)
        size = share * sum([value.each for value in outputs])
        if values[0].is_half:
            size += traits.wide_forward * values[0].size
        if traits.sorts and not values[0].is_sorted:
            size += values[0].each
        if size >= 1:
            self._add(device, node.id, "passing buffers", "workspace", 0, int(size), moment)
        if numbers.params or numbers.buffers:
            self._always(device, node.id, "weights", "weights", FLOAT_BYTES * (numbers.params + numbers.buffers))
            if self._moments:
                what = "momentum of the weights" if self._moments == 1 else "Adam's two means of the gradients"
                self._always(device, node.id, what, "optimizer", self._moments * FLOAT_BYTES * numbers.params)
        tensors = tuple((node.id, port, device) for port in range(len(outputs)))
        self._values.update(zip(tensors, outputs, strict=True))
        self._steps.append(Step(node, device, inputs, tensors, traits, numbers, extra))

    def _lay_out_outputs(
        self,
        node: Node,
        device: str,
        numbers: NodeReport,
        traits: Footprint,
        first: Value,
        is_half: bool,
        needs: bool,
        moment: int,
    ) -> list[Value]:
        made = []
        is_plain = first.is_plain if traits.layout in ("as the input", "part") else traits.layout == "plain"
        is_part = traits.is_view and (first.is_part or traits.layout == "part")
        for port, shape in enumerate(numbers.shapes):
            size = FLOAT_BYTES * prod(shape)
            is_plain = is_plain and not has_one_order(shape)
            if traits.is_view or (traits.views_plain and first.is_plain):
                made.append(Value(first.block, size, first.is_half, needs, is_plain, is_part))
                continue
            what = "output" if len(numbers.shapes) == 1 else f"output {port + 1}"
            block = self._add(device, node.id, what, "activations", 0, size // HALF if is_half else size, moment)
            made.append(Value(block, size, is_half, needs, is_plain))
        return made

    def _cast(self, value: Value, node: Node, device: str, moment: int) -> Value:
        if value.is_half:
            return value
        block = self._add(device, node.id, "input in bfloat16", "activations", 0, value.size // HALF, moment)
        return value._replace(block=block, is_half=True)

    def _keep(
        self,
        node: Node,
        device: str,
        found: Kept,
        inputs: list[Value],
        outputs: list[Value],
        extra: int,
        moment: int,
        back: int,
    ) -> None:
        for value in (*(inputs if found.inputs else ()), *(outputs if found.outputs else ())):
            value.block.hold(back)
        if extra:
            self._add(device, node.id, "kept for the backward pass", "activations", 0, extra, moment).hold(back)

    # -- backward ------------------------------------------------------------------------------------------------------

    def backward(self) -> None:
        """From the loss to the optimizer, in the reverse order of the forward pass."""
        for tensor in self._scores:
            scores = self._values[tensor]
            if scores.has_gradient:
                self._give(tensor, self._new_gradient(tensor, scores.size, self._loss + 1), self._loss + 1)
        for place in range(len(self._steps) - 1, -1, -1):
            self._go_back(self._steps[place], self._backward_moment(place))

    def _go_back(self, step: Step, moment: int) -> None:
        taken = [block for tensor in step.outputs if (block := self._gradients.pop(tensor, None)) is not None]
        if not taken:
            return
        for block in taken:
            block.hold(moment)
        values = [self._values[tensor] for tensor in step.inputs]
        casts = self._half and step.footprint.narrows
        order = step.footprint.order
        for tensor, value in zip(step.inputs, values, strict=True):
            if not value.has_gradient:
                continue
            is_plain = order == "plain"
            if order in ("as the input", "as it comes"):
                is_plain = value.is_plain if order == "as the input" else taken[0].is_plain
            if step.footprint.passes:
                taken[0].owners += 1
                taken[0].is_plain = is_plain
                self._give(tensor, taken[0], moment)
            elif casts and not value.is_half:
                half = self._new_gradient(tensor, value.size // HALF, moment)
                half.hold(moment + 1)
                self._give(tensor, self._new_gradient(tensor, value.size, moment + 1, is_plain), moment + 1)
            else:
                self._give(tensor, self._new_gradient(tensor, value.each, moment, is_plain), moment)
        if step.numbers is not None:
            self._weigh(step, values[0], taken[0], casts, moment)
        for block in taken:
            block.owners -= 1

    def _weigh(self, step: Step, first: Value, taken: Block, casts: bool, moment: int) -> None:
        """Gradients of the weights, and passing buffers."""
        numbers, footprint, node, device = step.numbers, step.footprint, step.node.id, step.device
        assert numbers is not None
        if numbers.params:
            gradient, size = "gradient of the weights", FLOAT_BYTES * numbers.params
            if casts:
                half = self._add(device, node, f"{gradient} in bfloat16", "gradients", size // HALF, 0, moment)
                half.hold(moment + 1)
            self._add(device, node, gradient, "gradients", size, 0, moment + casts).hold(self._last)
        fixed = footprint.weights * FLOAT_BYTES * numbers.weights / (HALF if casts else 1)
        if casts and footprint.sorts_pictures:
            fixed += first.size // HALF + taken.each
        each = 0.0
        if first.has_gradient:
            each = footprint.backward * (first.size // HALF if casts else first.each)
            if taken.is_plain == first.is_plain:
                each += footprint.same_backward * first.each
            else:
                each += footprint.other_backward * first.size * first.is_half
            each += footprint.wide_backward * first.size * first.is_half
        if footprint.sorts and not first.is_sorted:
            each += first.size // HALF if casts else first.each
        if footprint.copies and taken.is_plain != (first.is_plain and not footprint.sorts):
            each += taken.each if footprint.copies == "taken" else first.each + step.kept
        if fixed >= 1 or each >= 1:
            self._add(device, node, "passing buffers", "workspace", int(fixed), int(each), moment)

    def _give(self, tensor: Tensor, block: Block, moment: int) -> None:
        """A gradient arrives at a tensor; when it is not the first one, the two are added, in place if possible."""
        block.hold(moment)
        before = self._gradients.get(tensor)
        if before is None:
            self._gradients[tensor] = block
            return
        before.hold(moment)
        if before.owners == 1:
            block.owners -= 1
            return
        before.owners -= 1
        self._gradients[tensor] = block
        if block.owners > 1:  # others still need both as they are
            block.owners -= 1
            is_plain = before.is_plain
            self._gradients[tensor] = self._new_gradient(tensor, self._values[tensor].each, moment, is_plain)

    def _new_gradient(self, tensor: Tensor, each: int, moment: int, is_plain: bool = False) -> Block:
        block = self._add(tensor[2], tensor[0], "gradient of the output", "activation gradients", 0, each, moment)
        block.is_plain = is_plain
        return block

    # -- memory --------------------------------------------------------------------------------------------------------

    def _add(self, device: str, node: str, what: str, part: Part, fixed: int, each: int, moment: int) -> Block:
        block = Block(device, node, what, part, fixed, each, moment)
        if fixed or each:
            self._blocks.append(block)
        return block

    def _always(self, device: str, node: str, what: str, part: Part, fixed: int, each: int = 0) -> None:
        self._blocks.append(Block(device, node, what, part, fixed, each, 0, self._last + 1))

    def _backward_moment(self, place: int) -> int:
        return self._loss + 2 + 2 * (self._loss - 1 - place)

    def _device(self, logical: str) -> str:
        return logical if self._place == "gpu" else MACHINE

    def _is_input(self, node_id: str) -> bool:
        return self._graph[node_id].type == "Input"

    @staticmethod
    def _title(step: Step) -> str:
        return step.node.name if step.numbers else f"the copy of {step.node.name}"
