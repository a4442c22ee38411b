"""One tiny training step and one validation through the real code, so that the next training starts at once."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic

from alexstudio.engine.devices import device_map
from alexstudio.engine.feeder import Feeder
from alexstudio.engine.learner import Learner
from alexstudio.engine.precision import choose_precision
from alexstudio.graph import Document, Edge, LayerGraph, Node, Recipe

SIZE = 32


def rehearse() -> float:
    """Do once what every training does: draw pictures, compile, time the precisions, step, validate. No files.

    What it saves is torch's and oneDNN's work at their first use: the first optimizer of a process takes a second.
    Returns the seconds it took.
    """
    began = monotonic()
    document = _tiny()
    devices = device_map(("host", "gpu0"))
    auto = choose_precision(devices.values(), "auto")
    feeder = Feeder(document)
    for name in dict.fromkeys((auto.name, "float32")):
        learner = Learner(document, devices, name, len(feeder.data.classes))
        for batch in feeder.training(1):
            learner.learn(learner.look(batch))
        learner.validate(feeder.validation(), lambda: False)
        learner.is_finite()
    return monotonic() - began


def _tiny() -> Document:
    graph = LayerGraph()
    nodes = (
        Node("input", "Input", "Input", {"size": (SIZE, SIZE)}, device="host"),
        Node("conv", "Conv2d", "Conv", {"out_channels": 16, "kernel_size": (5, 5), "stride": (2, 2)}),
        Node("relu", "ReLU", "ReLU"),
        Node("norm", "LocalResponseNorm", "Norm"),
        Node("pool", "MaxPool2d", "Pool"),
        Node("groups", "Conv2d", "Groups", {"out_channels": 16, "groups": 2}),
        Node("flatten", "Flatten", "Flatten"),
        Node("drop", "Dropout", "Dropout"),
        Node("fc", "Linear", "FC", {"out_features": 32}),
    )
    for node in nodes:
        graph.add(node)
    for before, after in pairwise(nodes):
        graph.connect(Edge(before.id, 0, after.id, 0))
    recipe = Recipe(train_images=32, validation_images=16, crop_margin=4, batch_size=16, epochs=1)
    return Document("Rehearsal", graph.freeze(), recipe)
