"""What a block figure says about a layer: the words under an arrow, and the kernel that it draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alexstudio.analysis.lettering import fit, width
from alexstudio.graph import Node
from alexstudio.layers import Shape
from alexstudio.layers.params import as_int, as_pair, pair_text
from alexstudio.layers.spec import LayerType

Pair = tuple[int, int]

_POOLS = {
    "MaxPool2d": "max pooling", "AvgPool2d": "average pooling", "AdaptiveAvgPool2d": "average pooling",
    "AdaptiveMaxPool2d": "max pooling", "GlobalAvgPool": "average pooling", "Upsample": "upsampling",
    "Nailbed": "subsampling",
}  # fmt: skip
_QUIET = frozenset({"BatchNorm2d", "Flatten", "Unflatten", "LayerScale", "ChannelAffine"})
"""Neither activations nor these are named in a figure: they say little about the architecture."""
_SPOKEN = {
    "LocalResponseNorm": "LRN", "SameMapNorm": "LRN, same map", "ContrastNorm": "contrast norm", "Softmax": "softmax",
    "LogSoftmax": "log softmax", "Dropout": "dropout", "Dropout2d": "dropout", "LayerNorm2d": "layer norm",
    "GroupNorm": "group norm", "InstanceNorm2d": "instance norm", "StochasticDepth": "stochastic depth",
    "ChannelShuffle": "channel shuffle", "GaussianBlur": "blur", "Split": "split", "Chunk": "split",
    "AuxiliaryLoss": "auxiliary loss",
}  # fmt: skip


def is_filter(node: Node) -> bool:
    """Whether a layer has learned filters that slide over maps."""
    kind = node.kind
    return kind is not None and kind.family == "Convolution" and kind.has_weights and not node.bypassed


def is_learner(node: Node) -> bool:
    """Whether a layer begins a new part of a network that names no stages: one that learns or is not known."""
    kind = node.kind
    learns = kind is None or (kind.has_weights and kind.family in ("Convolution", "Dense"))
    return learns and not node.bypassed


def is_pool(node: Node) -> bool:
    """Whether a layer is a pooling."""
    return node.kind is not None and node.kind.family == "Pooling" and not node.bypassed


def kernel_of(node: Node) -> Pair | None:
    """Height and width of the filters of a convolution."""
    return as_pair(node.params["kernel_size"]) if is_filter(node) and "kernel_size" in node.params else None


def is_depthwise(node: Node, given: Shape | None) -> bool:
    """Whether each map has filters of its own."""
    return is_filter(node) and given is not None and node.params.get("groups", 1) == given[0] > 1


def filter_words(node: Node, given: Shape | None) -> list[str]:
    """What a convolution does, a line for each thing: "11×11", "stride of 4"; what is as usual is left out."""
    kernel = kernel_of(node)
    said = [pair_text(kernel), *_stride(node)] if kernel else []
    if "dilation" in node.params and max(as_pair(node.params["dilation"])) > 1:
        said.append(f"dilation of\u00a0{_pair(as_pair(node.params['dilation']))}")
    if is_depthwise(node, given):
        said.append("depthwise")
    elif as_int(node.params.get("groups", 1)) > 1:
        said.append(f"{node.params['groups']}\u00a0groups")
    if node.type == "ConvTranspose2d":
        said.append("transposed")
    if node.type == "LocallyConnected2d":
        said.append("local filters")
    return said


def pool_words(node: Node) -> list[str]:
    """What a pooling does: "max pooling", "3×3", "stride of 2"."""
    said = [_POOLS.get(node.type, node.type)]
    if "kernel_size" in node.params:
        said += [pair_text(node.params["kernel_size"]), *_stride(node)]
    return said


def passing_word(node: Node, kind: LayerType, shape: Shape | None) -> str:
    """The word for a layer that gets no volume of its own; empty where it would say little."""
    if node.type == "ZeroPad2d":
        return f"padded to {shape[1]}×{shape[2]}" if shape else "padding"
    if kind.family == "Activation" or node.type in _QUIET:
        return ""
    return _SPOKEN.get(node.type, "" if kind.family == "Merge" else node.type)


def block_word(filters: Sequence[tuple[Node, Shape | None]], join: Node | None, inputs: int) -> str:
    """What people call a block with these filters on its longest path and the layer where its branches meet."""
    kernels = [kernel_of(node) for node, _ in filters]
    deep = [is_depthwise(node, given) for node, given in filters]
    if kernels == [(1, 1), kernels[1] if len(kernels) > 1 else None, (1, 1)]:
        return "inverted bottleneck" if deep[1] else "bottleneck"
    if any(deep):
        return "depthwise separable"
    if join is not None and join.type == "Concat":
        return f"{inputs} branches"
    return "residual block" if join is not None and join.type == "Add" else "block"


def wrapped(texts: Iterable[str], room: float, size: float) -> tuple[str, ...]:
    """Texts as lines of at most ``room`` pixels, broken between words; a word may be half as long again."""
    lines: list[str] = []
    for text in texts:
        line = ""
        for word in text.split(" "):  # a no-break space stays
            longer = f"{line} {word}" if line else word
            if line and width(longer, size) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return tuple(_short(line.replace("\u00a0", " "), 1.5 * room, size) for line in lines if line)


def _short(text: str, room: float, size: float) -> str:
    return fit(text, room * 0.8, size * 0.8)[0]  # ``fit`` would make the font smaller first


def _stride(node: Node) -> list[str]:
    stride = as_pair(node.params["stride"]) if isinstance(node.params.get("stride"), tuple) else (1, 1)
    return [f"stride of\u00a0{_pair(stride)}"] if max(stride) > 1 else []


def _pair(pair: Pair) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}×{pair[1]}"
