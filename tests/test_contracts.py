"""The rules of the house, enforced: who may import whom, types, style, and what must never be called."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for folder in ("alexstudio", "plugins") for path in (ROOT / folder).rglob("*.py"))
LONGEST = 400

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

BREAKS = {
    "Imports point down": ("layers/params.py", "import alexstudio.graph"),
    "torch lives in the engine only": ("history.py", "import torch"),
    "Qt lives in the window only": ("engine/devices.py", "from PySide6 import QtCore"),
    "networkx lives in the graph only": ("analysis/plan.py", "import networkx"),
    "Layer families do not know each other": (
        "layers/families/dense.py",
        "from alexstudio.layers.families.merge import Concat",
    ),
}


def run(*command: str, cwd: Path = ROOT) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "120", "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, *command], cwd=cwd, capture_output=True, text=True, env=environment)
    return done.returncode, done.stdout + done.stderr


def test_imports_keep_every_contract() -> None:
    code, shown = run("-c", LINT, "--no-cache")
    assert code == 0 and "0 broken" in shown, shown
    assert all(f"{name} KEPT" in shown for name in BREAKS), shown


@pytest.mark.parametrize("name", BREAKS)
def test_every_contract_bites(name: str, tmp_path: Path) -> None:
    """In a copy of the program, one import breaks one contract, and the check says so."""
    shutil.copytree(ROOT / "alexstudio", tmp_path / "alexstudio", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "alexstudio" / BREAKS[name][0]
    path.write_text(f"{path.read_text('utf-8')}\n\n{BREAKS[name][1]}\n", "utf-8")
    code, shown = run("-c", LINT, "--no-cache", cwd=tmp_path)
    assert code == 1 and f"{name} BROKEN" in shown, shown
    assert shown.count(" BROKEN") == 1, shown


def test_types() -> None:
    targets = ["alexstudio", *(["plugins"] if any(path.is_relative_to(ROOT / "plugins") for path in SOURCES) else [])]
    code, shown = run("-m", "mypy", "--strict", *targets)
    assert code == 0, shown


def test_style() -> None:
    for command in (["check"], ["format", "--check"]):
        code, shown = run("-m", "ruff", *command, "--no-cache", ".")
        assert code == 0, shown


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


FORBIDDEN_MODULES = {"pickle", "cPickle", "_pickle", "dill", "marshal", "shelve", "yaml", "joblib", "cloudpickle"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "tempfile.mktemp"}
HOMES = {
    # the process outside opens what was just written as its user would, and other people's weights with limits
    "torch.load": {
        "alexstudio/engine/checkpoint.py",
        "alexstudio/engine/outside/weights.py",
        "alexstudio/engine/outside/scores.py",
    },
    "torch.save": {"alexstudio/engine/checkpoint.py"},
    "torch.device": {"alexstudio/engine/devices.py"},
    # it also runs the source that this program just generated, to see that it computes the same
    "exec": {"alexstudio/engine/outside/scores.py"},
    "compile": {"alexstudio/engine/outside/scores.py"},
}


def dotted(expression: ast.expr) -> str:
    if isinstance(expression, ast.Attribute):
        return f"{dotted(expression.value)}.{expression.attr}"
    return expression.id if isinstance(expression, ast.Name) else "?"


def faults(code: str, path: str) -> Iterator[str]:
    """What in a file must not be there, one text each."""
    for found in ast.walk(ast.parse(code)):
        names: list[str] = []
        if isinstance(found, ast.Import):
            names = [name.name.partition(".")[0] for name in found.names]
        elif isinstance(found, ast.ImportFrom):
            names = [(found.module or "").partition(".")[0]]
            names += [
                f"{found.module}.{name.name}" for name in found.names if found.module in ("os", "tempfile", "torch")
            ]
        yield from (f"imports {name}" for name in names if name in FORBIDDEN_MODULES | FORBIDDEN_CALLS | set(HOMES))
        if not isinstance(found, ast.Call):
            continue
        name = dotted(found.func)
        if name in FORBIDDEN_CALLS | set(HOMES) and path not in HOMES.get(name, set()):
            yield f"calls {name}"
        if any(word.arg == "shell" and not _is_false(word.value) for word in found.keywords):
            yield "uses a shell"
        if (
            any(word.arg == "weights_only" and _is_false(word.value) for word in found.keywords)
            and path not in (HOMES["torch.load"])
        ):
            yield "unpickles"
        if name.rpartition(".")[2] == "Signal" and any(
            isinstance(part, ast.Name) and part.id in ("dict", "list") for part in found.args
        ):
            yield "has a Signal that Qt would convert and copy"


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_dangerous(path: Path) -> None:
    assert list(faults(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())) == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle", "import yaml.loader", "from marshal import loads", "from os import system", "import dill as p",
        "eval('1')", "exec('1')", "compile('1', '', 'exec')", "__import__('os')", "os.system('ls')", "os.popen('ls')",
        "tempfile.mktemp()", "from tempfile import mktemp", "subprocess.run('ls', shell=True)", "run(x, shell=flag)",
        "torch.load(p)", "torch.save(x, p)", "from torch import load", "torch.device('cuda:256')", "Signal(dict)",
        "QtCore.Signal(str, list)", "load(p, weights_only=False)",
    ],
)  # fmt: skip
def test_the_scan_sees(code: str) -> None:
    assert len(list(faults(code, "alexstudio/x.py"))) == 1


def test_the_scan_lets_pass() -> None:
    code = "import torch, json; model.eval(); dialog.exec(); re.compile('x'); x: torch.device; Signal(object)"
    assert list(faults(code, "alexstudio/x.py")) == []
    assert list(faults("torch.load(p); torch.save(x, p)", "alexstudio/engine/checkpoint.py")) == []
    assert list(faults("torch.device('cpu')", "alexstudio/engine/devices.py")) == []


def test_homes_are_used() -> None:
    """An exception that nothing needs any more is taken out of the list above."""
    for name, homes in HOMES.items():
        for home in homes:
            tree = ast.parse((ROOT / home).read_text("utf-8"))
            assert any(isinstance(found, ast.Call) and dotted(found.func) == name for found in ast.walk(tree)), home


def test_what_each_process_imports() -> None:
    """The studio without torch, the engine without Qt, as they are started."""
    window = "import alexstudio.app, sys; print([m for m in ('torch', 'torchvision') if m in sys.modules])"
    engine = (
        "import alexstudio.engine.server, alexstudio.engine.loop, alexstudio.engine.exporting, sys;"
        "print([m for m in ('PySide6', 'pyqtgraph', 'qtawesome') if m in sys.modules])"
    )
    for code in (window, engine):
        assert run("-c", code) == (0, "[]\n")
