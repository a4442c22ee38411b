"""The form ``module``: the whole compiled module, pickled."""

from __future__ import annotations

from alexstudio.engine import checkpoint
from alexstudio.engine.exporting.model import Model


def content(model: Model) -> bytes:
    """The bytes of the file; what the module's ``meta`` holds is kept in it."""
    model.module.meta.update(model.facts)
    return checkpoint.to_bytes(model.module)
