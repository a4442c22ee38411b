"""The form ``state``: a dictionary of tensors and texts, and ``model.py`` beside it."""

from __future__ import annotations

from alexstudio.engine import checkpoint
from alexstudio.engine.exporting.model import Model, contents


def content(model: Model) -> bytes:
    """The bytes of the file."""
    return checkpoint.to_bytes(contents(model))
