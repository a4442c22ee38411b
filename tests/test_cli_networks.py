"""import and weights for networks and weights of torch: what is asked of the engine, and what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from alexstudio.cli import main, networks
from alexstudio.graph import Document, Edge, LayerGraph
from alexstudio.graph.fileformat import dumps, load, save
from alexstudio.runs.messages import Imported, ImportModel, ImportWeights


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    graph = LayerGraph()
    graph.add_type("Input", id="x", params={"size": 8}, device="host")
    graph.add_type("Flatten", id="flat")
    graph.add_type("Linear", id="fc", params={"out_features": 4}, name="FC")
    graph.connect(Edge("x", 0, "flat", 0))
    graph.connect(Edge("flat", 0, "fc", 0))
    path = tmp_path / "tiny.json"
    save(Document("Tiny", graph.freeze()), path)
    return path


def test_weights_with_the_real_engine(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = {"module.head.weight": np.ones((4, 192), np.float32), "module.head.bias": np.zeros(4, np.float32),
             "more": np.ones(3, np.float32)}  # fmt: skip
    save_file(given, tmp_path / "w.safetensors")
    out = tmp_path / "started.json"
    assert main(["weights", str(tiny), str(tmp_path / "w.safetensors"), "--out", str(out)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "2 of the network's 2 tensors were found: 0 by name, 2 by order and shape."
    assert shown[1] == "In the file, but without a layer of this shape: more."
    kept = tmp_path / "started.weights.safetensors"
    assert shown[-1] == f"It starts from the weights in {kept}." and kept.is_file()
    recipe = load(out).recipe
    assert recipe.weights == str(kept) and len(recipe.weights_sha256) == 64


def test_what_import_asks(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                          capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    asked: list[ImportModel | ImportWeights] = []
    answer = Imported(document=dumps(load(tiny)), remarks=("Read 2 layers\x1b.",), weights="/w")
    monkeypatch.setattr(networks, "ask", lambda command, *_, **__: (asked.append(command), answer)[1])
    out = tmp_path / "o.json"
    assert main(["import", "torchvision:alexnet", "--title", "T", "--out", str(out)]) == 0
    assert main(["import", "net.py:Net", "--i-trust-this-code", "--size", "32", "--out", str(out)]) == 0
    assert main(["import", "net.onnx", "--out", str(out)]) == 0
    first, second, third = asked
    assert isinstance(first, ImportModel) and (first.what, first.title) == ("torchvision:alexnet", "T")
    assert first.weights_out == str(tmp_path / "o.weights.safetensors") and not first.trust
    assert isinstance(second, ImportModel) and second.trust and second.size == 32
    assert second.what == f"{Path.cwd() / 'net.py'}:Net"
    assert isinstance(third, ImportModel) and third.what == str(Path.cwd() / "net.onnx")
    shown = capsys.readouterr().out
    assert "Tiny: 3 layers, 772 parameters" in shown and "\x1b" not in shown
    assert json.loads(out.read_text())["title"] == "Tiny"


def test_refusals(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, why in (
        (["import", "a.pt", "--solver", "s", "--out", "o.json"], "belong to files of Caffe"),
        (["import", "a.pt", "--out", str(tmp_path)], "is a folder"),
        (["weights", str(tiny)], "required: FILE, --out"),
        (["weights", "nowhere", "w.pt", "--out", "o.json"], "There is no file nowhere"),
    ):
        assert main(arguments) == 2
        assert why in capsys.readouterr().err
