"""The form ``exported_program``: torch.export's graph, for any number of pictures."""

from __future__ import annotations

import io

import torch

from alexstudio.engine.exporting.model import Model
from alexstudio.engine.exporting.problem import ExportProblem


def content(model: Model) -> bytes:
    """The bytes of the file; document, classes, devices and normalisation are extra files in it."""
    buffer = io.BytesIO()
    torch.export.save(program(model), buffer, extra_files=model.facts)
    return buffer.getvalue()


def program(model: Model) -> torch.export.ExportedProgram:
    """The network's graph, for batches of any size."""
    batch = torch.export.Dim("batch")
    try:
        with torch.no_grad():
            return torch.export.export(model.module, (model.picture(2),), dynamic_shapes=({0: batch},))
    except Exception as error:
        why = str(error).strip().partition("\n")[0][:200]
        raise ExportProblem(f"torch.export cannot take this network ({type(error).__name__}: {why}).") from error
