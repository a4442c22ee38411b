from __future__ import annotations

import pytest

from alexstudio.layers import LayerType, layer_types
from alexstudio.ui.fuzzy import ranked, score


def words(kind: LayerType) -> tuple[str, ...]:
    return (kind.name, kind.family, *kind.synonyms)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("fc", "Linear"), ("bn", "BatchNorm2d"), ("relu", "ReLU"), ("conv", "Conv2d"), ("mp", "MaxPool2d"),
     ("lrn", "LocalResponseNorm"), ("conv2d", "Conv2d"), ("gap", "GlobalAvgPool"), ("flat", "Flatten")],
)  # fmt: skip
def test_what_people_type(typed: str, first: str) -> None:
    assert ranked(typed, layer_types().values(), words)[0].name == first


def test_letters_in_order_or_not_at_all() -> None:
    assert score("rn5", "ResNet-50") > 0
    assert score("5rn", "ResNet-50") == 0
    assert score("", "anything") > 0
    assert score("conv2d", "Conv2d") > score("conv2d", "LocallyConnected2d Conv2d") > 0


def test_nothing_fits() -> None:
    assert ranked("zzzz", layer_types().values(), words) == []


def test_order_of_equals_is_kept() -> None:
    assert ranked("", ["b", "a"], lambda text: (text,)) == ["b", "a"]
