"""`prove`: placement never changes the maths, and a column and its two towers are one network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from alexstudio.engine.compiler import check_document
from alexstudio.engine.forms import Forms
from alexstudio.engine.trial import Outcome, Trial, difference, draw_batch
from alexstudio.graph import Document, GraphError
from alexstudio.graph.node import HOST
from alexstudio.runs.proof import Comparison, Proof

FAULT = "Placement must not change a bit on the CPU: this is a fault of the program, or of a plugin."
SAME = "The same layers compute the same numbers in the same order; a device only says where."


def prove(document: Document, *, seed: int = 2012, batch: int = 4) -> Proof:
    """Compute a document in several ways with the same weights and pictures, and compare scores and gradients.

    First with all layers on one device, as they are placed, and dealt out to two devices in turns; every device is the
    CPU here, and all must be equal to the bit. Then as one column and as two towers, where the network can be turned
    into the other, in float32 and in float64: the two take some sums in another order, so rounding is what may differ.
    Response normalisation inside a tower is not the one over a column: then a column is compared that normalises the
    towers apart, and the difference that is left out so is told. ``batch`` is at least 2.

    The passes draw nothing from torch's random state, so a training beside a proof is not disturbed. Raises
    `CompileError` for a document with problems.
    """
    report = check_document(document)
    document = report.document
    pictures = draw_batch(report, batch, seed)
    found: list[Comparison] = []
    base = Trial(_placed(document, dict.fromkeys(document.graph.by_id, "gpu0")))
    base.fill(seed)
    whole = base.run(pictures, watch=True)
    for name, placed in _placements(document).items():
        other = Trial(placed)
        other.module.load_state_dict(base.module.state_dict())
        found.append(_same(name, base, whole, other.run(pictures)))
    notes: tuple[str, ...] = ()
    try:
        forms = Forms(base, document.graph)
    except GraphError as error:
        notes = (f"Not compared with two towers: {error}",)
    else:
        found += forms.compare(pictures, whole)
    return Proof(title=document.title, batch=batch, seed=seed, comparisons=tuple(found), notes=notes)


def _placements(document: Document) -> dict[str, Document]:
    """The document as its layers are placed, if they are on several devices, and dealt out to two in turns."""
    graph = document.graph
    there = sorted({node.device for node in graph.nodes} - {HOST})
    placed = {f"{', '.join(there[:-1])} and {there[-1]} as placed": document} if there[1:] else {}
    turns = {node.id: f"gpu{number % 2}" for number, node in enumerate(graph.order())}
    return {**placed, "gpu0 and gpu1 in turns": _placed(document, turns)}


def _placed(document: Document, devices: Mapping[str, str]) -> Document:
    graph = document.graph.copy()
    for node in graph.nodes:
        graph.replace(replace(node, device=HOST if node.device == HOST else devices[node.id]))
    return replace(document, graph=graph.freeze())


def _same(name: str, base: Trial, one: Outcome, other: Outcome) -> Comparison:
    scores = difference([("", other.scores, one.scores)])
    gradients = difference((base.title(key), other.gradients[key], values) for key, values in one.gradients.items())
    holds = scores.is_equal and gradients.is_equal
    why = SAME if holds else FAULT
    return Comparison(name="placement", ways=("One device", name), precision="float32", scores=scores,
                      gradients=gradients, gradients_of=len(one.gradients), holds=holds, why=why)  # fmt: skip
