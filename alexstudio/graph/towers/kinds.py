"""How layer types take part in towers: which ones treat each channel on its own, and what they learn for it."""

from __future__ import annotations

from math import prod

from alexstudio.graph.node import Node
from alexstudio.graph.towers.spans import Spans, scaled
from alexstudio.layers import Shape
from alexstudio.layers.registry import plugin_of

PLAIN = frozenset(
    (
        "Abs AbsTanh AdaptiveAvgPool2d AdaptiveMaxPool2d AvgPool2d BoundedReLU ContrastNorm DoubleReLU ELU GELU "
        "GlobalAvgPool Hardsigmoid Hardswish Hardtanh Identity LeakyReLU LinearNeuron LogNeuron MaxPool2d Nailbed ReLU "
        "ReLU6 SameMapNorm ScaledTanh SiLU Sigmoid Softplus Sqrt Square Tanh Upsample ZeroPad2d"
    ).split()
)
"""Each channel on its own, nothing learned, nothing drawn: a tensor can as well be treated twice."""
CHANCE = frozenset({"Dropout", "Dropout2d", "NoisyReLU"})
"""Each channel on its own, with random numbers while training."""
LEARNED = frozenset({"BatchNorm2d", "InstanceNorm2d", "LayerScale"})
"""Each channel on its own, with something learned or kept for it."""
PER_CHANNEL = PLAIN | CHANCE | LEARNED
PAIRED = frozenset({"Add", "Maximum", "Multiply"})
"""Two tensors, channel by channel."""
NORM = "LocalResponseNorm"
SHARED = PLAIN | {NORM, "ChannelAffine", "Flatten"}
"""What each tower can do for itself with a tensor that both read whole."""


def is_dense(node: Node) -> bool:
    """Whether every output of a layer that learns reads all channels."""
    return node.type == "Linear" or (node.type == "Conv2d" and node.params["groups"] == 1)


def is_passed(node: Node, inputs: int) -> bool:
    """Whether a bypassed layer can stay one in towers: what it reads goes through it, and it needs no new size."""
    return inputs == 1 and node.type not in ("Conv2d", "Linear", "GroupNorm", "Split", "Chunk")


def learns(node: Node) -> bool:
    """Whether a layer may have parameters or buffers; of the layers of plugins it is not known."""
    return node.kind is not None and (node.kind.has_weights or bool(plugin_of(node.type)))


def outputs(node: Node) -> int:
    """Number of filters of a convolution, of units of a dense layer."""
    return number(node, "out_channels" if node.type == "Conv2d" else "out_features")


def with_outputs(node: Node, count: int, **changes: object) -> Node:
    """The layer with another number of filters or units."""
    return node.with_params(**{"out_channels" if node.type == "Conv2d" else "out_features": count}, **changes)


def number(node: Node, name: str) -> int:
    """A parameter that is a whole number."""
    value = node.params[name]
    assert isinstance(value, int)
    return value


def groups_name(node: Node) -> str:
    """The parameter that says how many groups of channels a layer treats apart, "" where it has none."""
    return {"Conv2d": "groups", "GroupNorm": "num_groups"}.get(node.type, "")


def through(node: Node, reads: Spans, shape: Shape) -> Spans:
    """The channels that a layer gives which treats each on its own; ``shape`` is that of its input."""
    return scaled(reads, 1, prod(shape[1:])) if node.type == "Flatten" else reads


def vectors(node: Node) -> tuple[str, ...]:
    """Parameters and buffers that have one number for each channel, named as in torch."""
    if node.type == "LayerScale":
        return ("weight",)
    learned = ("weight", "bias") if node.params.get("affine") else ()
    return (*learned, "running_mean", "running_var") if node.params.get("track_running_stats") else learned


def singles(node: Node) -> tuple[str, ...]:
    """Buffers that have one number for the whole layer."""
    return ("num_batches_tracked",) if node.params.get("track_running_stats") else ()
