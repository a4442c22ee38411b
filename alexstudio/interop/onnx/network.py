"""`import_onnx`: from the operations of a file to a document, and weights that fit it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

import numpy as np

from alexstudio.graph import Document
from alexstudio.graph.naming import attribute_names
from alexstudio.interop.drafting import Draft, Owner, Wire, shown
from alexstudio.interop.finishing import finish
from alexstudio.interop.imported import ImportProblem, Remark, named
from alexstudio.interop.onnx.folding import BATCH, constant, folded, sliced
from alexstudio.interop.onnx.layers import TABLE, Weights
from alexstudio.interop.onnx.patterns import Norm, response_norm
from alexstudio.interop.onnx.reading import Contents, Numbers, Operation, read_contents

_PASSES = ("Identity", "Cast", "CastLike")
Value = Wire | Numbers


class Read(NamedTuple):
    """What came of a file."""

    document: Document
    remarks: tuple[Remark, ...]
    weights: dict[str, Numbers]
    """As the state dict of the compiled document calls them."""


_NAMELESS = ("main_graph", "main", "torch_jit", "torch-jit-export", "graph", "model")
"""What exporters call every graph."""


def import_onnx(content: bytes, *, title: str = "", source: str = "", size: int | None = None) -> Read:
    """The document of a convolutional classifier, remarks on what became of it, and its weights.

    ``size``: side of the pictures, where the file leaves it open. `ImportProblem` with one sentence otherwise.
    """
    contents = read_contents(content)
    reader = _Reader(contents, size)
    score = reader.read()
    made = finish(
        reader.draft,
        score,
        title=title or (contents.title if contents.title not in _NAMELESS else "") or PurePath(source).stem or "ONNX",
        source=source,
        notes=f"Imported from an ONNX file{f' of {shown(contents.producer)}' if contents.producer else ''}.",
        recipe={},
    )
    names = attribute_names(made.document.graph)
    weights = {
        f"{names[node]}.{part}": np.ascontiguousarray(value)
        for node, parts in reader.weights.items()
        if node in names
        for part, value in parts.items()
    }
    return Read(made.document, made.remarks, weights)


class _Reader:
    def __init__(self, contents: Contents, size: int | None) -> None:
        self.draft = Draft()
        self.weights: dict[str, Weights] = {}
        self._contents, self._size = contents, size
        self._numbers: dict[str, Numbers] = dict(contents.numbers)
        for operation in contents.operations:
            if operation.kind == "Constant" and operation.outputs:
                value = constant(operation)
                if value is not None:
                    self._numbers[operation.outputs[0]] = value
        self._makers = {name: operation for operation in contents.operations for name in operation.outputs}
        self._stored = frozenset(contents.numbers) - self._needless()
        self._norms: dict[int, Norm] = {}
        self._values: dict[str, Value] = {}
        self._last = ""

    def _needless(self) -> set[str]:
        """Biases of convolutions before a batch normalisation: torch's exporter writes zeros where there is none."""
        makers = [
            self._makers.get(one.inputs[0])
            for one in self._contents.operations
            if one.kind == "BatchNormalization" and one.inputs
        ]
        return {one.inputs[2] for one in makers if one is not None and one.kind == "Conv" and len(one.inputs) > 2}

    def read(self) -> Wire:
        """Read what the scores depend on; the wire of the scores."""
        score = self._contents.outputs[0]
        needed = self._needed(score)
        self._pictures()
        for operation in self._contents.operations:
            if operation.number in needed and operation.kind != "Constant":
                self._read(operation)
        wire = self._values.get(score)
        if not isinstance(wire, Wire) or self.draft.nodes[wire.node].type == "Input":
            raise ImportProblem("The network has no layers between pictures and class scores.")
        if len(self._contents.outputs) > 1:
            self.draft.say("left out", f"Of {len(self._contents.outputs)} outputs, the first is the class scores.", "")
        return wire

    def _needed(self, score: str) -> set[int]:
        needed: set[int] = set()
        ahead, seen = [score], {score}
        while ahead:
            operation = self._makers.get(ahead.pop())
            if operation is None:
                continue
            needed.add(operation.number)
            norm = response_norm(operation, self._makers, self._numbers)
            if norm is not None:
                self._norms[operation.number] = norm
            for name in (norm.source,) if norm else operation.inputs:
                if name and name not in seen:
                    seen.add(name)
                    ahead.append(name)
        return needed

    def _pictures(self) -> None:
        maps = [(name, shape) for name, shape in self._contents.inputs if len(shape) == 4]
        if len(maps) != 1:
            raise ImportProblem(f"The network takes {len(maps)} batches of pictures; a document has one.")
        name, (_, channels, height, width) = maps[0]
        if self._size is not None and (height is None or width is None):
            height = width = self._size
        if channels is None or height is None or width is None:
            raise ImportProblem("The file leaves the size of the pictures open. Say it: --size PIXELS.")
        self.draft.begin(Owner("Input", 1, "operation"))
        self._values[name] = self.draft.one("Input", {"channels": channels, "size": (height, width)})

    def _read(self, operation: Operation) -> None:
        given = [self._value(name) for name in operation.inputs]
        if operation.number in self._norms:
            self._norm(operation, self._norms[operation.number])
        elif given and all(isinstance(value, np.ndarray) for value in given):
            made = folded(operation, [value for value in given if isinstance(value, np.ndarray)])
            if made is None:
                raise ImportProblem(
                    f"{self._owner(operation).place} works on weights alone, in a way that is not known."
                )
            self._values[operation.outputs[0]] = made
        elif operation.kind == "Shape" and isinstance(given[0], Wire) and given[0].shape is not None:
            self._values[operation.outputs[0]] = sliced(operation, np.asarray((BATCH, *given[0].shape), np.int64))
        elif operation.kind in _PASSES and given[0] is not None:
            self._values[operation.outputs[0]] = given[0]
        else:
            self._layer(operation, given)

    def _layer(self, operation: Operation, given: list[Value | None]) -> None:
        self.draft.begin(self._owner(operation))
        handler = TABLE.get(operation.kind)
        if handler is None:
            wires = [value for value in given if isinstance(value, Wire)]
            made: Sequence[Wire] = self.draft.placeholder(operation.kind, {}, wires, len(operation.outputs), "ONNX")
        else:
            before = set(self.draft.nodes)
            made, weights = handler(self.draft, operation, given, self._stored)
            if weights:
                self.weights.setdefault(made[0].node, {}).update(weights)
            self.draft.say("understood", f"Read as {named(self._types(before)) or 'nothing of its own'}.")
        for name, wire in zip(operation.outputs, made, strict=False):
            self._values[name] = wire

    def _norm(self, operation: Operation, norm: Norm) -> None:
        wire = self._value(norm.source)
        self.draft.begin(self._owner(operation))
        if not isinstance(wire, Wire):
            raise self.draft.owner.problem("normalises something that is not there.")
        values = {"size": norm.size, "alpha": norm.alpha, "beta": norm.beta, "k": norm.k}
        self._values[operation.outputs[0]] = self.draft.one("LocalResponseNorm", values, wire)

    def _types(self, before: set[str]) -> list[str]:
        return list(dict.fromkeys(node.type for key, node in self.draft.nodes.items() if key not in before))

    def _value(self, name: str) -> Value | None:
        if not name:
            return None
        found = self._values.get(name)
        return found if found is not None else self._numbers.get(name)

    def _owner(self, operation: Operation) -> Owner:
        """The layer's name: that of its weights, else of what it writes."""
        stems = [name.rpartition(".")[0] for name in operation.inputs if name in self._contents.numbers]
        stem = next(filter(None, stems), "")
        return Owner(stem or operation.outputs[0] or operation.kind, operation.number, "operation")
