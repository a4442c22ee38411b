"""The prediction as lines and as data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.memory import cards, course, memory_data, memory_lines, shelf
from alexstudio.graph import Document
from alexstudio.graph.presets import load_preset


def lines_of(document: Document, batch: int | None = None) -> list[str]:
    return memory_lines(document, analyse(document), batch)


def test_lines_tell_the_story_of_2012() -> None:
    text = "\n".join(lines_of(load_preset("alexnet_cfg145")))
    assert "batch 128, float32" in text
    assert re.search(r"^2012 +gpu0 +1,649 MiB ", text, re.MULTILINE)
    assert re.search(r"^2012 +gpu1 +1,614 MiB ", text, re.MULTILINE)
    assert re.search(r"^2 x GTX 580 +3,072 MiB +fits +\d+ +fits +282$", text, re.MULTILINE)
    assert re.search(r"gpu0, backward pass of \S", text)


def test_long_names_are_cut() -> None:
    document = load_preset("alexnet")
    graph = document.graph.copy()
    graph.replace(replace(graph["fc6"], name="x" * 200))
    lines = lines_of(replace(document, graph=graph.freeze()), 8)
    assert any("xxx…" in line for line in lines) and max(map(len, lines)) < 160


def test_data_is_json_and_agrees_with_itself() -> None:
    document = load_preset("alexnet_two_gpu")
    data = json.loads(json.dumps(memory_data(document, analyse(document), 64)))
    assert (data["batch"], data["precision"]) == (64, "float32")
    for accounting in ("modern", "2012"):
        devices = data[accounting]["devices"]
        assert list(devices) == ["gpu0", "gpu1"]
        for device in devices.values():
            assert sum(device["parts"].values()) == device["peak"]
        needed = max(device["peak"] for device in devices.values())
        for card in data[accounting]["cards"]:
            if card["card"] != cards.THIS_MACHINE:
                assert card["needed"] == needed and card["count"] == 2
            assert card["fits"] == (card["needed"] <= card["memory"]) == (card["largest_batch"] >= 64)


def test_without_a_prediction_both_say_why() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    document = Document("x", graph.freeze())
    (line,) = lines_of(document)
    assert line.startswith("No prediction yet: Conv2")
    assert memory_data(document, analyse(document)) == {"batch": 32, "why_not": line}


def test_this_machine_is_the_last_on_the_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    document = load_preset("alexnet")
    report = analyse(document)
    found, machine = course(document, report), course(document, report, place="cpu")
    monkeypatch.setattr(cards, "os", SimpleNamespace(sysconf={"SC_PHYS_PAGES": 2**18, "SC_PAGE_SIZE": 4096}.get))
    *_, last = shelf(found, 8, machine)
    assert (last.card.name, last.card.memory, last.cards) == (cards.THIS_MACHINE, 2**30, 1)
    assert last.needed == machine.peak(8) and last.fits
    assert [fit.card for fit in shelf(found, 8)] == list(cards.CARDS)
    monkeypatch.setattr(cards, "os", SimpleNamespace())  # Windows has no sysconf
    assert [fit.card for fit in shelf(found, 8, machine)] == list(cards.CARDS)


def test_the_shelf_is_sound() -> None:
    names = [card.name for card in cards.CARDS]
    assert len(set(names)) == len(names) and cards.CARDS[0].name == "GTX 580"
    assert cards.CARDS[0].memory == 3072 * 2**20
    document = load_preset("alexnet")
    fits = shelf(course(document, analyse(document)), 32)
    by_memory = sorted(fits, key=lambda fit: fit.card.memory)
    assert [fit.largest for fit in by_memory] == sorted(fit.largest for fit in fits)
