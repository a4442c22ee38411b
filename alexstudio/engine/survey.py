"""What the Data page shows: a whole data set looked through, and one picture on its way into the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from alexstudio.engine.data import Data, DataError, open_data
from alexstudio.engine.data.decode import PictureProblem, measure_file
from alexstudio.engine.data.folder import find_pictures
from alexstudio.engine.data.imagenet import find_imagenet
from alexstudio.engine.data.known import KNOWN
from alexstudio.engine.data.source import BUILTIN, FOLDER, IMAGENET
from alexstudio.engine.data.statistics import measure
from alexstudio.engine.evaluation.thumbnail import png
from alexstudio.engine.feeder import Feeder, picture_form
from alexstudio.engine.runlog import Emit
from alexstudio.files import user_path
from alexstudio.graph import Document
from alexstudio.graph.fileformat import loads
from alexstudio.runs.data_page import (
    BROKEN,
    SHEET,
    Broken,
    ClassCount,
    Colours,
    DataSurvey,
    Preview,
    Previewed,
    Sample,
    SizeCount,
    Stage,
    Survey,
    Surveying,
)

THUMB, SHOWN, SIZES = 72, 256, 200
ShouldStop = Callable[[], bool]


def survey(command: Survey, send: Emit, should_stop: ShouldStop = lambda: False) -> DataSurvey | None:
    """Look through the data of a document's recipe; None when it was stopped.

    Raises `DataError` where there is no data at all; broken files are told in the survey.
    """
    global _last
    _last = None
    document = loads(command.document)
    where = document.recipe.data.strip()
    files = _files(where)
    broken, sizes = _look(files, send, should_stop)
    about = {"data": document.recipe.data, "broken_files": len(broken), "broken": tuple(broken[:BROKEN])}
    about["sizes"] = tuple(
        SizeCount(width=width, height=height, files=count) for (width, height), count in sizes.most_common(SIZES)
    )
    if should_stop():
        return None
    try:
        data = _opened(document, download=command.download)
    except DataError as error:
        if not broken:
            raise
        return DataSurvey.model_validate({**about, "problem": str(error)})
    colours = measure(
        data.train,
        limit=command.measured,
        progress=lambda done, total: send(Surveying(what="colours", done=done, total=total)),
        should_stop=should_stop,
    )
    if should_stop():
        return None
    counts = [np.bincount(part.labels.numpy(), minlength=len(data.classes)) for part in (data.train, data.validation)]
    classes = tuple(
        ClassCount(name=name, train=int(train), validation=int(validation))
        for name, train, validation in zip(data.classes, *counts, strict=True)
    )
    told = Colours(
        pictures=colours.pictures,
        mean=tuple(255 * value for value in colours.mean),
        std=tuple(255 * value for value in colours.std),
        variances=tuple(colours.axes.variances.tolist()),
        axes=tuple(tuple(row) for row in colours.axes.vectors.tolist()),
    )
    return DataSurvey.model_validate(
        {**about, "classes": classes, "samples": _sheet(data), "colours": told, "notes": data.notes}
    )


def preview(command: Preview) -> Previewed:
    """One training picture through every step of an epoch; a sample beyond the last begins anew."""
    document = loads(command.document)
    feeder = Feeder(document, data=_held(document))
    train = feeder.data.train
    sample = command.sample % len(train)
    stages: list[Stage] = []

    def note(name: str, made: torch.Tensor) -> None:
        picture = made[0]
        shown = png(_shown(picture, name), SHOWN)
        stages.append(Stage(name=name, width=picture.shape[-1], height=picture.shape[-2], png=shown))

    feeder.pipeline.varied(train.batch([sample]), command.epoch, [sample], note)
    label = feeder.data.classes[int(train.labels[sample])]
    return Previewed(sample=sample, pictures=len(train), epoch=command.epoch, label=label, stages=tuple(stages))


_last: tuple[object, Data] | None = None


def _held(document: Document) -> Data:
    """The data of a document, opened once for all previews until other data is wanted; a survey opens it anew."""
    global _last
    recipe = document.recipe
    names = ("data", "crop_margin", "seed", "train_images", "validation_images", "skip_broken")
    wanted = picture_form(document), *(getattr(recipe, name) for name in names)
    if _last is None or _last[0] != wanted:
        _last = None  # first: two large sets may not fit in memory together
        _last = wanted, _opened(document, download=False)
    return _last[1]


def _shown(picture: torch.Tensor, name: str) -> torch.Tensor:
    """What a step made, as pixels."""
    values = picture.float()
    if name in ("normalised", "colour noise", "erased"):
        low, high = float(values.min()), float(values.max())
        values = (values - low) * (255 / max(high - low, 1e-6))
    return values.clamp(0, 255).round().to(torch.uint8)


def _opened(document: Document, *, download: bool) -> Data:
    recipe = document.recipe
    size, channels = picture_form(document)
    return open_data(
        recipe.data,
        size=size + recipe.crop_margin,
        seed=recipe.seed,
        train_images=recipe.train_images,
        validation_images=recipe.validation_images,
        channels=channels,
        skip_broken=recipe.skip_broken,
        download=download,
    )


def _files(where: str) -> list[Path]:
    """The files of a folder's pictures; none of a set that is no folder."""
    if where.startswith(BUILTIN) or where.partition(":")[0] in KNOWN:
        return []
    if where.startswith(IMAGENET):
        found = find_imagenet(user_path(where.removeprefix(IMAGENET).strip()))
    else:
        found = find_pictures(user_path(where.removeprefix(FOLDER).strip()))
    return [path for path, _ in (*found.train, *found.validation)]


def _look(files: Sequence[Path], send: Emit, should_stop: ShouldStop) -> tuple[list[Broken], Counter[tuple[int, int]]]:
    broken: list[Broken] = []
    sizes: Counter[tuple[int, int]] = Counter()
    for done, path in enumerate(files, 1):
        if should_stop():
            break
        try:
            sizes[measure_file(path)] += 1
        except PictureProblem as problem:
            broken.append(Broken(path=str(path).encode("utf-8", "replace").decode(), why=str(problem)))
        if done % 200 == 0 or done == len(files):
            send(Surveying(what="files", done=done, total=len(files)))
    return broken, sizes


def _sheet(data: Data) -> tuple[Sample, ...]:
    """Pictures of every class in turn, until the sheet is full."""
    labels = data.train.labels.numpy()
    rounds = -(-SHEET // len(data.classes))
    firsts = [np.flatnonzero(labels == label)[:rounds] for label in range(min(len(data.classes), SHEET))]
    chosen = [int(some[turn]) for turn in range(rounds) for some in firsts if turn < len(some)][:SHEET]
    pictures = data.train.batch(chosen)
    return tuple(
        Sample(index=index, label=int(labels[index]), png=png(picture, THUMB))
        for index, picture in zip(chosen, pictures, strict=True)
    )
