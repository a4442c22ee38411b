"""The document of a command line."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from alexstudio.cli.refusal import FAILED, Refusal

if TYPE_CHECKING:
    from alexstudio.graph import Document


def load_document(name: str) -> Document:
    """The preset of this name, or the document at this path."""
    from alexstudio.graph.fileformat import DocumentError, load
    from alexstudio.graph.presets import load_preset, presets

    names = [preset.name for preset in presets()]
    try:
        return load_preset(name) if name in names else load(name)
    except DocumentError as error:
        missing = not Path(name).exists() if "\0" not in name else False
        near = difflib.get_close_matches(name, names, 2, 0.75)
        meant = f" Is it the preset {' or '.join(near)}?" if near else ""
        hint = f"{meant} alexstudio presets lists the networks that come with the program." if missing else ""
        raise Refusal(f"{error}{hint}") from None


def check_runnable(document: Document, name: str) -> None:
    """Refuse a document that has problems; ``name`` is what the user called it."""
    from alexstudio.analysis import analyse

    problems = analyse(document).problems
    if problems:
        more = f" ({len(problems) - 1} more; alexstudio analyze {name} lists them)" if len(problems) > 1 else ""
        raise Refusal(f"{problems[0].message}{more}", FAILED)
