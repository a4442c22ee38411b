"""Networks to measure with: torchvision's, as documents. Their weights have no values, so they are there at once."""

from __future__ import annotations

from functools import cache
from typing import Any

import torch
from torchvision import models

from alexstudio.engine.importing import import_module
from alexstudio.graph import Document

NAMES = ("alexnet", "vgg16", "googlenet", "resnet50", "resnet152", "densenet201")
"""From the smallest to the one with the most layers."""

SIDE = 224
"""Height and width of the pictures."""


@cache
def module(name: str) -> torch.nn.Module:
    """torchvision's network called ``name`` on the meta device, in evaluation mode."""
    extra: dict[str, Any] = {"init_weights": False} if name == "googlenet" else {}
    with torch.device("meta"):
        network: torch.nn.Module = models.get_model(name, **extra)
    return network.eval()


@cache
def network(name: str) -> Document:
    """The same network as a document, imported once in a process."""
    return import_module(module(name), SIDE, title=name, source="torchvision").document
