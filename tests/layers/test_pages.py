from __future__ import annotations

import pytest

from alexstudio.layers import layer_type, layer_types
from alexstudio.layers.pages import page


@pytest.mark.parametrize("name", layer_types())
def test_every_layer_type_has_a_page_that_says_all(name: str) -> None:
    kind = layer_type(name)
    text = page(kind)
    assert text.startswith(f"# {name}\n") and kind.summary in text and text.endswith("\n")
    for param in kind.params:
        row = next(line for line in text.splitlines() if line.startswith(f"| `{param.name}` |"))
        assert row.count("|") == 5 and param.meaning in row
    assert all(f"input `{slot.rstrip('*')}`" in text for slot in kind.slots)
    assert kind.reference in text and all(word in text for word in kind.synonyms)


def test_the_page_of_a_convolution() -> None:
    text = page(layer_type("Conv2d"))
    for line in (
        "Convolution. Learned filters slide over the maps; with groups, each part sees only its own maps.",
        "| `kernel_size` | 3×3 | one or two whole numbers (height, width), at least 1 | height and width of a filter "
        "(pixels) |",
        "| `bias` | on | on or off | add a learned constant per map |",
        "- size: `⌊(in + 2·padding − kernel) / stride⌋ + 1`",
        "- parameters: `out channels × channels·kernel + out channels`",
        "- `torch.nn.Conv2d`, a module",
        "- page of torch's documentation: `torch.nn.Conv2d`",
        "Also found as: conv, convolution, depthwise, pointwise.",
    ):
        assert line in text.splitlines(), line


def test_bounds_and_ports() -> None:
    assert "| `size` | 5 | a whole number, at least 1, at most 4,096 |" in page(layer_type("SameMapNorm"))
    assert "- input `inputs` (any number of wires, in order)" in page(layer_type("Concat"))
    assert page(layer_type("Chunk")).count("- output `") == 2
    assert "## Stricter than torch" in page(layer_type("Add"))
