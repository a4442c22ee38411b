"""Rules about what a training would run into."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from alexstudio.analysis.advice.recipe import LEARNED
from alexstudio.analysis.report import Report, Trouble
from alexstudio.graph import Document, GraphError
from alexstudio.graph.changes import Fix
from alexstudio.graph.ends import auxiliary_ends, score_node
from alexstudio.graph.node import HOST
from alexstudio.graph.paths import chain
from alexstudio.graph.recipes_named import QUICK_START

_SQUASHING = {
    "Softmax": "cross-entropy applies a softmax itself, and two of them hold the scores close together",
    "Sigmoid": "scores between 0 and 1 cannot become sure of a class",
    "Hardsigmoid": "scores between 0 and 1 cannot become sure of a class",
    "Tanh": "scores between -1 and 1 cannot become sure of a class",
    "ScaledTanh": "scores between two bounds cannot become sure of a class",
    "ReLU": "scores that cannot be negative learn badly, and a class whose score is 0 gets no gradient",
    "ReLU6": "scores between 0 and 6 learn badly, and a class whose score is 0 gets no gradient",
    "Dropout": "a class that is dropped at random cannot be learned",
}

SMALL_STD, SIGNAL_LAYERS = 0.02, 4


def squashed_scores(document: Document, report: Report) -> Iterator[Trouble]:
    """Something between the last learned layer and the loss that must not be there.

    One Softmax at the end is a part of the loss and is left out in training; none is before an auxiliary loss.
    """
    graph = document.graph
    try:
        last = score_node(graph)
    except GraphError:
        return
    if [len(shape) for shape in report.nodes[last.id].shapes] != [1]:
        return  # maps: not finished yet
    ways = [(last, *chain(graph, last.id)), *(chain(graph, end.id) for end in auxiliary_ends(graph))]
    for node in (node for way in ways for node in takewhile(lambda one: one.type in _SQUASHING, way)):
        sentence = f"{node.name} stands before the loss: {_SQUASHING[node.type]}. Remove it."
        yield Trouble(node.id, sentence, "warning", "squashed-scores", fixes=(Fix.take_out(node),))


def small_signal(document: Document, report: Report) -> Iterator[Trouble]:
    """The paper's start with normalised pictures: weights of N(0, 0.01) and biases of 1 drown the signal.

    The paper's pictures are 0-255 grey levels, about 60 times as large as normalised ones.
    """
    recipe, graph = document.recipe, document.graph
    if recipe.input_scale != "unit":
        return
    stages = {node.stage for node in graph.nodes if node.type in LEARNED}
    drowned = set()
    for stage in stages:
        rule = next((rule for rule in recipe.initialisation if rule.fits(stage)), None)
        if rule is not None and rule.weights in ("normal", "uniform") and rule.std <= SMALL_STD and rule.bias >= 0.5:
            drowned.add(stage)
    if len(drowned) < SIGNAL_LAYERS:
        return
    sentence = (
        "The recipe starts with small weights and biases of 1, which the paper did for pictures of 0 to 255; with "
        "normalised pictures the biases drown the signal and it does not learn. Use the paper's input scale."
    )
    yield Trouble(
        "",
        sentence,
        "warning",
        "small-signal",
        fixes=(
            Fix("Use pictures of 0 to 255", recipe={"input_scale": "0-255"}),
            Fix("Start as in the quick recipe", recipe={"initialisation": QUICK_START.initialisation}),
        ),
    )


def not_repeatable(document: Document, report: Report) -> Iterator[Trouble]:
    """Layers whose backward pass torch does not repeat bit for bit on CUDA."""
    found = [
        node
        for node in document.graph.order()
        if node.device != HOST and node.kind is not None and not node.kind.is_repeatable(node.params)
    ]
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        sentence = (
            f"{found[0].name}{more}: on a GPU torch adds up its gradient in no fixed order, so two runs with one seed "
            "differ in the last digits. On the CPU they do not."
        )
        yield Trouble(found[0].id, sentence, "note", "not-repeatable")
