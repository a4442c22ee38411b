"""Every form a network is exported in: what is in the file, and that it opens with the snippet that is handed out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch

from alexstudio.engine.exporting import ExportProblem, export, onnx_file, source
from alexstudio.engine.outside import OUTSIDE, OutsideProblem
from alexstudio.graph import Document
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.presets import load_preset
from alexstudio.interop.caffe import import_prototxt
from alexstudio.runs.messages import Export, Exported
from alexstudio.runs.model_forms import FORMS, snippet

Make = Callable[..., Any]
EQUAL = "Opened in a fresh process without alexstudio: its scores are equal to the bit."


def write(out: Path, kind: str, document: Document, **more: Any) -> Exported:
    events: list[Any] = []
    fields = {"out": str(out), "kind": kind, "document": dumps(document), **more}
    export(Export.model_validate(fields), events.append)
    found = events[-1]
    assert isinstance(found, Exported) and (found.path, found.bytes) == (str(out), out.stat().st_size)
    return found


def opened(written: Exported, monkeypatch: pytest.MonkeyPatch, pictures: Any = None) -> dict[str, Any]:
    """What a user has after pasting the snippet."""
    path = Path(written.path)
    monkeypatch.chdir(path.parent)
    monkeypatch.syspath_prepend(str(path.parent))
    for name in ("model", path.stem):
        monkeypatch.delitem(__import__("sys").modules, name, raising=False)
    space: dict[str, Any] = {"pictures": pictures, "torch": torch}
    exec(written.snippet, space)
    return space


@torch.no_grad()
def test_forms_of_torch(towers: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On two devices in the document, which every file says and none needs."""
    devices = {"conva": "gpu0", "convb": "gpu1"}
    pictures = torch.randn(5, 3, 16, 16)
    program = write(tmp_path / "t.pt2", "exported_program", towers)
    assert program.verified.startswith("Opened in a fresh process") and "gpu0 and gpu1" in program.notes[0]
    facts = dict.fromkeys(("devices", "document"), "")
    torch.export.load(program.path, extra_files=facts)
    assert devices.items() <= json.loads(facts["devices"]).items() and loads(facts["document"]).graph == towers.graph
    assert opened(program, monkeypatch, pictures)["scores"].shape == (5, 5)

    weights = write(tmp_path / "t.safetensors", "safetensors", towers)
    assert (weights.verified, Path(weights.source).name) == (EQUAL, "model.py")
    found = opened(weights, monkeypatch)
    with found["safetensors"].safe_open(weights.path, "pt") as file:
        assert devices.items() <= json.loads(file.metadata()["devices"]).items()
        assert torch.equal(found["model"].conva.weight, file.get_tensor("conva.weight"))

    module = write(tmp_path / "t.pth", "module", towers)
    assert module.verified == EQUAL
    assert opened(module, monkeypatch, pictures)["scores"].shape == (5, 5)

    text = write(tmp_path / "twin towers.py", "source", towers)
    assert (text.verified, text.trained_steps, text.source) == (EQUAL, 0, "")
    placed = write(tmp_path / "placed.py", "source", towers, devices=True)
    assert placed.verified == EQUAL and "_places" in (tmp_path / "placed.py").read_text()
    assert opened(text, monkeypatch, pictures)["scores"].shape == (5, 5)


def test_onnx_is_one_file_for_any_number_of_pictures(
    tiny: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = write(tmp_path / "t.onnx", "onnx", tiny())
    assert written.verified.startswith("Opened in a fresh process without alexstudio: its scores ")
    assert [path.name for path in tmp_path.iterdir()] == ["t.onnx"]
    found = opened(written, monkeypatch, numpy.zeros((7, 3, 32, 32), numpy.float32))
    assert found["scores"].shape == (7, 1000)
    given = found["session"].get_inputs()[0]
    assert (given.name, given.shape) == ("pictures", ["batch", 3, 32, 32])
    assert json.loads(found["session"].get_modelmeta().custom_metadata_map["input_size"]) == [32, 32]

    monkeypatch.setattr(onnx_file, "find_spec", lambda name: None)
    with pytest.raises(ExportProblem, match=r"need onnx and onnxscript, .* pip install 'alexstudio\[onnx\]'"):
        write(tmp_path / "u.onnx", "onnx", tiny())


def test_texts(tiny: Make, towers: Document, tmp_path: Path) -> None:
    document = load_preset("alexnet_two_gpu")
    written = write(tmp_path / "a.prototxt", "prototxt", document)
    assert written.verified == "Read back: 60,965,224 parameters and 724,406,816 multiply-adds, as in the document."
    assert "no weights" in written.notes[0] and "gpu0 and gpu1" in written.notes[1]
    assert len(import_prototxt((tmp_path / "a.prototxt").read_text()).document.graph) > 20
    assert "| Conv1" in (tmp_path / "a.md").read_text() if write(tmp_path / "a.md", "table", tiny()) else False
    latex = write(tmp_path / "a.tex", "table", tiny())
    assert r"\begin{" in (tmp_path / "a.tex").read_text() and latex.snippet.endswith(r"\input{a.tex}")


def test_a_file_that_opens_wrong_is_not_written(tiny: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is opened before it takes its place: the old file stays."""
    out = tmp_path / "model.py"
    out.write_text("old")
    honest = source.python_source
    for wrong, why in (
        (lambda document: honest(document) + "\nimport alexstudio\n", "does not open .* No module named 'alexstudio'"),
        (lambda document: honest(document).replace("relu6(x)", "relu6(-x)"), "does not compute what the network"),
    ):
        monkeypatch.setattr(source, "python_source", wrong)
        with pytest.raises(ExportProblem, match=why):
            write(out, "source", tiny())
    assert out.read_text() == "old" and [path.name for path in tmp_path.iterdir()] == ["model.py"]


def test_without_another_process_it_says_so(tiny: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **fields: Any) -> Any:
        raise OutsideProblem("it took more than 120 seconds")

    monkeypatch.setattr(OUTSIDE, "ask", refuse)
    written = write(tmp_path / "model.py", "source", tiny())
    assert written.verified == "Not opened in another process to compare: it took more than 120 seconds."


def test_suffixes_and_snippets(tmp_path: Path) -> None:
    for form in FORMS:
        with pytest.raises(ExportProblem, match=r"must be called \*\."):
            export(Export(out=str(tmp_path / "m.h5"), kind=form.kind), lambda event: None)
        text = snippet(form.kind, Path(f"it's 1{form.suffixes[0]}"), None)
        assert len(text.splitlines()) in (0, 3)
        if text and form.kind != "table":
            compile(text, form.kind, "exec")
