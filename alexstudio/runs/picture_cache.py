"""Where decoded pictures are kept between runs, what is kept there, and how it is removed.

One folder an entry: ``index.json`` tells what it is, ``pixels`` holds the pictures one after the other, ``made`` one
bit a picture that is safely there. Only the engine writes pictures; this part needs no torch.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from alexstudio.files import FileProblem, read_bytes, reason

FORMAT = "alexstudio-pictures/1"
INDEX, PIXELS, MADE = "index.json", "pixels", "made"
LIMIT = 64 << 30
"""Bytes that all entries together may take before no more is kept by itself."""


@dataclass(frozen=True)
class Entry:
    """The kept pictures of one set at one size."""

    path: Path
    source: str
    """The folder that they were decoded from."""
    split: str
    pictures: int
    side: int
    """Pixels a side."""
    is_whole: bool
    bytes: int
    """Taken on the disk; an entry that is not whole takes less than it will."""
    used: float
    """When it was last opened, in seconds since 1970."""

    @property
    def key(self) -> str:
        """What it is called."""
        return self.path.name


def cache_root() -> Path:
    """The folder of all entries of this user."""
    return platformdirs.user_cache_path("alexstudio", appauthor=False) / "pictures"


def entries(root: Path | None = None) -> list[Entry]:
    """What is kept, the last used first; what cannot be read is left out."""
    try:
        folders = [folder for folder in (root or cache_root()).iterdir() if folder.is_dir()]
    except OSError:
        return []
    found = [entry for folder in folders if (entry := _entry(folder)) is not None]
    return sorted(found, key=lambda entry: -entry.used)


def taken(found: list[Entry]) -> int:
    """Bytes that entries take together."""
    return sum(entry.bytes for entry in found)


def remove(entry: Entry) -> None:
    """Remove an entry; `FileProblem` when it cannot be. What a training has open stays readable to it where the
    system allows."""
    try:
        (entry.path / INDEX).unlink(missing_ok=True)  # first: half an entry must not look like one
        shutil.rmtree(entry.path)
    except OSError as error:
        raise FileProblem(f"{entry.path} could not be removed: {reason(error)}.") from None


def read_index(folder: Path) -> dict[str, Any] | None:
    """What the index of an entry says; None when there is none of this format."""
    try:
        said = json.loads(read_bytes(folder / INDEX, limit=1 << 20))
    except (FileProblem, ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and said.get("format") == FORMAT else None


def _entry(folder: Path) -> Entry | None:
    said = read_index(folder)
    if said is None:
        return None
    try:
        status, index = (folder / PIXELS).stat(), (folder / INDEX).stat()
        return Entry(
            folder,
            str(said["source"]),
            str(said["split"]),
            int(said["pictures"]),
            int(said["side"]),
            said.get("whole") is True,
            512 * status.st_blocks if hasattr(status, "st_blocks") else status.st_size,
            index.st_mtime,
        )
    except (OSError, KeyError, TypeError, ValueError):
        return None
