"""document -> ONNX -> document: the same numbers, and with its weights the same scores to the bit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from alexstudio.analysis import analyse
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.exporting import onnx_file
from alexstudio.engine.exporting.model import Model
from alexstudio.engine.importing.doing import do_import
from alexstudio.graph import Document, Edge, LayerGraph
from alexstudio.graph.fileformat import loads
from alexstudio.graph.presets import load_preset
from alexstudio.runs.messages import ImportModel

NARROW = 48
"""Outputs of the dense layers before the last, for time's sake."""


def preset(name: str, size: int = 96) -> Callable[[], Document]:
    def make() -> Document:
        document = load_preset(name)
        graph = document.graph.copy()
        dense = [node for node in graph.nodes if node.type == "Linear"]
        for node in dense[:-1]:
            graph.set_param(node.id, "out_features", NARROW)
        graph.set_param(next(node.id for node in graph.nodes if node.type == "Input"), "size", size)
        return Document(name, graph.freeze())

    return make


def inception() -> Document:
    """Two modules of GoogLeNet, narrow, with everything that they have."""
    graph = LayerGraph()
    graph.add_type("Input", id="x", params={"size": 24}, device="host")
    before = "x"
    for module in "ab":
        for name, kernel, padding in (("p1", 1, 0), ("p3", 3, 1), ("p5", 5, 2)):
            values = {"out_channels": 4, "kernel_size": kernel, "padding": padding}
            graph.add_type("Conv2d", id=f"{name}{module}", params=values)
            graph.add_type("ReLU", id=f"r{name}{module}")
        graph.add_type("MaxPool2d", id=f"m{module}", params={"kernel_size": 3, "stride": 1, "padding": 1})
        graph.add_type("Concat", id=f"cat{module}")
        graph.add_type("MaxPool2d", id=f"down{module}", params={"kernel_size": 3, "stride": 2, "ceil_mode": True})
        for slot, name in enumerate(("p1", "p3", "p5")):
            graph.connect(Edge(before, 0, f"{name}{module}", 0))
            graph.connect(Edge(f"{name}{module}", 0, f"r{name}{module}", 0))
            graph.connect(Edge(f"r{name}{module}", 0, f"cat{module}", slot))
        graph.connect(Edge(before, 0, f"m{module}", 0))
        graph.connect(Edge(f"m{module}", 0, f"cat{module}", 3))
        graph.connect(Edge(f"cat{module}", 0, f"down{module}", 0))
        before = f"down{module}"
    graph.add_type("GlobalAvgPool", id="gap")
    graph.add_type("Linear", id="fc", params={"out_features": 9})
    graph.connect(Edge(before, 0, "gap", 0))
    graph.connect(Edge("gap", 0, "fc", 0))
    return Document("Inception", graph.freeze())


@torch.no_grad()
@pytest.mark.parametrize(
    ("name", "make", "gone"),
    [
        ("alexnet", preset("alexnet"), {"Dropout", "Softmax"}),
        ("torchvision's", preset("alexnet_torchvision", 224), {"Dropout", "AdaptiveAvgPool2d"}),
        ("vgg11", preset("vgg11", 224), {"Dropout", "AdaptiveAvgPool2d"}),
        ("resnet18", preset("resnet18"), set()),
        ("inception", inception, set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_round_trip(name: str, make: Callable[[], Document], gone: set[str], tmp_path: Path) -> None:
    """Dropout does nothing in a file that is for use; pooling to a size is pooling with a window there, where it can be
    one: the networks of torchvision keep their 224 pixels for that."""
    document = make()
    module = compile_document(document).eval()
    model = Model(document, module, (), {}, 0)
    path = tmp_path / "net.onnx"
    path.write_bytes(onnx_file.content(model))
    found = do_import(ImportModel(what=str(path), weights_out=str(tmp_path / "w.safetensors")))
    back = loads(found.document)
    here, there = analyse(document), analyse(back)
    assert not there.problems, there.problems
    assert (there.total.params, there.total.multiply_adds) == (here.total.params, here.total.multiply_adds)
    kinds, others = (Counter(node.type for node in one.graph.nodes) for one in (document, back))
    assert set(kinds - others) <= gone and set(others - kinds) <= {"AvgPool2d", "AdaptiveAvgPool2d", "Flatten"}
    learned = {node.id for node in back.graph.nodes if node.type in ("Conv2d", "Linear")}
    assert learned == {node.id for node in document.graph.nodes if node.type in ("Conv2d", "Linear")}
    shapes = [one.nodes[node].shapes for one in (here, there) for node in sorted(learned)]
    assert shapes[: len(learned)] == shapes[len(learned) :]
    picture = model.picture()
    assert torch.equal(compile_document(back).eval()(picture), module(picture))
