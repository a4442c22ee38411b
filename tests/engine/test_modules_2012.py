"""The rarer layers of the 2012 files against their formulas, written out pixel by pixel."""

from __future__ import annotations

from math import exp, log, sqrt, tanh

import pytest
import torch
from torch import nn

from alexstudio.engine.compiler import compile_document
from alexstudio.engine.modules.abs_tanh import AbsTanh
from alexstudio.engine.modules.contrast_norm import ContrastNorm
from alexstudio.engine.modules.double_relu import DoubleReLU
from alexstudio.engine.modules.gaussian_blur import GaussianBlur
from alexstudio.engine.modules.log_neuron import LogNeuron
from alexstudio.engine.modules.nailbed import Nailbed
from alexstudio.engine.modules.noisy_relu import NoisyReLU
from alexstudio.engine.modules.same_map_norm import SameMapNorm
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.interop.own_layers import own_layers
from alexstudio.layers import ShapeError, layer_type


@pytest.fixture(autouse=True)
def seeded() -> None:
    torch.manual_seed(2012)


def window(x: torch.Tensor, row: int, column: int, size: int) -> torch.Tensor:
    """The pixels of a clipped window, of even size one more to the left and up."""
    top, left = row - size // 2, column - size // 2
    return x[:, :, max(top, 0) : top + size, max(left, 0) : left + size]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 9])
def test_contrast_norm_follows_an_explicit_loop(size: int) -> None:
    x = torch.randn(2, 3, 6, 5, dtype=torch.float64) * 10
    alpha, beta, k = 0.3, 0.6, 1.5
    differences, expected = torch.empty_like(x), torch.empty_like(x)
    for row in range(6):
        for column in range(5):
            differences[:, :, row, column] = x[:, :, row, column] - window(x, row, column, size).mean((2, 3))
    for row in range(6):
        for column in range(5):
            total = window(differences, row, column, size).square().sum((2, 3))
            expected[:, :, row, column] = x[:, :, row, column] / (k + alpha / size**2 * total) ** beta
    torch.testing.assert_close(ContrastNorm(size, alpha, beta, k)(x), expected)


def test_contrast_norm_does_not_see_a_constant() -> None:
    """What `SameMapNorm` divides by grows with the mean; here only what differs counts."""
    flat = torch.full((1, 2, 7, 7), 50.0)
    torch.testing.assert_close(ContrastNorm(3, 1.0)(flat), flat)
    assert (SameMapNorm(3, 1.0)(flat) < 1).all()
    x = torch.randn(1, 2, 5, 5, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(ContrastNorm(3, 0.5), (x,))


def test_neurons_follow_their_formulas() -> None:
    x = torch.tensor([-30.0, -2.0, -0.5, 0.0, 0.1, 3.0, 40.0], dtype=torch.float64)
    for layer, formula in (
        (DoubleReLU(2.0), lambda value: value - 2 * tanh(value / 2)),
        (AbsTanh(1.5, 0.7), lambda value: 1.5 * abs(tanh(0.7 * value))),
        (AbsTanh(1.5, -0.7), lambda value: 1.5 * abs(tanh(0.7 * value))),
        (LogNeuron(31.0), lambda value: log(31 + value)),
    ):
        expected = torch.tensor([formula(value) for value in x.tolist()], dtype=torch.float64)
        torch.testing.assert_close(layer(x), expected)
    assert LogNeuron(1.0)(x)[0].isnan()


def test_noise_of_the_rectifier() -> None:
    """Normal with the variance 1 / (1 + exp(-x)) while training, none afterwards; the gradient is the rectifier's."""
    layer = NoisyReLU()
    for value in (4.0, 8.0):
        noise = layer(torch.full((100_000,), value)) - value
        wanted = sqrt(1 / (1 + exp(-value)))
        assert abs(float(noise.mean())) < 0.02 and float(noise.std()) == pytest.approx(wanted, rel=0.02)
        assert float((noise.abs() > 2 * wanted).float().mean()) == pytest.approx(0.0455, abs=0.005)
    x = torch.randn(1000, requires_grad=True)
    y = layer(x)
    y.sum().backward()
    assert torch.equal(x.grad, (y > 0).float()) and (y >= 0).all() and ((y > 0) != (x > 0)).any()
    assert torch.equal(layer.eval()(x), torch.relu(x))
    half = torch.randn(9, dtype=torch.bfloat16)
    assert layer(half).dtype == layer.train()(half).dtype == torch.bfloat16


def test_evaluation_leaves_random_numbers_alone() -> None:
    """So that a training takes the same course however often it is validated."""
    before = torch.get_rng_state()
    NoisyReLU().eval()(torch.randn(1) * 0 + torch.ones(50))
    torch.set_rng_state(before)
    NoisyReLU().eval()(torch.ones(50))
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize(("size", "stride"), [(8, 2), (9, 2), (10, 3), (11, 3), (5, 7)])
def test_nailbed_in_the_middle_is_the_originals(size: int, stride: int) -> None:
    count = (size + stride - 1) // stride
    start = (size - stride * (count - 1)) // 2
    x = torch.arange(2.0 * size * size).view(1, 2, size, size)
    expected = torch.empty(1, 2, count, count)
    for row in range(count):
        for column in range(count):
            expected[:, :, row, column] = x[:, :, start + row * stride, start + column * stride]
    assert torch.equal(Nailbed((stride, stride), (start, start))(x), expected)
    values = {"stride": (stride, stride), "start": (start, start)}
    assert layer_type("Nailbed").output_shapes(values, ((2, size, size),)) == ((2, count, count),)


def test_nailbed_that_starts_outside_is_told_where_it_may() -> None:
    with pytest.raises(ShapeError, match=r"starts at row 0, column 9 \(counted from 0\), outside .* 5×6") as told:
        layer_type("Nailbed").output_shapes({"stride": (2, 2), "start": (0, 9)}, ((3, 5, 6),))
    assert told.value.remedies[0].value == (0, 5)  # type: ignore[union-attr]


@pytest.mark.parametrize(("size", "deviation"), [(1, 1.0), (3, 0.5), (5, 1.0), (9, 2.0), (9, 0.01)])
def test_blur_is_a_gaussian_filter_with_zeros_around(size: int, deviation: float) -> None:
    line = torch.tensor([exp(-((size // 2 - place) ** 2) / (2 * deviation**2)) for place in range(size)]).double()
    line /= line.sum()
    filters = torch.outer(line, line).expand(3, 1, size, size)
    x = torch.randn(2, 3, 11, 10, dtype=torch.float64)
    expected = nn.functional.conv2d(x, filters, padding=size // 2, groups=3)
    blur = GaussianBlur(size, deviation)
    torch.testing.assert_close(blur(x), expected)
    assert not blur.state_dict()
    with torch.autocast("cpu", torch.bfloat16):
        assert blur(x.float()).dtype == torch.float32, "pictures keep their precision"


def test_even_filters_are_refused_with_two_ways_out() -> None:
    with pytest.raises(ShapeError, match=r"no middle. Use size = 3\.") as told:
        layer_type("GaussianBlur").output_shapes({"size": 4, "deviation": 1.0}, ((3, 5, 5),))
    assert [remedy.value for remedy in told.value.remedies] == [3, 5]  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="odd"):
        GaussianBlur(4, 1.0)
    with pytest.raises(ValueError, match="top left"):
        Nailbed((2, 2), (-1, 0))


def test_a_network_of_them_trains() -> None:
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 3, "size": (12, 12)}, device="host"))
    before = "input"
    rest = ("AbsTanh", "NoisyReLU", "Flatten")
    for name in ("GaussianBlur", "Nailbed", "Conv2d", "DoubleReLU", "ContrastNorm", "NoisyReLU", "LogNeuron", *rest):
        node = graph.add_type(name, params={"kernel_size": 3, "out_channels": 4} if name == "Conv2d" else {})
        graph.connect(Edge(before, 0, node.id, 0))
        before = node.id
    module = compile_document(Document("2012", graph.freeze()))
    scores = module(torch.rand(4, 3, 12, 12))
    scores.square().mean().backward()
    assert scores.shape == (4, 64)
    assert all(one.grad is not None and one.grad.isfinite().all() for one in module.parameters())


def test_their_source_is_tidy() -> None:
    """Two of them import from one module: one line in the generated source."""
    targets = [layer_type(name).target for name in ("GaussianBlur", "NoisyReLU", "AbsTanh")]
    assert own_layers(targets).imports == ("from math import exp, sqrt",)
