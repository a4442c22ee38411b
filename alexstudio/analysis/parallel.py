"""What several devices send each other when they train one network: by data, or by data and model.

By data, each device takes a part of the batch and has all weights; what crosses are the gradients of the weights. By
model, each device has a part of the weights of a layer and sees the whole batch; what crosses are the values that the
layer reads, and their gradients. Krizhevsky (One weird trick for parallelizing convolutional neural networks,
arXiv:1404.5997, 2014) takes the convolutions by data, which have few weights and many values, and the dense layers by
model, which have many weights and few values.
"""

from __future__ import annotations

from math import prod
from typing import NamedTuple

from alexstudio.analysis.report import FLOAT_BYTES, Report

DENSE = "Linear"


class Split(NamedTuple):
    """A network as one weird trick sees it."""

    others: int
    """Parameters of all layers that are not dense."""
    dense: int
    """Parameters of the dense layers."""
    read: int
    """Values that the dense layers read, for one picture."""

    @property
    def params(self) -> int:
        """All parameters."""
        return self.others + self.dense

    @property
    def even_batch(self) -> int:
        """Pictures in a step, of all devices, up to which the dense layers send less by model than by data."""
        return self.dense // self.read if self.read else 0


class Traffic(NamedTuple):
    """Bytes that each device sends in one step, forward and backward."""

    by_data: float
    """Every layer by data."""
    others_by_data: float
    """All but the dense layers, by data."""
    dense_by_model: float
    """The dense layers by model."""

    @property
    def mixed(self) -> float:
        """One weird trick: the dense layers by model, the others by data."""
        return self.others_by_data + self.dense_by_model


def split(report: Report) -> Split:
    """The parameters of a network in two parts, and what its dense layers read."""
    graph = report.document.graph
    dense = [node.id for node in graph.nodes if node.type == DENSE and report.nodes[node.id].shapes]
    params = sum(report.nodes[node_id].params for node_id in dense)
    wires = [wire for node_id in dense for wire in graph.inputs(node_id)]
    read = sum(prod(report.nodes[wire.source].shapes[wire.output]) for wire in wires)
    return Split(report.total.params - params, params, read)


def gradient_bytes(params: int, devices: int) -> float:
    """Bytes that each of ``devices`` sends to add up float32 gradients in a ring: 2 (N - 1) / N of them.

    Each gradient goes round once to be added up and once to be told (Patarasuk and Yuan, Bandwidth optimal all-reduce
    algorithms for clusters of workstations, 2009); no algorithm sends less.
    """
    return 2 * (devices - 1) / devices * FLOAT_BYTES * params


def value_bytes(values: int, pictures: int, devices: int) -> float:
    """Bytes that each of ``devices`` sends when all read the same ``values`` of each of ``pictures``.

    Each has 1 / N of them, gives it to the N - 1 others, and gets gradients back the same way. Pictures are those of a
    step, of all devices together.
    """
    return 2 * (devices - 1) / devices * FLOAT_BYTES * values * pictures


def traffic(network: Split, devices: int, pictures: int) -> Traffic:
    """What each of ``devices`` sends in a step of ``pictures``; one device sends nothing."""
    return Traffic(
        gradient_bytes(network.params, devices),
        gradient_bytes(network.others, devices),
        value_bytes(network.read, pictures, devices),
    )
