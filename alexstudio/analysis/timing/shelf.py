"""The shelf: rates of graphics cards from their datasheets, with the part of them that kernels of their time reach."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from alexstudio.analysis.memory.cards import CARDS
from alexstudio.analysis.timing.rates import Kind, Link, Precision, Rates, RatesProblem, Sample

TERA, GIGA = 1e12, 1e9


def _everywhere(values: Mapping[Kind, tuple[float, float]]) -> tuple[Sample, ...]:
    return tuple(Sample(kind=kind, forward=forward, backward=back) for kind, (forward, back) in values.items())


# cuda-convnet2 on a GTX Titan Black (5.12 TFLOP/s), AlexNet of "one weird trick", batch 128, convnet-benchmarks of
# December 2014: 88 ms forward, 187 ms backward, which is 41 % and 38 % of the peak with everything in it. The kernels
# of 2012 were the first version of these. Nothing here is fitted to the 5 to 6 days of the paper.
BY_HAND = _everywhere({
    "convolution": (0.42, 0.38), "depthwise": (0.1, 0.1), "dense": (0.6, 0.6), "pooling": (0.6, 0.4),
    "averaging": (0.6, 0.5), "normalisation": (0.5, 0.5), "response norm": (0.35, 0.3), "noise": (0.6, 0.6),
    "merge": (0.7, 0.7), "sum": (0.7, 0.7), "pointwise": (0.75, 0.75), "loss": (0.3, 0.3), "update": (0.75, 0.75),
})  # fmt: skip

# cuDNN R4 in float32 on a GTX Titan X, the same network and batch: 27 ms forward, 53 ms backward. That is more
# than the peak of the convolutions as they are counted, because Winograd's algorithm multiplies less for 3x3.
CUDNN = _everywhere({
    "convolution": (1.15, 1.1), "depthwise": (0.3, 0.2), "dense": (0.75, 0.75), "pooling": (0.7, 0.5),
    "averaging": (0.7, 0.6), "normalisation": (0.6, 0.6), "response norm": (0.5, 0.4), "noise": (0.7, 0.7),
    "merge": (0.75, 0.75), "sum": (0.75, 0.75), "pointwise": (0.8, 0.8), "loss": (0.3, 0.3), "update": (0.8, 0.8),
})  # fmt: skip

# Tensor cores: large convolutions reach about half of the peak, those of few maps or few positions much less. These
# are estimates; measure where you can.
_HALF_WIDE: tuple[Precision, ...] = ("tf32", "float16", "bfloat16")
TENSOR_CORES = (
    *(
        Sample(kind="convolution", precision=precision, size=size, forward=forward, backward=backward)
        for precision in _HALF_WIDE
        for size, forward, backward in (
            ((100_000, 256, 256, 9, 1), 0.55, 0.45),
            ((25_000, 512, 512, 1, 1), 0.5, 0.4),
            ((100_000, 3, 64, 49, 1), 0.1, 0.08),
            ((1_000, 512, 512, 9, 1), 0.25, 0.2),
        )
    ),
    Sample(kind="convolution", precision="float32", forward=0.8, backward=0.7),
    *(sample for sample in CUDNN if sample.kind != "convolution"),
)

PCIE_2, PCIE_3, PCIE_4, PCIE_5 = (Link(bandwidth=rate * GIGA, latency=10e-6) for rate in (6.0, 12.0, 24.0, 50.0))
"""Sixteen lanes; three quarters of 8, 16, 32 and 64 GB/s in one direction, which is what copies reach."""


def _nvlink(total: float) -> Link:
    """``total`` GB/s in both directions together, as datasheets have it; copies reach four fifths of one."""
    return Link(bandwidth=0.8 * total / 2 * GIGA, latency=8e-6)


def _card(
    name: str,
    bandwidth: float,
    link: Link,
    samples: Iterable[Sample],
    peer: Link | None = None,
    overhead: float = 8e-6,
    **flops: float,
) -> Rates:
    """A card with peaks in TFLOP/s, dense, and GB/s, as its datasheet has them."""
    peaks: dict[Precision, float] = {
        "float32": flops["fp32"] / 2 * TERA,
        **({"tf32": flops["tf32"] / 2 * TERA} if "tf32" in flops else {}),
        **({"float16": flops["fp16"] / 2 * TERA} if "fp16" in flops else {}),
        **({"bfloat16": flops["bf16"] / 2 * TERA} if "bf16" in flops else {}),
    }
    return Rates(
        name=name,
        peaks=peaks,
        bandwidth=bandwidth * GIGA,
        overhead=overhead,
        backward_overhead=overhead,
        host=link,
        peer=peer or link,
        samples=tuple(samples),
        source="NVIDIA's datasheet; the part that kernels reach is estimated",
    )


# Peak rates and bandwidths: NVIDIA's product pages and architecture whitepapers (Fermi GF110; Kepler GK110 and the
# K20 and K40 board specifications, at their base clocks; Maxwell GM200 and Pascal GP102 at 1.0 and 1.58 GHz; Volta
# V100 SXM2; Turing T4; Ampere GA102 and A100 SXM; Ada AD102; Hopper H100 and H200 SXM). Tensor-core rates are without
# sparsity and with accumulation in float32. The float16 units of the GTX 1080 Ti are not worth using.
_ALL = (
    _card("GTX 580", 192.4, PCIE_2, BY_HAND, fp32=1.581),
    _card("Tesla K20", 208.0, PCIE_2, BY_HAND, fp32=3.52),
    _card("Tesla K40", 288.0, PCIE_3, BY_HAND, fp32=4.29),
    _card("GTX Titan X", 336.5, PCIE_3, CUDNN, fp32=6.144),
    _card("GTX 1080 Ti", 484.0, PCIE_3, CUDNN, fp32=11.34),
    _card("V100 16 GB", 900.0, PCIE_3, TENSOR_CORES, _nvlink(300), fp32=15.7, fp16=125.0),
    _card("V100 32 GB", 900.0, PCIE_3, TENSOR_CORES, _nvlink(300), fp32=15.7, fp16=125.0),
    _card("T4", 320.0, PCIE_3, TENSOR_CORES, fp32=8.1, fp16=65.0),
    _card("RTX 3060", 360.0, PCIE_4, TENSOR_CORES, fp32=12.74, tf32=12.7, fp16=25.5, bf16=25.5),
    _card("RTX 3090", 936.2, PCIE_4, TENSOR_CORES, fp32=35.58, tf32=35.6, fp16=71.2, bf16=71.2),
    _card("RTX 4090", 1008.0, PCIE_4, TENSOR_CORES, fp32=82.6, tf32=82.6, fp16=165.2, bf16=165.2),
    _card("A100 40 GB", 1555.0, PCIE_4, TENSOR_CORES, _nvlink(600), fp32=19.5, tf32=156.0, fp16=312.0, bf16=312.0),
    _card("A100 80 GB", 2039.0, PCIE_4, TENSOR_CORES, _nvlink(600), fp32=19.5, tf32=156.0, fp16=312.0, bf16=312.0),
    _card("H100 80 GB", 3350.0, PCIE_5, TENSOR_CORES, _nvlink(900), fp32=66.9, tf32=494.7, fp16=989.4, bf16=989.4),
    _card("H200 141 GB", 4800.0, PCIE_5, TENSOR_CORES, _nvlink(900), fp32=66.9, tf32=494.7, fp16=989.4, bf16=989.4),
)

CARD_RATES: Mapping[str, Rates] = {rates.name: rates for rates in _ALL}
"""By the names of `alexstudio.analysis.memory.CARDS`."""
assert list(CARD_RATES) == [card.name for card in CARDS], "the two shelves hold the same cards"

ANY_HOST = Rates(
    name="processor",
    peaks={"float32": 0.25 * TERA, "bfloat16": 0.25 * TERA},
    bandwidth=20 * GIGA,
    overhead=5e-6,
    backward_overhead=10e-6,
    host=Link(bandwidth=20 * GIGA, latency=0),
    peer=Link(bandwidth=20 * GIGA, latency=0),
    is_synchronous=True,
    source="a guess",
)
"""A processor beside the cards, for layers that are on the host, and to put pictures into order."""


def card_rates(name: str) -> Rates:
    """The card called ``name``, in any case; `RatesProblem` says which there are."""
    known = {card.casefold(): rates for card, rates in CARD_RATES.items()}
    found = known.get(" ".join(name.split()).casefold())
    if found is None:
        near = difflib.get_close_matches(name.casefold(), known, 2, 0.5)
        meant = f" Is it the {' or the '.join(known[one].name for one in near)}?" if near else ""
        raise RatesProblem(f"There is no card {name[:60]!r} on the shelf.{meant} There are: {', '.join(CARD_RATES)}.")
    return found
