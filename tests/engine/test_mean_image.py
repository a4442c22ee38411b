"""The mean picture of 2012: taken from every crop in training, and kept for whoever uses the network later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from alexstudio.engine.checkpoint import read_checkpoint
from alexstudio.engine.evaluation import evaluate
from alexstudio.engine.exporting import export
from alexstudio.engine.feeder import Feeder
from alexstudio.engine.loop import train
from alexstudio.graph import Document
from alexstudio.graph.recipes_named import ORIGINAL_CODE
from alexstudio.runs.evaluation import Evaluate
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Export, Finished


def test_it_is_taken_from_every_crop_and_kept(
    tiny: Callable[..., Document], make_run: Callable[..., RunFolder], one_thread: None, tmp_path: Path
) -> None:
    assert ORIGINAL_CODE.mean_image and ORIGINAL_CODE.input_scale == "0-255"
    document = tiny(mean_image=True, input_scale="0-255", train_images=32, epochs=1, learning_rate=1e-4)
    feeder = Feeder(document)
    stored = feeder.data.train.batch(range(32)).numpy().astype(np.float64)
    mean = np.round(stored.mean(0)[:, 2:34, 2:34])
    assert np.ptp(mean, axis=(1, 2)).min() > 3  # not one colour
    inputs, _ = next(iter(feeder.training(1)))
    pixels = inputs.numpy() + mean.astype(np.float32)
    assert np.allclose(pixels, np.round(pixels), atol=1e-3) and pixels.min() > -0.01 and pixels.max() < 255.01
    held_out, _ = next(iter(feeder.validation()))
    raw = feeder.data.validation.batch(range(16))[:, :, 2:34, 2:34].numpy()
    assert np.allclose(held_out.numpy(), raw - mean, atol=1e-3)
    feeder.close()

    run, told = make_run(document), list[object]()
    assert train(run, told.append, lambda: False)
    finished = told[-1]
    assert isinstance(finished, Finished)
    path = run.checkpoint("last")
    assert path is not None
    kept = read_checkpoint(path)["normalisation"]
    assert np.allclose(255 * np.array(kept["mean_image"]), mean) and kept["scale"] == "0-255"
    judged = evaluate(Evaluate(run=str(run.path), weights="last"), told.append, lambda: False)
    assert judged.top1 == pytest.approx(finished.top1)
    out = tmp_path / "net.pt"
    export(Export(out=str(out), run=str(run.path), weights="last"), told.append)
    assert torch.load(out)["normalisation"]["mean_image"] == kept["mean_image"]
