"""A network that learns: one batch forward, one step back, and a look at pictures it does not learn from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import torch
from torch.nn.functional import cross_entropy

from alexstudio.engine.compiler import compile_document
from alexstudio.engine.data.loader import Batch
from alexstudio.engine.lrn import use_fast_norms
from alexstudio.engine.metrics import Sums, top_errors
from alexstudio.engine.optimiser import make_sgd
from alexstudio.engine.precision import Name, casting
from alexstudio.graph import Document
from alexstudio.graph.node import HOST


class Outcome(NamedTuple):
    """What a batch gave. ``error`` is the loss to learn from, the rest are numbers."""

    error: torch.Tensor
    loss: float
    top1: float
    top5: float


class Learner:
    """A compiled document with its optimizer, laid out and cast for speed.

    ``module`` computes with `FastLocalResponseNorm` and in channels_last; its state dict is that of the document.
    """

    def __init__(self, document: Document, devices: Mapping[str, torch.device], precision: Name, classes: int) -> None:
        self.module = compile_document(document, devices)
        use_fast_norms(self.module)
        self.module.to(memory_format=torch.channels_last)
        self.optimizer = make_sgd(self.module, document.recipe)
        self.top_k = min(5, classes)
        self._devices, self._precision = devices, precision

    @property
    def rate(self) -> float:
        """The learning rate of the next step."""
        return float(self.optimizer.param_groups[0]["lr"])

    def look(self, batch: Batch) -> Outcome:
        """Loss and errors of a batch, as the network stands."""
        images, labels = batch
        images = images.to(self._devices[HOST], memory_format=torch.channels_last)
        with casting(self._devices.values(), self._precision):
            scores = self.module(images)
        # bfloat16 has 8 bits of mantissa: the loss is worked out in float32
        scores, labels = scores.float(), labels.to(scores.device)
        error = cross_entropy(scores, labels)
        errors = top_errors(scores.detach(), labels, self.top_k)
        loss, top1, top5 = torch.cat([error.detach()[None], errors]).tolist()
        return Outcome(error, loss, top1, top5)

    def learn(self, outcome: Outcome) -> None:
        """One optimizer step on what `look` gave."""
        outcome.error.backward()  # type: ignore[no-untyped-call]
        self.optimizer.step()
        self.optimizer.zero_grad()

    @torch.no_grad()
    def validate(self, batches: Iterable[Batch], should_stop: Callable[[], bool]) -> tuple[float, float, float] | None:
        """Mean loss, top-1 and top-k error without dropout, or None when it was stopped; training is not disturbed."""
        sums = Sums()
        cuda = {device.index for device in self._devices.values() if device.type == "cuda"}
        self.module.eval()
        try:
            with torch.random.fork_rng(devices=sorted(cuda)):
                for batch in batches:
                    if should_stop():
                        return None
                    outcome = self.look(batch)
                    sums.add(len(batch[1]), outcome.loss, outcome.top1, outcome.top5)
        finally:
            self.module.train()
        return sums.means()

    def is_finite(self) -> bool:
        """Whether every weight is a number."""
        return all(bool(value.isfinite().all()) for value in self.module.parameters())
