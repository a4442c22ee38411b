"""`search`: good assignments of layers to devices.

Finding the best one is NP-hard, so this is a heuristic in three steps, the same at every run:

1. Beginnings: the assignment as it is; everything on one device; the network cut into contiguous stages of about equal
   memory, or time, where the least bytes cross (dynamic programming); and chains of layers put one by one where they
   are done earliest (HEFT: Topcuoglu, Hariri, Wu, IEEE TPDS 13(3), 2002), which finds towers and branches.
2. From the best of them, single moves that help: a chain to another device, a layer at a border across it.
3. It ends when no move helps, or after so many trials that 500 layers take well under two seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate

from alexstudio.analysis.placing.problem import Cost, Task
from alexstudio.analysis.placing.score import Scale, Score

Places = tuple[int, ...]
WORK = 150_000
"""Layers that are weighed in all trials together."""
LEAST_TRIALS = 60
SLACK = 1.05
"""By how much a stage may be larger than the least that is possible, for a better cut."""


def search(task: Task) -> list[Places]:
    """The assignments that were found, best first; the one as it is, is among them."""
    scale = Scale(task)
    chains = find_chains(task)
    found = {places: scale.weigh(places) for places in beginnings(task, chains)}
    trials = max(LEAST_TRIALS, WORK // max(1, len(task.ids)))
    # More than one: the best beginning need not lead to the best end
    for places in sorted(found, key=found.__getitem__)[:3]:
        better, score = _improve(scale, chains, places, found[places], trials // 3)
        found[better] = score
    return sorted(found, key=found.__getitem__)


def beginnings(task: Task, chains: list[list[int]]) -> Iterator[Places]:
    """Assignments from scratch; what is fixed is where it was."""
    yield task.start
    for device in range(task.devices):
        yield _with(task, lambda number, device=device: device)  # type: ignore[misc]
    for weight in (lambda cost: cost.bytes, lambda cost: cost.seconds):
        yield stages(task, weight)
    yield earliest(task, chains)


def find_chains(task: Task) -> list[list[int]]:
    """Layers that follow each other with nothing beside them, in the order of the flow; what is fixed is alone."""
    chain_of: dict[int, list[int]] = {}
    chains: list[list[int]] = []
    for number, reads in enumerate(task.reads):
        sources = {read.source for read in reads}
        before = sources.pop() if len(sources) == 1 else -1
        is_next = before >= 0 and len(task.readers[before]) == 1 and not {before, number} & task.fixed
        if is_next:
            chain_of[number] = chain_of[before]
        else:
            chain_of[number] = []
            chains.append(chain_of[number])
        chain_of[number].append(number)
    return chains


def stages(task: Task, weight: Callable[[Cost], float]) -> Places:
    """Contiguous stages, one a device, as equal as can be; within `SLACK` of that, where the least bytes cross."""
    loads = [0.0 if number in task.fixed else weight(cost) for number, cost in enumerate(task.costs)]
    sums = [0.0, *accumulate(loads)]
    limit = _least_limit(loads, task.devices) * SLACK
    crossing, count = _crossing(task), len(loads)
    best: list[list[float]] = [[0.0 if not end else float("inf") for end in range(count + 1)]]
    cuts: list[list[int]] = []
    for _ in range(task.devices):
        row, cut = [float("inf")] * (count + 1), [0] * (count + 1)
        for end in range(count + 1):
            begin = end
            while begin >= 0 and sums[end] - sums[begin] <= limit:
                price = best[-1][begin] + (crossing[begin] if 0 < begin < end else 0)
                if price < row[end]:
                    row[end], cut[end] = price, begin
                begin -= 1
        best.append(row)
        cuts.append(cut)
    places, end = [0] * count, count
    for device in range(task.devices - 1, -1, -1):
        begin = cuts[device][end]
        places[begin:end] = [device] * (end - begin)
        end = begin
    return _with(task, places.__getitem__)


def earliest(task: Task, chains: list[list[int]]) -> Places:
    """Chains in the order of their longest way to the end, each where it is done first."""
    of = {number: place for place, chain in enumerate(chains) for number in chain}
    seconds = [sum(task.costs[number].seconds for number in chain) for chain in chains]
    size = [sum(task.costs[number].bytes for number in chain) for chain in chains]
    after = [{of[reader] for reader in task.readers[chain[-1]]} - {place} for place, chain in enumerate(chains)]
    rank = [0.0] * len(chains)
    for place in range(len(chains) - 1, -1, -1):
        rank[place] = seconds[place] + max((rank[other] for other in after[place]), default=0.0)
    places, done = list(task.start), [0.0] * len(chains)
    free, held = [0.0] * task.devices, [0] * task.devices
    for place in sorted(range(len(chains)), key=lambda one: (-rank[one], one)):
        chain = chains[place]

        def ends(device: int, place: int = place, head: int = chain[0]) -> float:
            ready = free[device]
            for source, _, size in task.reads[head]:
                is_near = places[source] == device or places[source] < 0
                ready = max(ready, done[of[source]] + (0.0 if is_near else 2 * task.way.seconds(size)))
            return ready + seconds[place]

        if chain[0] in task.fixed:
            device = places[chain[0]]
            if device < 0:
                continue
        else:
            fitting = [one for one in range(task.devices) if not task.budget or held[one] + size[place] <= task.budget]
            device = min(fitting or range(task.devices), key=lambda one: (ends(one), one))
        done[place] = free[device] = ends(device)
        held[device] += size[place]
        for number in chain:
            places[number] = device
    return tuple(places)


def _improve(scale: Scale, chains: list[list[int]], places: Places, score: Score, trials: int) -> tuple[Places, Score]:
    """Moves that help, as long as there are any."""
    last = scale.weighed + trials
    is_better = True
    while is_better and scale.weighed < last:
        is_better = False
        for numbers, device in _moves(scale.task, chains, places):
            if scale.weighed >= last:
                break
            moved = list(places)
            for number in numbers:
                moved[number] = device
            new = scale.weigh(moved)
            if new < score:
                places, score, is_better = tuple(moved), new, True
    return places, score


def _moves(task: Task, chains: list[list[int]], places: Places) -> Iterator[tuple[list[int], int]]:
    """Layers and where they could go: at borders to the other side, then chains to every other device."""
    for number, reads in enumerate(task.reads):
        for source in dict.fromkeys(read.source for read in reads):
            here, there = places[number], places[source]
            if here != there and here >= 0 and there >= 0:
                if number not in task.fixed:
                    yield [number], there
                if source not in task.fixed:
                    yield [source], here
    heavy = sorted(chains, key=lambda chain: -sum(task.costs[number].seconds for number in chain))
    for chain in heavy:
        if chain[0] not in task.fixed:
            for device in range(task.devices):
                if any(places[number] != device for number in chain):
                    yield chain, device


def _with(task: Task, place: Callable[[int], int]) -> Places:
    return tuple(task.start[number] if number in task.fixed else place(number) for number in range(len(task.ids)))


def _least_limit(loads: list[float], parts: int) -> float:
    """The least size of the largest of some contiguous parts, to a thousandth."""
    low, high = max(max(loads, default=0.0), sum(loads) / parts), sum(loads)
    while high - low > 0.001 * high:
        middle, used, part = (low + high) / 2, 1, 0.0
        for load in loads:
            if part + load > middle:
                used, part = used + 1, 0.0
            part += load
        if used <= parts:
            high = middle
        else:
            low = middle
    return high


def _crossing(task: Task) -> list[int]:
    """Bytes that would cross a cut before each layer."""
    change = [0] * (len(task.ids) + 2)
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for number, reads in enumerate(task.reads):
        for source, output, size in reads:
            last[source, output] = (number, size)
    for (source, _), (number, size) in last.items():
        if task.start[source] >= 0:
            change[source + 1] += size
            change[number + 1] -= size
    return list(accumulate(change))
