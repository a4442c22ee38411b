"""Any bytes give a document or one sentence: no traceback, no hang, nothing that cannot be saved again."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from alexstudio.analysis import analyse
from alexstudio.graph.fileformat import SIZE_LIMIT, DocumentError, dumps, load, loads
from alexstudio.graph.presets import load_preset

WHOLE = dumps(load_preset("alexnet"))


def raw() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WHOLE)
    return found


def check(content: bytes | str) -> str:
    """The sentence of a refusal, or empty when it is a document that can be analysed and saved again."""
    began = time.process_time()
    try:
        document = loads(content)
    except DocumentError as error:
        sentence = str(error)
        assert 10 < len(sentence) <= 300 and sentence.isprintable(), sentence
        assert not any(word in sentence for word in ("Traceback", "Error", "pydantic", "dict", "<class"))
        return sentence
    finally:
        assert time.process_time() - began < 5
    analyse(document)
    assert loads(dumps(document)) == document
    return ""


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    document = raw()
    result = change(document)
    return json.dumps(document if result is None or not isinstance(result, dict) else result)


TEXTS = [
    (b"", "it is empty"),
    (b" \n ", "it is empty"),
    (b"\x00" * 100, "it is not JSON"),
    (b"\x89PNG\r\n\x1a\n", "it is not UTF-8 text"),
    (b"PK\x03\x04", "it is not JSON"),
    (WHOLE.encode("utf-16"), "it is not UTF-8 text"),
    (b"null", "not an alexstudio document"),
    (b"[]", "not an alexstudio document"),
    (b"3", "not an alexstudio document"),
    (b'{"nodes": []}', "not an alexstudio document"),
    (b'{"format": 1}', "not an alexstudio document"),
    (b'{"format": "alexstudio/2"}', "its format is 'alexstudio/2' and this program reads 'alexstudio/1'"),
    (b'{"format": "' + b"x" * 5000 + b'"}', "its format is"),
    (b'{"format": "alexstudio/1", "format": "alexstudio/1"}', "the key 'format' stands twice"),
    (b'{"format": "alexstudio/1", "nodes": [], "edges": [], "x": NaN}', "it holds NaN"),
    (b'{"format": "alexstudio/1", "nodes": [], "edges": [], "x": -Infinity}', "it holds -Infinity"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"a":' * 100_000, "nested too deeply"),
    (b'{"format": "alexstudio/1", "x": ' + b"9" * 5000 + b"}", "a number that is too long"),
    (b'{"format": "alexstudio/1", "title": "\\ud800", "nodes": [], "edges": []}', "it is not UTF-8 text"),
    (WHOLE[: len(WHOLE) // 2].encode(), "was cut off"),
]


@pytest.mark.parametrize(("content", "words"), TEXTS, ids=lambda value: str(value)[:24])
def test_texts_that_are_no_document(content: bytes, words: str) -> None:
    assert words in check(content)


CHANGES: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda d: d.update(surprise=1), "at surprise: extra inputs"),
    (lambda d: d.pop("nodes"), "at nodes: field required"),
    (lambda d: d.update(nodes={}), "at nodes:"),
    (lambda d: d.update(title=""), "at title:"),
    (lambda d: d.update(title="x" * 201), "at title:"),
    (lambda d: d.update(notes="x" * 100_001), "at notes:"),
    (lambda d: d.update(recipe=[]), "at recipe:"),
    (lambda d: d["recipe"].update(epochs=0), "at recipe/epochs:"),
    (lambda d: d["recipe"].update(epochs=True), "at recipe/epochs:"),
    (lambda d: d["recipe"].update(batch_size="32"), "at recipe/batch_size:"),
    (lambda d: d["recipe"].update(momentum=1), "at recipe/momentum:"),
    (lambda d: d["recipe"].update(data=""), "at recipe/data:"),
    (lambda d: d["recipe"].update(command="rm"), "at recipe/command:"),
    (lambda d: d["nodes"][3].update(name=5), "at nodes/3/name:"),
    (lambda d: d["nodes"][3].update(name="a\nb"), "A name must have 1 to 200 printable"),
    (lambda d: d["nodes"][3].update(stage="\x1b[31m"), "The name of a stage"),
    (lambda d: d["nodes"][3].update(type="a\nb"), "The name of a layer type"),
    (lambda d: d["nodes"][3].update(id="../etc"), "cannot be a node id"),
    (lambda d: d["nodes"][3].update(id="conv1"), "There already is a node 'conv1'"),
    (lambda d: d["nodes"][3].update(device="cuda:256"), "is not a device of a document"),
    (lambda d: d["nodes"][3].update(at=[1]), "at nodes/3/at"),
    (lambda d: d["nodes"][3].update(at=[1e9, 0]), "at nodes/3/at"),
    (lambda d: d["nodes"][3].update(params=[]), "at nodes/3/params:"),
    (lambda d: d["nodes"][1]["params"].update(stride=-1), "Conv1: stride must be at least 1, not -1"),
    (lambda d: d["nodes"][1]["params"].update(stride=10**300), "Conv1: stride must be at least 1, not 1000"),
    (lambda d: d["nodes"][1]["params"].update(stride=[1, 2, 3]), "Conv1: stride needs one number or two"),
    (lambda d: d["nodes"][1]["params"].update(stride={"a": 1}), "Conv1: stride must be a whole number"),
    (lambda d: d["nodes"][1]["params"].update(bias=None), "Conv1: bias must be on or off"),
    (lambda d: d["nodes"][1]["params"].update(secret=1), "Conv1: Conv2d has no parameter called 'secret'"),
    (lambda d: d["nodes"][1]["params"].update({"x" * 10_000: 1}), "has no parameter called"),
    (lambda d: d["edges"].append(["conv1", 0, "gone", 0]), "There is no node 'gone'"),
    (lambda d: d["edges"].append(["x" * 10_000, 0, "conv1", 0]), "There is no node"),
    (lambda d: d["edges"].append(["conv1", 0, "conv1", 0]), "Conv1 cannot feed itself"),
    (lambda d: d["edges"].append(["fc6", 0, "fc8", 0]), "already has a wire"),
    (lambda d: d["edges"].append(["fc6", 0, "fc8"]), "at edges/24"),
    (lambda d: d["edges"].append(["fc6", "0", "fc8", 0]), "at edges/24/1:"),
    (lambda d: d["edges"].append(["fc6", 1, "fc8", 1]), "FC6 has no output 2"),
    (lambda d: d["edges"].append(["fc6", 0, "fc8", 10**30]), "FC8 has no input"),
    (lambda d: d["edges"].append(["fc6", 0, "input", 0]), "Input takes no input"),
    (lambda d: d.update(edges=[["prob", 0, "conv1", 0], *d["edges"][1:]]), "The wires form a cycle: "),
    (lambda d: d.update(nodes=[{"id": f"n{i}", "type": "ReLU", "name": "x"} for i in range(100_000)]), "at nodes:"),
    (lambda d: d.update(edges=[["input", 0, "conv1", 0]] * 60_000), "at edges:"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES, ids=[words[:30] for _, words in CHANGES])
def test_documents_with_a_fault(change: Callable[[dict[str, Any]], object], words: str) -> None:
    assert words in check(changed(change))


def test_infinity_by_the_back_door_is_refused() -> None:
    """Parsed as infinity, it would be written as a word that no reader takes."""
    text = WHOLE.replace('"params": {"p": 0.5}', '"params": {"p": 1e999}', 1).replace('"Dropout"', '"Plugin"', 1)
    assert check(text)
    assert "Dropout6: p must be" in check(WHOLE.replace('{"p": 0.5}', '{"p": 7}', 1))


def test_the_largest_document_opens_in_a_moment() -> None:
    nodes = [{"id": f"n{i}", "type": "ReLU" if i else "Input", "name": "x"} for i in range(10_000)]
    edges = [[f"n{i}", 0, f"n{i + 1}", 0] for i in range(9_999)]
    assert check(json.dumps({"format": "alexstudio/1", "nodes": nodes, "edges": edges})) == ""
    hub = [{"id": "n0", "type": "Input", "name": "x"}, {"id": "n1", "type": "Concat", "name": "x"}]
    many = [["n0", 0, "n1", i] for i in range(50_000)]
    assert check(json.dumps({"format": "alexstudio/1", "nodes": hub, "edges": many})) == ""


def test_files_that_are_none(tmp_path: Path) -> None:
    big = tmp_path / "big.json"
    with big.open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    cases = [
        (tmp_path / "gone.json", "There is no file"),
        (tmp_path, "is a folder, not a file"),
        (big, "holds 16,777,217 bytes; at most 16,777,216 are read"),
        (f"{tmp_path}/a\0b", "cannot be read"),
        (tmp_path / ("x" * 300), "cannot be read"),
        (tmp_path / "gone" / "x.json", "There is no file"),
    ]
    if os.name == "posix":
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        cases += [(pipe, "is not a regular file"), (Path("/dev/zero"), "is not a regular file")]
    for path, words in cases:
        with pytest.raises(DocumentError, match=words):
            load(path)
    (tmp_path / "half.json").write_text(WHOLE[:1000])
    with pytest.raises(DocumentError, match=r"half\.json cannot be opened: it is not JSON"):
        load(tmp_path / "half.json")


@pytest.mark.parametrize("seed", range(6))
def test_flipped_and_cut_bytes(seed: int) -> None:
    draw = random.Random(seed)
    opened = 0
    for _ in range(60):
        content = bytearray(WHOLE.encode())
        for _ in range(draw.randint(1, 4)):
            match draw.randrange(4):
                case 0:
                    content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
                case 1:
                    del content[draw.randrange(len(content)) :][:1]
                case 2:
                    begin = draw.randrange(len(content))
                    content[begin:begin] = content[begin : begin + draw.randint(1, 50)]
                case 3 if draw.random() < 0.2:
                    del content[draw.randrange(len(content)) :]
            if not content:
                break
        opened += check(bytes(content)) == ""
    assert opened < 60


values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=8) | some.just("input"),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=some.data())
def test_any_value_anywhere(data: some.DataObject) -> None:
    """Replace, drop or add one value anywhere in the tree of a document."""
    document: Any = raw()
    place: Any = document
    for _ in range(data.draw(some.integers(0, 4))):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        inner = [key for key in keys if isinstance(place[key], (dict, list)) and place[key]]
        if not inner:
            break
        place = place[data.draw(some.sampled_from(inner))]
    value = data.draw(values)
    key = data.draw(some.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
    match data.draw(some.sampled_from(("replace", "drop", "add"))):
        case "replace":
            place[key] = value
        case "drop":
            del place[key]
        case "add" if isinstance(place, dict):
            place[data.draw(some.text(max_size=5))] = value
        case "add":
            place.insert(0, value)
    check(json.dumps(document))
