"""`start_from_file`: the weights that a recipe names, in place of drawn ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import nn

from alexstudio.engine.checkpoint import CheckpointError
from alexstudio.files import FileProblem, read_bytes
from alexstudio.graph import Document

LARGEST = 16 << 30


@torch.no_grad()
def start_from_file(module: nn.Module, document: Document) -> str:
    """Give a compiled module the weights of ``recipe.weights``; a sentence names what keeps its drawn values.

    Layers whose shapes are others than in the file, as those of the class scores with other data, are not touched.
    `CheckpointError` when there is no such file, when it changed since it was imported, or when none of it fits.
    """
    recipe = document.recipe
    path = Path(recipe.weights)
    try:
        content = read_bytes(path, limit=LARGEST)
    except FileProblem as problem:
        what = "Import the weights again, or let the recipe start without."
        raise CheckpointError(f"The weights that the recipe starts from are not there: {problem} {what}") from None
    if recipe.weights_sha256 and hashlib.sha256(content).hexdigest() != recipe.weights_sha256:
        raise CheckpointError(
            f"{path} is not the file of weights that the recipe was made with: its content changed. Import it again."
        )
    try:
        tensors = load(content)
    except (SafetensorError, ValueError, RuntimeError, KeyError):
        raise CheckpointError(f"{path} is damaged, or not a safetensors file. Import the weights again.") from None
    state = module.state_dict()
    fitting = [name for name, value in state.items() if name in tensors and tensors[name].shape == value.shape]
    if not fitting:
        raise CheckpointError(f"{path} holds the weights of another network.")
    for name in fitting:
        state[name].copy_(tensors[name])
    others = [name for name in state if name not in fitting and not name.endswith("num_batches_tracked")]
    if not others:
        return ""
    shown = ", ".join(others[:6]) + (f" and {len(others) - 6} more" if len(others) > 6 else "")
    return f"Not from the file of weights, because it has none of this name and shape: {shown}."
