"""Where pictures come from: one text, ``builtin:shapes`` or a folder, opened as a training and a validation set."""

from __future__ import annotations

from dataclasses import dataclass

from alexstudio.engine.data.folder import FolderPictures, check_pictures, find_pictures
from alexstudio.engine.data.pictures import DataError, Pictures
from alexstudio.engine.data.shapes import CLASSES, LARGEST, MEAN, SMALLEST, STD, Shapes
from alexstudio.files import user_path

BUILTIN = "builtin:"
FOLDER = "folder:"
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
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    notes: tuple[str, ...]
    description: str


def open_data(where: str, *, size: int, seed: int, train_images: int = 4096, validation_images: int = 1024) -> Data:
    """Open ``builtin:shapes`` or a folder of pictures (``folder:`` may stand before its path).

    ``size`` is the side of the stored pictures in pixels: the input of the network plus the margin for cropping.
    ``seed`` and the numbers of images are for generated pictures; of a folder every picture is used.
    Raises `DataError`.
    """
    if size < 1:
        raise DataError(f"Pictures need at least one pixel a side, not {size}.")
    where = where.strip()
    if where.startswith(BUILTIN):
        return _builtin(where.removeprefix(BUILTIN), size, seed, train_images, validation_images)
    return _folder(where.removeprefix(FOLDER).strip(), size)


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


def _folder(path: str, size: int) -> Data:
    if not path:
        raise DataError("No data is chosen; give a folder of pictures or builtin:shapes.")
    found = find_pictures(user_path(path))
    files = found.train + found.validation
    broken = check_pictures([file for file, _ in files[:CHECKED]])
    if broken:
        shown = "; ".join(f"{file} ({why})" for file, why in broken[:3])
        more = f"; and {len(broken) - 3:,} more" if len(broken) > 3 else ""
        verb = "picture cannot" if len(broken) == 1 else "pictures cannot"
        raise DataError(
            f"{len(broken):,} {verb} be read: {shown}{more}. Remove or replace them, then open the folder again."
        )
    notes = found.notes
    if len(files) > CHECKED:
        notes += (
            f"Only the first {CHECKED:,} of {len(files):,} pictures were checked; a broken one stops the run when met.",
        )
    return Data(
        found.classes,
        FolderPictures(found.train, size),
        FolderPictures(found.validation, size),
        IMAGENET_MEAN,
        IMAGENET_STD,
        notes,
        f"{len(found.classes)} classes in {path}: {len(found.train):,} pictures to train on, "
        f"{len(found.validation):,} to validate.",
    )
