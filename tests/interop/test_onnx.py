"""ONNX files: made by hand here, operation by operation, and bad ones of every kind."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from alexstudio.analysis import analyse
from alexstudio.interop.imported import ImportProblem
from alexstudio.interop.onnx import Read, import_onnx

onnx = pytest.importorskip("onnx")
from onnx import TensorProto, helper, numpy_helper  # noqa: E402  not there without the extra

random = np.random.default_rng(2012)


def floats(name: str, *shape: int) -> Any:
    return numpy_helper.from_array(random.standard_normal(shape).astype(np.float32), name)


def ints(name: str, *values: int) -> Any:
    return numpy_helper.from_array(np.asarray(values, np.int64), name)


def model(nodes: list[Any], weights: list[Any], size: Any = ("n", 3, 12, 12), output: str = "y") -> Any:
    pictures = helper.make_tensor_value_info("x", TensorProto.FLOAT, size)
    scores = helper.make_tensor_value_info(output, TensorProto.FLOAT, None)
    return helper.make_model(helper.make_graph(nodes, "Net", [pictures], [scores], weights))


def read(nodes: list[Any], weights: list[Any], **more: Any) -> Read:
    return import_onnx(model(nodes, weights, **more).SerializeToString())


def node(kind: str, *inputs: str, to: str, **values: Any) -> Any:
    return helper.make_node(kind, list(inputs), [to], **values)


def types(found: Read) -> list[str]:
    return [one.type for one in found.document.graph.nodes]


def params(found: Read, type_name: str) -> dict[str, Any]:
    return dict(next(one.params for one in found.document.graph.nodes if one.type == type_name))


def test_a_network_of_every_family() -> None:
    found = read(
        [
            node("Conv", "x", "c.weight", "c.bias", to="a", pads=[1, 0, 2, 1], strides=[2, 2], kernel_shape=[3, 3]),
            node("BatchNormalization", "a", "b.w", "b.b", "b.m", "b.v", to="b", epsilon=1e-3, momentum=0.8),
            node("Relu", "b", to="c"),
            node("LRN", "c", to="d", size=5, alpha=1e-4, beta=0.75, bias=2.0),
            node("MaxPool", "d", to="e", kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1], ceil_mode=1),
            node("AveragePool", "d", to="f", kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
            node("Concat", "e", "f", to="g", axis=-3),
            node("Conv", "g", "k.weight", to="h", group=4, auto_pad="SAME_UPPER"),
            node("Sigmoid", "h", to="s"),
            node("Mul", "h", "s", to="i"),
            node("Clip", "i", "zero", "six", to="j"),
            node("HardSwish", "j", to="k"),
            node("Add", "k", "g", to="l"),
            node("Mul", "l", "half", to="m"),
            node("GlobalAveragePool", "m", to="n"),
            node("Shape", "n", to="shape"),
            node("Gather", "shape", "first", to="batch"),
            node("Concat", "batch", "rest", to="target", axis=0),
            node("Reshape", "n", "target", to="o"),
            node("MatMul", "o", "fc.weight", to="p"),
            node("Add", "p", "fc.bias", to="q"),
            node("Dropout", "q", to="r"),
            node("Softmax", "r", to="y", axis=-1),
        ],
        [
            floats("c.weight", 8, 3, 3, 3), floats("c.bias", 8), floats("b.w", 8), floats("b.b", 8), floats("b.m", 8),
            floats("b.v", 8), floats("k.weight", 16, 4, 3, 3), floats("fc.weight", 16, 10), floats("fc.bias", 10),
            ints("first", 0), ints("rest", -1), numpy_helper.from_array(np.float32(0), "zero"),
            numpy_helper.from_array(np.float32(6), "six"), numpy_helper.from_array(np.float32(0.5), "half"),
        ],
    )  # fmt: skip
    report = analyse(found.document)
    assert not report.problems and [one.severity for one in found.remarks if one.severity != "understood"] == []
    assert types(found) == [
        "Input", "ZeroPad2d", "Conv2d", "BatchNorm2d", "ReLU", "LocalResponseNorm", "MaxPool2d", "AvgPool2d", "Concat",
        "Conv2d", "Sigmoid", "Multiply", "ReLU6", "Hardswish", "Add", "LinearNeuron", "AdaptiveAvgPool2d", "Flatten",
        "Linear", "Dropout", "Softmax",
    ]  # fmt: skip
    assert params(found, "ZeroPad2d") == {"left": 0, "right": 1, "top": 1, "bottom": 2}
    assert params(found, "BatchNorm2d") | {"eps": 0.001, "momentum": 0.2} == params(found, "BatchNorm2d")
    assert params(found, "MaxPool2d")["ceil_mode"] is True and not params(found, "AvgPool2d")["count_include_pad"]
    assert params(found, "LinearNeuron") == {"a": 0.5, "b": 0.0}
    assert report.total.params == 8 * 27 + 8 + 16 + 16 * 36 + 160 + 10
    assert {name.partition(".")[0] for name in found.weights} == {"c", "b", "k", "fc"}
    assert found.weights["fc.weight"].shape == (10, 16) and found.weights["fc.bias"].shape == (10,)


def test_a_graph_without_a_name_of_its_own_is_called_as_its_file() -> None:
    made = model([node("Conv", "x", "c.weight", to="y", kernel_shape=[3, 3])], [floats("c.weight", 4, 3, 3, 3)])
    assert import_onnx(made.SerializeToString(), source="mine.onnx").document.title == "Net"
    made.graph.name = "main_graph"
    assert import_onnx(made.SerializeToString(), source="mine.onnx").document.title == "mine"


def test_old_files_and_unknown_layers() -> None:
    found = read(
        [
            node("Clip", "x", to="a", min=0.0, max=4.0),
            node("Pad", "a", to="b", pads=[0, 0, 1, 2, 0, 0, 3, 4]),
            node("Mish", "b", to="c"),
            node("ReduceMean", "c", to="d", axes=[2, 3], keepdims=0),
            node("Gemm", "d", "w", to="y", transB=1),
        ],
        [floats("w", 5, 3)],
    )
    assert types(found) == ["Input", "BoundedReLU", "ZeroPad2d", "Mish", "GlobalAvgPool", "Flatten", "Linear"]
    left_out = next(one.sentence for one in found.remarks if one.severity == "left out")
    assert left_out.startswith("The layer type Mish is not known here")


def external(name: str) -> Any:
    tensor = floats("w", 5, 3)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=name)
    return tensor


def huge(*dims: int, data: bytes = b"\0" * 8) -> Any:
    return TensorProto(name="w", data_type=TensorProto.FLOAT, dims=dims, raw_data=data)


FC = [node("Flatten", "x", to="a"), node("Gemm", "a", "w", to="y", transB=1)]
NESTED = helper.make_graph([], "inner", [], [])


@pytest.mark.parametrize(
    ("nodes", "weights", "why"),
    [
        (FC, [external("/etc/passwd")], "lie in another file, which is not opened"),
        (FC, [external("../../../etc/passwd")], "lie in another file"),
        (FC, [external("weights.bin")], "lie in another file"),
        (FC, [huge(2**31, 2**31)], "claim 4,611,686,018,427,387,904 numbers"),
        (FC, [huge(2**62, 2**62, 4)], "which the file does not hold"),
        (FC, [huge(-5, 3)], "cannot be"),
        (FC, [huge(5, 3)], "claim 15 numbers|are damaged"),
        (FC, [TensorProto(name="w", data_type=99, dims=(2,), raw_data=b"12345678")], "damaged"),
        ([node("If", "x", to="y", then_branch=NESTED, else_branch=NESTED)], [], "decides while it runs"),
        ([node("Loop", "x", to="y", body=NESTED)], [], "decides while it runs"),
        ([node("Gemm", "x", "a", to="y"), node("Relu", "y", to="a")], [], "gets its weights from a layer|not from the"),
        ([node("Relu", "y", to="y")], [], "reads weights where|nothing"),
        ([node("Conv", "x", "w", to="y")], [floats("w", 4, 3, 3)], "not for maps"),
        ([node("Conv", "x", "x", to="y")], [], "gets its weights from a layer"),
        ([node("Conv", "x", "w", to="y", strides=[0, 1])], [floats("w", 4, 3, 3, 3)], "stride"),
        ([node("ReduceMean", "x", to="y", axes=[1])], [], "other axes"),
        ([node("Reshape", "x", "w", to="y")], [ints("w", 1, 2, 3, 4, 5)], "neither a vector nor maps"),
        ([node("Identity", "x", to="y")], [], "no layers between"),
    ],
)
def test_hostile_and_broken_files_are_one_sentence(nodes: list[Any], weights: list[Any], why: str) -> None:
    with pytest.raises(ImportProblem, match=why) as caught:
        read(nodes, weights)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_model() -> None:
    whole = model(FC, [floats("w", 5, 432)]).SerializeToString()
    deep = b"\x0a\x02"
    for _ in range(200):  # a message in a message in a message, as far as the format has any
        deep = b"\x2a" + bytes([0x80 | len(deep) & 0x7F, len(deep) >> 7]) + deep
    for content in (b"", b"hello", whole[: len(whole) // 2], b"\xff" * 100, deep, b"\x3a\xff\xff\xff\xff\x07"):
        with pytest.raises(ImportProblem, match=r"damaged|no ONNX model|without layers"):
            import_onnx(content)
    assert not analyse(import_onnx(whole).document).problems
    open_size = model(FC, [floats("w", 5, 432)], size=("n", 3, "h", "w")).SerializeToString()
    with pytest.raises(ImportProblem, match="--size"):
        import_onnx(open_size)
    assert not analyse(import_onnx(open_size, size=12).document).problems


def test_a_long_network_is_read_in_time() -> None:
    names = ["x", *(f"r{number}" for number in range(3000)), "y"]
    nodes = [node("Relu", before, to=after) for before, after in pairwise(names)]
    assert len(read(nodes, []).document.graph) == 3002
