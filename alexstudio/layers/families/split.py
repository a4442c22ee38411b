"""Layers that take channels apart or put them into another order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.footprint import Footprint
from alexstudio.layers.params import Param, Values, as_int
from alexstudio.layers.remedy import SetParam, divisor_up_to
from alexstudio.layers.spec import LayerType, Shape, ShapeError, needs_maps

_MANY = 64
"""Outputs of one node at most: more than any canvas shows."""


class Split(LayerType):
    """Parts of so many channels each, one after the other; the last part takes what is left."""

    name = "Split"
    family = "Merge"
    summary = "Takes the channels apart into parts of a given size; the last part takes what is left."
    target = "torch:split"
    memory = Footprint(layout="part", is_view=True, order="as it comes")
    reference = "torch.split"
    is_function = True
    synonyms = ("slice", "divide", "branch")
    params = (
        Param("size", "int", 32, "channels of each part but the last", low=1),
        Param("parts", "int", 2, "number of outputs", low=2, high=_MANY),
    )

    def output_names(self, values: Values) -> tuple[str, ...]:
        return _names(as_int(values["parts"]))

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        size, parts, channels = as_int(values["size"]), as_int(values["parts"]), inputs[0][0]
        if size * (parts - 1) >= channels:
            raise ShapeError(
                f"takes {parts} parts of {size:,} channels, but its input has {channels:,}. "
                f"Use parts of {max(1, channels // parts):,}, or fewer.",
                SetParam("size", max(1, channels // parts)),
                SetParam("parts", max(2, -(-channels // size))),
            )
        return tuple((count, *inputs[0][1:]) for count in _sizes(size, parts, channels))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        sizes = _sizes(as_int(values["size"]), as_int(values["parts"]), inputs[0][0])
        return {"split_size_or_sections": sizes, "dim": 1}

    def caption(self, values: Values) -> str:
        return f"{values['parts']} parts, {as_int(values['size']):,} each"


class Chunk(LayerType):
    """Parts of equal size along the channels, the last one smaller when they do not divide: ShuffleNet v2's split."""

    name = "Chunk"
    family = "Merge"
    summary = "Takes the channels apart into equal parts."
    target = "torch:chunk"
    memory = Footprint(layout="part", is_view=True, order="as it comes")
    reference = "torch.chunk"
    is_function = True
    synonyms = ("split", "divide", "half")
    params = (Param("chunks", "int", 2, "number of outputs", label="parts", low=2, high=_MANY),)

    def output_names(self, values: Values) -> tuple[str, ...]:
        return _names(as_int(values["chunks"]))

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        parts, channels = as_int(values["chunks"]), inputs[0][0]
        size = -(-channels // parts)
        made = -(-channels // size)
        if made != parts:
            raise ShapeError(
                f"cannot make {parts} parts of {channels:,} channels: parts of {size:,} would be {made}. "
                f"{f'Use parts = {made}' if made > 1 else 'Remove it'}.",
                SetParam("chunks", made),
                SetParam("chunks", divisor_up_to(channels, parts)),
            )
        return tuple((count, *inputs[0][1:]) for count in _sizes(size, parts, channels))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"chunks": values["chunks"], "dim": 1}

    def caption(self, values: Values) -> str:
        return f"{values['chunks']} parts"


class SelectChannels(LayerType):
    """Some channels in a row, the others left out."""

    name = "SelectChannels"
    family = "Merge"
    summary = "Keeps some channels in a row and drops the others."
    target = "torch:narrow"
    memory = Footprint(layout="part", is_view=True, order="plain")
    reference = "torch.narrow"
    is_function = True
    synonyms = ("slice", "narrow", "crop channels")
    params = (
        Param("start", "int", 0, "first channel, counted from 0"),
        Param("length", "int", 1, "number of channels", label="count", low=1),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        start, length, channels = as_int(values["start"]), as_int(values["length"]), inputs[0][0]
        if start + length > channels:
            raise ShapeError(
                f"keeps channels {start:,} to {start + length - 1:,}, but its input has {channels:,}. "
                "Start earlier, or keep fewer.",
                SetParam("length", channels - start),
                SetParam("start", max(0, channels - length)),
            )
        return ((length, *inputs[0][1:]),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"dim": 1, "start": values["start"], "length": values["length"]}

    def caption(self, values: Values) -> str:
        start, length = as_int(values["start"]), as_int(values["length"])
        return f"{start} … {start + length - 1}" if length > 1 else f"channel {start}"


class ChannelShuffle(LayerType):
    """Deals the channels of g groups out one by one, so that groups mix (arXiv:1707.01083, section 3.1)."""

    name = "ChannelShuffle"
    family = "Merge"
    summary = "Mixes the channels of groups, so that the next grouped layer sees them all."
    target = "torch.nn:ChannelShuffle"
    reference = "torch.nn.ChannelShuffle"
    synonyms = ("shuffle", "transpose", "permute channels")
    params = (Param("groups", "int", 2, "number of groups", low=1),)

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        groups, channels = as_int(values["groups"]), inputs[0][0]
        if channels % groups:
            best = divisor_up_to(channels, groups)
            raise ShapeError(
                f"has groups = {groups:,}, which does not divide its {channels:,} channels. Use groups = {best}.",
                SetParam("groups", best),
            )
        return inputs

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['groups']} groups"


def _sizes(size: int, parts: int, channels: int) -> list[int]:
    return [size] * (parts - 1) + [channels - size * (parts - 1)]


def _names(parts: int) -> tuple[str, ...]:
    return tuple(f"part {number}" for number in range(1, parts + 1))
