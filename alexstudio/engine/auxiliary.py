"""The losses of auxiliary classifiers, which only a training has."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch.nn.functional import cross_entropy

from alexstudio.graph import Document
from alexstudio.graph.ends import auxiliary_ends

Given = torch.Tensor | tuple[torch.Tensor, ...]
"""What a network compiled for training gives: class scores, or these and those of its auxiliary classifiers."""


def weights_of(document: Document) -> tuple[float, ...]:
    """The weight of each auxiliary classifier in the loss, in the order in which the network gives their scores."""
    return tuple(node.params["weight"] for node in auxiliary_ends(document.graph))


def parts(given: Given) -> tuple[torch.Tensor, tuple[torch.Tensor, ...]]:
    """Class scores (n, classes), and those of auxiliary classifiers, in float32.

    bfloat16 has 8 bits of mantissa: the loss is worked out in float32.
    """
    scores, *heads = given if isinstance(given, tuple) else (given,)
    return scores.float(), tuple(head.float() for head in heads)


def add_losses(
    error: torch.Tensor,
    heads: Sequence[torch.Tensor],
    labels: torch.Tensor,
    weights: Sequence[float],
    smoothing: float = 0.0,
) -> torch.Tensor:
    """The loss of a training: ``error`` plus the weighted cross-entropy of each auxiliary classifier.

    Szegedy et al.: Going Deeper with Convolutions, CVPR 2015, section 5.
    """
    for scores, weight in zip(heads, weights, strict=True):
        own = cross_entropy(scores, labels.to(scores.device), label_smoothing=smoothing)
        error = error + weight * own.to(error.device)
    return error
