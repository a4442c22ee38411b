"""Placing layers on devices: the paper's split, never worse, pins, budgets, and how long it takes."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.placing import Balance, Cost, PlacingProblem, Task, Way, Wish, balance, search
from alexstudio.analysis.placing.problem import Read
from alexstudio.analysis.placing.score import Scale
from alexstudio.analysis.report import Report
from alexstudio.analysis.timing import card_rates
from alexstudio.graph.node import HOST
from alexstudio.graph.presets import load_preset

GTX = card_rates("GTX 580")
MIB = 2**20


def report_of(name: str, device: str = "") -> Report:
    """A preset, all of it on one device if that is given."""
    document = load_preset(name)
    graph = document.graph.copy()
    if device:
        graph.set_device([node.id for node in graph.nodes if node.device != HOST], device)
    return analyse(replace(document, graph=graph.freeze()))


def wish(count: int, **more: object) -> Wish:
    return Wish(tuple(f"gpu{place}" for place in range(count)), **more)  # type: ignore[arg-type]


def place(report: Report, count: int, batch: int = 128, **more: object) -> Balance:
    return balance(report, GTX, wish(count, **more), batch)


def test_the_papers_split_is_found_from_one_card() -> None:
    found = place(report_of("alexnet_two_gpu", "gpu0"), 2)
    assert found.after.devices == {node.id: node.device for node in load_preset("alexnet_two_gpu").graph.nodes}
    assert found.after.step_bytes == 60_030_976
    assert found.after.step_seconds < 0.6 * found.before.step_seconds


def test_the_papers_split_is_found_from_a_bad_one() -> None:
    report = report_of("alexnet_two_gpu")
    graph = report.document.graph.copy()
    graph.set_device(["conv2a", "conv4b", "relu5a", "fc6b"], "gpu1")
    graph.set_device(["conv4b", "fc6b", "pool1b"], "gpu0")
    found = place(analyse(replace(report.document, graph=graph.freeze())), 2)
    assert found.after.step_bytes == 60_030_976


@pytest.mark.parametrize("goal", ["time", "memory"])
@pytest.mark.parametrize("name", ["alexnet_two_gpu", "alexnet", "squeezenet1_1", "alexnet_caffe"])
def test_never_worse_than_what_was_there(name: str, goal: str) -> None:
    found = place(report_of(name), 2, goal=goal)
    if goal == "time":
        assert found.after.step_seconds <= found.before.step_seconds
    else:
        assert found.after.peak <= found.before.peak
    assert all((found.before.devices[one] == HOST) == (device == HOST) for one, device in found.after.devices.items())


def test_a_column_stays_on_one_card_for_time_and_is_cut_for_memory() -> None:
    report = report_of("alexnet")
    assert not place(report, 2).changes
    cut = place(report, 2, goal="memory")
    assert cut.after.peak < 0.8 * cut.before.peak


def test_a_budget_that_one_card_breaks_is_kept_by_two() -> None:
    report = report_of("alexnet_two_gpu", "gpu0")
    found = place(report, 2, budget=2048 * MIB)
    assert found.before.peak > 2048 * MIB >= found.after.peak


def test_what_is_pinned_stays() -> None:
    report = report_of("alexnet_two_gpu")
    graph = report.document.graph.copy()
    graph.set_device(["fc8", "conv3a"], "gpu1")
    found = place(analyse(replace(report.document, graph=graph.freeze())), 2, pinned=frozenset({"fc8", "conv3a"}))
    assert (found.after.devices["fc8"], found.after.devices["conv3a"]) == ("gpu1", "gpu1")


@pytest.mark.parametrize(
    ("count", "more", "words"),
    [
        (1, {"pinned": frozenset({"conv1b", "fc6b", "fc8"})}, "^Conv1b and FC6b shall stay on gpu1, but .* only gpu0:"),
        (2, {"budget": 100 * MIB}, "^The weights of FC6a and FC6b alone do not fit into 100 MiB"),
        (2, {"budget": 800 * MIB}, "^No assignment to 2 devices .* of 800 MiB"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(count: int, more: dict[str, object], words: str) -> None:
    with pytest.raises(PlacingProblem, match=words):
        place(report_of("alexnet_two_gpu"), count, **more)


def random_task(seed: int, count: int, devices: int) -> Task:
    """Layers that read one or two before them."""
    draw = random.Random(seed)
    reads: list[tuple[Read, ...]] = [()]
    for number in range(1, count):
        sources = {max(0, number - draw.randint(1, 6)) for _ in range(draw.randint(1, 2))}
        reads.append(tuple(Read(source, 0, draw.randint(1, 10**6)) for source in sorted(sources)))
    costs = tuple(
        Cost(draw.random() * 1e-3, draw.random() * 2e-3, draw.randint(0, 10**6), draw.randint(0, 10**6))
        for _ in range(count)
    )
    names = tuple(f"n{number}" for number in range(count))
    start = (-1, *(draw.randrange(devices) for _ in range(count - 1)))
    goal = "time" if seed % 2 else "memory"
    return Task(names, costs, tuple(reads), start, frozenset({0}), devices, Way(6e9, 1e-5, 5e-6, 5e-6), goal, 0)


@pytest.mark.parametrize("seed", range(6))
def test_random_graphs_end_no_worse_than_they_begin(seed: int) -> None:
    task = random_task(seed, 24, 2 + seed % 3)
    found = search(task)
    scale = Scale(task)
    assert scale.weigh(found[0]) <= scale.weigh(task.start)
    assert seed or found == search(task)
    assert all(places[0] == -1 and set(places[1:]) <= set(range(task.devices)) for places in found)


def test_a_step_played_by_hand() -> None:
    """A fork: 1 s for each layer forward and backward, 10 bytes at 10 bytes/s for the way."""
    one = Cost(1.0, 1.0, 100, 10)
    reads = ((), (Read(0, 0, 10),), (Read(0, 0, 10),), (Read(1, 0, 10), Read(2, 0, 10)))
    task = Task(("a", "b", "c", "d"), (one,) * 4, reads, (0, 0, 0, 0), frozenset(), 2, Way(10.0), "time", 0)
    scale = Scale(task)
    assert scale.weigh((0, 0, 0, 0)) == (0, 8.0, 440.0, 0)
    # a 0-1, copy 1-2, b 1-2, c 2-3, copy 3-4, d 4-5; backward the same way: 5 seconds more
    assert scale.weigh((0, 0, 1, 0)) == (0, 10.0, 340.0, 20)


def test_500_layers_take_less_than_two_seconds() -> None:
    task = random_task(1, 500, 4)
    begin = time.process_time()
    search(task)
    assert time.process_time() - begin < 2
