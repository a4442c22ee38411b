"""``alexstudio resume``: a training that was stopped goes on, in the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from alexstudio.cli import main
from alexstudio.graph.fileformat import load, save
from alexstudio.runs.folder import RunFolder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """LeNet-5 with few pictures."""
    from alexstudio.graph.presets import load_preset

    path = tmp_path / "small.json"
    changes = {"train_images": 64, "validation_images": 32, "batch_size": 16, "epochs": 3, "validate_every": 4}
    save(load_preset("cifar10_80sec").with_recipe(**changes), path)
    assert load(path)
    return path


def test_a_run_goes_on(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = RunFolder(tmp_path / "run")
    assert main(["train", str(small), "--out", str(run.path)]) == 0
    before = {path.name: path.read_bytes() for path in run.path.iterdir()}
    assert main(["resume", str(run.path)]) == 2
    assert "has done all its 12 steps" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in run.path.iterdir()} == before, "it stays as it was"
    (run.path / "result.json").unlink()
    lines = [line for line in before["metrics.jsonl"].splitlines(keepends=True) if b'"event":"finished"' not in line]
    run.metrics_path.write_bytes(b"".join(lines))
    assert main(["resume", str(run.path)]) == 0, "as if killed right before the end"
    assert (run.path / "result.json").is_file()


def test_what_is_no_run_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resume", str(tmp_path)]) == 2
    assert "is not a run folder" in capsys.readouterr().err
