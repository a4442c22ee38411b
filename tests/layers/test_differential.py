"""Every layer type against torch on the CPU: acceptance, shapes, parameters, multiply-adds, what autograd keeps.

Replay with ALEXSTUDIO_SEED; ALEXSTUDIO_DEEP=1 runs the long version.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Any

import pytest
from random_cases import DEEP, SEED, draw_case
from torch import nn
from torch_oracle import Made, kept_bytes, make, multiply_adds, predicted_kept, target_of

from alexstudio.graph.node import GraphError, check_params
from alexstudio.layers import LayerType, Shape, ShapeError, layer_types
from alexstudio.layers.stricter import EMPTY, STRICTER, Stricter, why_stricter

VALID, INVALID = (2000, 800) if DEEP else (500, 200)
TRIES = 20 * (VALID + INVALID)

TYPES = [kind for kind in layer_types().values() if kind.target]
NEVER_REFUSES = {
    *("ReLU", "ReLU6", "Hardswish", "Hardsigmoid", "Sigmoid", "Tanh", "SiLU", "Identity", "Abs", "Square", "Sqrt"),
    *("Flatten", "NoisyReLU"),
}
"""They take any input and have nothing to set."""

pytestmark = pytest.mark.usefixtures("one_thread")


def declared(kind: LayerType, values: dict[str, Any], inputs: tuple[Shape, ...]) -> tuple[Shape, ...] | None:
    """What the layer type says comes out, or None when it refuses in a sentence."""
    try:
        check_params("it", kind, values)
        return kind.output_shapes(values, inputs)
    except (GraphError, ShapeError) as refusal:
        text = str(refusal)
        assert len(text) < 300 and "\n" not in text and text.endswith((".", "!"))
        return None


def compare(kind: LayerType, values: dict[str, Any], inputs: tuple[Shape, ...], *, closely: bool) -> str:
    """ "valid" or "invalid", or the reason for being stricter; `AssertionError` where torch says something else."""
    found = declared(kind, values, inputs)
    made = make(kind, values, inputs, also_eval=closely)
    if made is not None and any(0 in shape for shape in made.shapes):
        assert found is None, f"{found}, but torch computes with nothing"
        return EMPTY
    if found is None:
        reason = why_stricter(kind.name, values, inputs)
        assert made is None or reason, f"refused, but torch gives {made}"
        return reason if made else "invalid"
    assert made is not None, f"{found}, but torch refuses"
    costs = kind.costs(values, inputs, found)
    assert Made(found, costs.weights, costs.biases, costs.buffers) == made
    assert len(found) == len(kind.output_names(values))
    if kind.passes_shape:
        assert found == inputs and not any(costs)
    assert isinstance(kind.caption(values), str)
    if closely:
        assert costs.multiply_adds == multiply_adds(kind, values, inputs)
        assert predicted_kept(kind, values, inputs, found) == kept_bytes(kind, values, inputs)
    return "valid"


def compare_many(kind: LayerType, seed: str) -> Counter[str]:
    """Enough random cases of a layer type; `AssertionError` names the case that differs."""
    draw = random.Random(seed)
    seen: Counter[str] = Counter()
    for number in range(TRIES):
        refused = sum(seen.values()) - seen["valid"]
        if seen["valid"] >= VALID and (refused >= INVALID or kind.name in NEVER_REFUSES):
            break
        values, inputs = draw_case(kind, draw)
        try:
            seen[compare(kind, values, inputs, closely=number % 10 == 0)] += 1
        except AssertionError as difference:
            case = f"seed {seed!r}, case {number}: {kind.name} {values} on {inputs}"
            raise AssertionError(f"{case}: {difference}") from None
    return seen


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_layer_type_says_what_torch_does(kind: LayerType) -> None:
    seed = f"{SEED}/{kind.name}"
    seen = compare_many(kind, seed)
    print(f"seed {seed!r}: {dict(seen)}")
    assert seen["valid"] >= VALID, dict(seen)
    refused = sum(seen.values()) - seen["valid"]
    assert refused == 0 if kind.name in NEVER_REFUSES else refused >= INVALID, dict(seen)


def test_every_layer_type_is_compared() -> None:
    assert {kind.name for kind in layer_types().values()} - {kind.name for kind in TYPES} == {"Input"}


def _wrong(name: str, **rules: Any) -> LayerType:
    """A layer type with some of its rules replaced; the real one is in ``self.real``."""
    real = type(layer_types()[name])
    return type(f"Wrong{name}", (real,), {"real": layer_types()[name], **rules})()


CONTROLS = {
    "one row too many when the stride is above 3": (
        "MaxPool2d",
        {
            "output_shapes": lambda self, v, i: tuple(
                (c, h + (v["stride"][0] > 3), w) for c, h, w in self.real.output_shapes(v, i)
            )
        },
    ),
    "weights as if there were no groups": (
        "Conv2d",
        {"costs": lambda self, v, i, o: self.real.costs({**v, "groups": 1}, i, o)},
    ),
    "the counter of batches forgotten": (
        "BatchNorm2d",
        {"costs": lambda self, v, i, o: self.real.costs(v, i, o)._replace(buffers=2 * i[0][0])},
    ),
    "multiply-adds at the size of the output": (
        "ConvTranspose2d",
        {
            "costs": lambda self, v, i, o: self.real.costs(v, i, o)._replace(
                multiply_adds=self.real.costs(v, (o[0],), o)[2]
            )
        },
    ),
    "keeps its input": ("ReLU", {"kept": lambda self, v, i, o: layer_types()["ReLU6"].kept(v, i, o)}),
    "refuses what torch runs": ("ReLU6", {"output_shapes": lambda self, v, i: _refuse() if i[0][0] == 8 else i}),
    "accepts what torch refuses": ("Multiply", {"output_shapes": lambda self, v, i: (max(i),)}),
}


def _refuse() -> Any:
    raise ShapeError("does not want to.")


@pytest.mark.parametrize("what", CONTROLS)
def test_a_wrong_rule_is_found(what: str) -> None:
    name, rules = CONTROLS[what]
    with pytest.raises(AssertionError, match=rf"case \d+: {name} "):
        compare_many(_wrong(name, **rules), f"{SEED}/{name}")


EXAMPLES: dict[str, tuple[str, dict[str, Any], tuple[Shape, ...]]] = {
    "Fractional numbers": ("LocalResponseNorm", {"alpha": -1.0}, ((3, 2, 2),)),
    "Sizes and counts": ("Chunk", {"chunks": 65}, ((65,),)),
    "Only the choices": ("Upsample", {"mode": "bicubic"}, ((3, 2, 2),)),
    "torch works along one axis": ("Linear", {}, ((5, 2, 5),)),
    "It is for maps": ("GroupNorm", {"num_groups": 1}, ((3,),)),
    "torch repeats any side": ("Add", {}, ((3, 2, 2), (1, 2, 1))),
    "torch does not check a dil": ("ConvTranspose2d", {"dilation": (0, 1), "kernel_size": (1, 1)}, ((8, 6, 1),)),
    "Something of the maps": ("ZeroPad2d", {"left": 1, "right": -1}, ((3, 1, 1),)),
    "Sizes are written out": ("Unflatten", {"channels": -1, "size": (1, 2)}, ((4,),)),
    "One part is": ("Split", {"parts": 1}, ((3,),)),
    "torch gives fewer parts": ("Chunk", {"chunks": 4}, ((5,),)),
    "Channels are counted": ("SelectChannels", {"start": -2}, ((3,),)),
    "It has numbers for three": ("ChannelAffine", {}, ((4, 2, 2),)),
    "A tensor without values": ("Flatten", {}, ((0, 2, 2),)),
}


@pytest.mark.parametrize("one", STRICTER, ids=lambda one: one.reason[:24])
def test_every_deliberate_refusal_is_one(one: Stricter) -> None:
    """An example that this program refuses and torch runs; none is on the list for nothing."""
    name, changes, inputs = next(example for start, example in EXAMPLES.items() if one.reason.startswith(start))
    kind = layer_types()[name]
    if one.reason == EMPTY:  # cannot arise here: no layer type gives a side of 0, and inputs start at 1
        assert make(kind, kind.defaults, inputs) is not None
        return
    values = {**kind.defaults, **changes}
    assert name in (one.types or (name,)) and why_stricter(name, values, inputs) == one.reason
    assert declared(kind, values, inputs) is None
    assert make(kind, values, inputs) is not None


def test_suggestions_in_refusals_work() -> None:
    """What a sentence tells people to do leads to a layer that is accepted, or to the next thing that is wrong."""
    draw = random.Random(SEED)
    tried: Counter[str] = Counter()
    for kind in TYPES:
        for _ in range(300):
            values, inputs = draw_case(kind, draw)
            try:
                check_params("it", kind, values)
                kind.output_shapes(values, inputs)
            except GraphError:
                continue
            except ShapeError as error:
                found = re.search(r"(?:Use|or) ((?:(?! or )[a-z ])+) = (\d+)", str(error))
                if not found:
                    continue
                title, number = found[1], int(found[2])
                param = next(one for one in kind.params if title in (one.title, one.name, one.name.replace("_", " ")))
                before = str(error)
                values[param.name] = (number, number) if param.kind == "pair" else number
                try:
                    kind.output_shapes(values, inputs)
                except ShapeError as again:
                    assert str(again) != before, (kind.name, before)
                tried[f"{kind.name} {title}"] += 1
    print(dict(tried))
    assert len(tried) >= 6, dict(tried)


def test_a_refusal_is_quick_whatever_the_numbers() -> None:
    """The search for a fitting number of groups once counted down from two billion."""
    conv, norm, prime = layer_types()["Conv2d"], layer_types()["GroupNorm"], 2**31 - 1
    values = {**conv.defaults, "out_channels": prime, "groups": prime - 1, "kernel_size": (1, 1)}
    with pytest.raises(ShapeError, match=r"Use groups = 1,"):
        conv.output_shapes(values, ((prime, 1, 1),))
    values = {**conv.defaults, "out_channels": 384, "groups": 100, "kernel_size": (1, 1)}
    with pytest.raises(ShapeError, match=r"Use groups = 96,"):
        conv.output_shapes(values, ((192, 1, 1),))
    with pytest.raises(ShapeError, match=r"Use groups = 1\."):
        norm.output_shapes({**norm.defaults, "num_groups": prime - 1}, ((prime, 1, 1),))


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_target_is_what_it_says(kind: LayerType) -> None:
    target = target_of(kind)
    assert kind.is_function != (isinstance(target, type) and issubclass(target, nn.Module))
