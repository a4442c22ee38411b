"""The form ``safetensors``: weights and texts, and ``model.py`` beside it."""

from __future__ import annotations

from safetensors.torch import save

from alexstudio.engine import checkpoint
from alexstudio.engine.exporting.model import Model


def content(model: Model) -> bytes:
    """The bytes of the file; document, classes, devices and normalisation are its metadata."""
    return save(checkpoint.plain_state(model.module), metadata=model.facts)
