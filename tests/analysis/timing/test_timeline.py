"""A step in time, against what one gets by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.analysis.timing import (
    Link,
    Physical,
    Rates,
    RatesProblem,
    Setup,
    Span,
    Timeline,
    card_rates,
    simulate,
    trace_data,
    trace_text,
)
from alexstudio.analysis.timing.explain import explain
from alexstudio.graph import Document
from alexstudio.graph.presets import load_preset


@pytest.fixture
def two_gpu() -> Report:
    return analyse(load_preset("alexnet_two_gpu"))


def check(timeline: Timeline) -> None:
    """Nothing overlaps on a device or a link, and every bar is inside the step."""
    for lane in (*timeline.devices, *timeline.links):
        spans = sorted((span for span in timeline.spans if span.device == lane), key=lambda span: span.begin)
        assert all(before.end <= after.begin + 1e-12 for before, after in pairwise(spans)), lane
    assert all(0 <= span.begin <= span.end <= timeline.step_seconds for span in timeline.spans)


def find(timeline: Timeline, node: str, phase: str) -> Span:
    (found,) = [span for span in timeline.spans if (span.node, span.phase) == (node, phase)]
    return found


def test_on_one_processor_everything_follows_each_other(small: Document, round_rates: Rates) -> None:
    report = analyse(small)
    timeline = simulate(report, Setup.of_machine(report, {"cpu": round_rates}), 1)
    check(timeline)
    assert timeline.step_seconds == pytest.approx(sum(span.seconds for span in timeline.spans))
    assert timeline.transfer_bytes == 0 and timeline.links == ()  # gpu1 is the same processor
    conv = find(timeline, "conv", "forward")
    values = 4 * (3 * 8 * 8 + 4 * 6 * 6 + 4 * 27)
    assert conv.seconds == pytest.approx(max(4 * 6 * 6 * 27, values) / 1e9)
    update = [span for span in timeline.spans if span.phase == "update"]
    assert [span.device for span in update] == ["gpu0", "gpu1"]
    # weight and gradient are read and the weight is written; the momentum is read and written
    assert update[1].seconds == pytest.approx(5 * 4 * (144 * 10 + 10) / 1e9)
    assert timeline.layers["fc"].total == pytest.approx(
        find(timeline, "fc", "forward").seconds + find(timeline, "fc", "backward").seconds
    )


def test_two_cards_wait_for_what_crosses(small: Document, round_rates: Rates) -> None:
    report = analyse(small)
    timeline = simulate(report, Setup.of_cards(report, round_rates, round_rates), 2)
    check(timeline)
    there, back = find(timeline, "flat", "transfer"), find(timeline, "flat", "gradient transfer")
    assert (there.device, back.device) == ("gpu0 → gpu1", "gpu1 → gpu0")
    assert there.bytes == back.bytes == 2 * 144 * 4 and there.seconds == pytest.approx(0.5 + 1152e-6)
    assert find(timeline, "fc", "forward").begin == pytest.approx(there.end)
    assert find(timeline, "flat", "backward").begin == pytest.approx(back.end)
    assert timeline.transfer_bytes == 2 * 1152
    feed = [span for span in timeline.spans if span.phase == "input"]
    assert [span.device for span in feed] == ["host", "host → gpu0"]


def test_alexnet_crosses_as_in_2012(two_gpu: Report) -> None:
    setup = Setup.of_cards(two_gpu, card_rates("GTX 580"))
    timeline = simulate(two_gpu, setup, 128)
    check(timeline)
    assert timeline.transfer_bytes == 2 * 128 * 234_496 == 60_030_976
    crossing = {span.node for span in timeline.spans if span.phase == "transfer"}
    assert crossing == {"pool2a", "pool2b", "pool5a", "pool5b", "drop6a", "drop6b", "drop7b"}
    for phase in ("transfer", "gradient transfer"):
        assert sum(span.bytes for span in timeline.spans if span.phase == phase) == 128 * 234_496
    one = simulate(two_gpu, replace(setup, devices=dict.fromkeys(setup.devices, setup.of("gpu0"))), 128)
    assert one.transfer_bytes == 0 and one.step_seconds > 1.8 * timeline.step_seconds


def test_two_gtx_580_against_the_paper(two_gpu: Report) -> None:
    setup = Setup.of_cards(two_gpu, card_rates("GTX 580"))
    timeline = simulate(two_gpu, setup, 128)
    # known: 208 to 250 images/s. The error is told, not hidden: this is 9 to 31 % too fast
    assert 208 < timeline.images_per_second < 280
    assert 4.5 < timeline.hours() / 24 < 6
    text = " ".join(explain(two_gpu, setup, timeline))
    assert "60.03 MB" in text and "208 to 250 images/s" in text and "29% to 34% of the two cards' peak" in text
    assert "more than that" in text
    slow = replace(timeline, spans=(*timeline.spans, Span("gpu0", "", "update", 0.6, 0.1)))
    assert "less than that" in " ".join(explain(two_gpu, setup, slow))
    for other in (Setup.of_cards(two_gpu, card_rates("T4")), Setup.of_machine(two_gpu, {"cpu": card_rates("T4")})):
        assert "208 to 250" not in " ".join(explain(two_gpu, other, simulate(two_gpu, other, 128)))


@pytest.mark.parametrize(("card", "known"), [("Tesla K20", 327), ("GTX Titan X", 1580)])
def test_published_speeds_of_one_card(card: str, known: float) -> None:
    """ "One weird trick", Table 1, and convnet-benchmarks (without the pictures' way to the card)."""
    report = analyse(load_preset("alexnet_owt"))
    timeline = simulate(report, Setup.of_cards(report, card_rates(card)), 128)
    alone = timeline.step_seconds - timeline.phases["input"]
    assert 128 / alone == pytest.approx(known, rel=0.25)


def test_a_gpu_can_be_slower_than_the_program_only_by_its_own_work(small: Document, round_rates: Rates) -> None:
    """Where the program does not wait, many small layers cost the overhead each, and large ones hide it."""
    report = analyse(small)
    lazy = round_rates.model_copy(update={"is_synchronous": False, "overhead": 1.0, "backward_overhead": 2.0})
    setup = Setup({"gpu0": Physical("a", lazy), "gpu1": Physical("a", lazy), "host": Physical("a", lazy)})
    timeline = simulate(report, setup, 1)
    check(timeline)
    begins = [span.begin for span in timeline.spans if span.phase == "forward"]
    assert begins == pytest.approx([2.0, 3.0, 4.0, 5.0, 6.0])  # the pictures come first
    begins = [span.begin for span in timeline.spans if span.phase == "backward"]
    assert [after - before for before, after in pairwise(begins)] == pytest.approx([2.0] * 4)
    hidden = simulate(report, setup, 65536).layers["conv"].forward
    assert hidden == pytest.approx(65536 * timeline.layers["conv"].forward, rel=0.01)


def test_mixed_machines(small: Document, round_rates: Rates) -> None:
    report = analyse(small)
    card = card_rates("T4")
    setup = Setup.of_machine(report, {"cuda:0": card, "cpu": round_rates}, {"gpu1": "cpu"})
    assert setup.is_shared("gpu1", "host") and not setup.is_shared("gpu0", "gpu1")
    assert setup.link("gpu0", "gpu1") == card.host and setup.link("host", "gpu0") == card.host
    check(simulate(report, setup, 4))
    both = Setup.of_machine(report, {"cuda:0": card, "cpu": round_rates})
    assert both.is_shared("gpu0", "gpu1")  # there is only one
    fast = Rates.model_validate({**card.model_dump(), "peer": Link(bandwidth=1e12, latency=0)})
    pair = Setup({"gpu0": Physical("x", fast), "gpu1": Physical("y", card), "host": Physical("cpu", round_rates)})
    assert pair.link("gpu0", "gpu1") == card.peer  # the slower end counts
    with pytest.raises(RatesProblem, match="cuda:3 for gpu1 has no measured rates"):
        Setup.of_machine(report, {"cpu": round_rates}, {"gpu1": "cuda:3"})
    with pytest.raises(RatesProblem, match="no rate for tf32"):
        simulate(report, setup, 4, "tf32")


def test_half_precision_moves_half(two_gpu: Report) -> None:
    setup = Setup.of_cards(two_gpu, card_rates("A100 40 GB"))
    half = simulate(two_gpu, setup, 128, "bfloat16")
    # response normalisation gives float32, so what it feeds crosses in full: 2 x 86,528 bytes a picture
    whole, other = 2 * 86_528, 234_496 - 2 * 86_528
    assert half.transfer_bytes == 2 * 128 * (whole + other // 2)


def test_chrome_trace(small: Document, round_rates: Rates) -> None:
    report = analyse(small)
    timeline = simulate(report, Setup.of_cards(report, round_rates, round_rates), 2)
    data = json.loads(trace_text(report, timeline))
    assert data == json.loads(json.dumps(trace_data(report, timeline)))
    bars = [event for event in data["traceEvents"] if event["ph"] == "X"]
    assert len(bars) == len(timeline.spans)
    assert bars[-1]["name"] == "Optimizer" and bars[-1]["cat"] == "update"
    assert max(bar["ts"] + bar["dur"] for bar in bars) == pytest.approx(timeline.step_seconds * 1e6)
    threads = {event["tid"]: event["args"]["name"] for event in data["traceEvents"] if event["name"] == "thread_name"}
    assert {bar["tid"] for bar in bars} == set(threads)
    assert list(threads.values())[:2] == ["gpu0 (Round, gpu0)", "gpu1 (Round, gpu1)"]


@pytest.mark.parametrize("name", ["googlenet", "inception_v3", "cifar10_11pct", "lenet5"])
def test_other_networks_have_a_timeline(name: str) -> None:
    report = analyse(load_preset(name))
    timeline = simulate(report, Setup.of_cards(report, card_rates("T4")), 8, "float16")
    assert timeline.images_per_second > 10
    check(timeline)
