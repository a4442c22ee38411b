"""Too little memory: what a step was predicted to need, what there is, and a batch that may fit."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import torch

from alexstudio.analysis import analyse
from alexstudio.analysis.memory import predict
from alexstudio.analysis.memory.cards import machine_memory
from alexstudio.analysis.numbers import binary_size
from alexstudio.engine.devices import device_map, own_memory
from alexstudio.graph import Document
from alexstudio.graph.node import HOST
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Failed

_GROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
_WORDS = ("can't allocate memory", "out of memory", "CUBLAS_STATUS_ALLOC_FAILED")


def is_shortage(error: BaseException) -> bool:
    """Whether memory was short, whoever says so: Python, numpy, torch's allocators or CUDA's libraries."""
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
        return True
    return isinstance(error, RuntimeError) and any(word in str(error) for word in _WORDS)


def short_of_memory(message: Failed, error: BaseException, run: RunFolder, processes: int = 1) -> Failed:
    """``message`` with the predicted need of a step beside what there is, and with half the batch on offer."""
    try:
        document = run.document()
        batch = document.recipe.batch_size
        placed = device_map({node.device for node in document.graph.nodes}, run.job().devices)
        place, needed, there = _fullest(document, placed, -(-batch // processes), on_cpu=_is_cpu(error))
    except Exception:  # what went wrong first is what counts
        return message
    half = batch // 2
    why = f"{place} has too little memory for batches of {batch:,}."
    if needed and there:
        why += f" A step was predicted to need {binary_size(needed)}, and there are {binary_size(there)}"
        why += "; a part of them is in use already." if needed < 0.9 * there else "."
    why += f" Train with batches of {half:,}, or use a smaller network." if half else " Use a smaller network."
    return message.model_copy(update={"why": why, "smaller_batch": half})


def _is_cpu(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or _WORDS[0] in str(error)


def _fullest(
    document: Document, placed: Mapping[str, torch.device], batch: int, *, on_cpu: bool
) -> tuple[str, int, int]:
    """The device that is nearest to its limit as a person calls it, the bytes it needs, and those it has."""
    report = analyse(document)
    physical = {logical: str(device) for logical, device in placed.items() if logical != HOST}
    gpus = sorted({name for name in physical.values() if name.startswith("cuda")})
    if not gpus and not on_cpu:
        return "The GPU", 0, 0  # one whose memory is not known
    if on_cpu:
        return "This machine", predict(document, report, batch=batch, place="cpu").peak, _main_memory()
    peaks, sizes = predict(document, report, batch=batch).devices, own_memory(gpus)
    needs = {
        gpu: sum(peaks[logical].peak for logical, name in physical.items() if name == gpu and logical in peaks)
        for gpu in gpus
    }
    fullest = max(gpus, key=lambda gpu: needs[gpu] / max(1, sizes.get(gpu, 0)))
    return f"The GPU {fullest}", needs[fullest], sizes.get(fullest, 0)


def _main_memory() -> int:
    """Bytes that this process may take: those of the machine, or of the container or the limit it is in."""
    limits = [machine_memory()]
    for path in _GROUPS:
        with suppress(OSError, ValueError):  # "max": no limit
            limits.append(int(Path(path).read_text("ascii")))
    with suppress(ImportError, OSError, ValueError):
        import resource

        limits.append(resource.getrlimit(resource.RLIMIT_AS)[0])
    return min((limit for limit in limits if limit > 0), default=0)
