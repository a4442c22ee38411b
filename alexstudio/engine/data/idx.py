"""The IDX files of MNIST and its family: a big-endian header, then bytes; plain or gzipped."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data.arrays import Split, check_labels
from alexstudio.engine.data.pictures import DataError
from alexstudio.files import FileProblem, read_bytes

_LIMIT = 1 << 30
_BYTES = 8  # the code of unsigned bytes in the header


def read_idx_set(name: str, root: Path, classes: tuple[str, ...]) -> tuple[Split, Split]:
    """Training and test pictures, uint8 (n, h, w, 1), of a folder with train-images-idx3-ubyte and its like.

    The files may lie in ``root``, in the folder ``raw`` or in ``MNIST/raw`` (as torchvision leaves them), and EMNIST's
    are named emnist-balanced-train-images-idx3-ubyte. `DataError` when they are not there, or damaged.
    """
    made = []
    for part in ("train", "test"):
        images, labels = (_find(name, root, part, what) for what in ("images-idx3", "labels-idx1"))
        pixels, numbers = read_idx(images, 3), read_idx(labels, 1).astype(np.int64)
        if len(pixels) != len(numbers):
            raise DataError(
                f"{images} has {len(pixels):,} pictures, but {labels} {len(numbers):,} labels. Get both again."
            )
        check_labels(numbers, len(classes), str(labels))
        if name == "emnist":  # its pictures are stored column by column
            pixels = pixels.transpose(0, 2, 1)
        made.append(Split(np.ascontiguousarray(pixels)[:, :, :, None], numbers))
    return made[0], made[1]


def read_idx(path: Path, dimensions: int) -> NDArray[np.uint8]:
    """The array of an IDX file of bytes; `DataError` when it is something else."""
    try:
        content = read_bytes(path, limit=_LIMIT)
        if path.suffix == ".gz":
            content = _unpacked(content)
    except FileProblem as problem:
        raise DataError(str(problem)) from None
    except (OSError, EOFError, zlib.error):
        raise DataError(f"{path} is damaged: it cannot be unpacked. Get it again.") from None
    header = 4 + 4 * dimensions
    if len(content) < header or content[:2] != b"\0\0" or content[2] != _BYTES or content[3] != dimensions:
        raise DataError(f"{path} is no IDX file of bytes in {dimensions} dimensions. Get it again.")
    shape = tuple(int(size) for size in np.frombuffer(content, ">u4", dimensions, 4))
    count = 1
    for size in shape:
        count *= size
    if count != len(content) - header or 0 in shape:
        raise DataError(f"{path} should hold {count:,} bytes after its header, but has {len(content) - header:,}.")
    return np.frombuffer(content, np.uint8, offset=header).reshape(shape)


def _unpacked(content: bytes) -> bytes:
    engine = zlib.decompressobj(wbits=31)
    made = engine.decompress(content, _LIMIT)
    if engine.unconsumed_tail:
        raise OSError("too large")
    if not engine.eof:
        raise EOFError
    return made


def _find(name: str, root: Path, part: str, what: str) -> Path:
    first = f"{'t10k' if part == 'test' and name != 'emnist' else part}-{what}-ubyte"
    if name == "emnist":
        first = f"emnist-balanced-{first}"
    folder = {"mnist": "MNIST", "fashion-mnist": "FashionMNIST", "kmnist": "KMNIST", "emnist": "EMNIST"}[name]
    for place in (root, root / "raw", root / folder / "raw", root / "gzip"):
        for ending in ("", ".gz"):
            path = place / f"{first}{ending}"
            if path.is_file():
                return path
    raise DataError(f"{root} holds no {name.upper()}: the file {first} (or {first}.gz) is not there.")
