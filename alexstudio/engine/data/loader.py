"""Batches of an epoch, the next ones prepared by a background thread while the network works on this one."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from alexstudio.engine.data.augment import Mean, Scale, epoch_order
from alexstudio.engine.data.colours import IMAGENET, Axes
from alexstudio.engine.data.pictures import Pictures
from alexstudio.engine.data.pipeline import Pipeline
from alexstudio.engine.parallel.sharing import ALL, Share
from alexstudio.graph.augmentation import PLAIN, Augmentation

Batch = tuple[torch.Tensor, torch.Tensor]
AHEAD = 2  # batches prepared beyond the one in use


class Loader:
    """Serves ``pictures`` as inputs float32 (b, c, size, size) and labels int64 (b,), batch by batch.

    With ``augment`` each epoch has its own order, crops and mirrored pictures, all functions of (seed, epoch,
    sample), so an epoch can start at any batch without replaying the ones before; without it the order is
    0 .. n - 1 and the crop is the middle. The last batch is smaller than ``batch_size`` unless ``drop_last``
    leaves it out. ``mean``, ``std`` and ``scale`` are as in `augment.normalise`, ``augmentation`` and the colours'
    ``axes`` as in `Pipeline`. ``close`` it, or use it in a
    ``with``, to be sure that no thread is left.

    With a ``share`` it serves that part of each batch. Where there is nothing in it, a picture comes without a label
    with ``augment``, so that this process goes along with the others, and no batch without.
    """

    def __init__(
        self,
        pictures: Pictures,
        *,
        batch_size: int,
        size: int,
        mean: Mean,
        std: Sequence[float],
        scale: Scale = "unit",
        augment: bool = False,
        flip: bool = True,
        seed: int = 0,
        drop_last: bool = False,
        augmentation: Augmentation = PLAIN,
        axes: Axes = IMAGENET,
        share: Share = ALL,
    ) -> None:
        if batch_size < 1:
            raise ValueError(f"a batch needs at least one picture, not {batch_size}")
        self._pictures = pictures
        self._labels = pictures.labels
        self._batch_size = batch_size
        self._augment, self._seed = augment, seed
        self.pipeline = Pipeline(size, mean, tuple(std), scale, flip, seed, augmentation, axes)
        self._drop_last = drop_last
        self._share = share
        self._running: set[_Prefetch] = set()

    def __len__(self) -> int:
        """Batches in an epoch."""
        n = len(self._pictures)
        return n // self._batch_size if self._drop_last else -(-n // self._batch_size)

    def epoch(self, epoch: int = 0, *, start: int = 0) -> Iterator[Batch]:
        """The batches of one epoch from number ``start`` on; several epochs may be under way at once.

        Whatever preparing a batch raises is raised here, in its turn. Closing the loader ends the iteration.
        """
        prefetch = _Prefetch(self._batches(epoch, start))
        self._running.add(prefetch)
        try:
            yield from prefetch.run()
        finally:
            prefetch.close()
            self._running.discard(prefetch)

    def close(self) -> None:
        """End every iteration and its thread; returns when the threads are gone. The loader can be used again."""
        for prefetch in list(self._running):
            prefetch.close()

    def __enter__(self) -> Loader:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()

    def _batches(self, epoch: int, start: int) -> Iterator[Batch]:
        n = len(self._pictures)
        order = epoch_order(n, self._seed, epoch) if self._augment else np.arange(n)
        for number in range(start, len(self)):
            whole = order[number * self._batch_size : (number + 1) * self._batch_size]
            own = self._share.of(whole)
            if not len(own) and not self._augment:
                continue
            chosen = own if len(own) else whole[:1]
            raw = self._pictures.batch(chosen.tolist())
            varies = self._augment
            inputs = self.pipeline.varied(raw, epoch, chosen.tolist()) if varies else self.pipeline.middle(raw)
            yield inputs, self._labels[torch.from_numpy(own)]


@dataclass(eq=False)
class _Prefetch:
    """A thread that runs an iterator at most `AHEAD` items ahead of whoever takes them."""

    source: Iterator[Batch]
    ready: deque[Batch] = field(default_factory=deque)
    error: BaseException | None = None
    over: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)
    thread: threading.Thread | None = None

    def run(self) -> Iterator[Batch]:
        with self.changed:
            if self.over:
                return
            self.thread = threading.Thread(target=self._fill, name="alexstudio-loader", daemon=True)
            self.thread.start()
        while (item := self._take()) is not None:
            yield item

    def close(self) -> None:
        with self.changed:
            self.over = True
            self.ready.clear()
            self.changed.notify_all()
        # a forgotten iteration may be cleaned up by the garbage collector inside this very thread
        if self.thread is not None and self.thread is not threading.current_thread():
            self.thread.join()

    def _take(self) -> Batch | None:
        with self.changed:
            self.changed.wait_for(lambda: self.ready or self.over)
            if self.ready:
                item = self.ready.popleft()
                self.changed.notify_all()
                return item
            if self.error is not None:
                raise self.error
            return None

    def _fill(self) -> None:
        try:
            for item in self.source:
                with self.changed:
                    self.changed.wait_for(lambda: len(self.ready) < AHEAD or self.over)
                    if self.over:
                        return
                    self.ready.append(item)
                    self.changed.notify_all()
        except BaseException as error:
            self.error = error
        finally:
            with self.changed:
                self.over = True
                self.changed.notify_all()
