"""The run folder: what a training was asked, what it logged, what it left.

``job.json`` the document, the recipe in it, device map and limits; ``metrics.jsonl`` one event a line, appended;
``last.pt`` and ``best.pt`` checkpoints, each with its SHA-256 in ``last.pt.sha256``; ``result.json`` how it ended.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import alexstudio
from alexstudio.extensions.loading import needed
from alexstudio.files import FileProblem, read_bytes, reason, write_atomically
from alexstudio.graph import Document
from alexstudio.graph.fileformat import SIZE_LIMIT, DocumentError, dumps, loads

JOB, METRICS, RESULT = "job.json", "metrics.jsonl", "result.json"
BEST, LAST = "best.pt", "last.pt"


class RunProblem(Exception):
    """A run folder that cannot be made or read; the text is one sentence."""


class Job(BaseModel):
    """What a training is asked to do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str = "alexstudio-job/1"
    document: str
    """JSON text of the document; its recipe is the recipe of the run."""
    devices: dict[str, str] = Field(default_factory=dict)
    """Logical device -> physical device ("gpu1": "cpu"); what is left out, the engine chooses."""
    minutes: float | None = Field(None, gt=0, le=1_000_000)
    """Stop after this time, also in the middle of an epoch."""
    alexstudio: str = alexstudio.__version__
    python: str = sys.version.split()[0]
    plugins: dict[str, str] = Field(default_factory=dict)
    """Plugins that the document needs: name -> SHA-256."""


@dataclass(frozen=True)
class RunFolder:
    """A folder that holds one training."""

    path: Path

    @classmethod
    def create(cls, path: Path, document: Document, *, devices: dict[str, str], minutes: float | None) -> RunFolder:
        """Make a run folder with its job; `RunProblem` when there already is a run or nothing can be written."""
        run = cls(path)
        plugins = needed(node.type for node in document.graph.nodes)
        job = Job(document=dumps(document), devices=devices, minutes=minutes, plugins=plugins)
        content = job.model_dump_json(indent=1, exclude=None if plugins else {"plugins"}).encode()
        try:
            if run.job_path.exists():
                raise RunProblem(f"{path} already holds a run. Choose another folder, or remove it.")
            path.mkdir(parents=True, exist_ok=True)
            write_atomically(run.job_path, content)
        except (OSError, ValueError) as error:
            raise RunProblem(f"{path} cannot be made: {reason(error)}. Choose another folder.") from None
        except FileProblem as problem:
            raise RunProblem(str(problem)) from None
        return run

    def discard(self) -> None:
        """Take back a run that never started, so that the folder can be used again; checkpoints are never touched."""
        with contextlib.suppress(OSError):
            for name in (JOB, METRICS, RESULT):
                (self.path / name).unlink(missing_ok=True)
            self.path.rmdir()  # only an empty folder goes

    @property
    def job_path(self) -> Path:
        """Where the job is."""
        return self.path / JOB

    @property
    def metrics_path(self) -> Path:
        """Where the log is."""
        return self.path / METRICS

    def job(self) -> Job:
        """What was asked; `RunProblem` when this is no run folder."""
        try:
            return Job.model_validate_json(read_bytes(self.job_path, limit=2 * SIZE_LIMIT))
        except FileProblem as problem:
            raise RunProblem(f"{self.path} is not a run folder: {problem}") from None
        except ValidationError:
            raise RunProblem(f"{self.job_path} is damaged, so this run cannot be read.") from None

    def document(self) -> Document:
        """The document of the run; `RunProblem` when it cannot be read."""
        try:
            return loads(self.job().document)
        except DocumentError as error:
            raise RunProblem(f"{self.job_path} is damaged: {error}") from None

    def checkpoint(self, which: str) -> Path | None:
        """The checkpoint ``best`` or ``last`` if it is there and its SHA-256 is right, else the other one or None."""
        names = (BEST, LAST) if which == "best" else (LAST, BEST)
        return next((self.path / name for name in names if is_whole(self.path / name)), None)

    def write_result(self, result: dict[str, Any]) -> None:
        """Note how the run ended."""
        write_atomically(self.path / RESULT, json.dumps(result, indent=1).encode())


def new_run_path(parent: Path, title: str) -> Path:
    """A path for a new run below ``parent``: date, time and a short form of the title; it is not made yet."""
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "run"
    stem = f"{datetime.now():%Y%m%d-%H%M%S}-{slug}"
    path, number = parent / stem, 2
    while path.exists():
        path, number = parent / f"{stem}-{number}", number + 1
    return path


def write_checkpoint(path: Path, content: bytes) -> None:
    """Write a checkpoint and its SHA-256 and read both back; `FileProblem` when they are not durably on disk.

    torch.load checks no sums: of random single-bit flips in a .pt nearly all load silently with other weights. While
    the file is replaced both sums are noted, the new and the old: whenever it is killed, one of them is right.
    """
    new = hashlib.sha256(content).hexdigest()
    old = _sum(path)
    write_atomically(_sum_path(path), "\n".join(filter(None, (new, old))).encode())
    write_atomically(path, content)
    write_atomically(_sum_path(path), new.encode())
    if not is_whole(path):
        raise FileProblem(f"{path} was written but does not read back the same. The disk may be failing.")


def is_whole(path: Path) -> bool:
    """Whether a checkpoint is there with a SHA-256 that was noted for it."""
    try:
        return _sum(path) in _sum_path(path).read_text("ascii").split()
    except (OSError, ValueError):
        return False


def _sum(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _sum_path(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")
