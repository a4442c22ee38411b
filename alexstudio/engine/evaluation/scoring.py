"""Probabilities of a network for pictures as they lie in the data set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from alexstudio.engine.data.augment import normalise
from alexstudio.engine.data.views import views
from alexstudio.engine.devices import check_physical
from alexstudio.engine.exporting.model import Model
from alexstudio.engine.layout import memory_format
from alexstudio.engine.lrn import use_fast_norms


class Scorer:
    """A model in evaluation mode, on the CPU in float32, with the preprocessing that its weights expect."""

    def __init__(self, model: Model, normalisation: dict[str, Any] | None = None) -> None:
        self.model = model
        self.size = model.size[0]
        told = normalisation or model.normalisation
        mean = told.get("mean_image", told["mean"])
        self._given: dict[str, Any] = {"mean": mean, "std": told["std"], "scale": told["scale"]}
        use_fast_norms(model.module)
        self._layout = memory_format(model.module, [check_physical("cpu")])
        model.module.eval().to(memory_format=self._layout)

    @torch.inference_mode()
    def probabilities(self, pictures: torch.Tensor, *, ten: bool) -> torch.Tensor:
        """uint8 (b, c, s, s) -> float32 (b, classes), averaged over the views."""
        found = []
        for view in views(pictures, self.size, ten=ten):
            images = normalise(view, **self._given).contiguous(memory_format=self._layout)
            found.append(self.model.module(images).float().softmax(1))
        return torch.stack(found).mean(0)


def best(probabilities: Sequence[float], count: int = 5) -> list[tuple[int, float]]:
    """The most likely classes of one picture, most likely first."""
    order = sorted(range(len(probabilities)), key=lambda label: -probabilities[label])
    return [(label, float(probabilities[label])) for label in order[:count]]
