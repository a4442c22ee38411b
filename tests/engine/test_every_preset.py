"""Every preset opens, trains, is exported and opened again, with an eighth of its channels and at its full size."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

import pytest
from narrowing import narrowed

from alexstudio.engine.exporting import export
from alexstudio.engine.loop import train
from alexstudio.graph.presets import load_preset, presets
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Export, Exported, Finished, Step

pytestmark = pytest.mark.usefixtures("one_thread")

SHORT = {
    "data": "builtin:shapes",
    "train_images": 4,
    "validation_images": 2,
    "batch_size": 2,
    "epochs": 1,
    "precision": "float32",
    "validate_every": 100,
    "learning_rate": 1e-4,
    "mean_image": False,
}


@pytest.mark.parametrize("name", [preset.name for preset in presets()])
def test_it_trains_two_steps_and_its_file_opens_again(name: str, tmp_path: Path) -> None:
    document = narrowed(load_preset(name)).with_recipe(**SHORT)
    run = RunFolder.create(tmp_path / "run", document, devices={}, minutes=None)
    told: list[object] = []
    assert train(run, told.append, lambda: False), told[-1]
    steps = [event for event in told if isinstance(event, Step)]
    assert [step.step for step in steps] == [1, 2] and all(step.loss and isfinite(step.loss) for step in steps)
    assert isinstance(told[-1], Finished)
    export(Export(out=str(tmp_path / "model.pt"), run=str(run.path), weights="last"), told.append)
    written = told[-1]
    assert isinstance(written, Exported) and written.trained_steps == 2
    assert "the same" in written.verified or "equal" in written.verified, written.verified
