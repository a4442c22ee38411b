"""Where model files may go, and their source beside them."""

from __future__ import annotations

import re
from pathlib import Path

from alexstudio.engine.exporting.problem import ExportProblem
from alexstudio.files import FileProblem, read_bytes, user_path
from alexstudio.runs.model_forms import BY_KIND, Kind

SOURCE = "model.py"
SOURCE_LIMIT = 64 << 20


def check_path(text: str, kind: Kind = "state") -> Path:
    """The path of a model file that can be written, else `ExportProblem`."""
    out, suffixes = user_path(text), BY_KIND[kind].suffixes
    if out.is_dir():
        raise ExportProblem(f"{out} is a folder. Give the name of a file in it.")
    if out.suffix.lower() not in suffixes:
        called = " or ".join(f"*{suffix}" for suffix in suffixes)
        what = "A model file" if kind in ("state", "module") else f"A file of this form ({BY_KIND[kind].title})"
        raise ExportProblem(f"{what} must be called {called}, not {out.name or text!r}.")
    if not out.parent.is_dir():
        raise ExportProblem(f"There is no folder {out.parent}. Make it first, or choose another.")
    return out


def source_path(out: Path, text: str) -> Path:
    """Where the source belongs: ``model.py`` beside the model file, unless that is another file already."""
    path = out.with_name(SOURCE)
    if not path.exists() or _holds(path, text):
        return path
    stem = re.sub(r"[^A-Za-z0-9_]+", "_", out.stem).strip("_")[:100] or "exported"
    stem = f"net_{stem}" if stem[0].isdigit() else stem  # a module that can be imported
    path = out.with_name(f"{stem}_{SOURCE}")
    number = 2
    while path.exists() and not _holds(path, text):
        path, number = out.with_name(f"{stem}_{number}_{SOURCE}"), number + 1
    return path


def _holds(path: Path, text: str) -> bool:
    try:
        return read_bytes(path, limit=SOURCE_LIMIT) == text.encode()
    except FileProblem:
        return False
