"""Published networks in Caffe's words give the numbers that they are known for, layer by layer those of the presets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.presets import load_preset
from alexstudio.interop.caffe import import_prototxt
from alexstudio.interop.imported import Imported

DATA = Path(__file__).parent / "data"

TOTALS = {
    # parameters, multiply-adds
    "alexnet_deploy": (60_965_224, 724_406_816),
    "alexnet_train_val": (60_965_224, 724_406_816),
    "caffenet_deploy": (60_965_224, 724_406_816),
    # 20 and 50 filters of 5×5, 500 and 10 outputs
    "lenet_v1": (520 + 25_050 + 400_500 + 5_010, 24**2 * 500 + 8**2 * 25_000 + 400_000 + 5_000),
    "vgg16": (138_357_544, 15_470_264_320),
    "squeezenet": (1_248_424, 818_924_576),
}

TWINS = {
    "alexnet_deploy": "alexnet_caffe",
    "caffenet_deploy": "caffenet",
    "vgg16": "vgg16",
    "squeezenet": "squeezenet1_0",
}


@cache
def imported(name: str) -> tuple[Imported, Report]:
    found = import_prototxt((DATA / f"{name}.prototxt").read_text("utf-8"))
    return found, analyse(found.document)


def layers(report: Report) -> list[tuple[object, ...]]:
    """Type, shape and costs of each layer in the order of the data flow; a final Softmax is a part of the loss."""
    rows = []
    for node in report.document.graph.order():
        if node.type not in ("Softmax", "Flatten", "AdaptiveAvgPool2d"):
            numbers = report.nodes[node.id]
            rows.append((node.type, numbers.shapes, numbers.weights, numbers.biases, numbers.multiply_adds))
    return rows


@pytest.mark.parametrize("name", TOTALS)
def test_totals(name: str) -> None:
    _, report = imported(name)
    assert report.is_runnable, report.problems
    assert (report.total.params, report.total.multiply_adds) == TOTALS[name]


@pytest.mark.parametrize("name", TWINS)
def test_every_layer_is_that_of_the_preset(name: str) -> None:
    _, report = imported(name)
    assert layers(report) == layers(analyse(load_preset(TWINS[name])))


@pytest.mark.parametrize("name", TOTALS)
def test_the_document_can_be_saved_and_opened(name: str) -> None:
    document = imported(name)[0].document
    assert loads(dumps(document)) == document


def test_googlenet_without_its_auxiliary_heads() -> None:
    found, report = imported("googlenet_train_val")
    side = {  # 1×1, before 3×3, 3×3, before 5×5, 5×5, after the pooling: Table 1 of arXiv:1409.4842
        "3a": (64, 96, 128, 16, 32, 32), "3b": (128, 128, 192, 32, 96, 64), "4a": (192, 96, 208, 16, 48, 64),
        "4b": (160, 112, 224, 24, 64, 64), "4c": (128, 128, 256, 24, 64, 64), "4d": (112, 144, 288, 32, 64, 64),
        "4e": (256, 160, 320, 32, 128, 128), "5a": (256, 160, 320, 32, 128, 128), "5b": (384, 192, 384, 48, 128, 128),
    }  # fmt: skip
    params = 64 * (3 * 49 + 1) + 64 * 65 + 192 * (64 * 9 + 1)
    multiply_adds = 112**2 * 64 * 147 + 56**2 * (64 * 64 + 192 * 576)
    channels = 192
    for name, (one, r3, c3, r5, c5, pool) in side.items():
        weights = channels * (one + r3 + r5 + pool) + 9 * r3 * c3 + 25 * r5 * c5
        params += weights + one + r3 + c3 + r5 + c5 + pool
        multiply_adds += {"3": 28, "4": 14, "5": 7}[name[0]] ** 2 * weights
        channels = one + c3 + c5 + pool
    assert report.total.params == params + 1000 * 1025
    assert report.total.multiply_adds == multiply_adds + 1_024_000
    assert list(report.stages)[2:-1] == [f"inception_{name}" for name in side]
    node = found.document.graph["inception_3a_3x3_reduce"]
    assert (node.name, node.stage) == ("3x3_reduce", "inception_3a")  # the card shows some ten letters
    gone = {remark.layer for remark in found.remarks if "do not depend" in remark.sentence}
    assert {"loss1/fc", "loss1/classifier", "loss2/conv"} < gone and "loss3/classifier" not in gone
    assert not any(remark.layer == "loss1/fc" and remark.severity == "understood" for remark in found.remarks)


def test_names_and_stages_are_those_of_the_file() -> None:
    graph = imported("alexnet_deploy")[0].document.graph
    assert [graph[name].name for name in ("conv1", "relu1", "fc6", "prob")] == ["conv1", "relu1", "fc6", "prob"]
    assert graph["fc6_flat"].name == "fc6 flat"
    assert {graph[name].stage for name in ("conv1", "relu1", "norm1", "pool1")} == {"conv1"}
    assert graph["fc6_flat"].stage == graph["drop6"].stage == "fc6" and graph["data"].stage == ""
    assert graph["data"].device == "host" and imported("alexnet_deploy")[0].document.title == "AlexNet"


def test_the_deployed_network_is_the_one_of_the_test_phase() -> None:
    found, _ = imported("alexnet_train_val")
    said = {(remark.severity, remark.layer) for remark in found.remarks}
    assert {("left out", "accuracy"), ("left out", "loss")} <= said
    assert [node.type for node in found.document.graph.nodes].count("Input") == 1
    assert found.document.graph["data"].params["size"] == (227, 227)


def test_v1_names_and_sizes_of_known_data() -> None:
    found, _ = imported("lenet_v1")
    assert dict(found.document.graph["mnist"].params) == {"channels": 1, "size": (28, 28)}
    assert any("called after mnist" in remark.sentence for remark in found.remarks)


def test_another_size() -> None:
    found = import_prototxt((DATA / "vgg16.prototxt").read_text("utf-8"), size=256, title="Large", source="here")
    assert found.document.graph["data"].params["size"] == (256, 256)
    assert (found.document.title, found.document.source) == ("Large", "here")
    assert analyse(found.document).nodes["pool5"].shapes == ((512, 8, 8),)
