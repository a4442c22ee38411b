"""CIFAR-10 and CIFAR-100 as their authors give them: the "python version" or the "binary version", read without
torchvision, because torchvision runs the pickles of the former."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data.arrays import Split, check_labels
from alexstudio.engine.data.pictures import DataError
from alexstudio.engine.data.plain_pickle import NotPlain, read_plain
from alexstudio.files import FileProblem, read_bytes

SIDE = 32
_PIXELS = 3 * SIDE * SIDE
_LIMIT = 512 * 1024 * 1024


class _Form(NamedTuple):
    train: tuple[str, ...]
    test: tuple[str, ...]
    meta: str
    names: str
    label: str
    folder: str


_TEN = tuple(f"data_batch_{number}" for number in range(1, 6))
_PYTHON = {
    "cifar10": _Form(_TEN, ("test_batch",), "batches.meta", "label_names", "labels", "cifar-10-batches-py"),
    "cifar100": _Form(("train",), ("test",), "meta", "fine_label_names", "fine_labels", "cifar-100-python"),
}
_BINARY = {
    "cifar10": _Form(
        tuple(f"{name}.bin" for name in _TEN), ("test_batch.bin",), "batches.meta.txt", "", "", "cifar-10-batches-bin"
    ),
    "cifar100": _Form(("train.bin",), ("test.bin",), "fine_label_names.txt", "", "", "cifar-100-binary"),
}


def read_cifar(name: Literal["cifar10", "cifar100"], root: Path) -> tuple[tuple[str, ...], Split, Split]:
    """Class names, training and test pictures of a folder, or of the folder in it that the archive makes."""
    for form, read in ((_PYTHON[name], _read_python), (_BINARY[name], _read_binary)):
        for folder in (root, root / form.folder):
            if (folder / form.train[0]).is_file():
                return read(name, folder, form)
    wanted = " or ".join(form[name].folder for form in (_PYTHON, _BINARY))
    raise DataError(f"{root} holds no {name.upper()}: expected is the folder {wanted}, with {_PYTHON[name].train[0]}.")


def _read_python(name: str, folder: Path, form: _Form) -> tuple[tuple[str, ...], Split, Split]:
    meta = _plain(folder / form.meta)
    names = meta.get(form.names) if isinstance(meta, dict) else None
    if not isinstance(names, list) or not names:
        raise DataError(f"{folder / form.meta} names no classes. Get {name.upper()} again.")
    classes = tuple(item.decode("latin-1") if isinstance(item, bytes) else str(item) for item in names)
    splits = [
        _joined([_batch(folder / file, form.label, len(classes)) for file in files])
        for files in (form.train, form.test)
    ]
    return classes, splits[0], splits[1]


def _batch(path: Path, label: str, classes: int) -> Split:
    content = _plain(path)
    pixels = content.get("data") if isinstance(content, dict) else None
    labels = content.get(label) if isinstance(content, dict) else None
    if not isinstance(pixels, np.ndarray) or pixels.ndim != 2 or pixels.shape[1] != _PIXELS:
        raise DataError(f"{path} holds no pictures of 32×32 pixels. Get it again.")
    if not isinstance(labels, list) or len(labels) != len(pixels) or not all(_is_small(item) for item in labels):
        raise DataError(f"{path} has {len(pixels):,} pictures and not as many labels. Get it again.")
    return _split(pixels, np.asarray(labels, dtype=np.int64), classes, path)


def _read_binary(name: str, folder: Path, form: _Form) -> tuple[tuple[str, ...], Split, Split]:
    text = _content(folder / form.meta).decode("utf-8", "replace")
    classes = tuple(line.strip() for line in text.splitlines() if line.strip())
    before = 1 if name == "cifar10" else 2  # CIFAR-100 has the coarse label first
    splits = []
    for files in (form.train, form.test):
        parts = []
        for file in files:
            raw = np.frombuffer(_content(folder / file), dtype=np.uint8)
            if len(raw) == 0 or len(raw) % (before + _PIXELS):
                raise DataError(f"{folder / file} has {len(raw):,} bytes, which are no whole pictures. Get it again.")
            rows = raw.reshape(-1, before + _PIXELS)
            labels = rows[:, before - 1].astype(np.int64)
            parts.append(_split(rows[:, before:], labels, len(classes), folder / file))
        splits.append(_joined(parts))
    return classes, splits[0], splits[1]


def _split(rows: NDArray[np.uint8], labels: NDArray[np.int64], classes: int, path: Path) -> Split:
    check_labels(labels, classes, str(path))
    return Split(np.ascontiguousarray(rows.reshape(-1, 3, SIDE, SIDE).transpose(0, 2, 3, 1)), labels)


def _joined(parts: list[Split]) -> Split:
    return Split(np.concatenate([part.pixels for part in parts]), np.concatenate([part.labels for part in parts]))


def _is_small(label: object) -> bool:
    return isinstance(label, int) and -(2**31) <= label < 2**31


def _plain(path: Path) -> Any:
    try:
        return read_plain(_content(path))
    except NotPlain as problem:
        raise DataError(f"{path} is not read: {problem}. Get it again from its authors.") from None


def _content(path: Path) -> bytes:
    try:
        return read_bytes(path, limit=_LIMIT)
    except FileProblem as problem:
        raise DataError(str(problem)) from None
