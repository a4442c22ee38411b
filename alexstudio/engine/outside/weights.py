"""The job ``weights``: read a file of torch that somebody else made, in a process with limits.

What comes out is ``weights.safetensors`` with plain tensors, their names in the order of the file, and the document of
a file that this program wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from alexstudio.engine.outside.torch_file import Refused, check_file

HOLDERS = ("state_dict", "model_state_dict", "model", "net", "module", "weights", "params")
"""Where programs put the state dict in what they save."""
PREFIXES = ("module.", "_orig_mod.", "model.")
TENSORS = 20_000
_KINDS = {torch.float16, torch.bfloat16, torch.float32, torch.float64}
_COUNTS = {torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool}


def work(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Read ``file``."""
    path = Path(job["file"])
    try:
        check_file(path)
        content = _load(path)
        state = _state(content)
        tensors, skipped = _plain(state)
    except Refused as problem:
        return {"problem": str(problem)}
    if not tensors:
        return {"problem": "it holds no weights"}
    save_file(tensors, folder / "weights.safetensors")
    document = content.get("document") if isinstance(content, dict) else None
    is_own = isinstance(document, str) and content.get("format") == "alexstudio-model/1"
    return {"names": list(tensors), "skipped": skipped, "document": document if is_own else ""}


def _load(path: Path) -> Any:
    torch.sparse.check_sparse_tensor_invariants.enable()  # type: ignore[no-untyped-call]  # torch has no types here
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except MemoryError:
        raise
    except Exception as error:  # torch's own text advises to run the code in the file: it is never shown
        if "memory" in str(error):
            raise MemoryError from None
        raise Refused("it is damaged, or not a file of plain weights") from None


def _state(content: Any) -> dict[str, torch.Tensor]:
    """The state dict in what was saved, its names without the wrappers of a training."""
    for _ in range(3):
        if not isinstance(content, Mapping):
            break
        state = {name: value for name, value in content.items() if isinstance(value, torch.Tensor)}
        if state:
            for prefix in PREFIXES:
                if all(str(name).startswith(prefix) for name in state):
                    state = {str(name).removeprefix(prefix): value for name, value in state.items()}
            return {str(name)[:500]: value for name, value in state.items()}
        content = next((content[key] for key in HOLDERS if isinstance(content.get(key), Mapping)), None)
    raise Refused("it holds no dictionary of weights")


def _plain(state: dict[str, torch.Tensor]) -> tuple[dict[str, torch.Tensor], list[str]]:
    """Dense copies in float32 or integers, and what is none; `Refused` where one claims to be larger than it is."""
    if len(state) > TENSORS:
        raise Refused(f"it holds {len(state):,} tensors")
    plain: dict[str, torch.Tensor] = {}
    skipped = []
    for name, value in state.items():
        if value.layout != torch.strided or value.device.type != "cpu" or value.is_quantized or value.is_complex():
            skipped.append(name)
            continue
        room = value.untyped_storage().nbytes()
        if value.numel() * value.element_size() > room or any(step < 0 for step in value.stride()):
            raise Refused(f"its tensor {name[:60]} claims to be larger than it is")
        if value.dtype in _KINDS:
            plain[name] = value.detach().to(torch.float32).clone(memory_format=torch.contiguous_format)
        elif value.dtype in _COUNTS:
            plain[name] = value.detach().clone(memory_format=torch.contiguous_format)
        else:
            skipped.append(name)
    return plain, skipped[:100]
