"""Rules of a plugin that fail later: a sentence on the node instead of a crash, wherever they are asked."""

from __future__ import annotations

from typing import Any

import pytest
from plugin_folders import enable, write_plugin

from alexstudio.analysis import analyse
from alexstudio.extensions.guard import guarded
from alexstudio.extensions.loading import load_enabled
from alexstudio.extensions.places import Places
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.layers import Costs, Kept, LayerType, Shape, ShapeError, Values, Window
from alexstudio.layers.footprint import Footprint

INPUT = ((8, 5, 5),)


class Real(LayerType):
    name, family, summary, target = "Real", "Waves", "For a test.", "torch.nn:Tanh"

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return inputs

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        return Costs(3)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(extra_bytes=4)

    def caption(self, values: Values) -> str:
        return "a\nb" + "x" * 99


def broken(**rules: Any) -> LayerType:
    return guarded(type("Broken", (Real,), rules), "waves", "torch.nn:Tanh")


def fail(*given: object) -> Any:
    raise ZeroDivisionError("no\nway")


def leave(*given: object) -> Any:
    raise SystemExit(3)


def test_a_good_type_is_as_it_was() -> None:
    kind = broken()
    assert kind.output_shapes({}, INPUT) == INPUT
    assert kind.costs({}, INPUT, INPUT) == Costs(3) and kind.has_weights
    assert kind.kept({}, INPUT, INPUT) == kind.kept_at({}, INPUT, INPUT, "gpu") == Kept(extra_bytes=4)
    assert kind.footprint({}, INPUT, "cpu") == Footprint()
    assert broken(memory=Footprint(is_view=True)).footprint({}, INPUT, "cpu").is_view
    assert kind.output_names({}) == ("output",) and kind.is_repeatable({}) and kind.windows({}) == (Window(), Window())
    assert kind.reads({}, 0, 5, 3) == range(3, 4) and kind.arguments({}, INPUT) == {}
    assert kind.caption({}).startswith("a bxxx") and len(kind.caption({})) == 60
    assert not guarded(type("Plain", (Real,), {"costs": LayerType.costs}), "waves", "torch.nn:Tanh").has_weights


@pytest.mark.parametrize("rule", ["output_shapes", "costs", "kept", "caption", "arguments", "windows", "output_names"])
@pytest.mark.parametrize("act", [fail, leave])
def test_any_rule_that_fails_is_told_on_the_node(rule: str, act: Any) -> None:
    kind = broken(**{rule: act})
    what = "ZeroDivisionError: no" if act is fail else "SystemExit: 3"
    with pytest.raises(ShapeError) as told:
        kind.output_shapes({}, INPUT)
    assert str(told.value) == (
        f"cannot be worked out: the plugin waves failed ({what}). Disable it, or tell its author."
    )
    # and nobody else is hurt
    kind.costs({}, INPUT, INPUT), kind.kept({}, INPUT, INPUT), kind.caption({}), kind.arguments({}, INPUT)
    kind.windows({}), kind.reads({}, 1, 5, 0), kind.output_names({}), kind.is_repeatable({})


@pytest.mark.parametrize(
    "rules",
    [
        {"output_shapes": lambda self, values, inputs: None},
        {"output_shapes": lambda self, values, inputs: inputs * 2},
        {"output_shapes": lambda self, values, inputs: ((0, 5),)},
        {"output_shapes": lambda self, values, inputs: ((True, 5),)},
        {"output_shapes": lambda self, values, inputs: ((),)},
        {"costs": lambda self, *given: (1, 2, 3, 4)},
        {"costs": lambda self, *given: Costs(-1)},
        {"costs": lambda self, *given: Costs(0.5)},
        {"kept": lambda self, *given: Kept(extra_bytes=-1)},
        {"kept_at": lambda self, *given: 7},
        {"footprint": lambda self, *given: ()},
        {"footprint": lambda self, *given: Footprint(forward="many")},
        {"memory": Footprint(is_view=2)},
        {"output_names": lambda self, values: ()},
        {"output_names": lambda self, values: (1,)},
        {"windows": lambda self, values: (Window(),)},
        {"windows": lambda self, values: (Window(gap=0), Window())},
        {"windows": lambda self, values: (Window(stride=0), Window()), "reads": fail},
    ],
    ids=range(18),
)
def test_what_rules_must_not_give(rules: dict[str, Any]) -> None:
    with pytest.raises(ShapeError, match="the plugin waves failed"):
        broken(**rules).output_shapes({}, INPUT)


def test_lists_are_taken_for_tuples() -> None:
    assert broken(output_shapes=lambda self, values, inputs: [[1, 2, 3]]).output_shapes({}, INPUT) == ((1, 2, 3),)


def test_own_refusals_come_through_on_one_line() -> None:
    def refuse(*given: object) -> Any:
        raise ShapeError("does not\nfit\x1b. " + "x" * 999)

    with pytest.raises(ShapeError, match=r"does not fit \. x+…"):
        broken(output_shapes=refuse).output_shapes({}, INPUT)


def test_a_document_with_a_rule_that_fails(places: Places) -> None:
    layers = (
        "from alexstudio.layers import LayerType, Param\n"
        "class Shrink(LayerType):\n"
        "    name, family, summary, target = 'Shrink', 'Waves', 'Smaller.', 'torch.nn:Tanh'\n"
        "    params = (Param('by', 'int', 1, 'divisor', low=0, high=9),)\n"
        "    def output_shapes(self, values, inputs):\n"
        "        return ((inputs[0][0] // values['by'], *inputs[0][1:]),)\n"
    )
    write_plugin(places, "shrink", layers)
    enable(places, "shrink")
    assert load_enabled(places) == []
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"size": 8}, "host"))
    graph.add(Node("shrink", "Shrink", "Shrink 1", {"by": 0}))
    graph.add(Node("relu", "ReLU", "ReLU"))
    graph.connect(Edge("input", 0, "shrink", 0))
    graph.connect(Edge("shrink", 0, "relu", 0))
    report = analyse(Document("T", graph))
    assert [(trouble.node, trouble.message) for trouble in report.problems] == [
        (
            "shrink",
            "Shrink 1 cannot be worked out: the plugin shrink failed (ZeroDivisionError: integer division or modulo "
            "by zero). Disable it, or tell its author.",
        )
    ]
    assert report.nodes["input"].shapes and not report.nodes["relu"].shapes
