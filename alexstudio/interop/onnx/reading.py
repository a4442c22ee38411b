"""An ONNX file as plain nodes and numbers; nothing outside the file is opened, and no size is believed."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alexstudio.graph.limits import NODE_LIMIT
from alexstudio.interop.drafting import shown
from alexstudio.interop.imported import ImportProblem

Numbers = NDArray[Any]

LARGEST = 2**31 - 1
"""Bytes of a file of protobuf."""
NODES = 20 * NODE_LIMIT
"""Small operations that work out shapes come on top of the layers."""
HINT = "Install it: pip install 'alexstudio[onnx]'."
_TENSOR, _GRAPH, _GRAPHS = 4, 5, 10
_EXTERNAL = 1
_STRING = 8


@dataclass(frozen=True)
class Operation:
    """One node of the file."""

    kind: str
    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    """Its attributes: numbers, texts, lists of them, arrays."""


@dataclass(frozen=True)
class Contents:
    """What a file holds, as far as it matters here."""

    title: str
    operations: tuple[Operation, ...]
    numbers: dict[str, Numbers]
    """Initialisers: weights and constants."""
    inputs: tuple[tuple[str, tuple[int | None, ...]], ...]
    outputs: tuple[str, ...]
    producer: str


def read_contents(content: bytes) -> Contents:
    """The graph in the bytes of a file. `ImportProblem` with one sentence for what is none, or reaches outside."""
    if find_spec("onnx") is None:
        raise ImportProblem(f"Reading ONNX files needs onnx, which is not installed. {HINT}")
    if len(content) > LARGEST:
        raise ImportProblem(f"An ONNX file holds {LARGEST:,} bytes at most.")
    import onnx

    model = onnx.ModelProto()
    try:
        model.ParseFromString(content)
    except Exception:  # protobuf raises its own, by version
        raise ImportProblem("The file is damaged, or no ONNX model.") from None
    graph = model.graph
    if not graph.node or not graph.output:
        raise ImportProblem("The file is damaged, or an ONNX model without layers.")
    if len(graph.node) > NODES or len(graph.initializer) > NODES:
        raise ImportProblem(f"The network is too large: {NODES:,} operations are read at most.")
    if len(model.functions) or len(graph.sparse_initializer):
        raise ImportProblem("The file has functions or sparse weights of its own, which cannot be read.")
    numbers = {one.name: _array(one) for one in graph.initializer}
    inputs = tuple((one.name, _shape(one)) for one in graph.input if one.name not in numbers)
    operations = tuple(_operation(node, number) for number, node in enumerate(graph.node, 1))
    producer = " ".join(filter(None, (model.producer_name, model.producer_version)))
    return Contents(graph.name, operations, numbers, inputs, tuple(one.name for one in graph.output), producer)


def _operation(node: Any, number: int) -> Operation:
    domain = "" if node.domain in ("", "ai.onnx") else f"{node.domain}."
    values = {one.name: _value(one, node.op_type) for one in node.attribute}
    return Operation(domain + node.op_type, node.name, tuple(node.input), tuple(node.output), number, values)


def _value(attribute: Any, kind: str) -> Any:
    import onnx

    if attribute.type in (_GRAPH, _GRAPHS):
        raise ImportProblem(f"The network has a {shown(kind)} with a graph inside, so it decides while it runs.")
    if attribute.type == _TENSOR:
        return _array(attribute.t)
    if attribute.type in (1, 2, 3, 6, 7, 8):
        value = onnx.helper.get_attribute_value(attribute)
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return None


def _array(tensor: Any) -> Numbers:
    import onnx

    name = shown(tensor.name)
    if tensor.data_location == _EXTERNAL or len(tensor.external_data):
        raise ImportProblem(
            f"The weights {name} lie in another file, which is not opened. Save the model as one file, then import it."
        )
    if tensor.data_type == _STRING or any(size < 0 for size in tensor.dims) or len(tensor.dims) > 8:
        raise ImportProblem(f"The weights {name} have a shape or type that cannot be.")
    count = prod(tensor.dims)
    held = len(tensor.raw_data) or 8 * sum(
        len(getattr(tensor, part)) for part in ("float_data", "int32_data", "int64_data", "double_data", "uint64_data")
    )
    if count > 8 * max(held, 1):
        raise ImportProblem(f"The weights {name} claim {count:,} numbers, which the file does not hold.")
    try:
        return np.asarray(onnx.numpy_helper.to_array(tensor))
    except Exception:
        raise ImportProblem(f"The weights {name} are damaged.") from None


def _shape(value: Any) -> tuple[int | None, ...]:
    dims = value.type.tensor_type.shape.dim
    return tuple(dim.dim_value if dim.HasField("dim_value") and dim.dim_value > 0 else None for dim in dims)
