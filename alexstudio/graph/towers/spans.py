"""Runs of channels: which channels of a tensor a tower has, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Channels, units or rows from the first number up to, but without, the second."""
Spans = tuple[Span, ...]
"""Channels in the order in which they lie; neighbours that follow each other are one span."""


def whole(channels: int) -> Spans:
    """All channels in their order."""
    return ((0, channels),)


def halves(channels: int) -> tuple[Spans, Spans]:
    """The first and the second half of an even number of channels."""
    middle = channels // 2
    return ((0, middle),), ((middle, channels),)


def joined(parts: Iterable[Spans]) -> Spans:
    """Channels of several tensors one after the other."""
    found: list[Span] = []
    for start, stop in (span for part in parts for span in part):
        if found and found[-1][1] == start:
            found[-1] = found[-1][0], stop
        else:
            found.append((start, stop))
    return tuple(found)


def count(spans: Spans) -> int:
    """How many channels these are."""
    return sum(stop - start for start, stop in spans)


def shifted(spans: Spans, by: int) -> Spans:
    """The channels of a tensor that lies behind ``by`` others."""
    return tuple((start + by, stop + by) for start, stop in spans)


def is_aligned(spans: Spans, unit: int) -> bool:
    """Whether the channels come in whole groups of ``unit``."""
    return all(start % unit == stop % unit == 0 for start, stop in spans)


def scaled(spans: Spans, before: int, after: int) -> Spans:
    """What groups of ``before`` channels become that give ``after`` each; the channels must come in whole groups."""
    return tuple((start // before * after, stop // before * after) for start, stop in spans)


def runs(spans: Spans) -> Iterator[tuple[Span, Span]]:
    """Where each span lies here, and where it lies in the whole."""
    place = 0
    for start, stop in spans:
        yield (place, place + stop - start), (start, stop)
        place += stop - start


def covers(parts: Iterable[Spans], channels: int, *, once: bool) -> bool:
    """Whether parts have every channel there is; with ``once`` none of them twice."""
    reached = 0
    for start, stop in sorted(span for part in parts for span in part):
        if start > reached or (once and start < reached):
            return False
        reached = max(reached, stop)
    return reached == channels


def spans_text(spans: Spans) -> str:
    """``46 to 49, 126`` for people, counted from 0."""
    return ", ".join(f"{start} to {stop - 1}" if stop - start > 1 else f"{start}" for start, stop in spans)
