"""Layers of plugins in the engine: enabled, trained, exported, and opened where neither plugin nor program is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch
from plugin_folders import WIGGLE, copy_examples, enable, no_plugins_after, write_plugin
from torch import nn

from alexstudio.engine.compiler import CompileError, compile_document
from alexstudio.engine.exporting import export
from alexstudio.engine.loop import train
from alexstudio.extensions.loading import load_enabled
from alexstudio.extensions.places import Places
from alexstudio.graph import Document, Edge, GraphError, LayerGraph, Node, Recipe
from alexstudio.graph.fileformat import dumps
from alexstudio.interop.python_source import python_source
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Export, Exported, Failed, Finished, Note, Ready, Train

Make = Callable[..., Any]

OPEN = """
import sys
sys.modules["alexstudio"] = sys.modules["alexstudio_plugins"] = None
import torch
picture = torch.load({picture!r})
whole = torch.load({whole!r}, weights_only=False)
sys.path.insert(0, {folder!r})
from model import Model
model = Model().eval()
kept = torch.load({state!r})
model.load_state_dict(kept["state_dict"])
assert torch.equal(model(picture), whole(picture))
assert not any("alexstudio" in name for name, module in sys.modules.items() if module)
print(kept["trained_steps"], tuple(whole(picture).shape))
"""


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    """The usual places of a user who has nothing yet; engines that the test starts have the same."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    places = Places.usual()
    places.own.mkdir(0o755, parents=True)
    for path in (places.own.parent, places.own.parent.parent):
        path.chmod(0o755)
    with no_plugins_after():
        yield places


def document(*between: Node) -> Document:
    """A tiny network with these layers in it, and two steps to train."""
    graph = LayerGraph()
    nodes = (
        Node("input", "Input", "Input", {"size": (32, 32)}, device="host"),
        Node("conv", "Conv2d", "Conv", {"out_channels": 8, "kernel_size": (5, 5), "stride": (4, 4)}),
        *between,
        Node("flat", "Flatten", "Flat"),
        Node("fc", "Linear", "FC", {"out_features": 32}),
    )
    for node in nodes:
        graph.add(node)
    for before, after in pairwise(nodes):
        graph.connect(Edge(before.id, 0, after.id, 0))
    few = {"train_images": 32, "validation_images": 32, "crop_margin": 4, "batch_size": 16, "epochs": 1}
    return Document("Tiny", graph.freeze(), Recipe.model_validate({**few, "precision": "float32"}))


def ask(**fields: Any) -> list[str]:
    """Export; the notes."""
    events: list[Any] = []
    export(Export(**fields), events.append)
    assert isinstance(events[-1], Exported)
    return [event.text for event in events if isinstance(event, Note)]


def test_the_examples_from_enabling_to_a_file_that_opens_anywhere(
    places: Places, start_engine: Make, make_run: Make, python: str, tmp_path: Path
) -> None:
    copy_examples(places.own / "all")
    for name in ("maxout", "squeeze_excite"):
        shutil.move(places.own / "all" / name, places.own / name)
        enable(places, str(places.own / name))
    assert load_enabled() == []
    net = document(
        Node("se", "SqueezeExcite", "SE", {"reduction": 4, "activation": "silu"}),
        Node("maxout", "Maxout", "Maxout", {"pieces": 2}),
    )
    run = make_run(net)
    assert run.job().plugins.keys() == {"maxout", "squeeze_excite"}

    engine = start_engine()
    engine.wait_for(Ready)
    engine.send(Train(run=str(run.path)))
    finished = engine.wait_for(Finished)
    assert (finished.reason, finished.step) == ("done", 2)
    folder = tmp_path / "out"
    folder.mkdir()
    engine.send(Export(out=str(folder / "whole.pt"), run=str(run.path), kind="module", weights="last"))
    engine.wait_for(Exported)
    engine.send(Export(out=str(folder / "state.pt"), run=str(run.path), weights="last"))
    engine.wait_for(Exported)

    shutil.rmtree(places.own)  # the plugins are gone
    torch.save(torch.randn(2, 3, 32, 32), tmp_path / "picture.pt")
    paths = {"picture": tmp_path / "picture.pt", "whole": folder / "whole.pt", "state": folder / "state.pt"}
    code = OPEN.format(folder=str(folder), **{name: str(path) for name, path in paths.items()})
    done = subprocess.run([python, "-I", "-W", "error", "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("2 (2, 32)\n", "")

    late = start_engine()  # knows nothing of them
    late.wait_for(Ready)
    late.send(Train(run=str(make_run(net).path)))
    assert late.wait_for(Failed).why.startswith("This needs the plugin maxout (SHA-256 ")
    late.send(Export(out=str(folder / "again.pt"), run=str(run.path)))
    assert late.wait_for(Failed).why.startswith("This needs the plugin maxout (SHA-256 ")
    late.send(Export(out=str(folder / "fresh.pt"), document=dumps(net)))
    assert "the layer type SqueezeExcite is not known here" in late.wait_for(Failed).why


def test_an_engine_that_runs_takes_up_what_is_enabled_later(places: Places, start_engine: Make, make_run: Make) -> None:
    engine = start_engine()
    engine.wait_for(Ready)
    write_plugin(places)
    enable(places)
    load_enabled()
    engine.send(Train(run=str(make_run(document(Node("w", "Wiggle", "Wiggle"))).path)))
    assert engine.wait_for(Finished).reason == "done"


# -- in one process ----------------------------------------------------------------------------------------------------


def load(places: Places, modules: str, layers: str = WIGGLE) -> Document:
    write_plugin(places, layers=layers, modules=modules)
    enable(places)
    assert load_enabled() == []
    return document(Node("w", "Wiggle", "Wiggle"))


TRACED = "import torch\nfrom torch import nn\nclass Wiggle(nn.Module):\n    def forward(self, x):\n        return "


def test_a_module_becomes_a_graph_of_torchs_own(places: Places) -> None:
    layer = compile_document(load(places, TRACED + "x.tanh() * 2\n")).get_submodule("w")
    assert isinstance(layer, torch.fx.GraphModule) and layer.training


@pytest.mark.parametrize(
    "forward",
    ["x if x.sum() > 0 else -x", "torch.dropout(x, 0.5, self.training)", "x if self.training else x.tanh()"],
)
def test_what_cannot_be_traced_stays_as_it_is(places: Places, forward: str, tmp_path: Path) -> None:
    """Traced, the answer to `training` would stay for ever."""
    net = load(places, TRACED + forward)
    layer = compile_document(net).get_submodule("w")
    assert type(layer).__name__ == "Wiggle" and layer.training and not isinstance(layer, torch.fx.GraphModule)
    notes = ask(out=str(tmp_path / "m.pt"), document=dumps(net), kind="module")
    assert notes == ["Wiggle cannot be traced, so this file opens only where its plugin is loaded."]
    assert ask(out=str(tmp_path / "s.pt"), document=dumps(net)) == []
    assert "class Wiggle(nn.Module):" in (tmp_path / "model.py").read_text()


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ("1 / 0", "(ZeroDivisionError: division by zero)"),
        ("import sys; sys.exit(4)", "(SystemExit: 4)"),
        ("x = 1", "(AttributeError: module 'alexstudio_plugins.wiggle.modules' has no attribute 'Wiggle'"),
        ("class Wiggle:\n    def __init__(self, a): pass", "(TypeError: "),
        ("class Wiggle: pass", "(AttributeError: "),
    ],
)
def test_a_module_that_cannot_be_made(places: Places, modules: str, words: str) -> None:
    net = load(places, modules)
    with pytest.raises(CompileError) as refused:
        compile_document(net)
    assert str(refused.value).startswith(f"Wiggle cannot be made: the plugin wiggle failed {words}")
    assert str(refused.value).endswith("Disable it, or tell its author.")


def test_a_module_that_fails_when_it_computes(places: Places, make_run: Make) -> None:
    run = make_run(load(places, TRACED + "x if x.shape[0] > 10**6 else fail(x)\n"))
    events: list[Any] = []
    assert not train(run, events.append, lambda: False)
    assert events[-1].why == (
        "The plugin wiggle failed (NameError: name 'fail' is not defined). Take its layers out, or tell its author."
    )


def test_other_bytes_than_the_run_was_made_with(places: Places, make_run: Make) -> None:
    run = make_run(load(places, TRACED + "x.tanh()\n"))
    path = run.job_path
    path.write_text(path.read_text().replace(run.job().plugins["wiggle"], "ab" * 32))
    events: list[Any] = []
    assert not train(RunFolder(run.path), events.append, lambda: False)
    assert events[-1].why.startswith(
        "This was made with other bytes of the plugin wiggle (SHA-256 abababababab…, here "
    )


# -- source ------------------------------------------------------------------------------------------------------------


def model_of(source: str) -> nn.Module:
    space: dict[str, Any] = {"__name__": "generated"}
    exec(source, space)
    model: nn.Module = space["Model"]()
    return model


def test_source_takes_along_what_the_class_uses(places: Places) -> None:
    modules = (
        "from __future__ import annotations\nimport math, functools\nimport torch\nfrom torch import nn\n"
        "from torch.nn import functional as F\nUNUSED = functools.partial(print)\nSCALE = 2 * math.pi\n"
        "def bend(x: Missing) -> torch.Tensor:\n    return F.elu(x) * SCALE\n"
        "class Base(nn.Module):\n    pass\n"
        "@torch.no_grad()\ndef unused(): pass\n"
        "class Wiggle(Base):\n    def forward(self, x):\n        return bend(x)\n"
    )
    net = load(places, modules)
    source = python_source(net)
    for text in ("import math", "from torch.nn import functional as F", "SCALE = ", "def bend(", "class Base("):
        assert source.count(text) == 1, text
    assert "functools" not in source and "unused" not in source.lower() and "alexstudio_plugins" not in source
    assert source.index("class Base") < source.index("class Wiggle") < source.index("class Model")
    module, model = compile_document(net), model_of(source)
    model.load_state_dict(module.state_dict())
    picture = torch.randn(2, 3, 32, 32)
    assert torch.equal(module(picture), model(picture))


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ("from .layers import Wiggle", "does not define Wiggle"),
        (
            TRACED.replace("import torch\n", "import torch\nfrom .more import bend\n") + "bend(x)",
            "from another file of",
        ),
        (
            TRACED.replace("import torch\n", "import torch\nimport alexstudio\n") + "alexstudio.x(x)",
            "or from alexstudio",
        ),
        (TRACED.replace("class", "class Model: pass\nclass") + "Model and x", "calls something Model"),
    ],
)
def test_source_that_cannot_be_copied(places: Places, modules: str, words: str) -> None:
    net = load(places, modules)
    with pytest.raises(GraphError, match=words):
        python_source(net)
