"""The layers that a calibration times: of the sizes that AlexNet and its successors have, two networks apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from alexstudio.analysis.report import FLOAT_BYTES, NodeReport
from alexstudio.analysis.timing.work import Tensors, Work, layer_work
from alexstudio.engine.precision import Name
from alexstudio.graph import Node
from alexstudio.graph.node import check_params
from alexstudio.layers import Shape, find_type

BATCH = 8

# (batch, maps in, maps out, window, stride, height and width, groups)
CONVOLUTIONS = (
    (2, 64, 64, 3, 1, 112, 1), (4, 64, 64, 3, 1, 56, 1), (2, 128, 128, 3, 1, 56, 1), (8, 128, 128, 3, 1, 28, 1),
    (2, 256, 256, 3, 1, 28, 1), (8, 256, 256, 3, 1, 14, 1), (2, 512, 512, 3, 1, 14, 1), (8, 512, 512, 3, 1, 7, 1),
    (8, 256, 384, 3, 1, 13, 1), (8, 384, 256, 3, 1, 13, 2), (4, 96, 256, 5, 1, 27, 2), (8, 128, 192, 3, 1, 28, 1),
    (8, 16, 32, 3, 1, 28, 1), (8, 112, 224, 3, 1, 14, 1),
    (8, 64, 256, 1, 1, 56, 1), (8, 256, 64, 1, 1, 56, 1), (8, 128, 512, 1, 1, 28, 1), (8, 512, 128, 1, 1, 28, 1),
    (8, 256, 1024, 1, 1, 14, 1), (8, 1024, 256, 1, 1, 14, 1), (8, 512, 2048, 1, 1, 7, 1), (8, 2048, 512, 1, 1, 7, 1),
    (8, 192, 64, 1, 1, 28, 1), (8, 192, 16, 1, 1, 28, 1), (8, 512, 128, 1, 1, 14, 1), (8, 832, 48, 1, 1, 7, 1),
    (8, 512, 1024, 1, 2, 28, 1), (8, 96, 96, 3, 1, 56, 96),
)  # fmt: skip
FIRST = ((2, 3, 64, 3, 1, 224, 1), (4, 3, 64, 7, 2, 224, 1), (8, 3, 96, 11, 4, 224, 1))
"""They take pictures, which have no gradient."""
DENSE = ((8, 9216, 4096), (8, 4096, 4096), (8, 2048, 1000), (64, 4096, 4096), (8, 4096, 1000), (8, 1024, 1000))
MAPS = ((4, 64, 112), (4, 256, 56), (8, 256, 28), (8, 256, 14), (8, 256, 7))
"""(batch, maps, height and width) for what only moves numbers."""
NORMED = ((8, 96, 55), (8, 256, 27), (4, 64, 56))
POOLS: tuple[tuple[int, int, int, dict[str, Any]], ...] = (
    (8, 64, 112, {"kernel_size": (3, 3), "stride": (2, 2)}),
    (8, 96, 55, {"kernel_size": (3, 3), "stride": (2, 2)}),
    (8, 256, 13, {"kernel_size": (3, 3), "stride": (2, 2)}),
    (8, 64, 112, {"kernel_size": (2, 2), "stride": (2, 2)}),
    (8, 256, 28, {"kernel_size": (3, 3), "stride": (1, 1), "padding": (1, 1)}),
    (8, 512, 14, {"kernel_size": (3, 3), "stride": (1, 1), "padding": (1, 1)}),
)


class Case(NamedTuple):
    """One layer to time."""

    node: Node
    shapes: tuple[Shape, ...]
    batch: int
    precision: Name
    is_first: bool = False
    """Whether it takes pictures: float32, and no gradient."""

    @property
    def is_half(self) -> bool:
        """Whether the inputs are in half precision."""
        return self.precision == "bfloat16" and not self.is_first

    @property
    def work(self) -> Work:
        """What the prediction counts for it."""
        kind = self.node.kind
        assert kind is not None
        outputs = kind.output_shapes(self.node.params, self.shapes)
        costs = kind.costs(self.node.params, self.shapes, outputs)
        numbers = NodeReport(outputs, costs.weights, costs.biases, costs.multiply_adds, costs.buffers, FLOAT_BYTES)
        inputs = Tensors(self.shapes, (self.is_half,) * len(self.shapes), not self.is_first)
        return layer_work(self.node, inputs, numbers, self.batch, self.precision)[0]


def cases(precision: Name) -> Iterator[Case]:
    """All of them, in one precision."""
    for is_first, rows in ((False, CONVOLUTIONS), (True, FIRST)):
        for batch, taken, given, window, stride, side, groups in rows:
            node = _node("Conv2d", out_channels=given, kernel_size=(window, window), stride=(stride, stride),
                         padding=(window // 2, window // 2), groups=groups)  # fmt: skip
            yield Case(node, ((taken, side, side),), batch, precision, is_first)
    for batch, taken, given in DENSE:
        yield Case(_node("Linear", out_features=given), ((taken,),), batch, precision)
    for batch, maps, side in MAPS:
        shape = (maps, side, side)
        for kind in ("ReLU", "BatchNorm2d"):
            yield Case(_node(kind), (shape,), batch, precision)
        for kind in ("Add", "Concat"):
            yield Case(_node(kind), (shape, shape), batch, precision)
    for batch, maps, side in NORMED:
        yield Case(_node("LocalResponseNorm"), ((maps, side, side),), batch, precision)
    for batch, maps, side, params in POOLS:
        yield Case(_node("MaxPool2d", **params), ((maps, side, side),), batch, precision)
    yield Case(_node("AdaptiveAvgPool2d", output_size=(1, 1)), ((1024, 7, 7),), BATCH, precision)
    yield Case(_node("AvgPool2d", kernel_size=(3, 3), stride=(2, 2)), ((256, 28, 28),), BATCH, precision)
    yield Case(_node("Dropout"), ((4096,),), BATCH, precision)
    yield Case(_node("Dropout"), ((4096,),), 64, precision)


def _node(type: str, **params: Any) -> Node:
    kind = find_type(type)
    assert kind is not None
    return Node("layer", type, type, check_params(type, kind, params))
