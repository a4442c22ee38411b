"""Judging a trained network: what is asked, and what the engine found; a part of `alexstudio.runs.messages`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from alexstudio.runs.message import Message

Views = Literal["centre", "ten"]
Split = Literal["validation", "training"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ClassErrors(_Record):
    """One class: its pictures, and which fraction of them was not the first guess, nor among the first five."""

    images: int
    top1: float | None
    """None where there is no picture."""
    top5: float | None


class Guess(_Record):
    """A class, by number, and the probability that the network gives it."""

    label: int
    probability: float


class Mistake(_Record):
    """A picture that was taken for another class."""

    index: int
    """Its number in the data set."""
    label: int
    """What it is."""
    right: float
    """The probability that the network gave to that."""
    guesses: tuple[Guess, ...]
    """The five most likely, or fewer where there are fewer classes."""
    png: str
    """A small picture of it, base64."""


class Evaluation(_Record):
    """How a trained network does on pictures that it has not learned from.

    Errors are fractions. With ten views the probabilities are averaged over the four corners and the middle of each
    picture and their mirror images (Krizhevsky et al. 2012, section 4.1).
    """

    run: str
    weights: str
    """Name of the checkpoint, or where the weights came from."""
    step: int
    split: Split
    views: Views
    images: int
    loss: float | None
    """None when it is not finite."""
    top1: float
    top5: float
    k: int
    """5, or the number of classes where there are fewer."""
    classes: tuple[str, ...]
    per_class: tuple[ClassErrors, ...]
    confusion: tuple[tuple[int, int, int], ...]
    """(what it is, first guess, how many), largest first, without those that are zero."""
    left_out: int = 0
    """Confusions beyond `CONFUSIONS`."""
    mistakes: tuple[Mistake, ...]
    """The worst first: those where the right class got least."""
    seconds: float


CONFUSIONS = 50_000
"""Entries of the confusion matrix that are kept: with 1,000 classes there may be a million."""


class Classification(_Record):
    """What a trained network sees in one picture."""

    path: str
    classes: tuple[str, ...]
    guesses: tuple[Guess, ...]
    png: str
    """The part of the picture that it looked at, base64."""
    step: int = Field(ge=0)


class Evaluate(Message):
    """Judge a run's checkpoint on a whole data set. Answered by `Working`, then `Evaluated` or `Failed`.

    `Stop` ends it. While a training runs, it is refused.
    """

    do: Literal["evaluate"] = "evaluate"
    run: str = ""
    document: str = ""
    """JSON text of a document with weights of its own, when there is no run."""
    weights: Literal["best", "last"] = "best"
    split: Split = "validation"
    views: Views = "centre"
    images: int | None = Field(None, ge=1)
    """The first so many pictures; all of them without it."""
    mistakes: int = Field(48, ge=0, le=500)


class Classify(Message):
    """Tell what a run's network sees in a picture file. Answered by `Classified` or `Failed`."""

    do: Literal["classify"] = "classify"
    run: str
    path: str
    weights: Literal["best", "last"] = "best"


class Evaluated(Message):
    """How a trained network does on a data set."""

    event: Literal["evaluated"] = "evaluated"
    evaluation: Evaluation


class Classified(Message):
    """What a trained network sees in one picture."""

    event: Literal["classified"] = "classified"
    classification: Classification
