"""`Draft`: the layers of the document to be, as they are met in the network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import torch

from alexstudio.engine.importing.values import ImportProblem, Weight, Wire
from alexstudio.graph.node import GraphError, check_params
from alexstudio.layers import Shape, ShapeError, Value, layer_type

VIEWS = frozenset({"Flatten", "Unflatten", "Chunk", "Split", "SelectChannels"})
PASSES = frozenset({"Identity", "Dropout", "Dropout2d", "StochasticDepth"})
"""Layers whose outputs share memory with their input, in evaluation mode at least."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the draft. ``scope`` is the path of the module that it is in, ``word`` its own name there."""

    type: str
    scope: tuple[str, ...]
    word: str
    params: Mapping[str, Value]
    inputs: tuple[Wire, ...]
    shapes: tuple[Shape, ...]
    state: Mapping[str, torch.Tensor]
    bases: frozenset[int]
    """The ``id`` of the network's own tensors that are in ``state``."""

    @property
    def path(self) -> str:
        """Scope and word, as torch writes paths."""
        return ".".join((*self.scope, self.word))


class Draft:
    """Collects layers and remarks.

    ``here`` is the path of the module that is being read; ``is_leaf`` says that it becomes a layer itself.
    """

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.remarks: Counter[str] = Counter()
        """Sentences about what differs, and how many layers each is about; ``{}`` stands for the number."""
        self.here: tuple[str, ...] = ()
        self.is_leaf = False
        self._owners: dict[int, tuple[int, str]] = {}
        self._copies = 0
        self._flat: dict[tuple[int, int], Wire] = {}

    def problem(self, text: str) -> ImportProblem:
        """A problem where the reading is now; ``text`` goes on after the name of the place."""
        return ImportProblem(f"{'.'.join(self.here) or 'The network'} {text}")

    def add(
        self,
        type_name: str,
        values: Mapping[str, object],
        *inputs: Wire,
        state: Mapping[str, torch.Tensor | Weight | None] | None = None,
        word: str = "",
    ) -> tuple[Wire, ...]:
        """A layer, and its outputs. ``state`` are its weights under the names that they have in torch's layer.

        `ImportProblem` when the parameters or the inputs do not fit its type, or the weights belong to another layer.
        """
        kind = layer_type(type_name)
        scope, word = (self.here[:-1], self.here[-1]) if self.is_leaf else (self.here, word or _word(type_name))
        path = ".".join((*scope, word))
        shapes = tuple(wire.shape for wire in inputs)
        try:
            params = check_params(path, kind, values)
            outputs = kind.output_shapes(params, shapes)
        except GraphError as error:
            raise ImportProblem(str(error)) from None
        except ShapeError as error:
            raise ImportProblem(f"{path} {error}") from None
        held = {name: _weight(tensor) for name, tensor in (state or {}).items() if tensor is not None}
        self._claim(held.values(), path)
        tensors = {name: weight.tensor.detach() for name, weight in held.items()}
        costs = kind.costs(params, shapes, outputs)
        expected = costs.weights + costs.biases + costs.buffers
        count = sum(tensor.numel() for tensor in tensors.values())
        if count != expected:
            raise ImportProblem(
                f"{path} holds {count:,} numbers, where a {type_name} on its input has {expected:,}. "
                "Remove weight normalisation and the like, and check the size of the pictures."
            )
        number, bases = len(self.layers), frozenset(weight.base for weight in held.values())
        self.layers.append(Layer(type_name, scope, word, params, inputs, outputs, tensors, bases))
        shared = inputs[0].storage if type_name in VIEWS | PASSES else None
        return tuple(Wire(number, port, shape, shape, shared or (number, port)) for port, shape in enumerate(outputs))

    def one(
        self,
        type_name: str,
        values: Mapping[str, object],
        *inputs: Wire,
        state: Mapping[str, torch.Tensor | Weight | None] | None = None,
        word: str = "",
    ) -> Wire:
        """`add` for a layer with one output."""
        return self.add(type_name, values, *inputs, state=state, word=word)[0]

    def pointwise(self, type_name: str, values: Mapping[str, object], wire: Wire, word: str = "") -> Wire:
        """A layer that treats each value on its own: its output is looked at as its input was."""
        return self.one(type_name, values, wire, word=word).like(wire)

    def copy(self, wire: Wire) -> Wire:
        """The same values in memory of their own."""
        self._copies += 1
        return replace(wire, storage=(-1, self._copies))

    def plain(self, wire: Wire) -> Wire:
        """``wire`` when the network sees what its layer gives, else `ImportProblem`."""
        if wire.is_plain:
            return wire
        order = "with channels last" if wire.last else f"as {'×'.join(map(str, wire.seen))}"
        raise self.problem(
            f"works on maps of {'×'.join(map(str, wire.shape))} that the network sees {order}, "
            "which a document cannot say. Keep the order (batch, channels, height, width)."
        )

    def see(self, wire: Wire, seen: Shape) -> Wire:
        """The same values in another shape; a layer is added where maps become a vector or a vector becomes maps."""
        if seen == wire.seen:
            return wire
        if wire.last:
            if wire.shape[1:] != (1, 1):
                raise self.problem(
                    "reshapes maps with channels last, which a document cannot say. Permute them back before it."
                )
            wire = wire.as_seen(wire.shape)
        if len(seen) == 1 and len(wire.shape) == 3:
            return self._flatten(wire)
        if len(seen) == 3 and len(wire.shape) == 1:
            channels, height, width = seen
            return self.one("Unflatten", {"channels": channels, "size": (height, width)}, wire.as_seen(wire.shape))
        return wire.as_seen(seen)

    def _flatten(self, wire: Wire) -> Wire:
        place = (wire.layer, wire.output)
        if place not in self._flat:
            self._flat[place] = self.one("Flatten", {}, wire.as_seen(wire.shape))
        return self._flat[place]

    def _claim(self, weights: Iterable[Weight], path: str) -> None:
        """Note whose the weights are; `ImportProblem` when they were another layer's already."""
        for weight in weights:
            number, owner = self._owners.setdefault(weight.base, (len(self.layers), path))
            if number != len(self.layers):
                again = "is used again" if owner == path else f"uses the weights of {owner} again"
                raise ImportProblem(
                    f"{path} {again}, and in a document every layer has weights of its own. "
                    "Make a second module with its own weights."
                )


def _word(type_name: str) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z][a-z])", "_", type_name).lower()


def _weight(held: torch.Tensor | Weight) -> Weight:
    return held if isinstance(held, Weight) else Weight(held, isinstance(held, torch.nn.Parameter), id(held))
