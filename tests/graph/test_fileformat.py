from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from alexstudio.files import FileProblem
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.fileformat import DocumentError, dumps, load, loads, save
from alexstudio.graph.presets import load_preset, presets
from alexstudio.graph.recipes_named import NAMED


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_presets_are_written_as_they_are_read(preset) -> None:  # type: ignore[no-untyped-def]
    text = preset.path.read_text("utf-8")
    document = load(preset.path)
    again = loads(dumps(document))
    assert again == document and dumps(again) == dumps(document)
    assert dumps(document) == text


def test_there_are_presets() -> None:
    assert [preset.name for preset in presets()][:3] == ["alexnet", "alexnet_two_gpu", "alexnet_cfg145"]
    with pytest.raises(
        DocumentError, match=r"There is no preset called 'vgg'. There are vgg11, vgg16, vgg19 and others"
    ):
        load_preset("vgg")
    with pytest.raises(DocumentError, match=r"called 'alexnett'. There are alexnet"):
        load_preset("alexnett")
    with pytest.raises(
        DocumentError, match=r"called ''. There are alexnet, alexnet_two_gpu and others; alexstudio pres"
    ):
        load_preset("")


def random_document(draw: random.Random) -> Document:
    letters = "aZ9 éß中🙂'\"\\/<>&;%"
    graph = LayerGraph()
    for number in range(draw.randint(0, 12)):
        kind = draw.choice(("Input", "Conv2d", "MaxPool2d", "Dropout", "Concat", "Plugin"))
        params: dict[str, object] = {}
        if kind == "Conv2d":
            params = {"kernel_size": (draw.randint(1, 5), draw.randint(1, 5)), "bias": draw.random() < 0.5}
        if kind == "Dropout":
            params = {"p": draw.random()}
        if kind == "Plugin":
            params = {"odd": [1, [2, {"x": None}]], "é": "\u0000\u001f", "f": draw.uniform(-1e9, 1e9), "i": 10**40}
        position = None if draw.random() < 0.3 else (round(draw.uniform(-999, 999), 2), float(draw.randint(-9, 9)))
        name = "x" + "".join(draw.choice(letters) for _ in range(9))
        node = Node(f"n{number}", kind, name, params, draw.choice(("gpu0", "gpu7", "host")),
                    draw.choice(("", "Conv1", "中")), draw.choice(("", "note\nof two lines")), position)  # fmt: skip
        graph.add(node)
        for _ in range(2):
            slots = len(graph.inputs(node.id))
            edge = Edge(f"n{draw.randrange(number + 1)}", 0, node.id, slots)
            if graph.why_not(edge) is None:
                graph.connect(edge)
    return Document("T" + "".join(draw.choice(letters) for _ in range(5)), graph, draw.choice(NAMED), "n\n", "s")


@pytest.mark.parametrize("seed", range(40))
def test_round_trip(seed: int) -> None:
    document = random_document(random.Random(seed))
    text = dumps(document)
    again = loads(text.encode())
    assert again == document
    assert dumps(again) == text
    assert json.loads(text)["format"] == "alexstudio/1"


def test_unknown_layer_types_are_kept_byte_for_byte() -> None:
    """A document of a newer version, or of a plugin that is not there, survives being opened and saved here."""
    document = load_preset("alexnet")
    text = dumps(document).replace('"type": "ReLU"', '"type": "Swish9"').replace(
        '"params": {"size": 5, "alpha": 0.0001, "beta": 0.75, "k": 2.0}',
        '"params": {"size": [5, 5], "beta": {"deep": [1, null, true, 0.1]}, "ß": "\\u0000"}',
    ).replace("LocalResponseNorm", "Norm9")  # fmt: skip
    opened = loads(text)
    assert opened.graph["relu1"].kind is None and opened.graph["norm1"].kind is None
    assert dumps(opened) == text


def test_one_edit_is_one_line_of_difference() -> None:
    before = load_preset("alexnet")
    graph = before.graph.copy()
    graph.set_param("conv3", "kernel_size", 5)
    one, other = dumps(before).splitlines(), dumps(Document(**{**vars(before), "graph": graph})).splitlines()
    assert len(one) == len(other)
    assert sum(a != b for a, b in zip(one, other, strict=True)) == 1


def test_saving_and_opening(tmp_path: Path) -> None:
    path = tmp_path / "mein Netz 🙂.json"
    document = load_preset("alexnet_two_gpu")
    save(document, path)
    assert load(path) == document and load(str(path)) == document
    assert [child.name for child in tmp_path.iterdir()] == [path.name]
    with pytest.raises(FileProblem, match="could not be written"):
        save(document, tmp_path / "none" / "x.json")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert loads(b"\xef\xbb\xbf" + dumps(Document()).encode()) == Document()


def test_opened_documents_are_frozen() -> None:
    with pytest.raises(Exception, match=r"(?i)frozen"):
        load_preset("alexnet").graph.remove(["conv1"])
