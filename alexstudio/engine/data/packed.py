"""Decoded pictures kept on disk: written once, as they are first decoded, and read by memory map from then on.

An entry is found by what it holds: paths, sizes and times of the files, and the size of the pictures. It may be filled
bit by bit over several runs, and killed at any moment: a picture counts only once its pixels are safely on the disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import shutil
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np
import torch
from numpy.typing import NDArray

from alexstudio.engine.data.folder import FolderPictures
from alexstudio.files import FileProblem, read_bytes, reason, write_atomically
from alexstudio.runs.picture_cache import (
    FORMAT,
    INDEX,
    LIMIT,
    MADE,
    PIXELS,
    cache_root,
    entries,
    read_index,
    taken,
)

Cache = Literal["auto", "on", "off"]
PAYS_FROM = 2_000
"""Training pictures from which keeping them is worth a file of its own."""
_SAFE_EVERY = 128 << 20  # bytes written before they are made safe
_THREADS, _AHEAD = 8, 64
_RESIDENT = 256 << 20  # bytes read through the map before its pages are given back

Progress = Callable[[int, int], None]


class PackedPictures:
    """`Pictures` of a folder through an entry of the cache: uint8 (b, 3, size, size).

    When the disk refuses a picture it is served all the same, and nothing more is kept. ``close`` it.
    """

    def __init__(self, source: FolderPictures, folder: Path, index: dict[str, object]) -> None:
        """Opens or begins the entry in ``folder``; raises OSError or `FileProblem` where that cannot be."""
        self.labels = source.labels
        self._source, self._folder, self._index = source, folder, index
        self._shape = (len(source), 3, source.size, source.size)
        self._item = 3 * source.size * source.size
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self._stream: BinaryIO = (folder / PIXELS).open("r+b" if (folder / PIXELS).exists() else "w+b", buffering=0)
        try:
            if not _claim(self._stream):
                raise FileProblem("another training is filling the kept pictures")
            self._made = self._known()
            self._stream.truncate(len(source) * self._item)
            self._mapped = mmap.mmap(self._stream.fileno(), 0, access=mmap.ACCESS_READ)
            if self.is_whole:
                os.utime(folder / INDEX)
            else:
                self._tell()
        except BaseException:
            self._stream.close()
            raise
        self._pixels: NDArray[np.uint8] = np.frombuffer(self._mapped, dtype=np.uint8).reshape(self._shape)
        self._unsafe = self._read = 0
        self.trouble = ""
        """Why no more is kept; empty when all is well."""

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def is_whole(self) -> bool:
        """Whether every picture is kept."""
        return bool(self._made.all())

    @property
    def kept(self) -> int:
        """Pictures that are kept."""
        return int(self._made.sum())

    def batch(self, indices: Sequence[int]) -> torch.Tensor:
        """uint8 (b, 3, size, size), a copy; what is not kept yet is decoded and kept. May raise `DataError`."""
        chosen = np.asarray(indices, dtype=np.int64).reshape(-1)
        if len(chosen) and not 0 <= chosen.min() <= chosen.max() < len(self):
            raise IndexError(f"picture {chosen.min()} .. {chosen.max()} of {len(self)}")
        with self._lock:
            fresh: dict[int, NDArray[np.uint8]] = {}
            missing = ~self._made[chosen]
            for index in np.unique(chosen[missing]).tolist():
                fresh[index] = self._source.make(index)
                self._keep(index, fresh[index])
            if len(chosen) > len(fresh):
                self._announce(chosen[~missing])
                made = self._pixels[chosen]
                self._give_back(len(chosen))
            else:
                made = np.empty((len(chosen), *self._shape[1:]), dtype=np.uint8)
            for place in np.flatnonzero(missing).tolist():
                made[place] = fresh[int(chosen[place])]
        return torch.from_numpy(made)

    def fill(self, progress: Progress | None = None, should_stop: Callable[[], bool] = lambda: False) -> bool:
        """Decode and keep all that is missing; whether the entry is whole now. Goes on where it was ended.

        Several threads decode, at most `_AHEAD` pictures ahead of what is kept.
        """
        missing = np.flatnonzero(~self._made).tolist()
        number = 0
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            for start in range(0, len(missing), _AHEAD):
                some = missing[start : start + _AHEAD]
                for index, picture in zip(some, pool.map(self._make_unless(should_stop), some), strict=True):
                    if picture is None or self.trouble:
                        break
                    with self._lock:
                        self._keep(index, picture)
                    number += 1
                    if progress is not None and (number % 50 == 0 or number == len(missing)):
                        progress(len(self) - len(missing) + number, len(self))
                else:
                    continue
                break
        with self._lock:
            self._make_safe()
        return self.is_whole

    def close(self) -> None:
        """Make safe what was written; the pictures cannot be used any more."""
        with self._lock:
            if self._stream.closed:
                return
            self._make_safe()
            self._pixels = np.empty((0, *self._shape[1:]), dtype=np.uint8)
            with contextlib.suppress(BufferError):  # someone still looks at it; it goes with them
                self._mapped.close()
            self._stream.close()

    def _make_unless(self, should_stop: Callable[[], bool]) -> Callable[[int], NDArray[np.uint8] | None]:
        return lambda index: None if should_stop() else self._source.make(index)

    def _keep(self, index: int, picture: NDArray[np.uint8]) -> None:
        if self.trouble:
            return
        try:
            self._stream.seek(index * self._item)
            if self._stream.write(picture.tobytes()) != self._item:
                raise OSError("the disk took only a part of a picture")
        except OSError as error:
            self.trouble = reason(error)
            return
        self._made[index] = True
        self._unsafe += self._item
        if self._unsafe >= _SAFE_EVERY or self.is_whole:
            self._make_safe()

    def _make_safe(self) -> None:
        """First the pixels, then the bits that say that they are there."""
        if not self._unsafe:
            return
        try:
            os.fsync(self._stream.fileno())
            write_atomically(self._folder / MADE, np.packbits(self._made).tobytes())
            if self.is_whole:
                self._tell()
        except (OSError, FileProblem) as error:
            self.trouble = reason(error)
        self._unsafe = 0

    def _known(self) -> NDArray[np.bool_]:
        nothing = np.zeros(len(self._source), dtype=bool)
        try:
            bits = np.frombuffer(read_bytes(self._folder / MADE, limit=1 << 30), dtype=np.uint8)
        except FileProblem:
            return nothing
        whole = (self._folder / PIXELS).stat().st_size == len(self._source) * self._item
        if not whole or len(bits) != -(-len(nothing) // 8) or read_index(self._folder) is None:
            return nothing
        return np.unpackbits(bits, count=len(nothing)).astype(bool)

    def _tell(self) -> None:
        said = {"format": FORMAT, **self._index, "whole": self.is_whole}
        write_atomically(self._folder / INDEX, json.dumps(said).encode())

    def _announce(self, chosen: NDArray[np.int64]) -> None:
        """Let the system read the pictures of a batch at once, not page by page as they are touched."""
        if hasattr(mmap, "MADV_WILLNEED"):
            for index in chosen.tolist():
                begin = index * self._item // mmap.PAGESIZE * mmap.PAGESIZE
                self._mapped.madvise(mmap.MADV_WILLNEED, begin, (index + 1) * self._item - begin)

    def _give_back(self, pictures: int) -> None:
        """Pages that were read count as this process's memory until they are given back; the system may keep them."""
        self._read += pictures * self._item
        if self._read >= _RESIDENT and hasattr(mmap, "MADV_DONTNEED"):
            self._mapped.madvise(mmap.MADV_DONTNEED)
            self._read = 0


def packed(source: FolderPictures, split: str, where: str, cache: Cache) -> tuple[PackedPictures | None, str]:
    """The kept pictures of a folder where they are wanted and can be; else None and a sentence, if there is a reason.

    ``where`` and ``split`` only tell people what the entry is.
    """
    if cache == "off" or (cache == "auto" and len(source) < PAYS_FROM):
        return None, ""
    root, need = cache_root(), 3 * source.size**2 * len(source)
    folder = root / _key(source)
    found = entries(root)
    if not any(entry.path == folder for entry in found):
        if cache == "auto" and taken(found) + need > LIMIT:
            return None, (
                f"The decoded pictures are not kept: with them {_gigabytes(taken(found) + need)} would be kept, more "
                f"than the {_gigabytes(LIMIT)} meant for it. alexstudio cache lists and removes what is kept."
            )
        try:
            root.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(root).free
        except OSError as error:
            return None, f"The decoded pictures are not kept: {root} cannot be used, {reason(error)}."
        if need > free / 2:
            return None, (
                f"The decoded pictures are not kept: they take {_gigabytes(need)}, more than half of the "
                f"{_gigabytes(free)} that are free in {root}."
            )
    about: dict[str, object] = {"source": where, "split": split, "pictures": len(source), "side": source.size}
    try:
        return PackedPictures(source, folder, about), ""
    except (OSError, ValueError, FileProblem) as error:
        return None, f"The decoded pictures are not kept: {reason(error)}."


def _key(source: FolderPictures) -> str:
    """What the files and the wanted pictures are, as a name."""
    digest = hashlib.blake2b(f"{FORMAT} {source.size} {source.skips_broken}".encode(), digest_size=12)
    for path in source.paths:
        try:
            status = path.stat()
            facts = f"{status.st_size} {status.st_mtime_ns}"
        except OSError:
            facts = "?"
        digest.update(f"\0{path.absolute()}\0{facts}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _gigabytes(number: float) -> str:
    return f"{number / 1e9:.1f} GB"


def _claim(stream: BinaryIO) -> bool:
    """Whether this process is the only one that fills a file, until it is closed."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
