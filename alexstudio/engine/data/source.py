"""Where pictures come from: one text, such as ``builtin:shapes``, ``cifar10:~/data`` or a folder, opened as a training
and a validation set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from alexstudio.engine.data.arrays import LUMA, GreyPictures
from alexstudio.engine.data.folder import FolderPictures, Found, check_pictures, find_pictures
from alexstudio.engine.data.imagenet import find_imagenet
from alexstudio.engine.data.known import KNOWN, open_known
from alexstudio.engine.data.packed import Cache, packed
from alexstudio.engine.data.pictures import DataError, Pictures
from alexstudio.engine.data.shapes import CLASSES, LARGEST, MEAN, SMALLEST, STD, Shapes
from alexstudio.files import user_path

BUILTIN = "builtin:"
FOLDER = "folder:"
IMAGENET = "imagenet:"
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
CHECKED = 20_000
"""Files whose headers are checked before a run, about 0.1 ms each."""


@dataclass(frozen=True)
class Data:
    """An opened data set: mean and std per channel for pixels in 0 .. 1, notes as sentences for the user."""

    classes: tuple[str, ...]
    train: Pictures
    validation: Pictures
    mean: tuple[float, ...]
    std: tuple[float, ...]
    notes: tuple[str, ...]
    description: str

    def close(self) -> None:
        """Make safe what was kept on disk; the pictures cannot be used any more."""
        for pictures in (self.train, self.validation):
            close = getattr(pictures, "close", None)
            if close is not None:
                close()


def open_data(
    where: str,
    *,
    size: int,
    seed: int,
    train_images: int = 4096,
    validation_images: int = 1024,
    channels: int = 3,
    skip_broken: bool = False,
    cache: Cache = "off",
    download: bool = False,
) -> Data:
    """Open ``builtin:shapes``, ``cifar10:PATH`` and the other sets of `KNOWN`, ``imagenet:PATH``, or a folder.

    ``folder:`` may stand before the path of a folder. ``size`` is the side of the stored pictures in pixels: the input
    of the network plus the margin for cropping; smaller pictures are enlarged bilinearly. ``channels`` are 3, where
    grey pictures have three equal ones, or 1, where coloured ones become grey. ``seed`` and the numbers of images are
    for generated pictures; of other sets every picture is used. ``cache`` and ``skip_broken`` are for folders,
    ``download`` for known sets: only it goes to the network. Raises `DataError`.
    """
    if size < 1:
        raise DataError(f"Pictures need at least one pixel a side, not {size}.")
    where = where.strip()
    word, _, path = where.partition(":")
    if where.startswith(BUILTIN):
        data = _builtin(path, size, seed, train_images, validation_images)
    elif word in KNOWN:
        return _known(word, path.strip(), size, channels, download)
    elif where.startswith(IMAGENET):
        path = _path(path)
        data = _folder(path, find_imagenet(user_path(path)), size, skip_broken, cache)
    else:
        path = _path(where.removeprefix(FOLDER))
        data = _folder(path, find_pictures(user_path(path)), size, skip_broken, cache)
    return data if channels == len(data.mean) else _grey(data)


def _path(text: str) -> str:
    text = text.strip()
    if not text:
        raise DataError("No data is chosen; give a folder of pictures or builtin:shapes.")
    return text


def _known(word: str, path: str, size: int, channels: int, download: bool) -> Data:
    known = KNOWN[word]
    if not path:
        raise DataError(f"Where is {known.title}? Choose the folder with its files, or one to download it to.")
    opened = open_known(word, user_path(path), size, channels, download=download)
    mean, std = known.mean, known.std
    if channels > len(mean):
        mean, std = mean * channels, std * channels
    train, validation = opened.train, opened.validation
    description = f"{known.title} in {path}: {len(train):,} pictures to train on, {len(validation):,} to validate."
    data = Data(opened.classes, train, validation, mean, std, (), description)
    return data if channels == len(mean) else replace(data, **_grey_colours(data))


def _grey(data: Data) -> Data:
    return replace(
        data,
        train=GreyPictures(data.train),
        validation=GreyPictures(data.validation),
        notes=(*data.notes, "The input has one channel: colours are turned to grey."),
        **_grey_colours(data),
    )


def _grey_colours(data: Data) -> dict[str, Any]:
    parts = np.array(LUMA) / 65536
    return {"mean": (float(parts @ np.array(data.mean)),), "std": (float(parts @ np.array(data.std)),)}


def _builtin(name: str, size: int, seed: int, train: int, validation: int) -> Data:
    if name != "shapes":
        raise DataError(f"There is no built-in data set {name!r}; the one there is is builtin:shapes.")
    if not SMALLEST <= size <= LARGEST:
        raise DataError(
            f"The built-in pictures are drawn with {SMALLEST} to {LARGEST} pixels a side, not {size}; "
            "change the size of the input or the crop margin, or use your own pictures."
        )
    if train < 1 or validation < 1:
        raise DataError(f"At least one training and one validation picture are needed, not {train} and {validation}.")
    return Data(
        CLASSES,
        Shapes(seed=seed, split="train", count=train, size=size),
        Shapes(seed=seed, split="validation", count=validation, size=size),
        MEAN,
        STD,
        (),
        f"Generated pictures of 8 shapes in 4 colours: {train:,} to train on, {validation:,} to validate.",
    )


def _folder(path: str, found: Found, size: int, skip_broken: bool, cache: Cache) -> Data:
    files = found.train + found.validation
    broken = check_pictures([file for file, _ in files[:CHECKED]])
    notes = found.notes
    if broken and not skip_broken:
        raise DataError(_refusal(broken))
    if broken:
        found = _without(found, {file for file, _ in broken})
        verb = "picture is" if len(broken) == 1 else "pictures are"
        notes += (f"{len(broken):,} {verb} left out, being broken; the Data page lists them.",)
    if len(files) > CHECKED:
        met = "the next one of its class stands in for a broken one" if skip_broken else "a broken one stops the run"
        notes += (f"Only the first {CHECKED:,} of {len(files):,} pictures were checked; {met} when met.",)
    sets: list[Pictures] = []
    for name, samples in (("training", found.train), ("validation", found.validation)):
        pictures = FolderPictures(samples, size, skip_broken=skip_broken)
        kept, why_not = packed(pictures, name, path, cache)
        sets.append(kept or pictures)
        if why_not:
            notes += (why_not,)
        elif kept is not None and not kept.is_whole and name == "training":
            notes += ("Pictures are kept decoded on the disk as they come, and read from there from then on.",)
    return Data(
        found.classes,
        sets[0],
        sets[1],
        IMAGENET_MEAN,
        IMAGENET_STD,
        notes,
        f"{len(found.classes)} classes in {path}: {len(found.train):,} pictures to train on, "
        f"{len(found.validation):,} to validate.",
    )


def _refusal(broken: list[tuple[Path, str]]) -> str:
    shown = "; ".join(f"{file} ({why})" for file, why in broken[:3])
    more = f"; and {len(broken) - 3:,} more" if len(broken) > 3 else ""
    verb = "picture cannot" if len(broken) == 1 else "pictures cannot"
    them = "it" if len(broken) == 1 else "them"
    return (
        f"{len(broken):,} {verb} be read: {shown}{more}. "
        f"Remove or replace {them}, or let the Data page leave broken pictures out."
    )


def _without(found: Found, broken: set[Path]) -> Found:
    """What is left; `DataError` when a class has nothing more to learn from."""
    train = tuple(sample for sample in found.train if sample[0] not in broken)
    validation = tuple(sample for sample in found.validation if sample[0] not in broken)
    left = {label for _, label in train}
    gone = [name for label, name in enumerate(found.classes) if label not in left]
    if gone or not validation:
        what = f"every training picture of {gone[0]}" if gone else "every validation picture"
        raise DataError(f"Without the broken pictures {what} is gone. Replace some of them.")
    return Found(found.classes, train, validation, found.notes)
