"""The user's own pictures, in the layout of torchvision's ``ImageFolder``: one folder of pictures per class.

Read without torchvision, so that a torchvision that does not match torch cannot get in the way. Unlike there, hidden
files and folders are skipped, links that lead in a circle are followed once, and photographs are turned upright.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data.decode import PictureProblem, check, decode
from alexstudio.engine.data.pictures import DataError, KeptPictures
from alexstudio.files import reason

EXTENSIONS = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp")
VALIDATION_NAMES = ("val", "validation", "valid", "test")
_LAYOUT = "Expected is one folder per class, as in train/cat/1.jpg and val/cat/2.jpg."
_EVERY = 5

Sample = tuple[Path, int]


@dataclass(frozen=True)
class Found:
    """The pictures of a folder with their class numbers; classes in the order of their names."""

    classes: tuple[str, ...]
    train: tuple[Sample, ...]
    validation: tuple[Sample, ...]
    notes: tuple[str, ...]


class FolderPictures(KeptPictures):
    """Pictures decoded on first use, ``size`` pixels a side; ``batch`` raises `DataError` naming a broken file.

    With ``skip_broken`` the next picture of its class that can be decoded stands in for a broken one.
    """

    def __init__(self, samples: Sequence[Sample], size: int, *, skip_broken: bool = False) -> None:
        super().__init__(np.array([label for _, label in samples], dtype=np.int64), size)
        self.paths = [path for path, _ in samples]
        self.size, self.skips_broken = size, skip_broken

    def make(self, index: int) -> NDArray[np.uint8]:
        """Decode picture ``index``."""
        try:
            return decode(self.paths[index], self.size)
        except PictureProblem as problem:
            stand_in = self._stand_in(index) if self.skips_broken else None
            if stand_in is None:
                raise DataError(
                    f"The picture {self.paths[index]} cannot be read: {problem}. "
                    "Remove or replace it, then start again."
                ) from None
            return stand_in

    def _stand_in(self, index: int) -> NDArray[np.uint8] | None:
        kin = np.flatnonzero(self.labels.numpy() == int(self.labels[index]))
        place = int(np.searchsorted(kin, index))
        for other in (*kin[place + 1 :], *kin[:place]):
            try:
                return decode(self.paths[int(other)], self.size)
            except PictureProblem:
                continue
        return None


def check_pictures(paths: Sequence[Path], progress: Callable[[int, int], None] | None = None) -> list[tuple[Path, str]]:
    """Read the headers of the files; the broken ones with why. ``progress(done, total)`` is called every 100 files.

    Damage deep inside a file is found only when it is decoded.
    """
    broken: list[tuple[Path, str]] = []
    for done, path in enumerate(paths, 1):
        try:
            check(path)
        except PictureProblem as problem:
            broken.append((path, str(problem)))
        if progress is not None and (done % 100 == 0 or done == len(paths)):
            progress(done, len(paths))
    return broken


def find_pictures(root: Path, *, only_train: bool = False) -> Found:
    """The pictures under ``root``: ``train`` beside ``val``, ``train`` alone, or the class folders themselves.

    Without a validation folder every fifth picture of each class validates; with ``only_train`` none does, and the
    validation folder is not looked at. Raises `DataError`.
    """
    if not root.exists():
        raise DataError(f"There is no folder {root}.")
    if not root.is_dir():
        raise DataError(f"{root} is a file; choose the folder that holds the pictures.")
    parts = {folder.name.lower(): folder for folder in folders_in(root)}
    train = parts.get("train")
    validation = next((parts[name] for name in VALIDATION_NAMES if name in parts), None)
    if train is None and validation is not None:
        raise DataError(f"{root} has a folder {validation.name} but no folder train. {_LAYOUT}")
    notes: list[str] = []
    by_class = _classes(train or root, notes)
    classes = tuple(by_class)
    if only_train:
        return Found(classes, _samples(by_class), (), tuple(notes))
    if validation is None:
        return _split(by_class, train or root, notes)
    held_out = _classes(validation, notes, subset=True)
    extra = [name for name in held_out if name not in by_class]
    if extra:
        raise DataError(
            f"{validation} has {_list(extra)}, which {train} has not; both need the same class folders, "
            "so rename or remove these."
        )
    absent = [name for name in classes if not held_out.get(name)]
    if absent:
        notes.append(f"{validation} has no pictures of {_list(absent)}; they are learned but not validated.")
    return Found(
        classes,
        _samples(by_class),
        _samples({name: held_out.get(name, []) for name in classes}),
        tuple(notes),
    )


def _split(by_class: dict[str, list[Path]], folder: Path, notes: list[str]) -> Found:
    train: dict[str, list[Path]] = {}
    validation: dict[str, list[Path]] = {}
    for name, files in by_class.items():
        # a class of two to four pictures gives its last
        held = set(files[_EVERY - 1 :: _EVERY] or files[1:][-1:])
        validation[name] = [file for file in files if file in held]
        train[name] = [file for file in files if file not in held]
    if not any(validation.values()):
        raise DataError(f"{folder} has one picture per class, which leaves none to validate with; add more.")
    count = sum(len(files) for files in validation.values())
    notes.append(
        f"{folder} has no validation folder: "
        f"every fifth picture of each class ({count:,} in all) is kept for validation."
    )
    return Found(tuple(by_class), _samples(train), _samples(validation), tuple(notes))


def _classes(folder: Path, notes: list[str], *, subset: bool = False) -> dict[str, list[Path]]:
    """Class name -> its pictures, both sorted. With ``subset`` some classes, not all, may be empty."""
    folders = folders_in(folder)
    loose = sum(1 for entry in _entries(folder) if entry.name.lower().endswith(EXTENSIONS) and entry.is_file())
    if not folders:
        what = f"holds {_count(loose)} but" if loose else "has"
        raise DataError(f"{folder} {what} no class folders. {_LAYOUT}")
    found = {entry.name: pictures_in(entry) for entry in folders}
    if not any(found.values()):
        raise DataError(f"There are no pictures in the folders of {folder} ({', '.join(EXTENSIONS)} are read).")
    if not subset:
        if len(found) == 1:
            raise DataError(
                f"{folder} has one class only, {folders[0].name}; telling classes apart takes at least two."
            )
        empty = [name for name, files in found.items() if not files]
        if empty:
            raise DataError(f"{folder} has no pictures of {_list(empty)}; add some or remove the empty folders.")
    if loose:
        notes.append(f"Left out, being of no class: {_count(loose)} directly in {folder}.")
    return found


def pictures_in(folder: Path) -> list[Path]:
    """The picture files of a folder and the folders in it, sorted. Raises `DataError`."""
    found: list[Path] = []
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        real = os.path.realpath(here)
        if real in seen:
            continue
        seen.add(real)
        for entry in _entries(here):
            if entry.is_dir():
                waiting.append(Path(entry.path))
            elif entry.name.lower().endswith(EXTENSIONS):
                found.append(Path(entry.path))
    return sorted(found)


def folders_in(folder: Path) -> list[Path]:
    """The folders in a folder that may be classes, sorted. Raises `DataError`."""
    return [Path(entry.path) for entry in _entries(folder) if entry.is_dir() and entry.name != "__MACOSX"]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        raise DataError(f"The folder {folder} cannot be read: {reason(error)}.") from None


def _samples(by_class: dict[str, list[Path]]) -> tuple[Sample, ...]:
    return tuple((file, label) for label, files in enumerate(by_class.values()) for file in files)


def _count(pictures: int) -> str:
    return "1 picture" if pictures == 1 else f"{pictures:,} pictures"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5:,} more" if len(names) > 5 else shown
