"""The arithmetic of local response normalisation, piece by piece, by numpy in a few threads.

With d = k + alpha/n * (sum of x^2 over the window of n channels), Krizhevsky et al. 2012, section 3.3, as
``nn.LocalResponseNorm`` reads it: y = x d^-beta, and for a gradient g with respect to y
dx = g d^-beta - 2 alpha beta/n * x * (sum of g x d^-(beta+1) over the channels whose window holds the channel).

Each thread takes whole pieces and meets the others once, at the end. Torch's own operators would share every single
one among its threads: fast on an idle machine, but on a busy one the threads wait for each other thousands of times.
Every value comes from the same operations whatever the number of threads, so it decides nothing about the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Blocks: TypeAlias = NDArray[np.floating[Any]]
"""(outer, c, inner) in memory order; channels are the middle axis."""

PIECE = 1 << 16  # values in a piece: the handful of float32 buffers of one thread fit in its cache


def forward(x: Blocks, y: Blocks, kept: Blocks, n: int, alpha: float, beta: float, k: float, threads: int) -> None:
    """Fill ``y`` with the normalised ``x``, and ``kept`` with what `backward` needs; all of one shape and dtype."""
    power = _Power(beta)

    def work(pieces: Iterator[_Piece]) -> None:
        window = _Window(x, n)
        factor = window.buffer()
        for piece in pieces:
            xs, ks = x[piece], kept[piece]
            fs = _like(factor, xs)
            d = window.sum(xs, xs)
            d *= alpha / n
            d += k
            power.keep(d, ks)
            np.multiply(power.factor(ks, fs), xs, out=y[piece])

    _shared(work, _pieces(x.shape), threads)


def backward(
    x: Blocks, kept: Blocks, grad: Blocks, dx: Blocks, n: int, alpha: float, beta: float, threads: int
) -> None:
    """Fill ``dx`` from the gradient with respect to y; all of one shape and dtype."""
    power = _Power(beta)

    def work(pieces: Iterator[_Piece]) -> None:
        window = _Window(x, n, mirrored=True)
        scratch = window.buffer()
        for piece in pieces:
            xs, ks, out = x[piece], kept[piece], dx[piece]
            ss = _like(scratch, xs)
            np.multiply(power.factor(ks, ss), grad[piece], out=out)
            spread = window.sum(power.divide(out, ks, ss), xs)
            spread *= -2 * alpha * beta / n
            spread *= xs
            out += spread

    _shared(work, _pieces(x.shape), threads)


_Piece: TypeAlias = tuple[slice, slice, slice]


def _pieces(shape: tuple[int, ...]) -> list[_Piece]:
    outer, channels, inner = shape
    width = min(inner, max(1, PIECE // channels))
    rows = max(1, PIECE // (channels * width))
    return [
        (slice(row, row + rows), slice(None), slice(column, column + width))
        for row in range(0, outer, rows)
        for column in range(0, inner, width)
    ]


def _shared(work: Callable[[Iterator[_Piece]], None], pieces: list[_Piece], threads: int) -> None:
    left = iter(pieces)  # whoever is free takes the next piece

    def quietly() -> None:
        with np.errstate(all="ignore"):
            work(left)

    helpers = [_pool().submit(quietly) for _ in range(min(threads, len(pieces), 64) - 1)]
    try:
        quietly()
    finally:
        for helper in helpers:
            helper.cancel()  # one that has not started yet has nothing left to do
    for helper in helpers:
        if not helper.cancelled():
            helper.result()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=63, thread_name_prefix="alexstudio-lrn")


class _Power:
    """d^-beta in square roots where beta allows; ``kept`` is what the backward pass starts from."""

    def __init__(self, beta: float) -> None:
        self.beta = beta

    def keep(self, d: Blocks, kept: Blocks) -> None:
        if self.beta in (0.5, 0.75):
            np.divide(1, np.sqrt(d, out=d), out=kept)
        elif self.beta == 1:
            np.divide(1, d, out=kept)
        else:
            kept[...] = d

    def factor(self, kept: Blocks, out: Blocks) -> Blocks:
        if self.beta == 0.75:
            np.sqrt(kept, out=out)
            out *= kept
            return out
        if self.beta in (0.5, 1):
            return kept
        np.power(kept, -self.beta, out=out)
        return out

    def divide(self, values: Blocks, kept: Blocks, out: Blocks) -> Blocks:
        """``values`` / d."""
        if self.beta in (0.5, 0.75, 1):
            np.multiply(values, kept, out=out)
            if self.beta != 1:
                out *= kept
        else:
            np.divide(values, kept, out=out)
        return out


class _Window:
    """Sums over n neighbouring channels, centred as ``nn.LocalResponseNorm`` centres them, zeros beyond the ends.

    Output channel j sums j - n//2 .. j + (n-1)//2, mirrored the other way round. Buffers are reused: a result is valid
    until the next call.
    Every row of channels is stored with zeros on both sides, so one addition of the flat buffer to itself, shifted,
    serves all rows at full speed; doubling the width each time takes about log2(n) additions.
    """

    def __init__(self, blocks: Blocks, n: int, *, mirrored: bool = False) -> None:
        channels = blocks.shape[1]
        before, after = (min(side, channels - 1) for side in (n // 2, (n - 1) // 2))
        self._before = after if mirrored else before
        self._width = before + after + 1
        self._dtype = blocks.dtype
        rows, _, columns = _pieces(blocks.shape)[0]
        self._largest = (rows.stop, channels, columns.stop)
        self._shape = (0, 0, 0)
        self._padded = np.empty(0, dtype=self._dtype)
        self._sums: list[Blocks] = []

    def buffer(self) -> Blocks:
        """A flat buffer for one piece."""
        return np.empty(self._largest[0] * self._largest[1] * self._largest[2], dtype=self._dtype)

    def sum(self, a: Blocks, b: Blocks) -> Blocks:
        """Window sums of a * b, both (outer, c, inner), as a view of that shape that may be changed."""
        if a.shape != self._shape:
            self._fit(a.shape)
        np.multiply(a, b, out=self._inside)
        inner = self._shape[2]
        spare = iter(self._sums)

        def joined(one: Blocks, other: Blocks, channels: int) -> Blocks:
            reach = one.size - channels * inner
            out = next(spare)
            np.add(one[:reach], other[channels * inner :], out=out[:reach])
            return out

        power, total, covered = self._padded, None, 0  # sums of 2**bit and of `covered` channels from each one on
        for bit in range(self._width.bit_length()):
            if bit:
                power = joined(power, power, 1 << (bit - 1))
            if self._width >> bit & 1:
                total = power if total is None else joined(total, power, covered)
                covered += 1 << bit
        assert total is not None
        return self._rows(total)[:, : self._shape[1]]

    def _fit(self, shape: tuple[int, ...]) -> None:
        outer, channels, inner = shape
        self._shape = (outer, channels, inner)
        self._padded = np.zeros(outer * (channels + self._width - 1) * inner, dtype=self._dtype)
        self._inside = self._rows(self._padded)[:, self._before : self._before + channels]
        additions = self._width.bit_length() + self._width.bit_count() - 2
        # zeros, not empty: what no window covers is never read but must not be slow to add
        self._sums = [np.zeros_like(self._padded) for _ in range(additions)]

    def _rows(self, flat: Blocks) -> Blocks:
        outer, channels, inner = self._shape
        return flat.reshape(outer, channels + self._width - 1, inner)


def _like(flat: Blocks, piece: Blocks) -> Blocks:
    return flat[: piece.size].reshape(piece.shape)
