"""Layers of unknown types keep everything they have, byte for byte, through opening, editing beside them and saving."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from alexstudio.analysis import analyse
from alexstudio.graph import Document, GraphError, LayerGraph
from alexstudio.graph.arrange import SLIM, card_height
from alexstudio.graph.fileformat import dumps, load, loads, save
from alexstudio.graph.revive import revive
from alexstudio.history import History

ODD: list[Any] = [
    {},
    {"a": [[1, [2, [3, []]]], {}], "b": None, "c": True, "d": "é\u0000\u202e'\"\\", "": 1.5},
    {"pair": [3, 3], "twin": [4, 5], "same": 3, "size": [7], "big": 10**40, "small": -1e-300, "zero": -0.0, "one": 1.0},
    {"kernel_size": "many", "nested": {"x": [{"y": {"z": [None, False, 0]}}]}},
]

DOCUMENT = """{
  "format": "alexstudio/1",
  "title": "Odd",
  RECIPE,
  "nodes": [
    {"id": "input", "type": "Input", "name": "Input", "device": "host", "params": {"channels": 3, "size": 32}},
    {"id": "odd", "type": "Fork9", "name": "Fork", "device": "gpu1", "params": PARAMS, "note": "n", "at": [1.25, -3]},
    {"id": "relu", "type": "ReLU", "name": "ReLU", "device": "gpu0"},
    {"id": "join", "type": "Join9", "name": "Join", "stage": "X", "device": "gpu0"},
    CONV
  ],
  "edges": [
    ["input", 0, "odd", 4],
    ["odd", 3, "relu", 0],
    ["odd", 0, "join", 0],
    ["relu", 0, "join", 2],
    ["odd", 7, "join", 5],
    ["odd", 0, "conv", 0]
  ]
}
"""


def text_of(params: Any) -> str:
    """A document as this program writes it, with nodes of two unknown types and wires of any number."""
    graph = LayerGraph()
    graph.add_type("Conv2d", id="conv", name="Conv")
    lines = dumps(Document("T", graph)).splitlines()
    recipe, conv = (next(line for line in lines if words in line) for words in ('"recipe"', '"id": "conv"'))
    text = DOCUMENT.replace("  RECIPE", recipe.rstrip(",")).replace("    CONV", conv)
    shown = json.dumps(params, ensure_ascii=False)
    return text.replace("PARAMS", shown) if params else text.replace('"params": PARAMS, ', "")


@pytest.mark.parametrize("params", ODD, ids=range(len(ODD)))
def test_an_edit_beside_them_changes_its_line_only(params: Any, tmp_path: Path) -> None:
    text = text_of(params)
    path = tmp_path / "odd.json"
    path.write_text(text, "utf-8")
    document = load(path)
    assert document.graph["odd"].kind is None and document.graph["join"].kind is None
    assert dumps(document) == text
    history = History(document)
    with history.editing("Stride") as draft:
        draft.graph.set_param("conv", "stride", 2)
    save(history.present.document, path)
    before, after = text.splitlines(), path.read_text("utf-8").splitlines()
    assert [line for line, other in zip(before, after, strict=True) if line != other] == [
        line for line in before if '"id": "conv"' in line
    ]
    history.undo()
    assert dumps(history.present.document) == text


def test_moving_naming_and_placing_them_keeps_the_rest(tmp_path: Path) -> None:
    text = text_of(ODD[1])
    graph = loads(text).graph.copy()
    graph.replace(replace(graph["odd"], name="Fork 2", position=(5.0, 6.0)))
    graph.set_device(["odd"], "gpu3")
    document = replace(loads(text), graph=graph)
    expected = text.replace('"name": "Fork", "device": "gpu1"', '"name": "Fork 2", "device": "gpu3"')
    assert dumps(document) == expected.replace('"at": [1.25, -3]', '"at": [5, 6]')


def test_they_cannot_be_edited_and_say_why() -> None:
    document = loads(text_of(ODD[1]))
    with pytest.raises(GraphError, match="Fork: the layer type Fork9 is not known here, so it cannot be edited"):
        document.graph.copy().set_param("odd", "a", 1)
    report = analyse(document)
    assert [trouble.message for trouble in report.problems if trouble.rule == "unknown-type"] == [
        f"{name}: the layer type {kind} is not known here. Enable its plugin, or remove it."
        for name, kind in (("Fork", "Fork9"), ("Join", "Join9"))
    ]
    assert not report.nodes["relu"].shapes and not report.nodes["conv"].shapes


def test_they_are_drawn_small() -> None:
    """Whatever height the layer really has, it does not cover its neighbours."""
    assert card_height(loads(text_of({})).graph["odd"]) == SLIM


@pytest.mark.parametrize("seed", range(30))
def test_any_parameters(seed: int) -> None:
    draw = random.Random(seed)

    def value(depth: int) -> Any:
        match draw.randrange(8 if depth else 6):
            case 0:
                return None
            case 1:
                return draw.choice((True, False))
            case 2:
                return draw.choice((0, -1, 2**63, 10**30))
            case 3:
                return draw.choice((0.1, -0.0, 1e300, 5e-324, 3.0))
            case 4 | 5:
                return "".join(chr(draw.choice((0, 9, 34, 92, 233, 0x202E, 0x1F642))) for _ in range(draw.randrange(5)))
            case 6:
                return [value(depth - 1) for _ in range(draw.randrange(4))]
            case _:
                return {str(number): value(depth - 1) for number in range(draw.randrange(4))}

    text = text_of({f"p{number}": value(4) for number in range(draw.randint(1, 6))})
    assert dumps(loads(text)) == text


def test_reviving_without_such_nodes_is_nothing() -> None:
    document = loads(text_of({}))
    assert revive(document, {"Other"}) is document
    assert revive(document, {"Fork9"}) == document  # still unknown
