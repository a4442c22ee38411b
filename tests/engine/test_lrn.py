"""The fast norm is the standard norm, only faster."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from alexstudio.engine import lrn_pieces
from alexstudio.engine.lrn import FastLocalResponseNorm, use_fast_norms, use_standard_norms

LAYOUTS = (torch.contiguous_format, torch.channels_last)


def both(n: int = 5, alpha: float = 1e-2, beta: float = 0.75, k: float = 2.0) -> tuple[nn.Module, nn.Module]:
    return nn.LocalResponseNorm(n, alpha, beta, k), FastLocalResponseNorm(n, alpha, beta, k)


def step(norm: nn.Module, x: torch.Tensor, weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    leaf = x.detach().clone(memory_format=torch.preserve_format).requires_grad_()
    y = norm(leaf)
    (grad,) = torch.autograd.grad(y, leaf, weight.to(y.dtype))
    return y.detach(), grad


def is_fast(norm: nn.Module, x: torch.Tensor) -> bool:
    return "_Norm" in str(norm(x).grad_fn)


def assert_equal(x: torch.Tensor, tolerance: float = 1e-6, **options: Any) -> None:
    standard, fast = both(**options)
    weight = torch.randn(x.shape)
    assert is_fast(fast, x.clone().requires_grad_())
    right, ours = step(standard, x, weight), step(fast, x, weight)
    if x.is_contiguous(memory_format=torch.channels_last) or x.is_contiguous():
        assert ours[0].stride() == right[0].stride()
    for expected, made in zip(right, ours, strict=True):
        assert made.dtype == expected.dtype and made.shape == expected.shape
        largest = expected.abs().max()
        assert (made - expected).abs().max() <= tolerance * largest


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    monkeypatch.setattr(lrn_pieces, "PIECE", 300)  # several pieces, the last one smaller


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6, 7, 10, 12, 23, 24, 60])
def test_every_window(n: int, layout: torch.memory_format) -> None:
    assert_equal((10 * torch.randn(5, 12, 4, 3)).contiguous(memory_format=layout), n=n)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.6, 0.75, 1.0, 2.0])
def test_every_power(beta: float, layout: torch.memory_format) -> None:
    x = (30 * torch.randn(3, 8, 5, 5)).contiguous(memory_format=layout)
    assert_equal(x, beta=beta, k=1.0, tolerance=2e-6)


@pytest.mark.parametrize("shape", [(1, 1, 1, 1), (2, 1, 3, 3), (3, 8, 1, 1), (1, 8, 1, 5)])
def test_odd_shapes(shape: tuple[int, ...]) -> None:
    assert_equal(torch.randn(shape))


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("order", [(0, 2, 1, 3), (3, 1, 0, 2), (2, 3, 0, 1), (1, 0, 3, 2)])
def test_strides_of_every_kind(channels: int, order: tuple[int, ...]) -> None:
    """What a locally connected layer gives has strides that only look like a layout when there is one map."""
    shape = (4, channels, 5, 3)
    back = [order.index(axis) for axis in range(4)]
    x = torch.randn([shape[axis] for axis in order]).permute(back)
    assert x.shape == shape
    standard, fast = both()
    weight = torch.randn(shape)
    for one, other in zip(step(standard, x, weight), step(fast, x, weight), strict=True):
        torch.testing.assert_close(one, other)


def test_a_slice_of_a_larger_tensor() -> None:
    assert_equal(torch.randn(4, 16, 6, 6)[:, ::2, 1:, :])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_published_vector(layout: torch.memory_format) -> None:
    """n = 5, alpha = 1e-4, beta = 0.75, k = 2, as in the original code."""
    x = torch.tensor([100.0, 200, 300, 400, 500]).view(1, 5, 1, 1).contiguous(memory_format=layout).requires_grad_()
    expected = torch.tensor([30.836782, 42.044823, 43.819130, 59.108849, 77.550407])
    assert torch.allclose(FastLocalResponseNorm(5, 1e-4, 0.75, 2.0)(x).view(-1), expected, rtol=1e-6)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("n", "beta"), [(3, 0.75), (4, 0.75), (5, 0.5), (2, 1.0), (5, 0.6)])
def test_gradients_against_finite_differences(n: int, beta: float, layout: torch.memory_format) -> None:
    x = torch.randn(2, 6, 2, 2, dtype=torch.float64).contiguous(memory_format=layout).requires_grad_()
    norm = FastLocalResponseNorm(n, 0.5, beta, 1.0)
    assert is_fast(norm, x)
    assert torch.autograd.gradcheck(norm, x)


def test_a_window_of_even_size_is_not_its_mirror() -> None:
    """Negative control: were the backward window not mirrored, the gradient would be visibly wrong."""
    x, weight = 10 * torch.randn(2, 8, 3, 3), torch.randn(2, 8, 3, 3)
    standard, fast = both(n=4)
    right = step(standard, x, weight)[1]
    turned = step(fast, x.flip(1), weight.flip(1))[1].flip(1)
    assert (right - turned).abs().max() > 1e-3 * right.abs().max()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_under_autocast_the_dtype_is_that_of_the_standard(layout: torch.memory_format) -> None:
    x = (5 * torch.randn(4, 16, 6, 6)).bfloat16().contiguous(memory_format=layout)
    with torch.autocast("cpu", torch.bfloat16):
        assert_equal(x, tolerance=1e-2)
        assert_equal(x.float())
    exact = both()[0](x.double())
    with torch.autocast("cpu", torch.bfloat16):
        y = both()[1](x.clone().requires_grad_())
    assert y.dtype == torch.float32
    assert torch.allclose(y.double(), exact, rtol=1e-6)


def test_half_width_without_autocast_stays_so() -> None:
    """The standard module cannot train this on a CPU at all."""
    x = torch.randn(2, 8, 4, 4)
    exact = step(both()[0], x, torch.ones_like(x))
    for made, expected in zip(step(both()[1], x.bfloat16(), torch.ones_like(x)), exact, strict=True):
        assert made.dtype == torch.bfloat16
        assert torch.allclose(made.float(), expected, rtol=2e-2, atol=1e-2)


def test_validation_computes_what_training_computes() -> None:
    """Without a gradient the same bits come out, and they are the standard module's within 1e-6."""
    standard, fast = both()
    x = torch.randn(2, 8, 4, 4)
    with torch.no_grad():
        alone = fast(x)
    assert not alone.requires_grad
    assert torch.equal(alone, fast(x.clone().requires_grad_()))
    assert torch.allclose(alone, standard(x), rtol=1e-6, atol=1e-7)


def test_the_standard_code_runs_where_it_must() -> None:
    standard, fast = both()
    x = torch.randn(2, 8, 4, 4)
    for other in (torch.randn(2, 8, 4), torch.randn(2, 8, 2, 2, 2), torch.randn(0, 8, 4, 4)):
        assert not is_fast(fast, other.requires_grad_())
        assert torch.equal(fast(other), standard(other))
    assert fast(torch.empty(2, 8, 4, 4, device="meta", requires_grad=True)).shape == x.shape


@pytest.mark.parametrize("shape", [(6, 16, 50), (300, 16, 1)])
def test_the_number_of_threads_decides_nothing(shape: tuple[int, int, int]) -> None:
    x, grad = (np.random.default_rng(seed).standard_normal(shape, dtype=np.float32) for seed in (1, 2))
    results = []
    for threads in (1, 2, 5):
        y, kept, dx = (np.full_like(x, np.nan) for _ in range(3))
        lrn_pieces.forward(x, y, kept, 5, 0.1, 0.75, 2.0, threads)
        lrn_pieces.backward(x, kept, grad, dx, 5, 0.1, 0.75, threads)
        results.append(np.stack([y, kept, dx]))
    assert not np.isnan(results[0]).any()
    assert all(np.array_equal(result, results[0]) for result in results)


def test_what_goes_wrong_in_a_thread_is_raised() -> None:
    x = np.ones((300, 16, 1), dtype=np.float32)
    with pytest.raises(ValueError, match=r"broadcast|match"):
        lrn_pieces.forward(x, x[:, :3].copy(), x.copy(), 5, 0.1, 0.75, 2.0, 3)


def test_training_frees_and_reuses_nothing_wrongly() -> None:
    """Two uses of one norm in one graph, and a gradient that is added to another."""
    x = torch.randn(3, 8, 4, 4)
    results = []
    for norm in both(alpha=1.0):
        leaf = x.clone().requires_grad_()
        (norm(norm(leaf) + leaf).square().sum()).backward()
        assert leaf.grad is not None
        results.append(leaf.grad)
    assert torch.allclose(*results, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_gradients_of_gradients(layout: torch.memory_format) -> None:
    x = torch.randn(2, 4, 2, 2, dtype=torch.float64).contiguous(memory_format=layout).requires_grad_()
    norm = both(alpha=0.5)[1]
    assert torch.autograd.gradgradcheck(lambda leaf: norm(leaf[:, :, ::2] * 2), x)


def test_norms_are_exchanged_in_place_and_back() -> None:
    class Own(nn.LocalResponseNorm):
        pass

    shared = nn.LocalResponseNorm(5, 1e-4, 0.75, 2.0)
    net = nn.Sequential(shared, nn.Sequential(nn.LocalResponseNorm(3), nn.ReLU()), Own(3), shared).eval()
    names = [name for name, _ in net.named_modules()]
    assert use_fast_norms(net) == 2
    assert type(net[0]) is FastLocalResponseNorm and net[0] is net[3] and type(net[2]) is Own
    assert not net[0].training and (net[0].size, net[0].alpha, net[0].beta, net[0].k) == (5, 1e-4, 0.75, 2.0)
    assert [name for name, _ in net.named_modules()] == names and not net.state_dict()
    assert use_fast_norms(net) == 0
    assert use_standard_norms(net) == 2
    assert type(net[0]) is nn.LocalResponseNorm and type(net[1][0]) is nn.LocalResponseNorm
    assert net[1][0].size == 3


def test_it_is_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measured 5 to 9 times on two cores; a busy machine is given much room."""
    monkeypatch.undo()
    x, weight = torch.randn(8, 96, 27, 27), torch.randn(8, 96, 27, 27)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(7):
        for norm, taken in zip(both(), times, strict=True):
            start = time.perf_counter()
            step(norm, x, weight)
            taken.append(time.perf_counter() - start)
    assert min(times[0]) > 1.3 * min(times[1])
