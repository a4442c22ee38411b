"""`check`: opens a written file in another process, which cannot import this program, and compares the scores."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file

from alexstudio.engine import checkpoint
from alexstudio.engine.exporting.model import Model
from alexstudio.engine.exporting.onnx_file import HINT
from alexstudio.engine.exporting.problem import ExportProblem
from alexstudio.engine.outside import OUTSIDE, OutsideProblem
from alexstudio.runs.model_forms import Kind

SECONDS = 120.0
CLOSE = {"onnx": 1e-3, "exported_program": 1e-5}
"""How far scores may be from the network's, as a part of the largest; other forms hold the same layers of torch."""
DIFFERS = "The exported model does not compute what the network computes, so it was not written."


@torch.no_grad()
def check(model: Model, kind: Kind, path: Path, source: str = "") -> str:
    """A sentence that says how far the scores of the file at ``path`` are from the network's, on random pictures.

    ``source`` is the text of its ``model.py``. Raises `ExportProblem` when the file does not open, or differs; when no
    other process could be asked, the sentence says so.
    """
    if kind == "onnx" and find_spec("onnxruntime") is None:
        return f"Not opened to compare: onnxruntime is not installed. {HINT}"
    pictures = model.picture(3)
    wanted = model.module(pictures).numpy()
    with tempfile.TemporaryDirectory(prefix="alexstudio-") as made:
        folder = Path(made)
        numpy.save(folder / "picture.npy", pictures.numpy())
        if kind == "source":  # which has no weights of its own
            source = str(folder / "weights.safetensors")
            save_file(checkpoint.plain_state(model.module), source)
        threads = torch.get_num_threads()  # as many as here, or sums would be taken in another order
        try:
            answer = OUTSIDE.ask(
                "scores", folder, seconds=SECONDS, kind=kind, file=str(path), source=source, threads=threads
            )
        except OutsideProblem as problem:
            return f"Not opened in another process to compare: {problem}."
        if answer.get("problem"):
            why = str(answer.get("error", answer["problem"])).partition("\n")[0][:300]
            raise ExportProblem(f"The exported file does not open in a fresh process, so it was not written ({why}).")
        found = numpy.load(folder / "scores.npy", allow_pickle=False)
    if found.shape != wanted.shape or numpy.isnan(found).any() != numpy.isnan(wanted).any():
        raise ExportProblem(DIFFERS)
    if numpy.array_equal(found, wanted, equal_nan=True):
        return "Opened in a fresh process without alexstudio: its scores are equal to the bit."
    far = float(abs(found - wanted).max() / max(abs(wanted).max(), 1e-30))
    if not far <= CLOSE.get(kind, 1e-5):
        raise ExportProblem(DIFFERS)
    return f"Opened in a fresh process without alexstudio: its scores differ by {far:.0e} of the largest at most."
