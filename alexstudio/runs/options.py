"""What a person may choose for one training, from texts and numbers to a checked recipe and device map."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from alexstudio.files import user_path
from alexstudio.graph import Document
from alexstudio.graph.placement import is_physical, used_map
from alexstudio.graph.recipes_named import SHORT_NAMES

MANY_EPOCHS = 100_000
"""Epochs of a training that its time limit ends."""


class OptionProblem(ValueError):
    """A choice that cannot be used; the text is one sentence that begins with the option."""


def choose_recipe(
    document: Document,
    *,
    recipe: str | None = None,
    data: str | None = None,
    epochs: int | None = None,
    minutes: float | None = None,
    batch_size: int | None = None,
    rate: float | None = None,
    seed: int | None = None,
) -> Document:
    """The document with its recipe, or the one called ``recipe``, changed where something is given.

    With ``minutes`` there are as many epochs as the time allows. `OptionProblem` names the option that does not do.
    """
    if minutes is not None:
        if not 0 < minutes <= 1_000_000:
            raise OptionProblem(f"--minutes must be more than 0 and at most 1000000, not {minutes:g}.")
        epochs = MANY_EPOCHS
    wishes = {
        "data": ("--data", None if data is None else _data(data)),
        "epochs": ("--epochs", epochs),
        "batch_size": ("--batch-size", batch_size),
        "learning_rate": ("--rate", rate),
        "seed": ("--seed", seed),
    }
    base = SHORT_NAMES[recipe] if recipe else document.recipe
    kept = {name: value for name, value in document.recipe.own.items() if name != "data"}
    changes = {name: value for name, (_, value) in wishes.items() if value is not None}
    try:
        return document.with_recipe(**{**dict(base), **kept, **changes})
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        option, message = wishes[str(fault["loc"][0])][0], fault["msg"].removeprefix("Input ")
        raise OptionProblem(f"{option} {message}, not {str(fault['input'])[:60]}.") from None


def choose_devices(document: Document, given: Iterable[str]) -> dict[str, str]:
    """Texts such as ``gpu1=cuda:0`` as a device map, over the recipe's own; what a machine has, the engine knows."""
    there = sorted({node.device for node in document.graph.nodes})
    devices = used_map(document.recipe.devices, there)
    for text in given:
        logical, _, physical = text.partition("=")
        if not is_physical(physical):
            raise OptionProblem(f"--device must look like gpu0=cpu or gpu1=cuda:0, not {text[:60]}.")
        if logical not in there:
            raise OptionProblem(f"--device {text[:60]}: the document only has {', '.join(there)}.")
        devices[logical] = physical
    return devices


def _data(text: str) -> str:
    """``builtin:...`` as it is, a folder as an absolute path."""
    if text.startswith("builtin:"):
        return text
    folder = user_path(text.removeprefix("folder:"))
    if not text or "\0" in text or not folder.is_dir():
        raise OptionProblem(f"--data {text[:200]!r} is not a folder of pictures. Give one, or builtin:shapes.")
    return str(folder.absolute())
