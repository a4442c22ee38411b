"""The verb that draws."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from alexstudio.cli import main
from alexstudio.graph import Document
from alexstudio.graph.fileformat import save
from alexstudio.graph.presets import load_preset


def test_it_prints_the_drawing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["picture", "alexnet"]) == 0
    cards = capsys.readouterr().out
    assert main(["picture", "alexnet", "--figure", "blocks"]) == 0
    blocks = capsys.readouterr().out
    for text in (cards, blocks):
        assert ElementTree.fromstring(text).tag.endswith("svg")
    assert "37,752,832" in cards and "37,752,832" not in blocks and ">11×11<" in blocks


def test_it_writes_what_the_ending_says(tmp_path: Path) -> None:
    for figure in ("graph", "blocks"):
        for kind, begin in (("svg", b"<svg"), ("pdf", b"%PDF-"), ("PNG", b"\x89PNG")):
            path = tmp_path / f"{figure}.{kind}"
            command = [sys.executable, "-m", "alexstudio", "picture", "lenet5", "--figure", figure, "--out", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=120)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
            assert path.read_bytes().startswith(begin)


@pytest.mark.parametrize(("look", "colour"), [("--dark", "#12151b"), ("--paper", "#ffffff")])
def test_looks(look: str, colour: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["picture", "lenet5", "--figure", "blocks", look])
    assert f".canvas{{fill:{colour}}}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--out", "a.gif"], "a.gif must end in .svg, .pdf or .png."),
        (["--out", "no/where/a.svg"], "there is no folder"),
        (["--out", "."], "is a folder"),
        (["--dark", "--paper"], "not allowed with"),
        (["--figure", "cubes"], "invalid choice"),
    ],
)
def test_refusals(more: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["picture", "lenet5", *more]) == 2
    shown = capsys.readouterr()
    assert sentence in shown.err and not shown.out and shown.err.count("\n") == 1


def test_a_document_with_problems_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    save(Document("Broken", graph.freeze()), tmp_path / "broken.json")
    out = tmp_path / "a.svg"
    assert main(["picture", str(tmp_path / "broken.json"), "--figure", "blocks", "--out", str(out)]) == 1
    assert "Conv2 has groups = 5" in out.read_text("utf-8") and not capsys.readouterr().out
