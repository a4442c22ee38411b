"""What torch's kernels do with memory beyond what a layer type declares: views, casts and passing buffers."""

from __future__ import annotations

from math import prod
from typing import Literal, NamedTuple

from alexstudio.graph import Node
from alexstudio.layers import Kept, Shape

Place = Literal["gpu", "cpu"]


class Footprint(NamedTuple):
    """How a layer treats memory beside its output and what autograd keeps, as torch 2.14 does on the CPU.

    Passing buffers are given in sizes of something; an element-wise layer has none.
    """

    is_view: bool = False
    """The output is the input's memory."""
    passes: bool = False
    """The gradient of the input is the memory of the gradient of the output."""
    order: Literal["channels_last", "plain", "as it is"] = "channels_last"
    """Of the gradient it gives; plain is channel by channel."""
    copies: Literal["", "taken", "given"] = ""
    """Which gradient is copied into channels_last when a plain one comes in."""
    narrows: bool = False
    """Autocast computes it in bfloat16."""
    widens: bool = False
    """Autocast gives float32."""
    forward: float = 0
    """In sizes of the output."""
    backward: float = 0
    """In sizes of the input, if that has a gradient."""
    sorted_backward: float = 0
    """The same, but only when the gradient that comes in is not plain."""
    wide_forward: float = 0
    """In sizes of a float32 input, only when the input is bfloat16."""
    wide_backward: float = 0
    """In sizes of a float32 input, only when the input is bfloat16."""
    kept_backward: float = 0
    """In sizes of what autograd keeps besides inputs and outputs."""
    weights: float = 0
    """In sizes of the weights, in the backward pass."""
    sorts_pictures: bool = False
    """In bfloat16 the backward pass puts one picture at a time, input and gradient, into another order."""


_PLAIN = Footprint()
_FOOTPRINTS = {
    "Conv2d": Footprint(copies="taken", narrows=True, weights=2, sorts_pictures=True),
    "ConvTranspose2d": Footprint(copies="taken", narrows=True, forward=1.1),
    "LocallyConnected2d": Footprint(order="plain", narrows=True, forward=1, kept_backward=2),
    "Linear": Footprint(narrows=True),
    "Flatten": Footprint(passes=True, order="plain"),
    "Unflatten": Footprint(is_view=True),
    "Identity": Footprint(is_view=True, passes=True, order="as it is"),
    "Split": Footprint(is_view=True, order="as it is"),
    "Chunk": Footprint(is_view=True, order="as it is"),
    "SelectChannels": Footprint(is_view=True, order="as it is"),
    "Concat": Footprint(passes=True, order="as it is"),
    "Add": Footprint(passes=True, order="as it is"),
    "Maximum": Footprint(backward=1.5),
    "MaxPool2d": Footprint(copies="given"),
    "AvgPool2d": Footprint(copies="given"),
    "AdaptiveAvgPool2d": Footprint(copies="given"),
    "GlobalAvgPool": Footprint(order="plain", wide_forward=1),
    "BatchNorm2d": Footprint(order="as it is", sorted_backward=1),
    "LayerNorm2d": Footprint(copies="taken"),
    "GroupNorm": Footprint(copies="taken"),
    "Dropout": Footprint(order="as it is"),
    "InstanceNorm2d": Footprint(order="plain", backward=1),
    "SameMapNorm": Footprint(backward=2),
    "LocalResponseNorm": Footprint(copies="taken", widens=True, wide_forward=1, wide_backward=2),
    "LayerScale": Footprint(widens=True, backward=1, wide_backward=1.5),
    "ChannelAffine": Footprint(order="plain", forward=1, backward=1.33),
    "LinearNeuron": Footprint(forward=1),
    "ScaledTanh": Footprint(backward=1),
    "Abs": Footprint(backward=1),
    "Square": Footprint(backward=2),
    "Sqrt": Footprint(backward=1),
}
_COMPOSED_NORM = Footprint(widens=True, forward=1, backward=3)
"""`LocalResponseNorm` where the engine's own does not run: off the CPU."""


def footprint(node: Node, inputs: tuple[Shape, ...], place: Place) -> Footprint:
    """The footprint of a node; that of an element-wise layer for types that are not known here, such as plugins'."""
    if node.type == "LocalResponseNorm" and place == "gpu":
        return _COMPOSED_NORM
    found = _FOOTPRINTS.get(node.type, _PLAIN)
    if node.type == "Flatten" and (len(inputs[0]) == 1 or inputs[0][0] == 1 or prod(inputs[0][1:]) == 1):
        return found._replace(is_view=True)  # in channels_last, anything else is put into another order
    if node.type == "AdaptiveAvgPool2d" and node.params["output_size"] == (1, 1):
        return Footprint(order="plain", wide_forward=1)  # a plain mean in torch
    if node.type == "Multiply" and inputs[0] != inputs[1]:  # the factor of a map gets the sum of a product
        return found._replace(backward=max(map(prod, inputs)) / prod(inputs[0]))
    if node.type == "Dropout" and node.params["p"] == 0:
        return found._replace(is_view=True, passes=True, order="as it is")
    return found


class Keeps(NamedTuple):
    """What autograd keeps of a layer, as `Kept`; ``extra`` bytes a picture shrink with bfloat16, ``whole`` do not."""

    inputs: bool
    outputs: bool
    extra: int
    whole: int = 0


def keeps(node: Node, kept: Kept, inputs: tuple[Shape, ...], place: Place) -> Keeps:
    """What autograd keeps of a node where it runs."""
    if node.type == "LocalResponseNorm" and place == "cpu":
        return Keeps(True, False, 0, 4 * prod(inputs[0]))  # the engine's own keeps one number a value, in float32
    if node.type == "InstanceNorm2d":  # it puts channels_last maps into another order and keeps those
        return Keeps(False, False, 4 * prod(inputs[0]), kept.extra_bytes)
    if node.type == "Dropout" and place == "gpu" and kept.extra_bytes:
        return Keeps(kept.inputs, kept.outputs, 0, prod(inputs[0]))  # CUDA's masks have one byte a value
    if node.type in ("MaxPool2d", "AdaptiveMaxPool2d", "LayerNorm2d", "GroupNorm"):  # indices, means
        return Keeps(kept.inputs, kept.outputs, 0, kept.extra_bytes)
    return Keeps(kept.inputs, kept.outputs, kept.extra_bytes)
