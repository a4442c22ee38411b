"""The verb evaluate, as far as it needs no engine; the engine's part is tested in tests/engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from alexstudio.cli import main
from alexstudio.cli.judging import report_lines
from alexstudio.graph.presets import load_preset
from alexstudio.runs.evaluation import ClassErrors, Evaluation
from alexstudio.runs.folder import RunFolder


def evaluation(**changes: object) -> Evaluation:
    given = {
        "run": "run",
        "weights": "best",
        "step": 1200,
        "split": "validation",
        "views": "ten",
        "images": 20,
        "loss": 0.5,
        "top1": 0.25,
        "top5": 0.05,
        "k": 2,
        "classes": ("cat", "dog"),
        "per_class": (ClassErrors(images=10, top1=0.2, top5=0.0), ClassErrors(images=10, top1=0.3, top5=0.1)),
        "confusion": ((0, 0, 8), (1, 1, 7), (1, 0, 3), (0, 1, 2)),
        "mistakes": (),
        "seconds": 1.0,
    }
    return Evaluation.model_validate({**given, **changes})


def test_the_report_names_what_is_confused() -> None:
    lines = report_lines(evaluation())
    assert lines[0] == "20 validation pictures, ten views of each; best weights, of step 1,200"
    assert "top-1 error 25.00 %" in lines and not any("top-2" in line for line in lines)  # of two classes
    assert "top-2 error 5.00 %" in report_lines(evaluation(classes=("cat", "dog", "cow")))
    assert lines[-2:] == ["  dog taken for cat: 3 of 10", "  cat taken for dog: 2 of 10"]
    assert "loss not a number" in report_lines(evaluation(loss=None, confusion=()))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nowhere"], "is not a run folder"),
        (["nowhere", "--images", "0"], "--images must be 1 or more"),
        (["a\nb\0c"], "is not a run folder"),
    ],
)
def test_what_cannot_be_judged_is_a_sentence(
    arguments: list[str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate", *arguments]) == 2
    assert why in capsys.readouterr().err


def test_a_picture_that_is_not_there_is_told_before_anything_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = RunFolder.create(tmp_path / "run", load_preset("lenet5"), devices={}, minutes=None)
    assert main(["evaluate", str(run.path), "--picture", str(tmp_path / "cat.jpg")]) == 2
    assert f"There is no file {tmp_path / 'cat.jpg'}." in capsys.readouterr().err
    assert main(["evaluate", str(run.path), "--picture", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err
