"""The preset of the original code's network, against the numbers of ``layers-145.cfg``."""

from __future__ import annotations

from alexstudio.analysis import analyse
from alexstudio.graph.ends import score_node
from alexstudio.graph.presets import load_preset

WEIGHTS = {
    "conv1": (17_424, 48),
    "conv2": (153_600, 128),
    "conv3": (442_368, 192),
    "conv4": (331_776, 192),
    "conv5": (221_184, 128),
    "fc6": (18_874_368, 2048),
    "fc7": (8_388_608, 2048),
}
SHAPES = {
    "conv1": (48, 55, 55),
    "pool1": (48, 27, 27),
    "conv2": (128, 27, 27),
    "mapnorm2": (128, 27, 27),
    "pool2": (128, 13, 13),
    "concat3": (256, 13, 13),
    "conv3": (192, 13, 13),
    "relu5": (128, 6, 6),
    "flatten6": (9216,),
    "drop7": (2048,),
}


def test_every_learned_layer() -> None:
    document = load_preset("alexnet_cfg145")
    report = analyse(document)
    assert report.problems == ()
    for tower, device in (("a", "gpu0"), ("b", "gpu1")):
        for name, numbers in WEIGHTS.items():
            found = report.nodes[name + tower]
            assert (found.weights, found.biases) == numbers, name
            assert document.graph[name + tower].device == device
        for name, shape in SHAPES.items():
            assert report.nodes[name + tower].shapes == (shape,), name
    assert (report.nodes["fc8"].weights, report.nodes["fc8"].biases) == (4_096_000, 1000)
    assert score_node(document.graph).id == "fc8"


def test_totals_are_those_of_the_paper() -> None:
    report, paper = analyse(load_preset("alexnet_cfg145")), analyse(load_preset("alexnet_two_gpu"))
    total = report.total
    assert (total.weights, total.biases, total.multiply_adds) == (60_954_656, 10_568, 724_406_816)
    assert {name: sums.params for name, sums in report.devices.items()} == {
        name: sums.params for name, sums in paper.devices.items()
    }
    assert report.transfer_bytes == paper.transfer_bytes == 234_496
    assert {feed.destination: feed.bytes_per_image for feed in report.feeds} == {"gpu0": 602_112, "gpu1": 602_112}


def test_order_differs_from_the_text_of_the_paper() -> None:
    graph = load_preset("alexnet_cfg145").graph
    for tower in "ab":
        for after, before in (("norm1", "conv1"), ("relu1", "pool1"), ("mapnorm2", "norm2"), ("relu5", "pool5")):
            assert [wire.source for wire in graph.inputs(after + tower)] == [before + tower]
        pad = graph[f"pad1{tower}"].params
        assert [pad[side] for side in ("left", "right", "top", "bottom")] == [0, 3, 0, 3]


def test_recipe_starts_as_the_file_says() -> None:
    recipe = load_preset("alexnet_cfg145").recipe
    assert (recipe.batch_size, recipe.learning_rate, recipe.momentum, recipe.weight_decay) == (128, 0.01, 0.9, 0.0005)
    found = {}
    for stage in ("Conv1", "Conv2", "Conv3", "Conv4", "Conv5", "FC6", "FC7", "FC8"):
        rule = next(rule for rule in recipe.initialisation if rule.fits(stage))
        found[stage] = (rule.weights, rule.std, rule.bias)
    wide, bright = ("Conv3", "Conv4", "Conv5"), ("Conv2", "Conv4", "Conv5", "FC6", "FC7")
    assert found == {
        stage: ("normal", 0.03 if stage in wide else 0.01, 1.0 if stage in bright else 0.0) for stage in found
    }
