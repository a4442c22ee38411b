"""Networks of 2011 to 2014 in cuda-convnet's words give their known numbers, layer by layer those of the presets."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.presets import load_preset
from alexstudio.graph.schedule import RateRule, Schedule
from alexstudio.interop.convnet import import_layers
from alexstudio.interop.imported import Imported

DATA = Path(__file__).parent / "data"

TOTALS = {
    "cifar-80sec": (145_578, 12_354_176),
    "cifar-18pct": (89_578, 12_298_240),
    "cifar-13pct": (1_901_386, 32_919_552),
    "cifar-11pct": (3_672_906, 34_689_024),
    "imagenet-towers": (60_965_224, 724_406_816),
    "imagenet-one-column": (61_100_840, 714_188_480),
}

TWINS = {
    "cifar-80sec": "cifar10_80sec",
    "cifar-18pct": "cifar10_18pct",
    "cifar-13pct": "cifar10_13pct",
    "imagenet-towers": "alexnet_cfg145",
    "imagenet-one-column": "alexnet_owt",
}

ON_24 = {"cifar-80sec": 116_906, "cifar-18pct": 85_098, "cifar-13pct": 1_116_490, "cifar-11pct": 2_112_970}
"""Parameters on crops of 24 pixels."""


@cache
def imported(name: str, size: int | None = None) -> tuple[Imported, Report]:
    text, params = ((DATA / f"{name}{more}.cfg").read_text("utf-8") for more in ("", "-params"))
    found = import_layers(text, params=params, size=size)
    return found, analyse(found.document)


def layers(report: Report) -> Counter[tuple[object, ...]]:
    """Type, device, shape and costs of each layer; a final Softmax is a part of the loss."""
    return Counter(
        (node.type, node.device, numbers.shapes, numbers.weights, numbers.biases, numbers.multiply_adds)
        for node in report.document.graph.nodes
        if (numbers := report.nodes[node.id]) and node.type != "Softmax"
    )


@pytest.mark.parametrize("name", TOTALS)
def test_totals(name: str) -> None:
    found, report = imported(name)
    assert report.is_runnable, report.problems
    assert (report.total.params, report.total.multiply_adds) == TOTALS[name]
    assert loads(dumps(found.document)) == found.document


@pytest.mark.parametrize("name", TWINS)
def test_every_layer_is_that_of_the_preset(name: str) -> None:
    assert layers(imported(name)[1]) == layers(analyse(load_preset(TWINS[name])))


@pytest.mark.parametrize("name", ON_24)
def test_another_size(name: str) -> None:
    assert imported(name, 24)[1].total.params == ON_24[name]


def test_the_towers_of_2012() -> None:
    found, report = imported("imagenet-towers")
    graph = found.document.graph
    assert (report.devices["gpu0"].params, report.devices["gpu1"].params) == (32_531_112, 28_434_112)
    assert sum(transfer.bytes_per_image for transfer in report.transfers if transfer.origin != "host") == 234_496
    names = ["conv1", "conv2", "conv3", "conv4", "conv5", "fc2048", "fc2048b", "fc1000"]
    assert list(report.stages) == names
    # its own tower first, as the order of the inputs says, and the order of the weights with it
    assert [graph[edge.source].name for edge in graph.inputs("fc2048bb_join")] == ["hs1b", "hs1a"]
    assert [graph[edge.source].name for edge in graph.inputs("fc2048ba_join")] == ["hs1a", "hs1b"]


def test_zeros_at_the_right_and_the_bottom_where_sizes_are_rounded_up() -> None:
    found, report = imported("imagenet-towers")
    assert dict(found.document.graph["conv1a_pad"].params) == {"left": 0, "right": 3, "top": 0, "bottom": 3}
    assert report.nodes["conv1a"].shapes == ((48, 55, 55),)


def test_normalisations_have_the_numbers_of_the_parameter_file() -> None:
    graph = imported("imagenet-towers")[0].document.graph
    assert dict(graph["rnorm1a"].params) == {"size": 5, "alpha": 1e-4, "beta": 0.75, "k": 2.0}
    assert (graph["cnorm2a"].type, graph["cnorm2a"].params["alpha"]) == ("SameMapNorm", 1e-3)


def test_the_recipe_of_2012() -> None:
    recipe = imported("imagenet-towers")[0].document.recipe
    assert (recipe.learning_rate, recipe.momentum, recipe.weight_decay) == (0.01, 0.9, 0.0005)
    assert (recipe.batch_size, recipe.input_scale, recipe.crop_margin, recipe.flip) == (128, "0-255", 32, True)
    rules = {stage: (rule.std, rule.bias) for rule in recipe.initialisation for stage in rule.stages}
    assert rules["conv3"] == (0.03, 0.0) and rules["conv4"] == (0.03, 1.0) and rules["fc1000"] == (0.01, 0.0)
    assert rules["*"] == (0.01, 1.0)


def test_rates_and_schedules_of_2012() -> None:
    recipe = imported("imagenet-towers")[0].document.recipe
    assert (recipe.schedule, recipe.fall, recipe.segments) == ("dexp", 250, 4)
    assert recipe.rates == (RateRule(kind="biases", rate=2.0, decay=0.0),)


def test_schedules_of_biases_and_decays_of_layers() -> None:
    """cuda-convnet2's presets lower the rate of the biases less; cifar-18pct has another decay for its dense layer."""
    found, _ = imported("imagenet-one-column")
    own = Schedule(kind="dexp", fall=10.0, segments=2)
    assert found.document.recipe.rates == (RateRule(kind="biases", rate=2.0, decay=0.0, schedule=own),)
    assert any("several GPUs" in one.sentence for one in found.remarks)
    assert not [one.sentence for one in found.remarks if "here as" in one.sentence]
    recipe = imported("cifar-18pct")[0].document.recipe
    assert recipe.weight_decay == 0.004
    assert recipe.rates[1] == RateRule(stages=("fc10",), kind="weights", decay=250.0)


def test_layers_without_a_rate_are_frozen() -> None:
    text = (DATA / "cifar-18pct-params.cfg").read_text("utf-8").replace("epsW=0.001", "epsW=0", 1)
    text = text.replace("epsB=0.002", "epsB=0", 1)
    found = import_layers((DATA / "cifar-18pct.cfg").read_text("utf-8"), params=text)
    assert RateRule(stages=("conv1",), frozen_from=0.0) in found.document.recipe.rates


def test_without_a_parameter_file() -> None:
    found = import_layers((DATA / "cifar-18pct.cfg").read_text("utf-8"), title="Eighteen")
    assert found.document.title == "Eighteen" and analyse(found.document).total.params == 89_578
    said = " ".join(one.sentence for one in found.remarks)
    assert "No parameter file was given" in said and "scale and power are in no file" in said
