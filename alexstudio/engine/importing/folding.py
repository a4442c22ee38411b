"""Several layers that say together what one layer type says alone become that one."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.engine.importing.draft import Draft, Layer
from alexstudio.engine.importing.values import Wire

COLOURS = ("red", "green", "blue")


def fold(draft: Draft) -> None:
    """A factor and a number added to it become one layer; three colours treated apart and joined become one layer.

    Layers are replaced where they stand; those that nothing reads any more are left for `needed`.
    """
    for number, layer in enumerate(draft.layers):
        if layer.type == "LinearNeuron":
            draft.layers[number] = _one_line(draft, layer)
        elif layer.type == "Concat":
            draft.layers[number] = _one_affine(draft, layer) or layer


def needed(draft: Draft, result: Wire) -> list[int]:
    """Numbers of the layers that a result depends on, in the order in which they were met."""
    found: set[int] = set()
    waiting = [result.layer]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += [wire.layer for wire in draft.layers[number].inputs]
    return sorted(found)


def _one_line(draft: Draft, layer: Layer) -> Layer:
    before = draft.layers[layer.inputs[0].layer]
    if before.type != "LinearNeuron" or before.params["b"] != 0 or layer.params["a"] != 1:
        return layer
    return replace(layer, params={"a": before.params["a"], "b": layer.params["b"]}, inputs=before.inputs)


def _one_affine(draft: Draft, layer: Layer) -> Layer | None:
    """torchvision's ``transform_input``: a layer for three colours instead of seven for one each."""
    if len(layer.inputs) != 3:
        return None
    params: dict[str, float | int | bool | str | tuple[int, int]] = {}
    sources = set()
    for place, (colour, wire) in enumerate(zip(COLOURS, layer.inputs, strict=True)):
        line = draft.layers[wire.layer]
        if line.type != "LinearNeuron" or line.inputs[0].shape[0] != 1:
            return None
        picked = draft.layers[line.inputs[0].layer]
        if picked.type != "SelectChannels" or picked.params["start"] != place:
            return None
        sources.add((picked.inputs[0].layer, picked.inputs[0].output))
        params[f"scale_{colour}"], params[f"shift_{colour}"] = line.params["a"], line.params["b"]
        source = picked.inputs[0]
    if len(sources) != 1 or source.shape[0] != 3:
        return None
    return replace(layer, type="ChannelAffine", word="transform_input", params=params, inputs=(source,))
