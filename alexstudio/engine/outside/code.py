"""The job ``code``: make the network that a class in a Python file is, of which the user said that it may run."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from safetensors.torch import save_file
from torch import nn

from alexstudio.engine.importing.doing import describe


def work(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Import ``file``, call its ``kind`` without arguments, and read the module that comes of it."""
    path = Path(job["file"])
    spec = spec_from_file_location("foreign_network", path)
    if spec is None or spec.loader is None:
        return {"problem": "It is no Python file."}
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        made = getattr(module, job["kind"])
        network = made if isinstance(made, nn.Module) else made()
    except MemoryError:
        raise
    except BaseException as error:
        return {"problem": f"its code failed ({type(error).__name__}: {error})"[:400]}
    if not isinstance(network, nn.Module):
        return {"problem": f"{job['kind']} makes no torch.nn.Module, but {type(network).__name__}."}
    try:
        document, state, remarks = describe(network, job["size"], job["title"] or job["kind"], path.name)
    except Exception as error:
        return {"problem": str(error)}
    save_file(state, folder / "weights.safetensors")
    return {"document": document, "remarks": remarks}
