"""Where pictures come into a Caffe network, and what its data layers say about training."""

from __future__ import annotations

from math import isclose
from typing import NamedTuple

from alexstudio.interop.caffe.layer import Layer
from alexstudio.interop.caffe.message import Message
from alexstudio.interop.drafting import Draft, Owner, Wire

SIZE = 224
"""Side of pictures where the file does not say it."""

DATA = frozenset("Data ImageData MemoryData HDF5Data DummyData WindowData Input AnnotatedData DenseImageData".split())
_PARAMS = ("data_param", "image_data_param", "memory_data_param", "hdf5_data_param", "window_data_param")
_KNOWN = {"mnist": (1, 28, 28), "cifar": (3, 32, 32)}
"""Sizes of the pictures of data sets, by a part of their names."""
_STORED = 256
"""Side of the stored pictures that Caffe's examples crop 224 or 227 pixels from."""

Maps = tuple[int, int, int]


def is_data(layer: Layer) -> bool:
    """Whether a layer is where data comes in."""
    return layer.type in DATA or (layer.type == "Python" and not layer.bottoms and bool(layer.tops))


def net_inputs(draft: Draft, net: Message, size: int | None) -> dict[str, Wire | None]:
    """What ``input`` and ``input_dim`` or ``input_shape`` at the top of a file declare."""
    names = [str(field.value) for field in net.all("input")]
    line = net.line_of("input")
    flat, shapes = net.integers("input_dim"), [shape.integers("dim") for shape in net.messages("input_shape")]
    shapes = shapes or [flat[start : start + 4] for start in range(0, len(flat), 4)]
    found: dict[str, Wire | None] = {}
    for number, name in enumerate(names):
        draft.begin(Owner(name, line))
        found[name] = _pictures(draft, shapes[number] if number < len(shapes) else [], size)
    return found


def read_data(draft: Draft, layer: Layer, size: int | None) -> list[Wire | None]:
    """The outputs of a data layer: pictures, and nothing for labels."""
    if layer.type == "Python":
        draft.say("left out", "It is Python code, which is never run; its first top is taken for the pictures.")
    shapes = [shape.integers("dim") for kind in ("input_param", "dummy_data_param")
              for shape in layer.message.message(kind).messages("shape")]  # fmt: skip
    if layer.type not in ("Input", "DummyData") or not shapes:
        pictures = _pictures(draft, _declared(draft, layer, size), size)
        return [pictures, *[None] * (len(layer.tops) - 1)][: len(layer.tops)]
    if len(shapes) == 1:
        shapes *= len(layer.tops)
    if len(shapes) != len(layer.tops):
        raise layer.problem(f"has {len(layer.tops):,} tops and {len(shapes):,} shapes.")
    return [_pictures(draft, dims, size) for dims in shapes]


def _pictures(draft: Draft, dims: list[int], size: int | None) -> Wire | None:
    """An Input for these sizes, the batch included; nothing for what can only be labels."""
    if (len(dims) in (1, 2) and dims[-1:] == [1]) or len(dims) == 1:
        return None
    if len(dims) not in (0, 2, 4):
        raise draft.owner.problem(f"has {len(dims):,} sizes, where pictures have 4: batch, channels, height, width.")
    channels, height, width = (*dims[1:], 1, 1)[:3] if dims else (3, size or SIZE, size or SIZE)
    if not dims and size is None:
        draft.say("approximated", f"The file has no size of the pictures: {SIZE}×{SIZE} in colour is assumed.")
    if size is not None:
        height = width = size
    return draft.one("Input", {"channels": channels, "size": (height, width)})


def _declared(draft: Draft, layer: Layer, size: int | None) -> list[int]:
    """Batch, channels, height and width as a data layer and its ``transform_param`` say them."""
    param, transform = _settings(layer), _transform(layer)
    crop = max(transform.integer("crop_size", 0), param.integer("crop_size", 0))
    height = param.integer("height", param.integer("new_height", 0))
    width = param.integer("width", param.integer("new_width", 0))
    means = len(transform.all("mean_value"))
    is_grey = not param.flag("is_color", True) or transform.flag("force_gray", False)
    channels = param.integer("channels", 1 if is_grey else means if means > 1 else 3)
    if crop:
        height = width = crop
    if not height and size is None:
        source = param.text("source").lower()
        word = next((word for word in _KNOWN if word in source or word in layer.name.lower()), "")
        if not word:
            return []
        channels, height, width = _KNOWN[word]
        text = f"{height}×{width}×{channels}"
        draft.say("approximated", f"Pictures of {text} are assumed, as its data is called after {word}.")
    return [1, channels, height or size or SIZE, width or size or SIZE]


class Training(NamedTuple):
    """What a data layer for training says: fields of a recipe, and pictures a step."""

    recipe: dict[str, object]
    batch: int


def training(draft: Draft, layers: list[Layer]) -> Training:
    """Augmentation and batch of the training phase, as far as a recipe can say them."""
    found = next((layer for layer in layers if is_data(layer) and layer.is_in("TRAIN") and layer.tops), None)
    if found is None or found.type in ("Input", "Python"):
        return Training({}, 0)
    draft.begin(found.owner)
    param, transform = _settings(found), _transform(found)
    batch, crop = param.integer("batch_size", 0), max(transform.integer("crop_size", 0), param.integer("crop_size", 0))
    fields: dict[str, object] = {"flip": transform.flag("mirror", param.flag("mirror", False)), "crop_margin": 0}
    if batch:
        fields["batch_size"] = batch
    if crop:
        fields["crop_margin"] = _STORED - crop if crop in (224, 227) else max(1, crop // 8)
        sentence = f"Random crops move by {fields['crop_margin']} pixels; the size of the stored pictures is elsewhere."
        draft.say("approximated", sentence)
    scale = transform.number("scale", param.number("scale", 1))
    if isclose(scale, 1):
        fields["input_scale"] = "0-255"
    else:
        draft.say(
            "approximated", f"Pictures are multiplied by {scale:g} in Caffe; here each colour gets mean 0, spread 1."
        )
    if transform.has("mean_file") or transform.has("mean_value") or param.has("mean_file"):
        draft.say("understood", "The mean of the pictures is taken off; it is worked out from the training pictures.")
    return Training(fields, batch)


def _settings(layer: Layer) -> Message:
    found = [layer.message.message(name) for name in _PARAMS if layer.message.has(name)]
    return found[0] if found else Message(layer.message.line)


def _transform(layer: Layer) -> Message:
    """``transform_param``, or its fields of before 2014, which stood among the settings of the layer."""
    return layer.message.message("transform_param")
