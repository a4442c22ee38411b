from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alexstudio.graph.presets import load_preset
from alexstudio.graph.recipes_named import PAPER
from alexstudio.runs.options import MANY_EPOCHS, OptionProblem, choose_devices, choose_recipe


def test_what_is_not_given_stays() -> None:
    document = load_preset("alexnet")
    assert choose_recipe(document).recipe == document.recipe


def test_what_is_given_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = load_preset("alexnet")
    recipe = choose_recipe(document, recipe="paper", epochs=3, batch_size=7, rate=0.5, seed=0).recipe
    assert (recipe.name, recipe.epochs, recipe.batch_size, recipe.learning_rate, recipe.seed) == (
        PAPER.name,
        3,
        7,
        0.5,
        0,
    )
    assert recipe.schedule == "plateau" and recipe.initialisation == PAPER.initialisation
    assert choose_recipe(document, minutes=0.5).recipe.epochs == MANY_EPOCHS
    (tmp_path / "pictures").mkdir()
    monkeypatch.chdir(tmp_path)
    assert choose_recipe(document, data="pictures").recipe.data == str(tmp_path / "pictures")
    assert choose_recipe(document, data="folder:pictures").recipe.data == str(tmp_path / "pictures")
    assert choose_recipe(document, data="builtin:shapes").recipe.data == "builtin:shapes"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"epochs": 0}, "--epochs should be greater than or equal to 1, not 0."),
        ({"batch_size": -3}, "--batch-size should be greater than or equal to 1, not -3."),
        ({"rate": 0.0}, "--rate should be greater than 0, not 0.0."),
        ({"rate": float("nan")}, "--rate should be"),
        ({"rate": float("inf")}, "--rate should be"),
        ({"seed": -1}, "--seed should be greater than or equal to 0, not -1."),
        ({"minutes": 0.0}, "--minutes must be more than 0 and at most 1000000, not 0."),
        ({"minutes": float("nan")}, "--minutes must be more than 0 and at most 1000000, not nan."),
        ({"data": "nowhere"}, "--data 'nowhere' is not a folder of pictures. Give one, or builtin:shapes."),
        ({"data": "a\0b"}, "is not a folder of pictures."),
        ({"data": ""}, "is not a folder of pictures."),
    ],
)
def test_refusals_name_the_option(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(OptionProblem) as refusal:
        choose_recipe(load_preset("alexnet"), **given)
    assert sentence in str(refusal.value)


def test_devices() -> None:
    document = load_preset("alexnet_two_gpu")
    assert choose_devices(document, []) == {}
    assert choose_devices(document, ["gpu0=cpu", "gpu1=cuda:12"]) == {"gpu0": "cpu", "gpu1": "cuda:12"}
    for text in (
        "gpu0",
        "gpu0=",
        "=cpu",
        "gpu0=cuda",
        "gpu0=cuda:-1",
        "gpu0=CUDA:0",
        "gpu0=cuda:01",
        "gpu0=meta",
        "x" * 999,
    ):
        with pytest.raises(OptionProblem, match="--device"):
            choose_devices(document, [text])
    with pytest.raises(OptionProblem, match="--device gpu7=cpu: the document only has gpu0, gpu1, host"):
        choose_devices(document, ["gpu7=cpu"])


def test_devices_of_the_recipe_unless_others_are_given() -> None:
    document = load_preset("alexnet_two_gpu").with_recipe(devices={"gpu1": "cuda:1", "gpu7": "cpu"})
    assert choose_devices(document, []) == {"gpu1": "cuda:1"}
    assert choose_devices(document, ["gpu1=cpu", "gpu0=cuda:0"]) == {"gpu0": "cuda:0", "gpu1": "cpu"}
    assert choose_recipe(document, recipe="paper").recipe.devices == {"gpu1": "cuda:1", "gpu7": "cpu"}
    with pytest.raises(OptionProblem, match="--device"):
        choose_devices(document, ["gpu0=cuda:256"])
