"""Opening the window, where that is possible."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Sequence

from alexstudio.cli.refusal import Refusal


def open_window(documents: Sequence[str]) -> int:
    """Open the window with documents, or with those of the last time; returns the exit code."""
    check_qt()
    try:
        from alexstudio.app import run_window
    except ImportError as error:
        raise qt_refusal(error) from None
    return run_window(documents)


def check_qt() -> None:
    """Refuse where Qt would abort the process, before it is imported."""
    if sys.version_info < (3, 12) and _installed("PySide6_Essentials") == "6.12.0":
        raise Refusal(
            "PySide6 6.12.0 crashes on Python 3.11. Install another version: pip install 'pyside6-essentials!=6.12.0'."
        )
    from alexstudio.ui.display import why_no_window

    sentence = why_no_window()
    if sentence:
        raise Refusal(sentence)


def qt_refusal(error: ImportError) -> Exception:
    """What to do about a Qt that cannot be imported; the error itself when it is about something else."""
    from alexstudio.ui.display import PACKAGES

    library = re.search(r"lib[\w+.-]+\.so[\d.]*", str(error))
    if library:
        return Refusal(
            f"Qt needs {library[0]}, which this system lacks. On Debian and Ubuntu: sudo apt install {PACKAGES}."
        )
    if (error.name or "").partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph", "qtawesome"):
        return Refusal(f"the window needs {error.name}, which cannot be imported ({error}). Install alexstudio again.")
    return error


def _installed(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""
