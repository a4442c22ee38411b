"""`crossings`: the tensors that move between devices in a training step, and the layers that read them there."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.analysis.report import Report
from alexstudio.layers import Shape


class Crossing(NamedTuple):
    """One tensor that is copied to one other device."""

    source: str
    """Id of the layer that gives it."""
    output: int
    origin: str
    destination: str
    shape: Shape
    bytes_per_image: int
    """Forward, in float32."""
    step_bytes: int
    """For a whole batch, with the gradient that goes back."""
    readers: tuple[str, ...]
    """Ids of the layers that read it there, in the order of the data flow."""
    places: tuple[str, ...]
    """Stages of the readers, or the names of readers that have none."""


def crossings(report: Report, batch: int) -> tuple[Crossing, ...]:
    """What moves in a step of ``batch`` pictures, in the order of the data flow; the pictures do not count.

    A tensor moves once to each device that reads it, however many layers do, and as many bytes of gradients go back:
    as the original code copied, and as the compiled network does.
    """
    graph = report.document.graph
    order = {node_id: place for place, node_id in enumerate(graph.flow)}
    found = []
    for source, output, origin, destination, size in report.transfers:
        wires = [wire for wire in graph.consumers(source) if wire.output == output]
        readers = {wire.target for wire in wires if graph[wire.target].device == destination}
        ids = tuple(sorted(readers, key=order.__getitem__))
        places = tuple(dict.fromkeys(graph[one].stage or graph[one].name for one in ids))
        shape = report.nodes[source].shapes[output]
        found.append(Crossing(source, output, origin, destination, shape, size, 2 * size * batch, ids, places))
    return tuple(sorted(found, key=lambda one: (order[one.source], one.output, one.destination)))


class Traffic(NamedTuple):
    """All crossings together."""

    bytes_per_image: int
    step_bytes: int
    places: tuple[str, ...]
    """Where tensors from another device are read, in the order of the data flow."""


def traffic(found: tuple[Crossing, ...]) -> Traffic:
    """The sums of some crossings."""
    return Traffic(
        sum(one.bytes_per_image for one in found),
        sum(one.step_bytes for one in found),
        tuple(dict.fromkeys(place for one in found for place in one.places)),
    )
