"""What can be compared: open documents, a document as it is on disk, presets, and any file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from alexstudio.graph import Document
from alexstudio.graph.fileformat import load
from alexstudio.graph.presets import load_preset, presets, read_story
from alexstudio.ui.session import Session
from alexstudio.ui.words import translate


class Choice(NamedTuple):
    """A document to compare; ``read`` gives it as it is now, or raises `DocumentError`."""

    key: str
    title: str
    read: Callable[[], Document]


def open_choices(session: Session) -> list[Choice]:
    """The documents in the tabs, and those with unsaved work also as they are on disk."""
    found = []
    for sheet in session.sheets:
        found.append(Choice(f"sheet:{sheet.key}", sheet.name, lambda sheet=sheet: sheet.document))  # type: ignore[misc]
        if sheet.path is not None and sheet.is_dirty:
            title = translate("Compare", "{name} as saved").format(name=sheet.name)
            found.append(Choice(f"saved:{sheet.key}", title, lambda path=sheet.path: load(path)))  # type: ignore[misc]
    return found


def preset_choices() -> list[Choice]:
    """The networks that come with the program."""
    return [
        Choice(f"preset:{one.name}", read_story(one).title, lambda name=one.name: load_preset(name))  # type: ignore[misc]
        for one in presets()
    ]


def file_choice(path: Path) -> Choice:
    """A document that is not open."""
    return Choice(f"file:{path}", path.name, lambda: load(path))
