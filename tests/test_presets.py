"""The networks that come with the program: their numbers, their order, and that each is ready to train.

The numbers of AlexNet's dialects were worked out outside this program, from the authors' files. For the networks that
torchvision builds, see tests/engine/importing/test_presets_of_torchvision.py.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.graph import Document, LayerGraph
from alexstudio.graph import presets as module
from alexstudio.graph.classes import fit_classes
from alexstudio.graph.ends import score_node
from alexstudio.graph.fileformat import DocumentError
from alexstudio.graph.outline import Outline
from alexstudio.graph.presets import MORE, SHELVES, load_preset, presets, read_story
from alexstudio.graph.tidy import place_missing

NAMES = [preset.name for preset in presets()]

DIALECTS = {
    # weights, biases, multiply-adds, parameters of Conv1-5, their multiply-adds, parameters of FC6-8, parameters of FC6
    "alexnet_tutorial": (62_367_776, 10_568, 1_135_256_096, 3_747_200, 1_076_634_144, 58_631_144, 37_752_832),
    "alexnet_torchvision": (61_090_496, 10_344, 714_188_480, 2_469_696, 655_566_528, 58_631_144, 37_752_832),
    "alexnet_owt": (61_090_496, 10_344, 714_188_480, 2_469_696, 655_566_528, 58_631_144, 37_752_832),
    "alexnet_caffe": (60_954_656, 10_568, 724_406_816, 2_334_080, 665_784_864, 58_631_144, 37_752_832),
    "caffenet": (60_954_656, 10_568, 724_406_816, 2_334_080, 665_784_864, 58_631_144, 37_752_832),
    "alexnet_half": (59_788_304, 10_008, 391_514_384, 1_167_168, 332_892_432, 58_631_144, 37_752_832),
    "alexnet_slim": (50_293_440, 10_472, 736_555_776, 3_207_104, 689_468_160, 47_096_808, 26_218_496),
}
"""Seven networks that are all called AlexNet."""

WIDTHS = {
    "alexnet_tutorial": (96, 256, 384, 384, 256),
    "alexnet_torchvision": (64, 192, 384, 256, 256),
    "alexnet_owt": (64, 192, 384, 256, 256),
    "alexnet_caffe": (96, 256, 384, 384, 256),
    "caffenet": (96, 256, 384, 384, 256),
    "alexnet_half": (48, 128, 192, 192, 256),
    "alexnet_slim": (64, 192, 384, 384, 256),
}

OTHERS = {
    "cifar10_80sec": (145_578, 12_354_176),
    "cifar10_19pct": (89_578, 12_298_240),
    "cifar10_18pct": (89_578, 12_298_240),
    "cifar10_13pct": (1_901_386, 32_919_552),
    "cifar10_11pct": (3_672_906, 34_689_024),
    # 7×7 and 5×5 every 2 pixels, then AlexNet without groups
    "zfnet": (
        96 * 148 + 256 * 2401 + 384 * 2305 + 384 * 3457 + 256 * 3457 + 37_752_832 + 16_781_312 + 4_097_000,
        110**2 * 96 * 147 + 26**2 * 256 * 2400 + 13**2 * 9 * (256 + 384) * 384 + 13**2 * 9 * 384 * 256 + 58_621_952,
    ),
    # with 3 colours instead of 1 channel: 6 · 2 · 25 weights more, each used at 28×28 places
    "lenet5": (61_706 + 300, 416_520 + 28 * 28 * 300),
}


@cache
def opened(name: str) -> tuple[Document, Report]:
    document = load_preset(name)
    return document, analyse(document)


@pytest.mark.parametrize("name", DIALECTS)
def test_dialects_of_alexnet(name: str) -> None:
    document, report = opened(name)
    weights, biases, multiply_adds, conv, conv_multiply_adds, dense, fc6 = DIALECTS[name]
    total = report.total
    assert (total.weights, total.biases, total.multiply_adds) == (weights, biases, multiply_adds)
    assert list(report.stages) == ["Conv1", "Conv2", "Conv3", "Conv4", "Conv5", "FC6", "FC7", "FC8"]
    sums = list(report.stages.values())
    assert sum(stage.params for stage in sums[:5]) == conv
    assert sum(stage.multiply_adds for stage in sums[:5]) == conv_multiply_adds
    assert sum(stage.params for stage in sums[5:]) == dense and sums[5].params == fc6
    sides = (54, 26, 12, 12, 12, 5) if name == "alexnet_slim" else (55, 27, 13, 13, 13, 6)
    convs = [f"conv{number}" for number in range(1, 6)]
    shapes = [report.nodes[node_id].shapes[0] for node_id in [*convs, "pool5"]]
    assert shapes == [(width, side, side) for width, side in zip((*WIDTHS[name], 256), sides, strict=True)]
    has_groups = name in ("alexnet_caffe", "caffenet")
    groups = [document.graph[node_id].params["groups"] for node_id in convs]
    assert groups == ([1, 2, 1, 2, 2] if has_groups else [1] * 5)


def test_caffes_two_differ_in_one_order() -> None:
    def facts(name: str) -> tuple[list[str], list[tuple[int, ...]]]:
        document, report = opened(name)
        order = [node.id for node in document.graph.order() if node.stage in ("Conv1", "Conv2")]
        return order, [report.nodes[node_id].shapes[0] for node_id in ("norm1", "norm2")]

    order, shapes = facts("alexnet_caffe")
    assert order[:4] == ["conv1", "relu1", "norm1", "pool1"] and shapes == [(96, 55, 55), (256, 27, 27)]
    order, shapes = facts("caffenet")
    assert order[:4] == ["conv1", "relu1", "pool1", "norm1"] and shapes == [(96, 27, 27), (256, 13, 13)]
    for name in ("alexnet_caffe", "caffenet"):
        graph = opened(name)[0].graph
        assert graph["input"].params["size"] == (227, 227)
        assert [graph[node_id].params["k"] for node_id in ("norm1", "norm2")] == [1.0, 1.0]


@pytest.mark.parametrize("name", OTHERS)
def test_before_and_after(name: str) -> None:
    total = opened(name)[1].total
    assert (total.params, total.multiply_adds) == OTHERS[name]


def test_lenet_in_grey_has_the_known_number() -> None:
    graph = opened("lenet5")[0].graph.copy()
    graph.set_param("input", "channels", 1)
    assert analyse(Document(graph=graph.freeze())).total.params == 61_706


@pytest.mark.parametrize(("name", "params"), [("cifar10_13pct", 1_116_490), ("cifar10_11pct", 2_112_970)])
def test_crops_of_24_pixels(name: str, params: int) -> None:
    document = opened(name)[0]
    graph = document.graph.copy()
    graph.set_param("input", "size", 24)
    assert analyse(Document(graph=graph.freeze())).total.params == params
    assert f"{params:,}" in document.notes


# -- all of them -------------------------------------------------------------------------------------------------------


def test_order() -> None:
    found = presets()
    assert [preset.name for preset in found] == [name for names in SHELVES.values() for name in names]
    assert [shelf for shelf, _ in groupby(found, key=lambda preset: preset.shelf)] == list(SHELVES)
    for years in SHELVES.values():
        known = [year for year in years.values() if year]
        assert known == sorted(known)


@pytest.mark.parametrize("name", NAMES)
def test_every_preset_is_ready_to_train(name: str) -> None:
    document, report = opened(name)
    assert not report.problems
    recipe, graph = document.recipe, document.graph
    assert graph["input"].params["channels"] == 3 and recipe.data == "builtin:shapes"
    height, width = graph["input"].params["size"]
    assert height == width and 16 <= height + recipe.crop_margin <= 512
    fitted, _ = fit_classes(document, 32)
    after = analyse(fitted)
    assert not after.problems and after.nodes[score_node(fitted.graph).id].shapes == ((32,),)
    first = {stage for rule in recipe.initialisation for stage in rule.stages} - {"*"}
    assert first <= {node.stage for node in graph.nodes}


@pytest.mark.parametrize("name", NAMES)
def test_every_preset_reads_well(name: str) -> None:
    document, _ = opened(name)
    nodes = document.graph.nodes
    assert all(len(node.name) <= 14 for node in nodes)
    assert len({node.name for node in nodes}) == len(nodes)
    runs = [stage for stage, _ in groupby(node.stage for node in document.graph.nodes if node.type != "Input")]
    assert all(runs) and len(runs) == len(set(runs))
    bare = LayerGraph()
    bare.set_outline(Outline({key: replace(block, at=None) for key, block in document.graph.outline.blocks.items()}))
    for node in nodes:
        bare.add(replace(node, position=None))
    bare.connect_all(document.graph.edges)
    place_missing(bare)
    assert bare == document.graph, "the places in the file are not those that a fresh layout gives"


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_every_preset_tells_its_story(preset: module.Preset) -> None:
    document, _ = opened(preset.name)
    story = read_story(preset)
    assert story == (document.title, document.source, document.notes) and all(story)
    assert 20 <= len(story.first) <= 160 and document.notes.startswith(story.first)
    assert len(document.notes) <= 520
    assert not preset.year or str(preset.year) in document.source


def test_titles_are_told_apart() -> None:
    assert len({opened(name)[0].title for name in NAMES}) == len(NAMES)


def test_other_files_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "presets_folder", lambda: tmp_path)
    for name, text in (("mine", "[]"), ("alexnet", '{"title": 3}'), ("broken", "{")):
        (tmp_path / f"{name}.json").write_text(text)
    found = presets()
    assert [(preset.name, preset.shelf, preset.year) for preset in found] == [
        ("alexnet", "AlexNet", 2012),
        ("broken", MORE, 0),
        ("mine", MORE, 0),
    ]
    assert read_story(found[0]) == ("", "", "")
    with pytest.raises(DocumentError, match=r"The preset broken cannot be read: it is not JSON"):
        read_story(found[1])
    with pytest.raises(DocumentError, match=r"The preset mine is not a document."):
        read_story(found[2])
