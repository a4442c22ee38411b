"""`import_weights`: the weights in a file become those that a document starts from."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save

from alexstudio.engine.compiler import compile_document
from alexstudio.engine.importing.matching import Match, match, natural
from alexstudio.engine.importing.values import ImportProblem
from alexstudio.engine.outside import OUTSIDE, OutsideProblem
from alexstudio.files import reason, write_atomically
from alexstudio.graph import Document

SUFFIXES = (".pt", ".pth", ".bin", ".ckpt", ".safetensors")
LARGEST = 16 << 30
"""Bytes of a file that is read."""
SECONDS = 60.0
ROOM = 1 << 30
"""Bytes that reading may take besides three times the file."""


class Weights(NamedTuple):
    """Tensors in the order of their file, the document of a file that this program wrote, and what was skipped."""

    tensors: dict[str, torch.Tensor]
    document: str = ""
    skipped: tuple[str, ...] = ()


def read_weights(path: Path, *, seconds: float = SECONDS, room: int = ROOM) -> Weights:
    """The tensors in a file of torch or of safetensors; no code in it runs. `ImportProblem` says why not."""
    try:
        if not path.is_file():
            raise ImportProblem(f"There is no file {path}." if not path.exists() else f"{path} is not a regular file.")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise ImportProblem(f"{path} cannot be read: {reason(error)}.") from None
    if size > LARGEST:
        raise ImportProblem(f"{path} holds {size:,} bytes; at most {LARGEST:,} are read.")
    if path.suffix.lower() == ".safetensors":
        tensors = _safetensors(path)
        return Weights({name: tensors[name] for name in natural(tensors)})
    with tempfile.TemporaryDirectory(prefix="alexstudio-") as made:
        folder = Path(made)
        try:
            answer = OUTSIDE.ask("weights", folder, seconds=seconds, memory=3 * size + room, file=str(path.absolute()))
        except OutsideProblem as problem:
            raise ImportProblem(f"{path.name} was not read: {problem}.") from None
        why = answer.get("problem")
        if why == "memory":
            raise ImportProblem(f"{path.name} was not read: it takes far more memory than its size.")
        if why:
            why = "it is damaged, or not a file of plain weights" if why == "failed" else why
            raise ImportProblem(f"{path.name} was not read: {why}. Nothing in it was run.")
        tensors = load_file(folder / "weights.safetensors")
    ordered = {str(name): tensors[name] for name in answer["names"]}
    return Weights(ordered, str(answer["document"]), tuple(answer["skipped"]))


def import_weights(document: Document, weights: Weights, out: Path) -> tuple[Document, tuple[str, ...]]:
    """Write what fits to ``out``; the document that starts from it, and sentences on what became of the rest.

    `ImportProblem` when nothing fits.
    """
    state = compile_document(_fresh(document), initialise=False, auxiliary=True).state_dict()
    network = {name: tuple(value.shape) for name, value in state.items()}
    found = match(network, {name: tuple(value.shape) for name, value in weights.tensors.items()})
    if not found.pairs:
        raise ImportProblem("None of its weights fits a layer of the network: no shapes are equal.")
    tensors = {
        name: weights.tensors[other].to(state[name].dtype).contiguous().clone() for name, other in found.pairs.items()
    }
    started = keep_weights(document, tensors, out)
    return started, tuple(sentences(found, weights.skipped, tensors))


def keep_weights(document: Document, tensors: Mapping[str, torch.Tensor], out: Path) -> Document:
    """Write weights that are named as in the network, and let the document start from them."""
    content = save(dict(tensors))
    write_atomically(out, content)
    return document.with_recipe(
        **{**dict(document.recipe), "weights": str(out), "weights_sha256": hashlib.sha256(content).hexdigest()}
    )


def sentences(found: Match, skipped: tuple[str, ...], tensors: Mapping[str, torch.Tensor]) -> list[str]:
    """What was matched and how, what is missing, what is left over."""
    some = found.by_name + found.by_order
    said = [f"{some:,} of the network's {some + len(found.missing):,} tensors were found: {found.by_name:,} by name"]
    said[0] += f", {found.by_order:,} by order and shape." if found.by_order else "."
    if found.missing:
        said.append(f"Not in the file, so they start as the recipe says: {_listed(found.missing)}.")
    if found.left_over:
        said.append(f"In the file, but without a layer of this shape: {_listed(found.left_over)}.")
    if skipped:
        said.append(f"Not dense numbers, so left out: {_listed(skipped)}.")
    odd = [name for name, value in tensors.items() if value.is_floating_point() and not bool(value.isfinite().all())]
    if odd:
        said.append(f"Some of their values are not finite: {_listed(odd)}.")
    return said


def _safetensors(path: Path) -> dict[str, torch.Tensor]:
    try:
        return {name: value.clone() for name, value in load_file(path).items()}
    except (SafetensorError, OSError, ValueError, RuntimeError, KeyError, AttributeError):
        raise ImportProblem(f"{path.name} was not read: it is damaged, or not a safetensors file.") from None


def _fresh(document: Document) -> Document:
    return document.with_recipe(**{**dict(document.recipe), "weights": "", "weights_sha256": ""})


def _listed(names: tuple[str, ...] | list[str], limit: int = 6) -> str:
    more = len(names) - limit
    shown = ", ".join(name[:60] for name in names[:limit])
    return shown if more <= 0 else f"{shown} and {more:,} more"
