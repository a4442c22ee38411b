"""A network that learns: one batch forward, one step back, and a look at pictures it does not learn from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import torch
from torch.nn.functional import cross_entropy

from alexstudio.engine.auxiliary import add_losses, parts, weights_of
from alexstudio.engine.compiler import check_document, compile_document
from alexstudio.engine.data.loader import Batch
from alexstudio.engine.layout import memory_format
from alexstudio.engine.lrn import use_fast_norms
from alexstudio.engine.metrics import Sums, top_errors
from alexstudio.engine.nonfinite import are_finite, blame
from alexstudio.engine.optimiser import make_optimizer
from alexstudio.engine.parallel.world import ALONE, World
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

    ``module`` computes with `FastLocalResponseNorm` and in ``layout``; its state dict is that of the document.
    In a ``world`` of several processes each has its own, and all of them take the same steps.
    """

    def __init__(
        self,
        document: Document,
        devices: Mapping[str, torch.device],
        precision: Name,
        classes: int,
        world: World = ALONE,
    ) -> None:
        self.module = compile_document(document, devices, auxiliary=True)
        use_fast_norms(self.module)
        self.layout = memory_format(self.module, devices.values())
        self.module.to(memory_format=self.layout)
        compiled = check_document(document).document
        self.head_weights = weights_of(compiled)
        self._names = {node.id: node.name for node in compiled.graph.nodes}
        self.grouped = make_optimizer(self.module, compiled)
        self.optimizer = self.grouped.optimizer
        self._smoothing, self._clip_norm = document.recipe.label_smoothing, document.recipe.clip_norm
        self.top_k = min(5, classes)
        self._devices, self._precision, self._world = devices, precision, world
        self._net = world.wrap(self.module)

    def look(self, batch: Batch) -> Outcome:
        """Loss and errors of a batch, as the network stands."""
        images, labels = batch
        images = images.to(self._devices[HOST], memory_format=self.layout)
        with casting(self._devices.values(), self._precision):
            given = self._net(images)
        scores, heads = parts(given)
        labels = labels.to(scores.device)
        if not len(labels):  # nothing for this process in a small batch: it goes along for the others' sake
            return Outcome(sum((head.sum().to(scores.device) for head in heads), scores.sum()) * 0.0, 0.0, 0.0, 0.0)
        smoothing = self._smoothing if self.module.training else 0.0
        error = cross_entropy(scores, labels, label_smoothing=smoothing)
        if self.module.training:
            error = add_losses(error, heads, labels, self.head_weights, smoothing)
        errors = top_errors(scores.detach(), labels, self.top_k)
        loss, top1, top5 = torch.cat([error.detach()[None], errors]).tolist()
        return Outcome(error, loss, top1, top5)

    def take(self, batch: Batch) -> tuple[Outcome, int]:
        """What the whole batch gives, of which ``batch`` is this process's share, and its number of pictures."""
        outcome, own = self.look(batch), len(batch[1])
        if self._world.size == 1:
            return outcome, own
        images, means = self._world.mean(own, outcome[1:])
        # the mean over processes, which DDP takes of the gradients, becomes the mean over pictures
        return Outcome(outcome.error * (self._world.size * own / images), *means), images

    def learn(
        self,
        outcome: Outcome,
        drop_frozen: Callable[[], None] = lambda: None,
        watch: Callable[[], None] = lambda: None,
    ) -> None:
        """One optimizer step on what `look` gave; ``drop_frozen`` takes gradients away that must not count, and
        ``watch`` may look at the others before they are used."""
        if not outcome.error.requires_grad:  # all layers are frozen
            return
        outcome.error.backward()  # type: ignore[no-untyped-call]
        drop_frozen()
        watch()
        if self._clip_norm:
            torch.nn.utils.clip_grad_norm_(self.module.parameters(), self._clip_norm)
        self.optimizer.step()
        self.optimizer.zero_grad()

    @torch.no_grad()
    def validate(self, batches: Iterable[Batch], should_stop: Callable[[], bool]) -> tuple[float, float, float] | None:
        """Mean loss, top-1 and top-k error without dropout, or None when it was stopped; training is not disturbed."""
        sums, was_stopped = Sums(), False
        self._world.same_state(self.module)
        cuda = {device.index for device in self._devices.values() if device.type == "cuda"}
        self.module.eval()
        try:
            with torch.random.fork_rng(devices=sorted(cuda)):
                for batch in batches:
                    if should_stop():
                        was_stopped = True
                        break
                    outcome = self.look(batch)
                    sums.add(len(batch[1]), outcome.loss, outcome.top1, outcome.top5)
        finally:
            self.module.train()
        return None if self._world.any(was_stopped) else self._world.total(sums).means()

    def is_finite(self) -> bool:
        """Whether every weight and every running statistic is a number."""
        return are_finite(self.module.parameters()) and are_finite(self.module.buffers())

    def blame(self, batch: Batch | None) -> str:
        """A sentence that names the first layer whose weights are not finite, or its output with a batch."""
        images = batch and batch[0].to(self._devices[HOST], memory_format=self.layout)
        with casting(self._devices.values(), self._precision):
            return blame(self.module, images, self._names)
