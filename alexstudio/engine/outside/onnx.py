"""The job ``onnx``: read an ONNX file, in a process with limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from safetensors.numpy import save_file

from alexstudio.graph.fileformat import dumps
from alexstudio.interop.imported import ImportProblem, grouped, named
from alexstudio.interop.onnx import import_onnx


def work(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Read ``file`` into a document and ``weights.safetensors``."""
    path = Path(job["file"])
    try:
        found = import_onnx(path.read_bytes(), title=job["title"], source=path.name, size=job["size"])
    except ImportProblem as problem:
        return {"problem": str(problem)}
    save_file(found.weights, folder / "weights.safetensors")
    remarks = [
        f"{group.severity[:1].upper()}{group.severity[1:]}: {named(group.layers)}: {group.sentence}"
        if group.layers
        else group.sentence
        for group in grouped(found.remarks)
        if group.severity != "understood"
    ]
    count = len(found.document.graph) - 1
    return {"document": dumps(found.document), "remarks": [f"Read {count:,} layers from {path.name}.", *remarks]}
