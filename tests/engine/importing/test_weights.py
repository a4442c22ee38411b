"""Weights from files: matched by name, by structure and by shape, kept beside the document, and used from then on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torchvision import models

from alexstudio.engine.checkpoint import CheckpointError
from alexstudio.engine.compiler import STARTED, compile_document
from alexstudio.engine.exporting import export
from alexstudio.engine.importing import ImportProblem, import_module
from alexstudio.engine.importing.doing import do_import
from alexstudio.engine.importing.matching import match
from alexstudio.engine.importing.weights import Weights, import_weights, read_weights
from alexstudio.graph import Document
from alexstudio.graph.classes import fit_classes
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.presets import load_preset
from alexstudio.runs.messages import Export, Exported, ImportModel, ImportWeights

Make = Callable[..., Any]


@torch.no_grad()
@pytest.mark.parametrize(("name", "preset"), [("resnet18", "resnet18"), ("squeezenet1_1", "squeezenet1_1")])
def test_weights_of_torchvision_fit_our_presets(name: str, preset: str, tmp_path: Path) -> None:
    """By order and shape where the names are others: the scores are those of torchvision's network."""
    model = models.get_model(name, weights=None).eval()
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):  # or all would be interchangeable
            torch.nn.init.uniform_(module.running_mean)
            torch.nn.init.uniform_(module.weight)
    document, remarks = import_weights(
        load_preset(preset), Weights(dict(model.state_dict())), tmp_path / "w.safetensors"
    )
    count = sum(not key.endswith("num_batches_tracked") for key in model.state_dict())
    assert remarks[0].startswith(f"{count:,} of the network's {count:,} tensors were found") and len(remarks) == 1
    compiled = compile_document(document).eval()
    picture = torch.randn(1, 3, 224, 224)
    assert torch.allclose(compiled(picture), model(picture), rtol=1e-4, atol=1e-4)


def test_every_way_to_match() -> None:
    conv, small, count = (8, 3, 3, 3), (8,), ()
    norm = dict.fromkeys(("weight", "bias", "running_mean", "running_var"), small)
    network = {
        "conv1.weight": conv,
        "conv1.bias": small,
        "fc.weight": (4, 8),
        "a_b.weight": (2, 2),
        "only.weight": (9,),
    }
    file = {"features.0.weight": conv, "features.0.bias": small, "fc.weight": (4, 8), "a.b.weight": (2, 2),
            "more.weight": (7,)}  # fmt: skip
    found = match(network, file)
    assert found.pairs == {"conv1.weight": "features.0.weight", "conv1.bias": "features.0.bias",
                           "fc.weight": "fc.weight", "a_b.weight": "a.b.weight"}  # fmt: skip
    assert (found.by_name, found.by_order) == (2, 2)
    assert (found.missing, found.left_over) == (("only.weight",), ("more.weight",))
    # a shortcut that comes elsewhere in the order keeps its normalisation
    one = {"c1.w": (2, 1), **{f"n1.{part}": shape for part, shape in norm.items()}, "d.w": (3, 1),
           **{f"nd.{part}": shape for part, shape in norm.items()}, "c2.w": (2, 2),
           **{f"n2.{part}": shape for part, shape in norm.items()}}  # fmt: skip
    names = {"c1": "0", "n1": "1", "c2": "2", "n2": "3", "d": "4", "nd": "5"}
    other = {f"{names[layer]}.{part}": one[f"{layer}.{part}"] for layer in names
             for part in (norm if layer.startswith("n") else ["w"])}  # fmt: skip
    assert match(one, other).pairs == {name: f"{names[layer]}.{part}" for name in one
                                       for layer, _, part in [name.partition(".")]}  # fmt: skip
    counted = {"n.weight": small, "n.num_batches_tracked": count}
    assert match(counted, {"m.weight": small}).missing == ()


@torch.no_grad()
def test_from_file_to_training_and_export(tiny: Make, tmp_path: Path) -> None:
    document: Document = tiny()
    source = compile_document(document).eval()
    state = source.state_dict()
    for value in state.values():
        value.add_(0.5)
    wrapped = {"epoch": 3, "state_dict": {f"module.{name}": value for name, value in state.items()}}
    picture = torch.randn(2, 3, 32, 32)
    for kind in ("new.pt", "old.pth", "plain.safetensors"):
        path = tmp_path / kind
        if kind.endswith(".safetensors"):
            save_file(state, path)
        else:
            torch.save(wrapped, path, _use_new_zipfile_serialization=kind == "new.pt")
        command = ImportWeights(document=dumps(document), file=str(path), weights_out=str(tmp_path / "w.safetensors"))
        answer = do_import(command)
        started = loads(answer.document)
        assert answer.remarks == ("8 of the network's 8 tensors were found: 8 by name.",), kind
        module = compile_document(started).eval()
        assert torch.equal(module(picture), source(picture)) and module.meta[STARTED] == "", kind
    assert len(load_file(started.recipe.weights)) == 8 and len(started.recipe.weights_sha256) == 64

    events: list[Any] = []
    export(Export(out=str(tmp_path / "m.pt"), document=dumps(started)), events.append)
    assert isinstance(events[-1], Exported)
    assert torch.equal(torch.load(tmp_path / "m.pt")["state_dict"]["fc8.bias"], state["fc8.bias"])
    back = do_import(ImportModel(what=str(tmp_path / "m.pt"), weights_out=str(tmp_path / "w2.safetensors")))
    assert loads(back.document).graph == document.graph and back.weights == str(tmp_path / "w2.safetensors")
    assert torch.equal(compile_document(loads(back.document)).eval()(picture), source(picture))

    fewer, _ = fit_classes(started, 7)
    module = compile_document(fewer)
    assert "fc8.weight, fc8.bias" in module.meta[STARTED]
    assert torch.equal(module.get_parameter("fc6.weight"), state["fc6.weight"])

    (tmp_path / "w.safetensors").write_bytes((tmp_path / "w2.safetensors").read_bytes() + b" ")
    with pytest.raises(CheckpointError, match="its content changed"):
        compile_document(started)
    (tmp_path / "w.safetensors").unlink()
    with pytest.raises(CheckpointError, match="are not there: There is no file"):
        compile_document(started)


def test_what_does_not_fit_is_one_sentence(tiny: Make, tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="None of its weights fits"):
        import_weights(tiny(), Weights({"x": torch.ones(3, 3)}), tmp_path / "w.safetensors")
    torch.save(
        {"z.bias": torch.full((48,), float("nan")), "c": torch.ones(2, dtype=torch.complex64)}, tmp_path / "odd.pt"
    )
    read = read_weights(tmp_path / "odd.pt")
    assert read.skipped == ("c",)
    for what, why in (
        ("torchvision:alexnett", "Is it alexnet"),
        ("torchvision:fasterrcnn_resnet50_fpn", "no classification network"),
        (str(tmp_path / "net.py:Net"), "--i-trust-this-code"),
        (str(tmp_path / "none.pt"), "There is no file"),
    ):
        with pytest.raises(ImportProblem, match=why):
            do_import(ImportModel(what=what))
    torch.save({"a.weight": torch.ones(3)}, tmp_path / "bare.pt")
    with pytest.raises(ImportProblem, match="weights without a network"):
        do_import(ImportModel(what=str(tmp_path / "bare.pt")))


CODE = """
import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.fc = nn.Conv2d(3, 4, 3), nn.Linear(4, 5)
    def forward(self, x):
        return self.fc(self.conv(x).relu().mean((2, 3)))
class Slow(Net):
    def __init__(self):
        while True: pass
def broken(): raise SystemExit("no")
def number(): return 7
def fat(): return nn.Linear(200_000, 200_000)
"""


def test_a_python_file_that_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "net.py"
    path.write_text(CODE)
    found = do_import(ImportModel(what=f"{path}:Net", size=12, trust=True, weights_out=str(tmp_path / "w.safetensors")))
    document = loads(found.document)
    assert document.title == "Net" and compile_document(document).meta[STARTED] == ""
    for kind, why in (
        ("broken", "SystemExit: no"),
        ("number", "but int"),
        ("fat", "memory"),
        ("Missing", "AttributeError"),
        ("Slow", "more than 0.5 seconds"),
    ):
        if kind == "Slow":
            monkeypatch.setattr("alexstudio.engine.importing.doing.SECONDS", 0.5)
        with pytest.raises(ImportProblem, match=why):
            do_import(ImportModel(what=f"{path}:{kind}", size=12, trust=True))


def test_torchvision_by_name() -> None:
    document = loads(do_import(ImportModel(what="torchvision:squeezenet1_1", size=64)).document)
    with torch.device("meta"):
        wanted = import_module(models.squeezenet1_1(), 64).document.graph
    assert [node.type for node in document.graph.nodes] == [node.type for node in wanted.nodes]
    assert document.title == "squeezenet1_1" and document.recipe.weights == ""
