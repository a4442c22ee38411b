"""The question: layers with what they cost, tensors between them, and devices to put the layers on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from alexstudio.graph.node import HOST

Goal = Literal["time", "memory"]
"""The shortest step, or the least memory on the fullest device."""
SHOWN = 8
"""Layers that a sentence names."""


class PlacingProblem(ValueError):
    """A question without an answer; the text is one sentence for the user."""


class Cost(NamedTuple):
    """What a layer costs in one training step, wherever it is."""

    forward: float
    """Seconds."""
    backward: float
    parameter_bytes: int
    """Weights with their gradients and what the optimizer keeps for them."""
    activation_bytes: int
    """Outputs for the whole batch, kept until the backward pass."""

    @property
    def seconds(self) -> float:
        """Forward and backward."""
        return self.forward + self.backward

    @property
    def bytes(self) -> int:
        """Memory on the device that it is on."""
        return self.parameter_bytes + self.activation_bytes


class Way(NamedTuple):
    """From one device to another: bytes a second, seconds for each copy, seconds to start each operation."""

    bandwidth: float
    latency: float = 0.0
    overhead: float = 0.0
    backward_overhead: float = 0.0

    def seconds(self, size: int) -> float:
        """How long a tensor is on its way."""
        return self.latency + size / self.bandwidth


class Read(NamedTuple):
    """A tensor that a layer reads: the number of the layer that gives it, which of its outputs, and its bytes."""

    source: int
    output: int
    size: int


class Wish(NamedTuple):
    """What is asked for."""

    devices: tuple[str, ...]
    goal: Goal = "time"
    budget: int = 0
    """Bytes of each device; 0 for no limit."""
    pinned: frozenset[str] = frozenset()
    """Ids of layers that stay where they are."""


@dataclass(frozen=True)
class Task:
    """Layers in the order of the data flow, by number; ``start`` is where they are now."""

    ids: tuple[str, ...]
    costs: tuple[Cost, ...]
    reads: tuple[tuple[Read, ...], ...]
    start: tuple[int, ...]
    """Number of the device of each layer, -1 for the host."""
    fixed: frozenset[int]
    """Layers that stay where they are: those that are pinned, and those of the host."""
    devices: int
    way: Way
    goal: Goal
    budget: int

    @cached_property
    def readers(self) -> tuple[tuple[int, ...], ...]:
        """The layers that read each layer, each once."""
        found: list[dict[int, None]] = [{} for _ in self.ids]
        for reader, reads in enumerate(self.reads):
            for read in reads:
                found[read.source][reader] = None
        return tuple(tuple(one) for one in found)


def make_task(
    flow: Mapping[str, tuple[tuple[str, int, int], ...]],
    costs: Mapping[str, Cost],
    placement: Mapping[str, str],
    names: Mapping[str, str],
    way: Way,
    wish: Wish,
) -> Task:
    """The question as numbers; ``flow`` is id -> (source, output, bytes) of what it reads, in the order of the flow.

    `PlacingProblem` names every layer that has no place: one that is pinned to a device that there is not, or that
    has more weights than fit into the budget.
    """
    if not wish.devices:
        raise PlacingProblem("There is no device to put layers on; choose at least one.")
    numbers = {device: place for place, device in enumerate(wish.devices)}
    stray = [one for one in flow if one in wish.pinned and placement[one] not in (*numbers, HOST)]
    if stray:
        kept = ", ".join(dict.fromkeys(placement[one] for one in stray))
        raise PlacingProblem(
            f"{_named(stray, names)} shall stay on {kept}, but there {_are(wish.devices)}: take a device more, or let "
            "them go."
        )
    large = [one for one in flow if wish.budget and placement[one] != HOST and costs[one].parameter_bytes > wish.budget]
    if large:
        raise PlacingProblem(
            f"The weights of {_named(large, names)} alone do not fit into {wish.budget / 2**20:,.0f} MiB, with their "
            "gradients and what the optimizer keeps: choose a larger card."
        )
    ids = tuple(flow)
    index = {node_id: place for place, node_id in enumerate(ids)}
    start = tuple(-1 if placement[one] == HOST else numbers.get(placement[one], 0) for one in ids)
    return Task(
        ids,
        tuple(costs[one] for one in ids),
        tuple(tuple(Read(index[source], output, size) for source, output, size in flow[one]) for one in ids),
        start,
        frozenset(place for place, one in enumerate(ids) if one in wish.pinned or start[place] < 0),
        len(wish.devices),
        way,
        wish.goal,
        wish.budget,
    )


def _named(node_ids: list[str], names: Mapping[str, str]) -> str:
    shown = [names[one] for one in node_ids[:SHOWN]]
    if len(node_ids) > SHOWN:
        return f"{', '.join(shown)} and {len(node_ids) - SHOWN} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _are(devices: tuple[str, ...]) -> str:
    return f"is only {devices[0]}" if len(devices) == 1 else f"are only {', '.join(devices)}"
