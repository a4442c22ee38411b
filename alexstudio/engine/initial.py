"""The weights a network starts from: the rules of the recipe, reproducible from its seed."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from math import prod, sqrt
from typing import NamedTuple

import torch
from torch import nn

from alexstudio.engine.data.streams import stream
from alexstudio.engine.modules.locally_connected import LocallyConnected2d
from alexstudio.graph import Document, InitRule, Node
from alexstudio.graph.naming import attribute_names
from alexstudio.layers.params import as_pair

INITIALISED: frozenset[type[nn.Module]] = frozenset({nn.Conv2d, nn.Linear, nn.ConvTranspose2d, LocallyConnected2d})
"""The layers that the rules speak of; every other layer starts as torch makes it."""

_TYPES = frozenset(kind.__name__ for kind in INITIALISED)


class _Fans(NamedTuple):
    """What one output reads, what reads one input, and what torch's own layer counts as the first."""

    reads: float
    read_by: float
    torch: float


PIECE = 1 << 22  # values that one task fills: a few tasks for AlexNet's FC6, one for most layers


def initialise_module(module: nn.Module, document: Document) -> None:
    """Give every convolution and dense layer of a compiled module its first weights and biases.

    ``kaiming``: N(0, 2/fan_in), which keeps the size of what flows through ReLUs (He et al. 2015); ``xavier``: uniform
    with the variance 2/(fan_in + fan_out) (Glorot and Bengio 2010); ``normal``: N(0, std²); ``uniform``: with the
    deviation std; all with constant biases. ``torch``: uniform weights and biases as torch's layers have them. fan_in
    counts what one output reads, fan_out what reads one input.

    Each layer draws from its own stream of the recipe's seed, on the CPU: its values do not depend on the other layers,
    on devices, on threads or on torch's global random state.
    """
    layers = dict(module.named_children())
    names = attribute_names(document.graph)
    with ThreadPoolExecutor(max(1, torch.get_num_threads())) as pool:
        tasks: list[Future[None]] = []
        for node in document.graph.nodes:
            layer = layers.get(names[node.id])
            if layer is None or not (type(layer) in INITIALISED or node.type in _TYPES):
                continue
            rule = next((rule for rule in document.recipe.initialisation if rule.fits(node.stage)), InitRule())
            for name, parameter in layer.named_parameters(recurse=False):
                fill = partial(_fill, rule=rule, is_bias=name == "bias", fans=_fans(layer, node))
                for number, piece in enumerate(torch.split(parameter.data.view(-1), PIECE)):
                    key = stream(document.recipe.seed, f"{name} of {node.id}", number)
                    tasks.append(pool.submit(fill, piece, key=key))
        for task in tasks:
            task.result()


def _fans(layer: nn.Module, node: Node) -> _Fans:
    weight = layer.get_parameter("weight")
    if node.type == "LocallyConnected2d":  # (positions, values that one output reads, output channels)
        area = prod(as_pair(node.params["kernel_size"]))
        return _Fans(weight.shape[1], weight.shape[2] * area, weight.shape[1])
    own, area = weight[0].numel(), weight[0, 0].numel()
    if isinstance(layer, nn.ConvTranspose2d):  # (in, out / groups, ...): each output reads every stride-th of a kernel
        reads = weight.shape[0] // layer.groups * area / prod(layer.stride)
        return _Fans(max(1.0, reads), own, own)
    return _Fans(own, weight.shape[0] * area, own)


def _fill(piece: torch.Tensor, *, rule: InitRule, is_bias: bool, fans: _Fans, key: int) -> None:
    values = piece if piece.device.type == "cpu" else torch.empty(piece.shape)
    random = torch.Generator().manual_seed(key)
    if rule.weights == "torch":
        bound = 1 / sqrt(fans.torch)
        values.uniform_(-bound, bound, generator=random)
    elif is_bias:
        values.fill_(rule.bias)
    else:
        std = {"kaiming": sqrt(2 / fans.reads), "xavier": sqrt(2 / (fans.reads + fans.read_by))}.get(
            rule.weights, rule.std
        )
        if rule.weights in ("xavier", "uniform"):
            values.uniform_(-sqrt(3) * std, sqrt(3) * std, generator=random)
        else:
            values.normal_(0, std, generator=random)
    if values is not piece:
        piece.copy_(values)
