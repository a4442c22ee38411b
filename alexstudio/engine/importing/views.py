"""Reshaping, reordering and cutting: what of it a document says with layers, and what it need not say."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from alexstudio.engine.importing.draft import Draft
from alexstudio.engine.importing.values import BATCH, Wire, resolve_sizes


def reshape(draft: Draft, wire: Wire, sizes: Sequence[Any]) -> Wire:
    """``view`` and ``reshape``; the first size must be that of the batch."""
    parts = _numbers(draft, sizes)
    seen = resolve_sizes(wire, parts)
    if seen is None:
        asked = ", ".join("batch" if part == BATCH else str(part) for part in parts)
        raise draft.problem(
            f"reshapes {'×'.join(map(str, wire.seen))} to ({asked}), which mixes pictures or does not fit. "
            "Keep the batch as the first size; if a size was written as a number, use pictures of the right size."
        )
    return draft.see(wire, seen)


def flatten(draft: Draft, wire: Wire, start_dim: int = 0, end_dim: int = -1) -> Wire:
    """``flatten`` from one dimension to another, the batch left out."""
    first, last = _dims(draft, wire, (start_dim, end_dim))
    return draft.see(wire, (*wire.seen[: first - 1], prod(wire.seen[first - 1 : last]), *wire.seen[last:]))


def unflatten(draft: Draft, wire: Wire, dim: int, sizes: Sequence[Any]) -> Wire:
    """One dimension as several."""
    (place,) = _dims(draft, wire, (dim,))
    parts = _numbers(draft, sizes)
    if parts.count(-1) == 1:
        parts = tuple(wire.seen[place - 1] // -prod(parts) if part == -1 else part for part in parts)
    if prod(parts) != wire.seen[place - 1]:
        raise draft.problem(f"cuts {wire.seen[place - 1]:,} into {'×'.join(map(str, parts))}, which does not fit.")
    return draft.see(wire, (*wire.seen[: place - 1], *parts, *wire.seen[place:]))


def squeeze(draft: Draft, wire: Wire, dim: int | Sequence[int] | None = None) -> Wire:
    """Without dimensions of length 1."""
    asked = range(1, len(wire.seen) + 1) if dim is None else _dims(draft, wire, (dim,) if isinstance(dim, int) else dim)
    return draft.see(wire, tuple(n for place, n in enumerate(wire.seen, 1) if place not in asked or n != 1))


def unsqueeze(draft: Draft, wire: Wire, dim: int) -> Wire:
    """With one more dimension of length 1."""
    place = dim if dim >= 0 else dim + len(wire.seen) + 2
    if place < 1:
        raise draft.problem("puts a dimension before the batch, which a document cannot say.")
    return draft.see(wire, (*wire.seen[: place - 1], 1, *wire.seen[place - 1 :]))


def permute(draft: Draft, wire: Wire, order: Sequence[int]) -> Wire:
    """Dimensions in another order: to channels last and back, and the deal of a channel shuffle."""
    places = tuple(part % (len(wire.seen) + 1) for part in _numbers(draft, order))
    if places == tuple(range(len(wire.seen) + 1)):
        return wire
    if places == (0, 2, 3, 1) and wire.is_plain:
        return wire.as_seen((*wire.shape[1:], wire.shape[0]), last=True)
    if places == (0, 3, 1, 2) and wire.last:
        return wire.as_seen(wire.shape)
    if places == (0, 2, 1, 3, 4) and not wire.last and wire.seen[2:] == wire.shape[1:]:
        groups, rest, *maps = wire.seen
        return draft.one("ChannelShuffle", {"groups": groups}, wire.as_seen(wire.shape)).as_seen((rest, groups, *maps))
    raise draft.problem(
        f"reorders dimensions ({', '.join(map(str, places))}), which a document cannot say. "
        "Keep (batch, channels, height, width), or permute to channels last and back."
    )


def transpose(draft: Draft, wire: Wire, dim0: int, dim1: int) -> Wire:
    """Two dimensions exchanged."""
    order = list(range(len(wire.seen) + 1))
    order[dim0], order[dim1] = order[dim1], order[dim0]
    return permute(draft, wire, order)


def index(draft: Draft, wire: Wire, key: Any) -> Wire:
    """``x[:, a:b]``, ``x[:, :, ::2, ::2]``, ``x[..., 0, 0]``: channels taken, maps cropped or thinned out."""
    keys = list(key) if isinstance(key, tuple) else [key]
    if not all(one is None or one is Ellipsis or isinstance(one, (int, slice)) for one in keys):
        raise draft.problem("picks values by an index that is computed, which a document cannot say.")
    named = sum(one is not None and one is not Ellipsis for one in keys)
    whole = [slice(None)] * (len(wire.seen) + 1 - named)
    place = next((number for number, one in enumerate(keys) if one is Ellipsis), len(keys))
    keys[place : place + 1] = whole
    if named > len(wire.seen) + 1 or keys[0] != slice(None):
        raise draft.problem("picks pictures out of the batch, which a document cannot say. Keep the whole batch.")
    asked = [one for one in keys[1:] if one is not None]
    cuts = [_cut(one, size) for one, size in zip(asked, wire.seen, strict=True)]
    taken = _take(draft, wire, cuts)
    seen: list[int] = []
    sizes = iter(zip(asked, taken.seen, strict=True))
    for one in keys[1:]:
        asking, size = (one, 1) if one is None else next(sizes)
        if not isinstance(asking, int):
            seen.append(size)
    return draft.see(taken, tuple(seen))


def chunks(draft: Draft, wire: Wire, count: int, dim: int) -> tuple[Wire, ...]:
    """So many parts of the channels of equal size."""
    return draft.add("Chunk", {"chunks": count}, _along_channels(draft, wire, dim))


def splits(draft: Draft, wire: Wire, sizes: int | Sequence[Any], dim: int) -> tuple[Wire, ...]:
    """Parts of the channels: of one size, or of sizes of their own."""
    wire = _along_channels(draft, wire, dim)
    channels = wire.shape[0]
    if isinstance(sizes, int):
        sizes = [sizes] * (channels // sizes) + ([channels % sizes] if channels % sizes else [])
    parts = _numbers(draft, sizes)
    if len(set(parts[:-1])) == 1 and parts[-1] <= parts[0]:
        return draft.add("Split", {"size": parts[0], "parts": len(parts)}, wire)
    starts = [sum(parts[:number]) for number in range(len(parts))]
    return tuple(narrow(draft, wire, 1, start, length) for start, length in zip(starts, parts, strict=True))


def narrow(draft: Draft, wire: Wire, dim: int, start: int, length: int) -> Wire:
    """Some channels in a row."""
    wire = _along_channels(draft, wire, dim)
    if (start, length) == (0, wire.shape[0]):
        return wire
    return draft.one("SelectChannels", {"start": start, "length": length}, wire)


def _take(draft: Draft, wire: Wire, cuts: list[tuple[int, int, int]]) -> Wire:
    """Start, count and step for each dimension."""
    if all(cut == (0, size, 1) for cut, size in zip(cuts, wire.seen, strict=True)):
        return wire
    wire = draft.plain(wire)
    if cuts[0][2] != 1:
        raise draft.problem("takes every so many channels, which a document cannot say.")
    wire = narrow(draft, wire, 1, cuts[0][0], cuts[0][1])
    if len(cuts) == 1:
        return wire
    sides, steps = [], []
    for (start, count, step), size in zip(cuts[1:], wire.shape[1:], strict=True):
        is_to_the_end = len(range(start, size, step)) == count
        sides += [-start, 0 if is_to_the_end else start + (count - 1) * step + 1 - size]
        steps.append(step)
    if any(sides):
        values = {"top": sides[0], "bottom": sides[1], "left": sides[2], "right": sides[3]}
        wire = draft.one("ZeroPad2d", values, wire, word="crop")
    if steps != [1, 1]:
        wire = draft.one("MaxPool2d", {"kernel_size": 1, "stride": tuple(steps)}, wire, word="every")
    return wire


def _cut(asked: int | slice, size: int) -> tuple[int, int, int]:
    if isinstance(asked, int):
        return asked % size, 1, 1
    rows = range(*asked.indices(size))
    return rows.start, len(rows), rows.step


def _along_channels(draft: Draft, wire: Wire, dim: int) -> Wire:
    wire = draft.plain(wire)
    if dim not in (1, -len(wire.shape)):
        raise draft.problem(f"cuts along dimension {dim}, and a document cuts along the channels only. Use dim = 1.")
    return wire


def _dims(draft: Draft, wire: Wire, asked: Sequence[int]) -> tuple[int, ...]:
    places = tuple(dim % (len(wire.seen) + 1) for dim in asked)
    if 0 in places:
        raise draft.problem("treats the batch as values, which a document cannot say. Start at dimension 1.")
    return places


def _numbers(draft: Draft, sizes: Sequence[Any]) -> tuple[int, ...]:
    if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)):
        sizes = sizes[0]
    if not all(isinstance(part, int) for part in sizes):
        raise draft.problem("reshapes to sizes that it computes from pictures, which a document cannot say.")
    return tuple(sizes)
