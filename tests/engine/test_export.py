from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from alexstudio.engine.checkpoint import CheckpointError
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.exporting import ExportProblem, check_path, export
from alexstudio.engine.exporting import state as state_form
from alexstudio.engine.loop import train
from alexstudio.files import FileProblem
from alexstudio.graph.fileformat import DocumentError, dumps, loads
from alexstudio.graph.presets import load_preset
from alexstudio.runs.folder import RunFolder, RunProblem
from alexstudio.runs.messages import Export, Exported, Note

Make = Callable[..., Any]

# What a user writes, in a process that cannot import this program
LOAD_STATE = """
import importlib.util, sys
sys.path.insert(0, {folder!r})
assert importlib.util.find_spec("alexstudio") is None
import torch
kept = torch.load({path!r})
from {source} import Model
model = Model()
model.load_state_dict(kept["state_dict"])
model.eval()
torch.save(model(torch.load({picture!r})).detach(), {result!r})
"""
LOAD_MODULE = """
import importlib.util
assert importlib.util.find_spec("alexstudio") is None
import torch
model = torch.load({path!r}, weights_only=False)
assert not model.training
torch.save(model(torch.load({picture!r})).detach(), {result!r})
"""


@pytest.fixture
def run(tiny: Make, make_run: Make) -> RunFolder:
    made: RunFolder = make_run(tiny(epochs=1))
    assert train(made, lambda event: None, lambda: False)
    return made


def ask(**fields: Any) -> tuple[Exported, list[str]]:
    events: list[Any] = []
    export(Export(**fields), events.append)
    assert isinstance(events[-1], Exported)
    return events[-1], [event.text for event in events if isinstance(event, Note)]


def outside(script: str, python: str, tmp_path: Path, picture: torch.Tensor, **names: str) -> torch.Tensor:
    """Run a user's script where this program does not exist, and return what the model gave."""
    torch.save(picture, tmp_path / "picture.pt")
    result = tmp_path / "result.pt"
    code = script.format(picture=str(tmp_path / "picture.pt"), result=str(result), **names)
    hide = "import sys\nsys.modules['alexstudio'] = None\n"
    code = code.replace('importlib.util.find_spec("alexstudio")', 'sys.modules["alexstudio"]').replace(
        "import importlib.util", hide + "import sys"
    )
    done = subprocess.run([python, "-I", "-W", "error", "-c", code], capture_output=True, timeout=120, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    return torch.load(result)


@torch.no_grad()
@pytest.mark.parametrize("weights", ["best", "last"])
def test_a_trained_model_opens_without_this_program(weights: str, run: RunFolder, python: str, tmp_path: Path) -> None:
    out = tmp_path / "out" / "shapes.pt"
    out.parent.mkdir()
    exported, notes = ask(out=str(out), run=str(run.path), weights=weights)
    assert (exported.path, exported.source) == (str(out), str(out.parent / "model.py"))
    assert exported.bytes == out.stat().st_size
    assert notes == []
    kept = torch.load(out)
    assert kept["format"] == "alexstudio-model/1"
    assert len(kept["classes"]) == 32 and kept["input_size"] == [32, 32]
    assert set(kept["normalisation"]) == {"scale", "mean", "std"}
    assert kept["trained_steps"] == exported.trained_steps > 0
    assert kept["torch"] == torch.__version__
    assert all(value.is_contiguous() and value.device.type == "cpu" for value in kept["state_dict"].values())
    assert '"out_features": 32' in kept["document"]
    picture = torch.randn(3, 3, 32, 32)
    names = {"folder": str(out.parent), "path": str(out), "source": "model"}
    found = outside(LOAD_STATE, python, tmp_path, picture, **names)
    module = compile_document(loads(kept["document"]), initialise=False).eval()
    module.load_state_dict(kept["state_dict"])
    assert torch.equal(found, module(picture))
    assert found.shape == (3, 32)


@torch.no_grad()
def test_a_whole_module_opens_without_this_program(run: RunFolder, python: str, tmp_path: Path) -> None:
    out = tmp_path / "whole.pth"
    exported, _ = ask(out=str(out), run=str(run.path), kind="module")
    assert exported.source == "" and not (tmp_path / "model.py").exists()
    picture = torch.randn(2, 3, 32, 32)
    found = outside(LOAD_MODULE, python, tmp_path, picture, path=str(out))
    assert torch.equal(found, torch.load(out, weights_only=False)(picture))


@pytest.mark.parametrize("name", ["alexnet", "alexnet_two_gpu"])
def test_presets_can_be_exported_with_fresh_weights(name: str, tmp_path: Path) -> None:
    exported, _ = ask(out=str(tmp_path / "fresh.pt"), document=dumps(load_preset(name)))
    assert exported.trained_steps == 0
    kept = torch.load(tmp_path / "fresh.pt", mmap=True)
    assert kept["classes"] == [] and kept["state_dict"]["fc8.bias"].shape == (1000,)


def test_another_model_py_is_left_alone(tiny: Make, tmp_path: Path) -> None:
    document, other = dumps(tiny()), dumps(tiny(seed=1)).replace('"out_features": 48', '"out_features": 40')
    first, _ = ask(out=str(tmp_path / "a.pt"), document=document)
    again, notes = ask(out=str(tmp_path / "b.pt"), document=document)
    assert first.source == again.source == str(tmp_path / "model.py") and notes == []
    source = (tmp_path / "model.py").read_bytes()
    second, notes = ask(out=str(tmp_path / "c d.pt"), document=other)
    assert second.source == str(tmp_path / "c_d_model.py") and "c_d_model.py" in notes[0]
    third, _ = ask(out=str(tmp_path / "c-d.pt"), document=document.replace('"out_features": 48', '"out_features": 44'))
    assert third.source == str(tmp_path / "c_d_2_model.py")
    assert (tmp_path / "model.py").read_bytes() == source


def test_a_damaged_checkpoint_gives_way_to_the_other(run: RunFolder, tmp_path: Path) -> None:
    (run.path / "best.pt").write_bytes(b"damaged")
    exported, notes = ask(out=str(tmp_path / "m.pt"), run=str(run.path))
    assert "best.pt is missing or damaged, so last.pt is exported" in notes[0]
    assert exported.trained_steps == 8
    (run.path / "last.pt").unlink()
    with pytest.raises(ExportProblem, match="no undamaged checkpoint"):
        ask(out=str(tmp_path / "m.pt"), run=str(run.path))


def test_bad_paths_and_documents_give_one_sentence(tiny: Make, tmp_path: Path) -> None:
    for out, words in (
        (str(tmp_path), "is a folder"),
        (str(tmp_path / "m"), r"must be called \*\.pt"),
        (str(tmp_path / "m.onnx"), "not 'm.onnx'"),
        (str(tmp_path / "none" / "m.pt"), "no folder"),
        ("", "is a folder"),
    ):
        with pytest.raises(ExportProblem, match=words):
            ask(out=out, document=dumps(tiny()))
    for fields, error in (
        ({"document": "{}"}, DocumentError),
        ({}, DocumentError),
        ({"run": str(tmp_path)}, RunProblem),
    ):
        with pytest.raises(error):
            ask(out=str(tmp_path / "m.pt"), **fields)
    assert list(tmp_path.iterdir()) == []
    assert check_path(str(tmp_path / "m.PT")).name == "m.PT"


def test_a_folder_that_refuses_leaves_the_old_file(tiny: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "m.pt"
    out.write_bytes(b"old")

    def refuse(*arguments: Any, **named: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(FileProblem, match="could not be written: permission denied"):
        ask(out=str(out), document=dumps(tiny()))
    assert out.read_bytes() == b"old"


def test_a_file_that_does_not_compute_the_same_is_not_written(
    tiny: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = state_form.contents

    def wrong(model: Any) -> dict[str, Any]:
        content = honest(model)
        content["state_dict"]["fc8.bias"] = content["state_dict"]["fc8.bias"] + 1
        return content

    monkeypatch.setattr(state_form, "contents", wrong)
    with pytest.raises(ExportProblem, match="does not compute"):
        ask(out=str(tmp_path / "m.pt"), document=dumps(tiny()))
    assert not (tmp_path / "m.pt").exists()


def test_a_checkpoint_of_another_network_is_refused(run: RunFolder, tiny: Make, make_run: Make, tmp_path: Path) -> None:
    document = tiny()
    graph = document.graph.copy()
    graph.set_param("fc6", "out_features", 40)
    other = make_run(type(document)("Other", graph.freeze(), document.recipe))
    for name in ("best.pt", "best.pt.sha256"):
        (other.path / name).write_bytes((run.path / name).read_bytes())
    with pytest.raises(CheckpointError, match="weights of another network"):
        ask(out=str(tmp_path / "m.pt"), run=str(other.path))
