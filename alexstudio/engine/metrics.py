"""Loss and errors of a batch, and their sums over many."""

from __future__ import annotations

from dataclasses import dataclass

import torch


def top_errors(scores: torch.Tensor, labels: torch.Tensor, k: int) -> torch.Tensor:
    """Fractions of a batch whose class is not the first, and not among the first ``k``: float32 (2,).

    ``scores`` (n, classes), ``labels`` int64 (n,). Equal scores count as a fair draw, so that a network which gives
    every class the same score has exactly the error of guessing; bfloat16 scores are equal often. A score that is not
    a number counts as an error.
    """
    own = scores.gather(1, labels[:, None])
    equal = (scores == own).sum(1)
    above = scores.shape[1] - (scores <= own).sum(1)  # counts NaN as above
    places = torch.stack([torch.ones_like(above), torch.full_like(above, k)])
    chance = ((places - above) / equal.clamp(min=1)).clamp(0, 1)
    return 1 - chance.float().mean(1)


@dataclass
class Sums:
    """Running means over batches of different sizes."""

    images: int = 0
    loss: float = 0.0
    top1: float = 0.0
    topk: float = 0.0

    def add(self, images: int, loss: float, top1: float, topk: float) -> None:
        """Count a batch by its means."""
        self.images += images
        self.loss += loss * images
        self.top1 += top1 * images
        self.topk += topk * images

    def means(self) -> tuple[float, float, float]:
        """Loss, top-1 error and top-k error over all pictures so far; 0 pictures are an error of the caller."""
        return self.loss / self.images, self.top1 / self.images, self.topk / self.images
