from __future__ import annotations

from pathlib import Path

import pytest

from alexstudio.cli import main
from alexstudio.graph.fileformat import load

DATA = Path(__file__).parent / "interop"
TRAIN = str(DATA / "caffe" / "data" / "alexnet_train_val.prototxt")
SOLVER = str(DATA / "caffe" / "data" / "alexnet_solver.prototxt")
TOWERS = str(DATA / "convnet" / "data" / "imagenet-towers.cfg")
PARAMS = str(DATA / "convnet" / "data" / "imagenet-towers-params.cfg")


def test_caffe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "net.json"
    assert main(["import", TRAIN, "--solver", SOLVER, "--title", "Mine", "--out", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "24 layers, 60,965,224 parameters, 724,406,816 multiply-adds" in shown
    assert "conv1, conv2, conv3, conv4, conv5: Read as Conv2d." in shown
    assert all(f"\n{head}: " in f"\n{shown}" for head in ("Understood", "Approximated", "Left out"))
    document = load(out)
    assert (document.title, document.source, document.recipe.epochs) == ("Mine", "alexnet_train_val.prototxt", 90)
    assert "Imported from a Caffe network called AlexNet" in document.notes


def test_convnet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "net.json"
    assert main(["import", TOWERS, "--params", PARAMS, "--size", "224", "--out", str(out)]) == 0
    assert "60,965,224 parameters" in capsys.readouterr().out
    assert {node.device for node in load(out).graph.nodes} == {"host", "gpu0", "gpu1"}


def test_problems_of_the_document_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'input: "d" input_shape { dim: [1, 3, 4, 4] } layer { name: "x\\033" type: "Odd" bottom: "d" top: "x" }'
    (tmp_path / "a.prototxt").write_text(text, "utf-8")
    assert main(["import", str(tmp_path / "a.prototxt"), "--out", str(tmp_path / "a.json")]) == 1
    shown = capsys.readouterr().out
    assert "Problem: x: the layer type Odd is not known here." in shown and "\033" not in shown
    assert load(tmp_path / "a.json").graph["x"].type == "Odd"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing.prototxt"], "There is no file nothing.prototxt."),
        (["model.h5"], "model.h5 is a Keras model"),
        ([SOLVER], "looks like a solver"),
        ([TRAIN, "--params", PARAMS], "has a solver file, and no parameter file"),
        ([TRAIN, "--params", PARAMS, "--solver", SOLVER], "not allowed with"),
        ([TRAIN, "--size", "0"], "--size must be"),
    ],
)
def test_refusals(arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "net.json"
    assert main(["import", *arguments, "--out", str(out)]) == 2
    assert said in capsys.readouterr().err and not out.exists()


def test_what_is_read_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "net.prototxt"
    copy.write_bytes(Path(TRAIN).read_bytes())
    assert main(["import", str(copy), "--out", str(copy)]) == 2
    assert "choose another --out" in capsys.readouterr().err and copy.read_bytes() == Path(TRAIN).read_bytes()
