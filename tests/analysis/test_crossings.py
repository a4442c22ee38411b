"""What crosses between two GPUs, with the facts of 2012, and what each of them holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.crossings import crossings, traffic
from alexstudio.analysis.memory import CARDS, predict
from alexstudio.analysis.memory.budgets import loads, machine_cards, own_cards
from alexstudio.graph.presets import load_preset


def test_alexnet_crosses_only_where_the_paper_says() -> None:
    report = analyse(load_preset("alexnet_two_gpu"))
    found = crossings(report, 128)
    assert [(one.source, one.origin, one.readers) for one in found] == [
        ("pool2a", "gpu0", ("concat3b",)),
        ("pool2b", "gpu1", ("concat3a",)),
        ("pool5a", "gpu0", ("concat6b",)),
        ("pool5b", "gpu1", ("concat6a",)),
        ("drop6a", "gpu0", ("concat7b",)),
        ("drop6b", "gpu1", ("concat7a",)),
        ("drop7b", "gpu1", ("concat8",)),
    ]
    assert traffic(found) == (234_496, 60_030_976, ("Conv3", "FC6", "FC7", "FC8"))
    assert [report.devices[device].params for device in ("gpu0", "gpu1")] == [32_531_112, 28_434_112]
    assert found[0].shape == (128, 13, 13) and found[0].step_bytes == 2 * 128 * 86_528


def test_conv4_crosses_only_when_it_is_put_elsewhere() -> None:
    document = load_preset("alexnet_two_gpu")
    graph = document.graph.copy()
    graph.set_device(["conv4b"], "gpu0")
    found = crossings(analyse(replace(document, graph=graph.freeze())), 1)
    assert "Conv4" in traffic(found).places


def test_a_tensor_with_several_readers_moves_once() -> None:
    document = load_preset("alexnet_two_gpu")
    graph = document.graph.copy()
    graph.set_device(["concat3a", "conv1a", "conv1b"], "gpu2")
    found = crossings(analyse(replace(document, graph=graph.freeze())), 1)
    moves = [(one.source, one.destination) for one in found]
    assert len(moves) == len(set(moves))


@pytest.mark.parametrize(("batch", "fits"), [(32, True), (512, False)])
def test_what_two_gtx_580_hold(batch: int, fits: bool) -> None:
    document = load_preset("alexnet_two_gpu")
    report = analyse(document)
    memory = predict(document, report, batch=batch)
    found = loads(report, memory, own_cards(("gpu0", "gpu1"), CARDS[0]))
    assert [load.device for load in found] == ["gpu0", "gpu1"]
    assert all((load.over == 0) == fits and not load.sharers for load in found)
    assert found[0].together == memory.devices["gpu0"].peak == sum(found[0].memory.parts.values())


def test_devices_that_share_a_card_share_its_memory() -> None:
    document = load_preset("alexnet_two_gpu")
    report = analyse(document)
    memory = predict(document, report)
    devices = ("gpu0", "gpu1")
    there, sizes = ("cuda:0", "cpu"), {"cuda:0": 2**30}
    found = loads(report, memory, machine_cards(devices, {}, there, sizes))
    together = sum(memory.devices[device].peak for device in devices)
    assert [(load.sharers, load.over) for load in found] == [
        (("gpu1",), together - 2**30),
        (("gpu0",), together - 2**30),
    ]
    apart = loads(report, memory, machine_cards(devices, {"gpu1": "cpu"}, there, sizes))
    assert [load.card.name for load in apart] == ["cuda:0", "cpu"] and not apart[0].sharers
    assert apart[1].memory.parts["CUDA estimate"] == 0
    unknown = machine_cards(devices, {}, (), {})
    assert [card.name for card in unknown.values()] == ["GTX 580", "GTX 580"]
    assert not loads(report, memory, unknown)[0].sharers
