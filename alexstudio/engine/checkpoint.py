"""The only place where torch writes and reads its files: tensors and plain values, never code, never a path."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from alexstudio.files import reason

FORMAT = "alexstudio-checkpoint/1"

Content = dict[str, Any]


class CheckpointError(Exception):
    """A file that is not what it should be; the text is one sentence."""


def to_bytes(content: object) -> bytes:
    """What torch.save makes of ``content``, in memory.

    Given a path, torch reports a full disk as "unexpected pos 640 vs 534" and leaves half a file behind.
    """
    buffer = io.BytesIO()
    torch.save(content, buffer)
    return buffer.getvalue()


def from_bytes(content: bytes, what: str) -> Content:
    """The dictionary in bytes that came from `to_bytes`; ``what`` begins the sentence of `CheckpointError`."""
    return _load(io.BytesIO(content), what)


def read_checkpoint(path: Path) -> Content:
    """The checkpoint in a file, on the CPU. Only tensors and plain values are read; `CheckpointError` otherwise."""
    try:
        with path.open("rb") as stream:
            content = _load(stream, str(path))
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read: {reason(error)}.") from None
    if content.get("format") != FORMAT or not isinstance(content.get("model"), dict):
        raise CheckpointError(f"{path} is not a checkpoint of this program.")
    return content


def plain_state(module: nn.Module) -> dict[str, torch.Tensor]:
    """The state dict of a module as contiguous CPU tensors; those that are so already are shared, not copied."""
    return {name: value.detach().cpu().contiguous() for name, value in module.state_dict().items()}


def restore_state(module: nn.Module, state: Mapping[str, Any], what: str) -> None:
    """Load a state dict; `CheckpointError` when its names or shapes are those of another network."""
    try:
        module.load_state_dict(dict(state))
    except (RuntimeError, TypeError, AttributeError):
        raise CheckpointError(f"{what} holds the weights of another network.") from None


def environment(devices: Mapping[str, torch.device], precision: str) -> Content:
    """What the bits of a training depend on, beside its job."""
    return {
        "torch": str(torch.__version__),
        "threads": torch.get_num_threads(),
        "precision": precision,
        "devices": {logical: str(device) for logical, device in devices.items()},
        "cpu": torch.backends.cpu.get_cpu_capability(),
        "cuda": str(torch.version.cuda or ""),
    }


def random_state() -> Content:
    """The state of torch's generators, which dropout draws from."""
    return {"cpu": torch.get_rng_state(), "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else []}


def set_random_state(state: Content) -> None:
    """Put back what `random_state` gave."""
    torch.set_rng_state(state["cpu"])
    if state["cuda"] and len(state["cuda"]) == torch.cuda.device_count():
        torch.cuda.set_rng_state_all(state["cuda"])


def _load(stream: Any, what: str) -> Content:
    # torch's own text advises weights_only=False, which would run whatever code the file brings: it is never shown
    try:
        content = torch.load(stream, map_location="cpu", weights_only=True)
    except MemoryError:
        raise
    except Exception:
        raise CheckpointError(f"{what} is damaged, or is not a file of plain weights; nothing was loaded.") from None
    if not isinstance(content, dict):
        raise CheckpointError(f"{what} holds no dictionary of weights; nothing was loaded.")
    return content
