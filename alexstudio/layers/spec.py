"""The one declaration that everything reads: what a layer type takes, gives, costs and becomes in torch."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from math import lcm
from typing import Any, ClassVar, NamedTuple

from alexstudio.layers.footprint import Footprint, Place
from alexstudio.layers.params import Param, Value, Values
from alexstudio.layers.remedy import Insert, Remedy

Shape = tuple[int, ...]
"""Shape of one tensor without the batch dimension: ``(channels, height, width)`` or ``(features,)``."""


class ShapeError(ValueError):
    """The inputs do not fit this layer; the text is one sentence: expected, got, what to do.

    ``remedies`` are changes that would help, the best first. They are offered to people only when they do.
    """

    def __init__(self, text: str, *remedies: Remedy) -> None:
        super().__init__(text)
        self.remedies = remedies


class Costs(NamedTuple):
    """What one layer costs for one picture; biases are not counted in the multiply-adds (x2 = FLOPs)."""

    weights: int = 0
    biases: int = 0
    multiply_adds: int = 0
    buffers: int = 0
    """Numbers that are kept but not learned, such as running means."""


class Window(NamedTuple):
    """What one output position of a layer reads along one axis.

    The points of the window are ``gap`` apart (dilation) and cover ``span`` places; the first is ``before`` ahead of
    ``stride`` times the position. A ``stride`` of 0 says that windows are not evenly spaced: see `LayerType.reads`.
    """

    span: int = 1
    stride: int = 1
    before: int = 0
    spread: int = 1
    """For layers that enlarge: the input positions lie this far apart, with nothing between them."""
    gap: int = 1

    def reads(self, position: int) -> range:
        """The input positions that an output position reads, also beyond the edges; none at all is possible."""
        first = self.stride * position - self.before
        end = first + self.span
        if self.spread == 1:
            return range(first, end, self.gap)
        while first % self.spread and first < end:
            first += self.gap if self.gap > 1 else -first % self.spread
        if first >= end:
            return range(0)
        return range(first // self.spread, -(-end // self.spread), lcm(self.gap, self.spread) // self.spread)


class Kept(NamedTuple):
    """What autograd keeps of a layer until the backward pass, besides its parameters."""

    inputs: bool = False
    outputs: bool = False
    extra_bytes: int = 0
    """Bytes for one picture that are neither an input nor an output: pooling indices, dropout masks, squares."""


class LayerType(ABC):
    """A kind of layer. Subclasses declare; they hold no state, so one instance serves every node."""

    name: ClassVar[str]
    family: ClassVar[str]
    summary: ClassVar[str]
    """One line: what the layer does."""
    params: ClassVar[tuple[Param, ...]] = ()
    slots: ClassVar[tuple[str, ...]] = ("input",)
    """Names of the inputs; a name that ends in ``*`` takes any number of wires, at least one."""
    outputs: ClassVar[tuple[str, ...]] = ("output",)
    target: ClassVar[str]
    """What it becomes in the engine, as ``module:name``. A class is instantiated with `arguments`, a function is
    called with the inputs and `arguments`; empty for the input of the network."""
    is_function: ClassVar[bool] = False
    sees_all: ClassVar[bool] = False
    """Whether every output position reads all positions of the input, as Flatten and global pooling do."""
    synonyms: ClassVar[tuple[str, ...]] = ()
    """Other words that people search for: "fc" for Linear, "bn" for BatchNorm2d."""
    passes_shape: ClassVar[bool] = False
    """Whether the output always has the shape of the (only) input and no weights are involved."""
    is_deterministic: ClassVar[bool] = True
    """Whether torch repeats its backward pass bit for bit on CUDA; where not, torch's deterministic mode refuses it."""
    reference: ClassVar[str] = ""
    """Page of torch's documentation that describes it, such as "torch.nn.Conv2d"; empty where there is none."""
    formula: ClassVar[str] = ""
    """What it computes, on one line: "y = max(0, x)"; empty where the summary says it better."""

    memory: ClassVar[Footprint] = Footprint()
    """What torch does with memory besides: unless it is said here, what it does for element-wise layers."""

    @abstractmethod
    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """Shape of each output, or `ShapeError`. A value of 0 or less can never come out."""

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        """Weights, biases and multiply-adds for one picture."""
        return Costs()

    def output_names(self, values: Values) -> tuple[str, ...]:
        """Names of the outputs of a node with these parameters; `outputs` unless a parameter says how many."""
        return self.outputs

    def is_repeatable(self, values: Values) -> bool:
        """`is_deterministic` with these parameters, for types where it depends on them."""
        return self.is_deterministic

    def windows(self, values: Values) -> tuple[Window, Window]:
        """What an output position reads of the input, down and across; one position where the layer is element-wise."""
        return Window(), Window()

    def reads(self, values: Values, axis: int, size: int, position: int) -> range:
        """The input positions that an output position reads along an axis (0 down, 1 across) of ``size``.

        Only layers whose windows are not evenly spaced, such as adaptive pooling, say more here than in `windows`.
        """
        return self.windows(values)[axis].reads(position)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """What autograd keeps for the backward pass in float32."""
        return Kept()

    def kept_at(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...], place: Place) -> Kept:
        """`kept` as the engine runs it, for types where it matters where that is, or how maps lie in memory."""
        return self.kept(values, inputs, outputs)

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """`memory` with these parameters and inputs, for types where it depends on them."""
        return self.memory

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        """Keyword arguments of the torch target, defaults left out where torch's are the same."""
        return {}

    def caption(self, values: Values) -> str:
        """The one or two parameters that matter, for the card on the canvas."""
        return ""

    def size_rule(self, values: Values) -> str:
        """How height and width follow: "⌊({in} − {kernel_size}) / {stride}⌋ + 1"; empty where they stay.

        `alexstudio.layers.formula` says what may stand in braces.
        """
        return ""

    def count_rule(self, values: Values) -> str:
        """How weights + biases are counted: "{features}·{out_features} + {out_features}"; empty where none are."""
        return ""

    @property
    def is_variadic(self) -> bool:
        """Whether the last input slot takes any number of wires."""
        return bool(self.slots) and self.slots[-1].endswith("*")

    @property
    def has_weights(self) -> bool:
        """Whether the layer learns, or at least costs multiply-adds."""
        return type(self).costs is not LayerType.costs

    @property
    def defaults(self) -> dict[str, Value]:
        """Every parameter at its default."""
        return {param.name: param.default for param in self.params}

    def param(self, name: str) -> Param | None:
        """The parameter called ``name``, or None."""
        return next((param for param in self.params if param.name == name), None)


class Pointwise(LayerType):
    """A layer type that treats each value on its own and learns nothing; a base for activations and dropout."""

    passes_shape = True

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """The shape of the input."""
        return inputs


def needs_maps(shape: Shape) -> None:
    """Refuse anything but maps (channels, height, width) with a `ShapeError`."""
    if len(shape) != 3:
        raise ShapeError(
            f"needs maps (channels, height, width) but gets a vector of {shape_text(shape)}. "
            "Connect it before the Flatten."
        )


def needs_vector(shape: Shape) -> None:
    """Refuse anything but a flat vector with a `ShapeError`."""
    if len(shape) != 1:
        raise ShapeError(
            f"needs a flat vector but gets maps of {shape_text(shape)}. Insert a Flatten before it.", Insert("Flatten")
        )


def shape_text(shape: Shape) -> str:
    """A shape as people in the field write it: ``55×55×96`` (height x width x channels) or ``4096``."""
    if len(shape) == 3:
        channels, height, width = shape
        return f"{height}×{width}×{channels}"
    return "×".join(str(part) for part in shape)
