"""Normalisation to mean 0 and variance 1, with a learned scale and shift per map."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint, Place
from alexstudio.layers.params import Param, Values, as_int
from alexstudio.layers.remedy import SetParam, divisor_up_to
from alexstudio.layers.spec import Costs, Kept, LayerType, Shape, ShapeError, needs_maps

_EPS = Param("eps", "float", 1e-5, "added to the variance, against division by 0", low=1e-12, high=1)
_FORMULA = "y = scale · (x − mean) / √(variance + eps) + shift"
_AFFINE = Param("affine", "bool", True, "learn a scale and a shift per map", label="learned scale")


def _count_rule(values: Values) -> str:
    return "{channels} + {channels}" if values["affine"] else ""


def _affine_costs(values: Values, channels: int, buffers: int = 0) -> Costs:
    learned = channels if values["affine"] else 0
    return Costs(learned, learned, 0, buffers)


class BatchNorm2d(LayerType):
    """Normalises each map over the pictures of a batch (arXiv:1502.03167), over running means when not training.

    The scale counts as weights, the shift as biases. Buffers: running mean and variance of each map, and one counter
    of batches.
    """

    name = "BatchNorm2d"
    family = "Normalisation"
    summary = "Each map gets mean 0 and variance 1 over the batch, then a learned scale and shift."
    target = "torch.nn:BatchNorm2d"
    memory = Footprint(order="as it comes", same_backward=1, other_backward=1)
    reference = "torch.nn.BatchNorm2d"
    synonyms = ("bn", "batch normalisation", "batch normalization")
    formula = _FORMULA
    params = (
        _EPS,
        Param("momentum", "float", 0.1, "weight of the newest batch in the running means", low=0, high=1),
        _AFFINE,
        Param("track_running_stats", "bool", True, "keep running means for use after training", label="running means"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return inputs

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        channels = inputs[0][0]
        return _affine_costs(values, channels, 2 * channels + 1 if values["track_running_stats"] else 0)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input; mean and variance of the batch are a few numbers, however many pictures it has."""
        return Kept(inputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"num_features": inputs[0][0], **_given(values, eps=1e-5, momentum=0.1, track_running_stats=True)}

    def caption(self, values: Values) -> str:
        return "over the batch"

    def count_rule(self, values: Values) -> str:
        return _count_rule(values)


class LayerNorm2d(LayerType):
    """Normalises over the channels at each position, as ConvNeXt does (arXiv:2201.03545, section 2.6)."""

    name = "LayerNorm2d"
    family = "Normalisation"
    summary = "The channels at each position get mean 0 and variance 1, then a learned scale and shift."
    target = "alexstudio.engine.modules.layer_norm:LayerNorm2d"
    memory = Footprint(layout="channels_last", order="channels_last", sorts=True, copies="taken", wide_extra=True)
    reference = "torch.nn.LayerNorm"
    synonyms = ("ln", "layer normalisation", "layer normalization", "LayerNorm")
    formula = _FORMULA
    params = (
        Param("eps", "float", 1e-6, "added to the variance, against division by 0", low=1e-12, high=1),
        _AFFINE,
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return inputs

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        return _affine_costs(values, inputs[0][0])

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input, and a mean and a variance per position."""
        _, height, width = inputs[0]
        return Kept(inputs=True, extra_bytes=8 * height * width)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"channels": inputs[0][0], **_given(values, eps=1e-6)}

    def caption(self, values: Values) -> str:
        return "over channels"

    def count_rule(self, values: Values) -> str:
        return _count_rule(values)


class GroupNorm(LayerType):
    """Normalises over groups of maps of one picture (arXiv:1803.08494), independent of the batch."""

    name = "GroupNorm"
    family = "Normalisation"
    summary = "Groups of maps get mean 0 and variance 1 in each picture, then a learned scale and shift."
    target = "torch.nn:GroupNorm"
    memory = Footprint(copies="taken", wide_extra=True)
    reference = "torch.nn.GroupNorm"
    synonyms = ("gn", "group normalisation", "group normalization")
    formula = _FORMULA
    sees_all = True
    params = (
        Param("num_groups", "int", 8, "number of groups of maps", label="groups", low=1),
        _EPS,
        _AFFINE,
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        channels, groups = inputs[0][0], as_int(values["num_groups"])
        if channels % groups:
            best = divisor_up_to(channels, groups)
            raise ShapeError(
                f"has {groups:,} groups, which do not divide its {channels:,} channels. Use groups = {best}.",
                SetParam("num_groups", best),
            )
        return inputs

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        return _affine_costs(values, inputs[0][0])

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input, and a mean and a variance per group."""
        return Kept(inputs=True, extra_bytes=8 * as_int(values["num_groups"]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"num_groups": values["num_groups"], "num_channels": inputs[0][0], **_given(values, eps=1e-5)}

    def caption(self, values: Values) -> str:
        return f"{values['num_groups']} groups"

    def count_rule(self, values: Values) -> str:
        return _count_rule(values)


class InstanceNorm2d(LayerType):
    """Normalises each map of each picture on its own (arXiv:1607.08022)."""

    name = "InstanceNorm2d"
    family = "Normalisation"
    summary = "Each map gets mean 0 and variance 1 in each picture."
    target = "torch.nn:InstanceNorm2d"
    memory = Footprint(layout="plain", order="plain", backward=1)
    reference = "torch.nn.InstanceNorm2d"
    synonyms = ("instance normalisation", "instance normalization", "contrast normalisation")
    formula = _FORMULA
    sees_all = True
    params = (
        _EPS,
        Param("affine", "bool", False, "learn a scale and a shift per map", label="learned scale"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        if inputs[0][1:] == (1, 1):
            raise ShapeError("normalises each map over its pixels, of which 1×1 maps have only one. Remove it here.")
        return inputs

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        return _affine_costs(values, inputs[0][0])

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input; mean and variance of each map, and with a learned scale that scale repeated for each picture."""
        return Kept(inputs=True, extra_bytes=4 * inputs[0][0] * (3 if values["affine"] else 2))

    def kept_at(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...], place: Place) -> Kept:
        """Maps in channels_last are put into the plain order first, and these are kept."""
        return Kept(extra_bytes=4 * prod(inputs[0]) + self.kept(values, inputs, outputs).extra_bytes)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        given = {"num_features": inputs[0][0], "eps": values["eps"], "affine": values["affine"]}
        return {name: value for name, value in given.items() if value != {"eps": 1e-5, "affine": False}.get(name)}

    def caption(self, values: Values) -> str:
        return "over each map"

    def count_rule(self, values: Values) -> str:
        return _count_rule(values)


def _given(values: Values, **torch_defaults: float) -> dict[str, Any]:
    """Arguments that differ from torch's; ``affine`` when it is off."""
    given: dict[str, Any] = {name: values[name] for name, usual in torch_defaults.items() if values[name] != usual}
    return given if values["affine"] else {**given, "affine": False}
