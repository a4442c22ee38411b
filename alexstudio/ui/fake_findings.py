"""What a `FakeEngine` says that a network does: invented, but in agreement with itself."""

from __future__ import annotations

import base64

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from alexstudio.runs.evaluation import (
    ClassErrors,
    Classification,
    Classify,
    Evaluate,
    Evaluation,
    Guess,
    Mistake,
)

CLASSES = tuple(f"class {number}" for number in range(32))
IMAGES = 10
"""Of each class."""


def invented_evaluation(command: Evaluate, step: int) -> Evaluation:
    """Every class is right seven times, and taken three times for the next one."""
    count = len(CLASSES)
    confusion = [(label, label, IMAGES - 3) for label in range(count)]
    confusion += [(label, (label + 1) % count, 3) for label in range(count)]
    mistakes = tuple(
        Mistake(
            index=number,
            label=number,
            right=0.02 * number,
            guesses=(
                Guess(label=(number + 1) % count, probability=0.6),
                Guess(label=number, probability=0.02 * number),
            ),
            png=_png(number),
        )
        for number in range(12)
    )
    return Evaluation(
        run=command.run,
        weights=command.weights,
        step=step,
        split=command.split,
        views=command.views,
        images=count * IMAGES,
        loss=0.91,
        top1=0.3,
        top5=0.1,
        k=5,
        classes=CLASSES,
        per_class=tuple(ClassErrors(images=IMAGES, top1=0.3, top5=0.1) for _ in CLASSES),
        confusion=tuple(confusion),
        mistakes=mistakes,
        seconds=2.5,
    )


def invented_classification(command: Classify, step: int) -> Classification:
    """Five classes, less and less likely."""
    parts = (0.62, 0.2, 0.1, 0.05, 0.02)
    guesses = tuple(Guess(label=label, probability=part) for label, part in enumerate(parts, 3))
    return Classification(path=command.path, classes=CLASSES, guesses=guesses, png=_png(3), step=step)


def _png(number: int) -> str:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(number * 37 % 360, 160, 210))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return base64.b64encode(bytes(buffer.data().data())).decode()
