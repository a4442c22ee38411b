"""The weights a network starts from: the rules of the recipe, reproducible from its seed."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from math import sqrt

import torch
from torch import nn

from alexstudio.engine.data.streams import stream
from alexstudio.graph import Document, InitRule
from alexstudio.graph.naming import attribute_names

INITIALISED: frozenset[type[nn.Module]] = frozenset({nn.Conv2d, nn.Linear})
"""The layers that the rules speak of; every other layer starts as torch makes it."""


PIECE = 1 << 22  # values that one task fills: a few tasks for AlexNet's FC6, one for most layers


def initialise_module(module: nn.Module, document: Document) -> None:
    """Give every convolution and dense layer of a compiled module its first weights and biases.

    ``kaiming``: N(0, 2/fan_in), which keeps the size of what flows through ReLUs; ``normal``: N(0, std²); both with
    constant biases. ``torch``: uniform weights and biases as torch's layers have them. fan_in counts what one output
    reads. Each layer draws from its own stream of the recipe's seed, on the CPU: its values do not depend on the other
    layers, on devices, on threads or on torch's global random state.
    """
    layers = dict(module.named_children())
    names = attribute_names(document.graph)
    with ThreadPoolExecutor(max(1, torch.get_num_threads())) as pool:
        tasks: list[Future[None]] = []
        for node in document.graph.nodes:
            layer = layers.get(names[node.id])
            if not isinstance(layer, (nn.Conv2d, nn.Linear)) or type(layer) not in INITIALISED:
                continue
            rule = next((rule for rule in document.recipe.initialisation if rule.fits(node.stage)), InitRule())
            for name, parameter in layer.named_parameters(recurse=False):
                fill = partial(_fill, rule=rule, is_bias=name == "bias", fan_in=layer.weight[0].numel())
                for number, piece in enumerate(torch.split(parameter.data.view(-1), PIECE)):
                    key = stream(document.recipe.seed, f"{name} of {node.id}", number)
                    tasks.append(pool.submit(fill, piece, key=key))
        for task in tasks:
            task.result()


def _fill(piece: torch.Tensor, *, rule: InitRule, is_bias: bool, fan_in: int, key: int) -> None:
    values = piece if piece.device.type == "cpu" else torch.empty(piece.shape)
    random = torch.Generator().manual_seed(key)
    if rule.weights == "torch":
        bound = 1 / sqrt(fan_in)
        values.uniform_(-bound, bound, generator=random)
    elif is_bias:
        values.fill_(rule.bias)
    else:
        std = sqrt(2 / fan_in) if rule.weights == "kaiming" else rule.std
        values.normal_(0, std, generator=random)
    if values is not piece:
        piece.copy_(values)
