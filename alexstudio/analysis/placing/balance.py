"""`balance`: a better assignment of a document's layers to some cards, with the figures before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import prod

from alexstudio.analysis.memory import course
from alexstudio.analysis.placing.problem import Cost, PlacingProblem, Task, Way, Wish, make_task
from alexstudio.analysis.placing.search import search
from alexstudio.analysis.report import FLOAT_BYTES, Report
from alexstudio.analysis.timing import Precision, Rates, Setup, Timeline, simulate
from alexstudio.analysis.walk import analyse
from alexstudio.graph import Document
from alexstudio.graph.node import HOST

FINALISTS = 8
"""Assignments that are predicted in full at the end."""


@dataclass(frozen=True)
class Side:
    """An assignment with its figures."""

    devices: Mapping[str, str]
    """Logical device of each layer."""
    step_seconds: float
    peaks: Mapping[str, int]
    """Bytes on each device that computes, at its worst moment."""
    step_bytes: int
    """That cross between devices in a step, both ways."""

    @property
    def peak(self) -> int:
        """Bytes on the fullest."""
        return max(self.peaks.values(), default=0)


@dataclass(frozen=True)
class Balance:
    """The document as it is, and as it could be; ``after`` is ``before`` where nothing better was found."""

    before: Side
    after: Side

    @property
    def changes(self) -> Mapping[str, str]:
        """Layer -> new device, of the layers that move."""
        old = self.before.devices
        return {node_id: device for node_id, device in self.after.devices.items() if old[node_id] != device}


def balance(report: Report, card: Rates, wish: Wish, batch: int, precision: Precision = "float32") -> Balance:
    """Put the layers on cards of one kind; `Report.is_runnable` must hold.

    What is on the host stays there. The result is never worse than the document by the prediction of
    `alexstudio.analysis.timing` and `alexstudio.analysis.memory`, as long as that keeps to the devices and the budget.
    `PlacingProblem` when a layer has no place or no assignment fits, `RatesProblem` when the card cannot compute in
    the precision.
    """
    timeline = simulate(report, Setup.of_cards(report, card), batch, precision)
    own = _side(report, timeline, batch)
    found = []
    for places in search(task := _task(report, timeline, card, wish, batch))[:FINALISTS]:
        devices = {one: HOST if place < 0 else wish.devices[place] for one, place in zip(task.ids, places, strict=True)}
        if devices != own.devices:
            found.append(_predicted(report.document, devices, card, batch, precision))
    if set(own.devices.values()) <= {*wish.devices, HOST}:
        found.insert(0, own)  # the first one wins where nothing is better
    best = min(found, key=lambda side: _key(side, wish))
    if wish.budget and best.peak > wish.budget:
        raise PlacingProblem(
            f"No assignment to {len(wish.devices)} devices was found that fits: the fullest would need "
            f"{best.peak / 2**20:,.0f} MiB of {wish.budget / 2**20:,.0f} MiB. Choose a larger card, more devices or a "
            "smaller batch."
        )
    return Balance(own, best)


def _key(side: Side, wish: Wish) -> tuple[float, ...]:
    over = sum(max(0, peak - wish.budget) for peak in side.peaks.values()) if wish.budget else 0
    if wish.goal == "time":
        return over, side.step_seconds, side.peak
    return over, side.peak, side.step_seconds


def _task(report: Report, timeline: Timeline, card: Rates, wish: Wish, batch: int) -> Task:
    graph, kept = report.document.graph, 2 + report.document.recipe.moments
    costs, flow = {}, {}
    for node_id, wires in graph.flow.items():
        numbers, seconds = report.nodes[node_id], timeline.layers.get(node_id)
        forward, backward = seconds if seconds is not None else (0.0, 0.0)
        weights, outputs = kept * FLOAT_BYTES * numbers.params, batch * numbers.activation_bytes
        costs[node_id] = Cost(forward, backward, weights, outputs)
        flow[node_id] = tuple(
            (source, output, batch * FLOAT_BYTES * prod(report.nodes[source].shapes[output]))
            for source, output, _, _ in wires
        )
    starts = (0.0, 0.0) if card.is_synchronous else (card.overhead, card.backward_overhead)
    way = Way(card.peer.bandwidth, card.peer.latency, *starts)
    placement = {node.id: node.device for node in graph.nodes}
    return make_task(flow, costs, placement, {node.id: node.name for node in graph.nodes}, way, wish)


def _predicted(document: Document, devices: Mapping[str, str], card: Rates, batch: int, precision: Precision) -> Side:
    graph = document.graph.copy()
    for device in dict.fromkeys(devices.values()):
        graph.set_device([one for one, wanted in devices.items() if wanted == device], device)
    report = analyse(replace(document, graph=graph.freeze()))
    return _side(report, simulate(report, Setup.of_cards(report, card), batch, precision), batch)


def _side(report: Report, timeline: Timeline, batch: int) -> Side:
    memory = course(report.document, report).at(batch)
    peaks = {device: one.peak for device, one in memory.devices.items()}
    devices = {node.id: node.device for node in report.document.graph.nodes}
    return Side(devices, timeline.step_seconds, peaks, 2 * batch * report.transfer_bytes)
