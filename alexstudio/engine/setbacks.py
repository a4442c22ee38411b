"""What stops a training from outside, and whether it can go on when that is over."""

from __future__ import annotations

from alexstudio.engine.data.known import KNOWN
from alexstudio.engine.data.pictures import DataError
from alexstudio.engine.shortage import is_shortage
from alexstudio.files import FileProblem, user_path
from alexstudio.runs.folder import LAST, RunFolder


def stays_possible(error: BaseException, run: RunFolder) -> bool:
    """Whether a training that ended by ``error`` can go on from its last checkpoint without another recipe."""
    comes_from_outside = isinstance(error, (DataError, FileProblem, OSError)) or is_shortage(error)
    return comes_from_outside and (run.path / LAST).exists()


def told_with_data(error: DataError, data: str, kept: int) -> DataError:
    """The error of a data set that failed in the middle of a training, with what is left of it.

    ``data`` is the text of the recipe, ``kept`` the step of the last checkpoint, 0 without one.
    """
    folder = _folder(data)
    what = str(error)
    if folder and not user_path(folder).exists():
        what = f"The data is no longer there: {folder} is gone."
    left = f"What was learned until step {kept:,} is kept: put the data right, then go on." if kept else ""
    return DataError(f"{what} {left}".strip())


def _folder(data: str) -> str:
    """The folder in the text of a recipe; empty for pictures that need none."""
    word, colon, path = data.strip().partition(":")
    if colon and word == "builtin":
        return ""
    return path.strip() if colon and word in {*KNOWN, "imagenet", "folder"} else data.strip()
