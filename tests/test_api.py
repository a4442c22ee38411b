"""What ``import alexstudio`` gives to programs and notebooks."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

import alexstudio
from alexstudio import api
from alexstudio.graph.fileformat import DocumentError
from alexstudio.graph.presets import presets


def test_the_examples_hold() -> None:
    found = doctest.testmod(api, extraglobs={"alexstudio": alexstudio})
    assert found.attempted >= 9 and not found.failed


def test_every_function_is_there_under_its_name() -> None:
    for name in alexstudio._FUNCTIONS:
        assert getattr(alexstudio, name) is getattr(api, name) and name in dir(alexstudio) and name in api.__all__
    with pytest.raises(AttributeError, match="nothing"):
        alexstudio.nothing  # noqa: B018


def test_neither_torch_nor_qt_is_loaded_to_read_and_draw() -> None:
    code = "import sys, alexstudio as a; d = a.load('lenet5'); a.draw(d).svg; a.from_networkx(a.to_networkx(d)); "
    code += "assert not {'torch', 'PySide6'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("name", [preset.name for preset in presets()])
def test_a_preset_comes_back_from_networkx(name: str) -> None:
    document = alexstudio.load(name)
    assert alexstudio.from_networkx(alexstudio.to_networkx(document)) == document


def test_save_and_load(tmp_path: Path) -> None:
    document = alexstudio.load("lenet5")
    alexstudio.save(document, tmp_path / "net.json")
    assert alexstudio.load(tmp_path / "net.json") == alexstudio.load(str(tmp_path / "net.json")) == document


def test_a_graph_of_ones_own_needs_types_only() -> None:
    graph = nx.DiGraph(title="Mine")
    graph.add_node("in", type="Input", params={"size": 8})
    graph.add_node(1, type="Conv2d", params={"out_channels": 4, "kernel_size": 3})
    graph.add_node(2, type="Conv2d", params={"out_channels": 4, "kernel_size": 3}, name="other")
    graph.add_node("sum", type="Add")
    nx.add_path(graph, ["in", 1, "sum"])
    nx.add_path(graph, ["in", 2, "sum"])
    document = alexstudio.from_networkx(graph, title="Yours")
    assert document.title == "Yours" and [node.name for node in document.graph.nodes] == ["in", "1", "other", "sum"]
    report = alexstudio.analyze(document)
    assert report.nodes["sum"].shapes == ((4, 6, 6),) and report.total.params == 2 * (4 * 3 * 9 + 4)


def test_a_picture_for_a_notebook() -> None:
    shown = alexstudio.draw(alexstudio.load("alexnet"))._repr_svg_()
    assert shown.startswith("<svg") and "37,752,832" in shown


@pytest.mark.parametrize(
    ("graph", "why"),
    [
        (nx.Graph(), "no directions"),
        (nx.DiGraph([("a", "b")]), "has no type"),
        (nx.DiGraph(), ""),
    ],
)
def test_what_is_no_network_is_refused_in_a_sentence(graph: nx.Graph, why: str) -> None:
    if not why:
        graph.add_node("x", type="Conv2d", params={"out_channels": {1, 2}})
        why = "a value that no document can"
    with pytest.raises(DocumentError, match=why):
        alexstudio.from_networkx(graph)


def test_twins_and_cycles_are_refused() -> None:
    graph = nx.DiGraph()
    graph.add_node(1, type="ReLU")
    graph.add_node("1", type="ReLU")
    with pytest.raises(DocumentError, match="read the same"):
        alexstudio.from_networkx(graph)
    graph = nx.DiGraph([("a", "b"), ("b", "a")])
    nx.set_node_attributes(graph, "ReLU", "type")
    with pytest.raises(DocumentError, match=r"cycle|circle|back"):
        alexstudio.from_networkx(graph)
