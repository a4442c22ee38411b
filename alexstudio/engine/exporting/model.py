"""`Model`: what is exported, from a document or from a run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import fx

import alexstudio
from alexstudio.engine import checkpoint
from alexstudio.engine.checkpoint import CheckpointError
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.exporting.problem import ExportProblem
from alexstudio.engine.runlog import Emit
from alexstudio.extensions.loading import why_missing
from alexstudio.graph import Document
from alexstudio.graph.bypass import active_graph
from alexstudio.graph.classes import fit_classes
from alexstudio.graph.ends import score_node, training_only
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.naming import attribute_names
from alexstudio.layers.params import as_pair
from alexstudio.runs.folder import BEST, LAST, RunFolder
from alexstudio.runs.messages import Export, Note

FORMAT = "alexstudio-model/1"


class Model(NamedTuple):
    """A document that fits its weights, the module with them, on the CPU, and what the weights expect."""

    document: Document
    module: fx.GraphModule
    classes: tuple[str, ...]
    normalisation: dict[str, Any]
    trained_steps: int

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the pictures."""
        return as_pair(self._input["size"])

    @property
    def channels(self) -> int:
        """Channels of the pictures."""
        return int(self._input["channels"])

    def picture(self, count: int = 1) -> torch.Tensor:
        """Random pictures, always the same."""
        shape = (count, self._input["channels"], *self.size)
        return torch.randn(*shape, generator=torch.Generator().manual_seed(2012))

    @property
    def devices(self) -> dict[str, str]:
        """Layer, as the state dict calls it -> its logical device: where the document has it, for whoever wants that.

        Every file is written for the CPU and opens anywhere.
        """
        graph = self.document.graph
        names, needed = attribute_names(graph), graph.upstream(score_node(graph).id) | {score_node(graph).id}
        return {names[node.id]: node.device for node in graph.order() if node.id in needed and node.type != "Input"}

    @property
    def facts(self) -> dict[str, str]:
        """What goes beside the weights into forms that hold texts only."""
        return {
            "format": FORMAT,
            "document": dumps(self.document),
            "classes": json.dumps(list(self.classes)),
            "normalisation": json.dumps(self.normalisation),
            "devices": json.dumps(self.devices),
            "input_size": json.dumps(list(self.size)),
            "trained_steps": str(self.trained_steps),
            "alexstudio": alexstudio.__version__,
        }

    @property
    def _input(self) -> Any:
        return next(node.params for node in self.document.graph.nodes if node.type == "Input")


def contents(model: Model) -> dict[str, Any]:
    """The dictionary of a ``state`` file: plain tensors, strings and numbers, so that plain torch.load opens it."""
    return {
        "format": FORMAT,
        "state_dict": checkpoint.plain_state(model.module),
        "document": dumps(model.document),
        "classes": list(model.classes),
        "input_size": list(model.size),
        "normalisation": model.normalisation,
        "devices": model.devices,
        "trained_steps": model.trained_steps,
        "torch": str(torch.__version__),
        "alexstudio": alexstudio.__version__,
    }


def model_of(command: Export, send: Emit) -> Model:
    """The model that a command speaks of."""
    return _from_run(command, send) if command.run else _from_document(command)


def _from_document(command: Export) -> Model:
    document = loads(command.document)
    module = compile_document(document).eval()
    unit = {"scale": document.recipe.input_scale, "mean": [0.0] * 3, "std": [1.0] * 3}
    return Model(document, module, (), unit, 0)


def _from_run(command: Export, send: Emit) -> Model:
    run = RunFolder(Path(command.run))
    document = run.document()
    missing = why_missing(run.job().plugins, is_exact=False)
    if missing:
        raise ExportProblem(missing)
    path = run.checkpoint(command.weights)
    if path is None:
        raise ExportProblem(f"{run.path} holds no undamaged checkpoint. Train it first.")
    wanted = BEST if command.weights == "best" else LAST
    if path.name != wanted:
        send(Note(text=f"{run.path / wanted} is missing or damaged, so {path.name} is exported."))
    kept = checkpoint.read_checkpoint(path)
    try:
        classes, normalisation = tuple(str(name) for name in kept["classes"]), dict(kept["normalisation"])
        steps = int(kept["step"])
    except (KeyError, TypeError, ValueError):
        raise CheckpointError(f"{path} is not a checkpoint of this program.") from None
    document, _ = fit_classes(document, len(classes))
    module = compile_document(document, initialise=False).eval()
    checkpoint.restore_state(module, _without_heads(kept["model"], document), str(path))
    return Model(document, module, classes, normalisation, steps)


def _without_heads(state: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """A training's weights without those that only its auxiliary classifiers have."""
    names = attribute_names(document.graph)
    heads = {names[node_id] for node_id in training_only(active_graph(document.graph))}
    return {key: value for key, value in state.items() if str(key).partition(".")[0] not in heads}
