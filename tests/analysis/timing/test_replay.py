"""What was measured, laid out in time; and the prediction in pieces."""

from __future__ import annotations

import json
from collections.abc import Generator

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.analysis.timing import (
    Rates,
    Seconds,
    Setup,
    Taken,
    Timeline,
    card_rates,
    replay,
    simulate,
    simulation,
    trace_data,
    trace_text,
)
from alexstudio.graph import Document
from alexstudio.graph.presets import load_preset


def run(course: Generator[None, None, Timeline]) -> tuple[Timeline, int]:
    """The result, and how many pieces it came in."""
    pieces = 1
    while True:
        try:
            next(course)
        except StopIteration as end:
            return end.value, pieces
        pieces += 1


@pytest.fixture(scope="module")
def two_gpu() -> tuple[Report, Setup, Timeline]:
    report = analyse(load_preset("alexnet_two_gpu"))
    setup = Setup.of_cards(report, card_rates("GTX 580"))
    return report, setup, simulate(report, setup, 128)


def test_in_pieces_it_is_the_same(two_gpu: tuple[Report, Setup, Timeline]) -> None:
    report, setup, whole = two_gpu
    assert run(simulation(report, setup, 128))[0] == whole
    deep = analyse(load_preset("resnet152"))
    setup = Setup.of_cards(deep, card_rates("GTX 580"))
    found, pieces = run(simulation(deep, setup, 16))
    assert found == simulate(deep, setup, 16) and pieces > 8


def test_what_took_as_long_as_predicted_looks_like_the_prediction(two_gpu: tuple[Report, Setup, Timeline]) -> None:
    report, setup, predicted = two_gpu
    again, _ = run(replay(report, setup, predicted, Taken(predicted.layers, predicted.phases)))
    assert again == predicted


def test_bars_are_as_long_as_was_measured(small: Document, round_rates: Rates) -> None:
    report = analyse(small)
    setup = Setup.of_machine(report, {"cpu": round_rates})
    predicted = simulate(report, setup, 2)
    layers = {node: Seconds(2 * one.forward, 3 * one.backward) for node, one in predicted.layers.items()}
    gone = layers.popitem()[0]
    found, _ = run(replay(report, setup, predicted, Taken(layers, {"loss": 7.0, "update": 4.0})))
    assert dict(found.layers)[gone] == Seconds(0, 0)
    for node, seconds in layers.items():
        assert found.layers[node] == pytest.approx(seconds), node
    assert (found.phases["loss"], found.phases["update"]) == pytest.approx((7.0, 4.0))
    assert found.phases["input"] == predicted.phases["input"], "of this nothing was measured"
    assert found.step_seconds == pytest.approx(sum(found.phases.values()))


def test_a_trace_of_both(two_gpu: tuple[Report, Setup, Timeline]) -> None:
    report, _, timeline = two_gpu
    alone = trace_data(report, timeline)["traceEvents"]
    both = json.loads(trace_text(report, timeline, timeline))["traceEvents"]
    assert both[: len(alone)] == alone and len(both) == 2 * len(alone)
    assert {event["pid"] for event in both} == {0, 1}
    names = [event["args"]["name"] for event in both if event["name"] == "process_name"]
    assert [name.rpartition(", ")[2] for name in names] == ["predicted", "measured"]
