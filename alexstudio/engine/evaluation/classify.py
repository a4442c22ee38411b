"""`classify`: what a trained network sees in a picture of the user's own."""

from __future__ import annotations

import torch

from alexstudio.engine.data.decode import PictureProblem, decode
from alexstudio.engine.evaluation.scoring import Scorer, best
from alexstudio.engine.evaluation.thumbnail import png
from alexstudio.engine.explain import TrainingProblem
from alexstudio.engine.exporting.model import model_of
from alexstudio.engine.runlog import Emit
from alexstudio.files import user_path
from alexstudio.runs.evaluation import Classification, Classify, Guess
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Export

SHOWN = 320
_last: list[tuple[object, Scorer]] = []
"""The scorer of the last picture: people drop several in a row."""


def classify(command: Classify, send: Emit) -> Classification:
    """The five most likely classes of a picture file, its middle cut to the size of the input.

    Raises `TrainingProblem` where the picture cannot be read, and the problems of runs.
    """
    scorer = _scorer(command, send)
    path = user_path(command.path)
    try:
        pixels = torch.from_numpy(decode(path, scorer.size))
    except PictureProblem as problem:
        raise TrainingProblem(f"{path} cannot be read: {problem}. Choose another picture.") from None
    if scorer.model.channels == 1:
        pixels = pixels.float().mean(0, keepdim=True).round().to(torch.uint8)
    found = scorer.probabilities(pixels[None], ten=False)[0].tolist()
    names = scorer.model.classes or tuple(f"class {number}" for number in range(len(found)))
    return Classification(
        path=str(path),
        classes=names,
        guesses=tuple(Guess(label=label, probability=part) for label, part in best(found)),
        png=png(pixels, SHOWN),
        step=scorer.model.trained_steps,
    )


def _scorer(command: Classify, send: Emit) -> Scorer:
    path = RunFolder(user_path(command.run)).checkpoint(command.weights)
    key = (command.run, command.weights, path, path.stat().st_mtime_ns if path else 0)
    if not _last or _last[0][0] != key:
        _last[:] = [(key, Scorer(model_of(Export(out="", run=command.run, weights=command.weights), send)))]
    return _last[0][1]
