"""One network as one column and as two towers, with the same weights, compared number by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import torch
from torch import nn

from alexstudio.engine.carry import carry, places
from alexstudio.engine.trial import PICTURES, Batch, Outcome, Trial, difference
from alexstudio.graph import LayerGraph
from alexstudio.graph.towers import are_towers, merge, split
from alexstudio.graph.towers.spans import Spans
from alexstudio.runs.proof import Comparison, Difference

Precision = Literal["float32", "float64"]

ROUNDING: dict[Precision, float] = {"float32": 1e-3, "float64": 1e-9}
"""How far, in relation to the largest value, the same sums in another order may be apart."""

MORE = "This is more than rounding: the two do not compute the same."
TIE = (
    "Where two values are nearly the same, the last bit decides which one a maximum or a ReLU passes on, and the "
    "gradient goes another way; float64 shows that it is no more than that."
)


class Forms:
    """The two forms of a network whose weights are those of ``base``; ``graph`` is its graph as it is placed.

    `GraphError` where there is no other form.
    """

    def __init__(self, base: Trial, graph: LayerGraph) -> None:
        after = graph.copy()
        self._is_column = not are_towers(graph)
        self._weights = split(after) if self._is_column else merge(after)
        other = Trial(replace(base.document, graph=after.freeze()))
        state = base.module.state_dict()
        self._places = list(places(self._weights, graph, after, state))
        carry(self._places, state, other.module.state_dict())
        self._base, self._other = base, other
        self._column, self._towers = (base, other) if self._is_column else (other, base)

    def compare(self, batch: Batch, base: Outcome) -> list[Comparison]:
        """Both forms in float32 and in float64; ``base`` is what the base gave in float32, with all layers watched."""
        found: list[Comparison] = []
        other = self._other.run(batch, watch=True)
        borders = self._weights.borders
        if borders:
            ways = "One column", "two towers"
            found.append(self._compared("norms", ways, "float32", base, other, " ".join(self._weights.remarks)))
            graph = self._column.document.graph
            for border in borders:
                apart = NormApart(graph[border.column].params, border.parts)
                setattr(self._column.module, self._column.names[border.column], apart)
            outcome = self._column.run(batch, watch=True)
            base, other = (outcome, other) if self._is_column else (base, outcome)
        ways = "One column that normalises inside the towers" if borders else "One column", "two towers"
        single = self._compared("towers", ways, "float32", base, other, self._why(base, other))
        del base, other
        self._base.module.double()
        self._other.module.double()
        base, other = self._base.run(batch), self._other.run(batch)
        why = "What is left shrinks with the precision: it is rounding, and the maths is the same."
        double = self._compared("towers", ways, "float64", base, other, why)
        if double.holds and not single.holds and _is_within(single.scores, ROUNDING["float32"]):
            is_finite = single.gradients.relative is not None
            single = single.model_copy(update={"holds": is_finite, "why": TIE if is_finite else MORE})
        return [*found, single, double]

    def _compared(
        self,
        name: Literal["towers", "norms"],
        ways: tuple[str, str],
        precision: Precision,
        base: Outcome,
        other: Outcome,
        why: str,
    ) -> Comparison:
        scores = difference([("", other.scores, base.scores)])
        pairs = [
            (self._base.title(place.source), other.gradients[place.target][place.at], values[place.of])
            for place in self._places
            if (values := base.gradients.get(place.source)) is not None
        ]
        gradients = difference([*pairs, (PICTURES, other.gradients[PICTURES], base.gradients[PICTURES])])
        limit = float("inf") if name == "norms" else ROUNDING[precision]
        holds = all(_is_within(part, limit) for part in (scores, gradients))
        if scores.is_equal and gradients.is_equal:
            why = "They are the same operations."
        return Comparison(name=name, ways=ways, precision=precision, scores=scores, gradients=gradients,
                          gradients_of=len(base.gradients), holds=holds, why=why if holds else MORE)  # fmt: skip

    def _why(self, base: Outcome, other: Outcome) -> str:
        """Where the first bits differ."""
        column, towers = (base, other) if self._is_column else (other, base)
        first = self._first_apart(column, towers)
        if not first:
            return "Only in the way back are sums taken in another order."
        return f"From {first} on, the same sums are taken in another order, so the last bits are rounded differently."

    def _first_apart(self, column: Outcome, towers: Outcome) -> str:
        graph = self._column.document.graph
        parts: dict[str, list[tuple[str, Spans]]] = {}
        for tower, node_id, channels in self._weights.parts:
            parts.setdefault(node_id, []).append((tower, channels))
        for node in graph.order():
            for tower, channels in parts.get(node.id, ()):
                if node.id in column.made and tower in towers.made:
                    there = torch.cat([column.made[node.id][:, start:stop] for start, stop in channels], 1)
                    if not torch.equal(there, towers.made[tower]):
                        return node.name
        return ""


class NormApart(nn.Module):
    """Response normalisation over some channels at a time: (n, c, h, w) -> the same shape, as towers do it."""

    def __init__(self, settings: Mapping[str, Any], parts: Sequence[Spans]) -> None:
        super().__init__()
        self.norm = nn.LocalResponseNorm(**settings)
        self.orders = [torch.cat([torch.arange(*span) for span in part]) for part in parts]
        self.back = torch.cat(self.orders).argsort()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The normalised maps."""
        return torch.cat([self.norm(x[:, order]) for order in self.orders], 1)[:, self.back]


def _is_within(part: Difference, limit: float) -> bool:
    return part.relative is not None and part.relative <= limit
