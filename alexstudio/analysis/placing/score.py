"""`Scale`: how good an assignment is: one training step, played through in floats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from alexstudio.analysis.placing.problem import Task


class Score(NamedTuple):
    """Less is better, from the first to the last."""

    over: int
    """Bytes that do not fit into the budgets."""
    first: float
    """What is asked for: seconds, or bytes."""
    second: float
    """The other of the two."""
    crossing: int
    """Bytes that move between devices, forward."""


class Scale:
    """Weighs assignments of one task; ``weighed`` counts them.

    Each device does one layer at a time in the order of the data flow, each way between two devices one copy at a time
    beside them, a tensor is copied once to each device that reads it, and backward goes the other way round: what
    `alexstudio.analysis.timing.timeline` does, without loss and optimizer. Memory is the sum of what lies on a device,
    copies included, as if nothing were freed early.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.weighed = 0

    def weigh(self, places: Sequence[int]) -> Score:
        """The score of an assignment: number of the device of each layer."""
        self.weighed += 1
        task = self.task
        held = [0] * task.devices
        for place, cost in zip(places, task.costs, strict=True):
            if place >= 0:
                held[place] += cost.parameter_bytes + cost.activation_bytes
        seconds, crossing = self._play(places, held)
        peak = max(held)
        over = sum(max(0, one - task.budget) for one in held) if task.budget else 0
        if task.goal == "time":
            return Score(over, seconds, peak, crossing)
        return Score(over, peak, seconds, crossing)

    def _play(self, places: Sequence[int], held: list[int]) -> tuple[float, int]:
        """Seconds of a step and bytes that cross; copies are added to what the devices hold."""
        task, way = self.task, self.task.way
        done = [0.0] * len(places)
        lanes: dict[tuple[int, int], float] = {}
        free = [0.0] * (task.devices + 1)  # the last one is the host, whose number is -1
        arrived: dict[tuple[int, int, int], float] = {}
        issued, crossing = 0.0, 0
        for number, (here, reads) in enumerate(zip(places, task.reads, strict=True)):
            ready = 0.0
            for source, output, size in reads:
                origin = places[source]
                if origin == here or origin < 0:
                    ready = max(ready, done[source])
                    continue
                key = (source, output, here)
                end = arrived.get(key)
                if end is None:
                    lane = (origin, here)
                    end = max(lanes.get(lane, 0.0), done[source]) + way.seconds(size)
                    arrived[key] = lanes[lane] = end
                    crossing += size
                    if here >= 0:
                        held[here] += size
                ready = max(ready, end)
            issued += way.overhead
            begin = max(ready, free[here], issued)
            done[number] = free[here] = begin + task.costs[number].forward
        return self._play_back(places, max(done, default=0.0)), crossing

    def _play_back(self, places: Sequence[int], begin: float) -> float:
        task, way = self.task, self.task.way
        ready = [begin] * len(places)
        free, issued = [begin] * (task.devices + 1), [begin] * (task.devices + 1)
        lanes: dict[tuple[int, int], float] = {}
        # A gradient goes back once for each tensor and device: when the last reader there is done
        waiting: dict[tuple[int, int, int], int] = {}
        for here, reads in zip(places, task.reads, strict=True):
            for source, output, _ in reads:
                if places[source] != here and places[source] >= 0:
                    waiting[source, output, here] = waiting.get((source, output, here), 0) + 1
        end = begin
        for number in range(len(places) - 1, -1, -1):
            here = places[number]
            issued[here] += way.backward_overhead
            finish = max(ready[number], free[here], issued[here]) + task.costs[number].backward
            free[here] = finish
            end = max(end, finish)
            for source, output, size in task.reads[number]:
                origin = places[source]
                if origin == here or origin < 0:
                    ready[source] = max(ready[source], finish)
                    continue
                waiting[source, output, here] -= 1
                if not waiting[source, output, here]:
                    lane = (here, origin)
                    lanes[lane] = max(lanes.get(lane, 0.0), finish) + way.seconds(size)
                    ready[source] = max(ready[source], lanes[lane])
        return end
