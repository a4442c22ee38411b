"""`evaluate`: a trained network on all pictures of a data set."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from contextlib import closing
from math import isfinite
from time import monotonic

import numpy as np
import torch

from alexstudio.engine.evaluation.scoring import Scorer, best
from alexstudio.engine.evaluation.thumbnail import png
from alexstudio.engine.explain import TrainingProblem
from alexstudio.engine.exporting.model import Model, model_of
from alexstudio.engine.feeder import Feeder
from alexstudio.engine.metrics import Sums, top_errors
from alexstudio.engine.runlog import Emit
from alexstudio.runs.evaluation import CONFUSIONS, ClassErrors, Evaluate, Evaluation, Guess, Mistake
from alexstudio.runs.messages import Export, Working

THUMB = 96
_TINY = 1e-30


def evaluate(command: Evaluate, send: Emit, should_stop: Callable[[], bool]) -> Evaluation:
    """Judge the checkpoint of a run on its validation or training pictures, without cropping at random.

    Tells `Working` as it goes on. Raises `TrainingProblem` when it was stopped, and the problems of runs and data.
    """
    began = monotonic()
    model = model_of(Export(out="", run=command.run, document=command.document, weights=command.weights), send)
    with closing(Feeder(model.document)) as feeder:
        return _judge(command, model, feeder, began, send, should_stop)


def _judge(
    command: Evaluate, model: Model, feeder: Feeder, began: float, send: Emit, should_stop: Callable[[], bool]
) -> Evaluation:
    data = feeder.data
    pictures = data.validation if command.split == "validation" else data.train
    if model.classes and tuple(data.classes) != model.classes:
        raise TrainingProblem(
            f"The data has {len(data.classes)} classes, not the {len(model.classes)} that the network learned. "
            "Choose the data that it was trained with."
        )
    scorer = Scorer(model, None if model.classes else feeder.normalisation)
    tally = _Tally(len(data.classes), command.mistakes)
    size = max(1, min(model.document.recipe.batch_size, 256))
    total = len(pictures) if command.images is None else min(len(pictures), command.images)
    for start in range(0, total, size):
        if should_stop():
            raise TrainingProblem("The evaluation was stopped.")
        chosen = range(start, min(start + size, total))
        raw = pictures.batch(chosen)
        tally.add(
            chosen, raw, pictures.labels[start : chosen.stop], scorer.probabilities(raw, ten=command.views == "ten")
        )
        send(Working(command=command.do, part=chosen.stop / total))
    loss, top1, top5 = tally.sums.means()
    confusion = tally.confusions()
    return Evaluation(
        run=command.run,
        weights=command.weights if command.run else "imported",
        step=model.trained_steps,
        split=command.split,
        views=command.views,
        images=total,
        loss=loss if isfinite(loss) else None,
        top1=top1,
        top5=top5,
        k=tally.k,
        classes=tuple(data.classes),
        per_class=tally.per_class(),
        confusion=tuple(confusion[:CONFUSIONS]),
        left_out=max(0, len(confusion) - CONFUSIONS),
        mistakes=tally.worst(),
        seconds=monotonic() - began,
    )


class _Tally:
    """Everything that is counted, batch by batch."""

    def __init__(self, classes: int, mistakes: int) -> None:
        self.sums, self.k = Sums(), min(5, classes)
        self._classes, self._mistakes = classes, mistakes
        self._confusion = np.zeros((classes, classes), np.int64)
        self._missed = np.zeros((2, classes), np.float64)
        self._worst: list[tuple[float, int, Mistake]] = []
        """A heap with the least bad one first."""

    def add(self, indices: range, raw: torch.Tensor, labels: torch.Tensor, found: torch.Tensor) -> None:
        """Count a batch: pictures uint8 (b, c, s, s), labels int64 (b,), probabilities float32 (b, classes)."""
        logs = found.clamp_min(_TINY).log()
        right = found.gather(1, labels[:, None])[:, 0]
        errors = top_errors(logs, labels, self.k)
        loss = float(-right.clamp_min(_TINY).log().mean())
        self.sums.add(len(labels), loss, float(errors[0]), float(errors[1]))
        first = found.argmax(1)
        np.add.at(self._confusion, (labels.numpy(), first.numpy()), 1)
        for place, label in enumerate(labels.tolist()):
            one = top_errors(logs[place : place + 1], labels[place : place + 1], self.k)
            self._missed[:, label] += one.numpy()
            if first[place] != label and self._mistakes:
                self._note(float(right[place]), indices[place], label, raw[place], found[place])

    def _note(self, right: float, index: int, label: int, picture: torch.Tensor, found: torch.Tensor) -> None:
        if len(self._worst) == self._mistakes and -right <= self._worst[0][0]:
            return
        guesses = tuple(Guess(label=one, probability=part) for one, part in best(found.tolist(), self.k))
        mistake = Mistake(index=index, label=label, right=right, guesses=guesses, png=png(picture, THUMB))
        heapq.heappush(self._worst, (-right, -index, mistake))
        if len(self._worst) > self._mistakes:
            heapq.heappop(self._worst)

    def per_class(self) -> tuple[ClassErrors, ...]:
        """The errors of each class."""
        counts = self._confusion.sum(1)
        return tuple(
            ClassErrors(
                images=int(count),
                top1=float(self._missed[0, label] / count) if count else None,
                top5=float(self._missed[1, label] / count) if count else None,
            )
            for label, count in enumerate(counts)
        )

    def confusions(self) -> list[tuple[int, int, int]]:
        """(label, guess, count) of all that are not zero, largest first."""
        labels, guesses = np.nonzero(self._confusion)
        counts = self._confusion[labels, guesses]
        order = np.argsort(-counts, kind="stable")
        rows = zip(labels[order].tolist(), guesses[order].tolist(), counts[order].tolist(), strict=True)
        return [(label, guess, count) for label, guess, count in rows]

    def worst(self) -> tuple[Mistake, ...]:
        """The mistakes, worst first."""
        return tuple(mistake for _, _, mistake in sorted(self._worst, key=lambda one: (-one[0], -one[1])))
