from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from alexstudio.layers import LayerType, Shape, Values, families, find_type, layer_type, layer_types
from alexstudio.layers.registry import FAMILIES, NameTaken, built_in, in_order, plugin_of, register, unregister
from alexstudio.layers.spec import shape_text


def test_palette_is_in_order_and_complete() -> None:
    assert list(families()) == [family for family in FAMILIES if family in families()]
    assert set(families()) == set(FAMILIES)
    assert [kind for kinds in families().values() for kind in kinds] == list(layer_types().values())
    assert {
        "Input",
        "Conv2d",
        "MaxPool2d",
        "LocalResponseNorm",
        "ReLU",
        "Flatten",
        "Linear",
        "Dropout",
        "Concat",
        "Softmax",
    } <= set(layer_types())


def test_unknown_type() -> None:
    assert find_type("Conv9d") is None
    with pytest.raises(KeyError):
        layer_type("Conv9d")


@pytest.mark.parametrize("kind", layer_types().values(), ids=lambda kind: kind.name)
def test_declarations_are_complete(kind) -> None:  # type: ignore[no-untyped-def]
    assert kind.summary and kind.summary.endswith(".")
    assert len({param.name for param in kind.params}) == len(kind.params)
    for param in kind.params:
        assert param.check(param.default) == param.default
        assert param.meaning and param.title
        assert kind.param(param.name) is param
    assert kind.param("nothing") is None
    assert isinstance(kind.caption(kind.defaults), str)
    assert all(not slot.endswith("*") for slot in kind.slots[:-1])


def test_one_file_adds_a_layer_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    families_package = import_module("alexstudio.layers.families")
    (tmp_path / "extra.py").write_text(
        "from alexstudio.layers.spec import LayerType\n"
        "class Wiggle(LayerType):\n"
        "    name, family, summary, target = 'Wiggle', 'Activation', 'S-shaped.', 'torch.nn:Tanh'\n"
        "    passes_shape = True\n"
        "    def output_shapes(self, values, inputs):\n"
        "        return inputs\n"
    )
    monkeypatch.setattr(families_package, "__path__", [*families_package.__path__, str(tmp_path)])
    try:
        assert built_in()["Wiggle"].passes_shape
        names = list(in_order(built_in()))
        assert names.index("ReLU") < names.index("Wiggle") < names.index("Flatten")
        (tmp_path / "again.py").write_text((tmp_path / "extra.py").read_text())
        with pytest.raises(NameTaken, match="Two layer types are called Wiggle"):
            built_in()
    finally:
        monkeypatch.undo()
        for name in ("extra", "again"):
            sys.modules.pop(f"{families_package.__name__}.{name}", None)


class Named(LayerType):
    """Whatever it is called."""

    summary, target = "For a test.", "torch.nn:Tanh"

    def __init__(self, name: str, family: str = "Waves") -> None:
        self.name, self.family = name, family  # type: ignore[misc]

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return inputs


def test_plugins_add_types_and_take_them_away() -> None:
    before = layer_types()
    register([Named("B"), Named("C", "Activation"), Named("D", "More"), Named("A")], "some")
    try:
        assert plugin_of("A") == "some" and plugin_of("ReLU") == "" and layer_type("A").family == "Waves"
        assert [kind.name for kind in families()["Activation"]][-1] == "C"
        assert [(family, [kind.name for kind in kinds]) for family, kinds in list(families().items())[-2:]] == [
            ("Waves", ["B", "A"]),
            ("More", ["D"]),
        ]
        for names, words in ((("E", "ReLU"), "called ReLU, but there is one"), (("E", "A"), "the plugin some has one"),
                             (("E", "E"), "called E, but there is one")):  # fmt: skip
            with pytest.raises(NameTaken, match=words):
                register(map(Named, names), "other")
            assert find_type("E") is None
    finally:
        unregister("some")
    assert layer_types() == before and find_type("A") is None and plugin_of("A") == ""


def test_shapes_read_as_in_the_field() -> None:
    assert shape_text((96, 55, 54)) == "55×54×96"
    assert shape_text((4096,)) == "4096"
