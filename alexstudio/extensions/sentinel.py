"""Notes which plugin is being loaded, so that one that takes the program down is not loaded again."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed
    fcntl = None  # type: ignore[assignment]

_SUFFIX = ".loading"


@contextlib.contextmanager
def loading(folder: Path, key: str, sha256: str) -> Iterator[None]:
    """``with loading(...)``: the note lies in ``folder`` during the block, locked while this process lives."""
    stream: IO[bytes] | None = None
    path = folder / f"{os.getpid()}{_SUFFIX}"
    with contextlib.suppress(OSError):  # without a place to write there is no note
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        stream = new.open("wb")
        stream.write(json.dumps({"key": key, "sha256": sha256}).encode())
        stream.flush()
        if fcntl is not None:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.replace(new, path)
    try:
        yield
    finally:
        if stream is not None:
            stream.close()
        with contextlib.suppress(OSError):
            path.unlink()


def left_behind(folder: Path) -> list[tuple[str, str]]:
    """(key, SHA-256) of the plugins whose loading ended a process; their notes are removed."""
    found: list[tuple[str, str]] = []
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f"*{_SUFFIX}")):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                if _is_held(path):
                    continue
                note = json.loads(path.read_bytes())
                path.unlink()
                found.append((str(note["key"]), str(note["sha256"])))
    return found


def _is_held(path: Path) -> bool:
    """Whether the process that wrote the note still lives; on Windows removing it then fails."""
    if fcntl is None:
        return False
    with path.open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
