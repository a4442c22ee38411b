"""The example plugins against torch: what they declare is what their modules do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from plugin_folders import SHIPPED, copy_examples, enable, make_places, no_plugins_after
from random_cases import SEED, draw_value
from torch_oracle import Made, kept_bytes, make, multiply_adds, predicted_kept, target_of
from torchvision.ops import SqueezeExcitation

from alexstudio.extensions.loading import load_enabled
from alexstudio.layers import LayerType, Shape, ShapeError, layer_type
from alexstudio.layers.registry import plugin_of

CASES = 300

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module", autouse=True)
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("plugins")
    places = make_places(folder, copy_examples(folder / "shipped"))
    with no_plugins_after():
        for name in ("maxout", "squeeze_excite"):
            enable(places, name)
        assert load_enabled(places) == []
        yield


def draw_inputs(draw: random.Random) -> tuple[Shape, ...]:
    channels = draw.choice((1, 2, 3, 4, 6, 8, 12, 16, 32))
    return ((channels,) if draw.random() < 0.3 else (channels, draw.randint(1, 9), draw.randint(1, 9)),)


def declared(kind: LayerType, values: dict[str, Any], inputs: tuple[Shape, ...]) -> tuple[Shape, ...] | None:
    try:
        return kind.output_shapes(values, inputs)
    except ShapeError as refusal:
        assert "failed" not in str(refusal) and str(refusal).endswith(".")
        return None


@pytest.mark.parametrize("name", ["Maxout", "SqueezeExcite"])
def test_declarations_say_what_torch_does(name: str) -> None:
    kind, draw = layer_type(name), random.Random(f"{SEED}/{name}")
    valid = 0
    for number in range(CASES):
        values, inputs = {param.name: draw_value(param, draw) for param in kind.params}, draw_inputs(draw)
        case = f"case {number}: {values} on {inputs}"
        found = declared(kind, values, inputs)
        made = make(kind, values, inputs, also_eval=True)
        if found is None or made is None:
            assert found is None, case
            assert made is None or len(inputs[0]) == 1, case  # torch pools a vector as if it were one map
            continue
        valid += 1
        costs = kind.costs(values, inputs, found)
        assert Made(found, costs.weights, costs.biases, costs.buffers) == made, case
        if number % 5 == 0:
            assert costs.multiply_adds == multiply_adds(kind, values, inputs), case
            assert predicted_kept(kind, values, inputs, found) == kept_bytes(kind, values, inputs), case
    assert CASES * 0.4 < valid < CASES * 0.95


def test_squeeze_and_excite_is_that_of_torchvision() -> None:
    kind = layer_type("SqueezeExcite")
    ours = target_of(kind)(**kind.arguments(kind.defaults, ((32, 5, 5),)))
    theirs = SqueezeExcitation(32, 2)
    theirs.load_state_dict(ours.state_dict())
    picture = torch.randn(2, 32, 5, 5)
    assert torch.equal(ours(picture), theirs(picture))


def test_the_test_in_the_readme_runs() -> None:
    text = (SHIPPED / "squeeze_excite" / "README.md").read_text("utf-8")
    block = [line[4:] for line in text.partition("## Test it")[2].splitlines() if line.startswith("    ") or not line]
    exec("\n".join(block), {})


def test_maxout_by_hand() -> None:
    kind = layer_type("Maxout")
    layer = target_of(kind)(**kind.arguments({"pieces": 3}, ((6, 1, 1),)))
    numbers = torch.tensor([1.0, 5, 2, -3, -1, -2])
    assert layer(numbers.view(1, 6)).tolist() == [[5, -1]]
    assert layer(numbers.view(1, 6, 1, 1)).flatten().tolist() == [5, -1]


def test_they_belong_to_their_plugins() -> None:
    assert {plugin_of("Maxout"), plugin_of("SqueezeExcite")} == {"maxout", "squeeze_excite"}
    for name in ("Maxout", "SqueezeExcite"):
        assert (SHIPPED / plugin_of(name) / "README.md").read_text("utf-8").startswith(f"# {name}")
