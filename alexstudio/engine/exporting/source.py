"""The form ``source``: readable Python, without weights."""

from __future__ import annotations

from alexstudio.engine.exporting.model import Model
from alexstudio.interop.python_source import python_source


def content(model: Model) -> bytes:
    """The bytes of the file."""
    return python_source(model.document).encode()


def placed(model: Model) -> bytes:
    """The same, with layers that can be spread over devices as in the document."""
    return python_source(model.document, placed=True).encode()
