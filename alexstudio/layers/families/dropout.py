"""Noise in training against overfitting: values, maps or whole branches set to 0 at random."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint, Place
from alexstudio.layers.params import Param, Values
from alexstudio.layers.spec import Kept, Pointwise, Shape, needs_maps


class Dropout(Pointwise):
    """Sets each value to 0 with probability p while training (paper, section 4.2); passes it on unchanged otherwise.

    torch scales the surviving values by 1/(1-p) in training; the 2012 code multiplied by 1-p at test time instead.
    """

    name = "Dropout"
    family = "Dense"
    summary = "Sets values to 0 at random while training, so that units do not rely on each other."
    target = "torch.nn:Dropout"
    memory = Footprint(order="as it comes")
    reference = "torch.nn.Dropout"
    synonyms = ("hs", "noise", "regularisation")
    formula = "in training: y = 0 with probability p, else x / (1 − p)"
    params = (Param("p", "float", 0.5, "probability of setting a value to 0", low=0, high=1),)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The mask: 4 bytes a value on the CPU (1 on CUDA); nothing when none or all values are dropped."""
        return Kept(extra_bytes=4 * prod(inputs[0]) if _draws(values) else 0)

    def kept_at(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...], place: Place) -> Kept:
        kept = self.kept(values, inputs, outputs)
        return kept if place == "cpu" else Kept(extra_bytes=kept.extra_bytes // 4)

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        if values["p"] == 0:
            return self.memory._replace(is_view=True, passes=True)
        return self.memory._replace(wide_extra=place == "gpu")

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"p": values["p"]}

    def caption(self, values: Values) -> str:
        return f"p = {values['p']:g}"


class Dropout2d(Pointwise):
    """Sets whole maps to 0 with probability p while training (arXiv:1411.4280): neighbours in a map are much alike."""

    name = "Dropout2d"
    family = "Dense"
    summary = "Sets whole maps to 0 at random while training."
    target = "torch.nn:Dropout2d"
    reference = "torch.nn.Dropout2d"
    synonyms = ("spatial dropout", "channel dropout", "noise")
    formula = "in training: map = 0 with probability p, else map / (1 − p)"
    params = (Param("p", "float", 0.5, "probability of setting a map to 0", low=0, high=1),)

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return inputs

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The mask, one number a map."""
        return Kept(extra_bytes=4 * inputs[0][0] if _draws(values) else 0)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"p": values["p"]}

    def caption(self, values: Values) -> str:
        return f"p = {values['p']:g}"


class StochasticDepth(Pointwise):
    """Sets all of a picture's (or of a batch's) maps to 0 with probability p while training (arXiv:1603.09382).

    At the end of a residual branch it leaves the shortcut alone. What survives is scaled by 1/(1-p), as in torchvision.
    """

    name = "StochasticDepth"
    family = "Dense"
    summary = "Sets a whole branch to 0 at random while training, so that the network is shallower at times."
    target = "alexstudio.engine.modules.stochastic_depth:StochasticDepth"
    synonyms = ("drop path", "DropPath", "drop connect", "residual branch")
    formula = "in training: y = 0 with probability p, else x / (1 − p)"
    params = (
        Param("p", "float", 0.2, "probability of setting the branch to 0", low=0, high=1),
        Param("mode", "choice", "row", "draw for each picture (row) or once for the batch", choices=("row", "batch")),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return inputs

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """One number a picture, or one for the batch."""
        return Kept(extra_bytes=4 if values["mode"] == "row" else 0)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"p = {values['p']:g}"


def _draws(values: Values) -> bool:
    return values["p"] not in (0, 1)
