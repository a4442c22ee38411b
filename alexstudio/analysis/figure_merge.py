"""Blocks that are alike, one after the other, as one volume: "36 × bottleneck"."""

from __future__ import annotations

from collections.abc import Sequence

from alexstudio.analysis.figure_volumes import Volume


def merged(found: list[Volume]) -> list[Volume]:
    """Blocks of the same making and size one after the other as one."""
    readers: dict[int, set[int]] = {}
    for number, volume in enumerate(found):
        for source in (*volume.sources, *volume.joins):
            readers.setdefault(source, set()).add(number)
    goes_to: dict[int, int] = {}
    kept: list[Volume] = []
    for number, volume in enumerate(found):
        before = found[volume.sources[0]] if len(volume.sources) == 1 else None
        alike = before is not None and before.sort == volume.sort and before.shape == volume.shape
        if (
            before is None
            or not (alike and volume.sort and before.device == volume.device and volume.shape)
            or volume.words
            or volume.joins
            or readers[volume.sources[0]] != {number}
        ):
            goes_to[number] = len(kept)
            volume.sources = [goes_to[source] for source in volume.sources]
            volume.joins = [goes_to[source] for source in volume.joins]
            kept.append(volume)
            continue
        goes_to[number] = goes_to[volume.sources[0]]
        into = kept[goes_to[number]]
        into.count += 1
        into.names += volume.names
        into.name = span(into.names)
        found[number] = into
        readers[volume.sources[0]] = readers.get(number, set())
        word, own = volume.sort[0], len(into.notes)
        many = f"{word} each" if word.endswith("branches") else f"{into.count} × {word}"
        into.notes = (many, *into.notes[1:], *volume.notes[own:])
    return kept


def span(names: Sequence[str]) -> str:
    """Names one after the other as one: "Conv2_1–3", "Inception 4a–c"."""
    first, last = names[0], names[-1]
    if first == last:
        return first
    shared = 0
    while shared < min(len(first), len(last)) and first[shared] == last[shared]:
        shared += 1
    while shared and first[shared - 1].isdigit():  # "Conv10–19", not "Conv10–9"
        shared -= 1
    return f"{first}–{last[shared:] if shared > 1 else last}"
