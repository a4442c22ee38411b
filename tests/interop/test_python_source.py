from __future__ import annotations

import ast
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from alexstudio.engine.compiler import compile_document
from alexstudio.graph import Document, Edge, GraphError, LayerGraph, Node
from alexstudio.graph.presets import load_preset
from alexstudio.interop.python_source import plain_text, python_source

PRESETS = ["alexnet", "alexnet_two_gpu"]


def module_of(source: str) -> nn.Module:
    space: dict[str, Any] = {"__name__": "model"}
    exec(compile(source, "model.py", "exec"), space)
    model = space["Model"]()
    assert isinstance(model, nn.Module)
    return model.eval()


def small(name: str) -> Document:
    """A preset with a sixteenth of its filters and features, so that it runs in a moment."""
    document = load_preset(name)
    graph = document.graph.copy()
    for node in graph.nodes:
        for param in ("out_channels", "out_features"):
            if param in node.params:
                graph.set_param(node.id, param, max(8, node.params[param] // 16 // 2 * 2))
    graph.set_param("input", "size", 63)
    return replace(document, graph=graph.freeze())


@pytest.mark.parametrize("name", PRESETS)
def test_it_reads_well(name: str) -> None:
    source = python_source(load_preset(name))
    lines = [line.strip() for line in source.splitlines()]
    assert max(map(len, source.splitlines())) <= 100
    assert "60,965,224 parameters and 724,406,816 multiply-adds" in source
    assert 'checkpoint = torch.load("model.pt")' in lines
    assert 'model.load_state_dict(checkpoint["state_dict"])' in lines
    assert "The Softmax at the end is left out" in " ".join(source.split())
    assert [line for line in lines if line.startswith("# ")] == [
        f"# {stage}" for stage in ("Conv1", "Conv2", "Conv3", "Conv4", "Conv5", "FC6", "FC7", "FC8")
    ] * 2


def test_one_column_is_one_chain() -> None:
    source = python_source(load_preset("alexnet"))
    assert "        self.conv2 = nn.Conv2d(96, 256, kernel_size=5, padding=2, groups=2)\n" in source
    assert "        self.fc6 = nn.Linear(9216, 4096)\n" in source
    assert "        x = self.conv1(x)  # 96 x 55 x 55\n" in source
    assert source.endswith("        x = self.fc8(x)  # 1000\n        return x\n")


def test_two_towers_are_a_and_b() -> None:
    source = python_source(load_preset("alexnet_two_gpu"))
    body = source[source.index("def forward") :]
    assert "        b = self.pool2b(b)  # 128 x 13 x 13\n" in body
    assert body.count("ab = torch.cat([a, b], dim=1)") == 3, "both towers read one join"
    assert body.index("a = self.relu3a(a)") < body.index("b = self.conv3b(ab)")
    assert "        x = torch.cat([a, b], dim=1)  # 4096\n        x = self.fc8(x)  # 1000\n" in body
    assert "gpu0 and gpu1" in source


@pytest.mark.parametrize("name", PRESETS)
@torch.no_grad()
def test_it_computes_what_the_engine_computes(name: str) -> None:
    document = small(name)
    model, compiled = module_of(python_source(document)), compile_document(document).eval()
    assert {key: value.shape for key, value in model.state_dict().items()} == {
        key: value.shape for key, value in compiled.state_dict().items()
    }
    model.load_state_dict(compiled.state_dict())
    picture = torch.randn(2, 3, 63, 63, generator=torch.Generator().manual_seed(2012))
    assert torch.equal(model(picture), compiled(picture))


@torch.no_grad()
def test_with_devices_it_moves_what_crosses_and_computes_the_same() -> None:
    document = small("alexnet_two_gpu")
    source = python_source(document, placed=True)
    compiled = compile_document(document).eval()
    body = source[source.index("def forward") :]
    assert 'a = self.conv1a(x.to(self._places["gpu0"]))' in body
    assert 'torch.cat([a.to(self._places["gpu1"]), b], dim=1)' in body, "each tower joins on its own device"
    assert '"gpu1": "cuda:1"}) spreads' in " ".join(source.split())
    assert "def __init__(self, devices: dict[str, str] | None = None)" in source
    model = module_of(source)
    model.load_state_dict(compiled.state_dict())
    picture = torch.randn(2, 3, 63, 63, generator=torch.Generator().manual_seed(2012))
    assert torch.equal(model.eval()(picture), compiled(picture))
    elsewhere = type(model)({"gpu1": "meta"})
    assert {key: value.device.type for key, value in elsewhere.named_parameters() if key.endswith(".bias")} == {
        f"{layer}.bias": "meta" if layer.endswith("b") else "cpu" for layer in names_with_bias(model)
    }


def names_with_bias(model: Any) -> list[str]:
    return [name.removesuffix(".bias") for name, _ in model.named_parameters() if name.endswith(".bias")]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("length", [100, 120])
def test_ruff_has_nothing_to_say(name: str, length: int, tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    placed = length == 100 and name == "alexnet_two_gpu"
    path.write_text(python_source(load_preset(name), placed=placed), "utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    options = ["--isolated", "--no-cache", "--line-length", str(length), str(path)]
    for command in (
        ["format", "--check"],
        ["check", "--select", "E,F,W,I,N,UP,B,C4,SIM,PTH,D1,PIE", "--ignore", "D107"],
    ):
        done = subprocess.run([*ruff, *command, *options], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_it_has_type_hints(tmp_path: Path) -> None:
    for name in PRESETS:
        (tmp_path / f"{name}.py").write_text(python_source(load_preset(name)), "utf-8")
    for path in tmp_path.iterdir():
        for found in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(found, ast.FunctionDef):
                assert found.returns is not None
                assert all(argument.annotation for argument in found.args.args[1:])


def graph_of(*nodes: Node, wires: str) -> Document:
    graph = LayerGraph()
    for node in nodes:
        graph.add(node)
    for text in wires.split():
        source, target = text.split(">")
        graph.connect(Edge(source, 0, target, len(graph.inputs(target))))
    return Document("T", graph.freeze())


def relus(*ids: str) -> list[Node]:
    return [Node(node_id, "ReLU", "x") for node_id in ids]


@torch.no_grad()
def same(document: Document) -> str:
    """The source, after it was compared with the compiled network."""
    source = python_source(document)
    model, compiled = module_of(source), compile_document(document).eval()
    model.load_state_dict(compiled.state_dict())
    size = next(node.params["size"] for node in document.graph.nodes if node.type == "Input")
    picture = torch.randn(2, 3, *size, generator=torch.Generator().manual_seed(2012))
    assert torch.equal(model(picture), compiled(picture)), source
    return source


def test_branches_and_the_same_tensor_twice() -> None:
    start = Node("input", "Input", "Input", {"size": 6})
    join = Node("join", "Concat", "x")
    source = same(graph_of(start, *relus("a", "b"), join, wires="input>a a>b a>join b>join a>join"))
    assert "x2 = self.b(x)" in source and "x = torch.cat([x, x2, x], dim=1)" in source
    source = same(
        graph_of(start, *relus("deep1l", "deep1x"), join, wires="input>deep1l input>deep1x deep1l>join deep1x>join")
    )
    assert "l2 = self.deep1l(x)" in source
    same(graph_of(start, wires=""))


def test_many_inputs_are_written_below_each_other(tmp_path: Path) -> None:
    branches = relus(*(f"branch_number_{number}" for number in range(40)))
    wires = " ".join(f"input>{node.id} {node.id}>join" for node in branches)
    source = same(
        graph_of(Node("input", "Input", "Input", {"size": 4}), *branches, Node("join", "Concat", "x"), wires=wires)
    )
    (tmp_path / "model.py").write_text(source)
    for length in ("100", "120"):
        command = ["-m", "ruff", "format", "--check", "--isolated", "--no-cache", "--line-length", length]
        assert subprocess.run([sys.executable, *command, str(tmp_path)], capture_output=True).returncode == 0, source


@pytest.mark.parametrize("seed", range(25))
def test_random_graphs(seed: int) -> None:
    draw = random.Random(seed)
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"size": 8}))
    ids = ["input"]
    for number in range(draw.randint(3, 14)):
        kind = draw.choice(("ReLU", "Concat", "Conv2d", "Dropout", "LocalResponseNorm", "Concat"))
        tower = draw.choice(("", "", "a", "b", "i", "s", "l"))
        params = {"out_channels": draw.randint(1, 4), "kernel_size": 3, "padding": 1} if kind == "Conv2d" else {}
        node = graph.add(Node(f"n{number}{tower}", kind, "x", params, stage=draw.choice(("", "A", "B")),
                              device=draw.choice(("gpu0", "gpu1"))))  # fmt: skip
        for slot in range(draw.randint(1, 3) if kind == "Concat" else 1):
            graph.connect(Edge(draw.choice(ids), 0, node.id, slot))
        ids.append(node.id)
    ends = [node.id for node in graph.nodes if not graph.consumers(node.id)]
    graph.add(Node("end", "Concat", "x"))
    for slot, end in enumerate(ends):
        graph.connect(Edge(end, 0, "end", slot))
    same(Document("Random", graph.freeze()))


def test_a_document_with_problems_has_no_source() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    with pytest.raises(GraphError, match="Conv2 has groups = 5"):
        python_source(Document("x", graph))


HOSTILE = [
    '"""\nopen("canary", "w").close()\n"""',
    "'''\nopen('canary', 'w').close()\n'''",
    '\\"""\\\nimport os; os.system("touch canary") #',
    "\n        open('canary', 'w')\n        #",
    "\r        open('canary', 'w')",
    "\x0c\x0b\x1c\x85\u2028\u2029open('canary', 'w')",
    "\u202eesrever\u2066\u200b\ufeff",
    "# noqa\x00",
    "\\N{DIGIT ONE} {0} %s ${x} `canary`",
    "-*- coding: utf-7 -*- +AG8AcABlAG4-",
    "🙂" * 200,
    "\\",
    '"',
    "",
    " ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_never_run(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles and stages are only shown, whatever they are; also where the checks of the graph let nothing of it in."""
    monkeypatch.chdir(tmp_path)
    document = small("alexnet")
    graph = document.graph.copy()
    for node in graph.nodes:
        bad = replace(node, name=text, stage=text, note=text)
        graph._nodes[node.id] = bad
    hostile = Document(text, graph.freeze(), notes=text, source=text)
    source = python_source(hostile)
    module_of(source)
    assert list(tmp_path.iterdir()) == []
    plain = ast.dump(_without_docstrings(ast.parse(python_source(document))))
    assert ast.dump(_without_docstrings(ast.parse(source))) == plain
    assert all(letter.isprintable() or letter == "\n" for letter in source)
    assert max(map(len, source.splitlines())) <= 120


def _without_docstrings(tree: ast.Module) -> ast.Module:
    tree.body = tree.body[1:]
    return tree


def test_the_canary_can_sing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: unfiltered, the first hostile title would have run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("alexstudio.interop.python_source.plain_text", lambda text, limit: text)
    module_of(python_source(replace(small("alexnet"), title=HOSTILE[0])))
    assert (tmp_path / "canary").exists()


@pytest.mark.parametrize(
    "name", ["forward", "training", "class", "match", "T", "torch", "self", "register_buffer", "print"]
)
def test_ids_that_torch_or_python_use(name: str) -> None:
    document = graph_of(
        Node("input", "Input", "Input", {"size": 6}), Node(name, "Conv2d", "x"), *relus(f"{name}_"),
        wires=f"input>{name} {name}>{name}_",
    )  # fmt: skip
    same(document)


def test_plain_text() -> None:
    assert plain_text("AlexNet, two GPUs (2012)", 80) == "AlexNet, two GPUs (2012)"
    assert plain_text('Alex\'s "net"\n\\x', 80) == "Alex’s ”net” /x"
    assert plain_text("x" * 100, 10) == "x" * 9 + "…"


def test_layers_that_torch_lacks_come_along_as_source() -> None:
    """Locally connected, same-map norm, several outputs: no import of alexstudio, the same numbers."""
    document = graph_of(
        Node("input", "Input", "Input", {"size": 8}), Node("local", "LocallyConnected2d", "Local", {"out_channels": 4}),
        Node("norm", "SameMapNorm", "Norm"), Node("split", "Split", "Split", {"size": 2}), Node("sum", "Add", "Sum"),
        wires="input>local local>norm norm>split split>sum",
    )  # fmt: skip
    graph = document.graph.copy()
    graph.connect(Edge("split", 1, "sum", 1))
    document = replace(document, graph=graph.freeze())
    source = python_source(document)
    assert "import alexstudio" not in source and "from alexstudio" not in source
    assert "class LocallyConnected2d(nn.Module)" in source and "class SameMapNorm(nn.Module)" in source
    same(document)
