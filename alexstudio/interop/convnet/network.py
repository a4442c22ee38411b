"""`import_layers`: a layer file of cuda-convnet (2011-2014) becomes a document, and nothing of it is run."""

from __future__ import annotations

from collections.abc import Sequence

from alexstudio.graph.node import DEVICE_LIMIT
from alexstudio.interop.convnet.layer import Layer
from alexstudio.interop.convnet.neurons import neuron
from alexstudio.interop.convnet.others import TABLE, Handler
from alexstudio.interop.convnet.rates import recipe_fields
from alexstudio.interop.convnet.sections import parse
from alexstudio.interop.convnet.weights import conv, fc, local
from alexstudio.interop.drafting import Draft, Wire, shown
from alexstudio.interop.finishing import finish
from alexstudio.interop.imported import Imported, ImportProblem, named

_TABLE: dict[str, Handler] = {"conv": conv, "local": local, "fc": fc, **TABLE}
_LARGE, _SMALL = 224, 32
_BORDER = 16
"""Pixels that the crops of 2012 could move to each side."""
_SPEED = frozenset(
    "partialsum sumwidth gradconsumer convtemp conserve usecrossmapnorm shareddatasource channels".split()
)
"""Options that say how fast or in how much memory, and not what is computed."""


def import_layers(
    text: str, *, title: str = "", source: str = "", params: str | None = None, size: int | None = None
) -> Imported:
    """The document of the network that a layer file describes; ``params`` is the text of its parameter file.

    ``size`` is the side of the pictures, which is on cuda-convnet's command line: without it, 224 is assumed where the
    first convolution takes large steps, else 32. Layers of several GPUs become towers on several devices. Raises
    `ImportProblem` with one sentence and the line.
    """
    sections = parse(text)
    settings = parse(params) if params is not None else {}
    if not sections:
        raise ImportProblem("There is no [section] in this text, so it is no layer file of cuda-convnet.")
    layers = [Layer(section, settings.get(section.name)) for section in sections.values()]
    reading = _Reading(layers, size)
    draft = reading.draft
    unknown = [name for name in settings if name not in sections]
    fields = {**reading.augmentation(), **recipe_fields(draft, layers, unknown)}
    notes = f"Imported from a layer file of cuda-convnet with {len(layers):,} layers."
    return finish(draft, reading.score(), title=title, source=source, notes=notes, recipe=fields, towers=True)


class _Reading:
    def __init__(self, layers: Sequence[Layer], size: int | None) -> None:
        self.draft = Draft()
        self.values: dict[str, Wire | None] = {}
        self.size, self.channels = size, 3
        self._costs: list[tuple[float, Wire]] = []
        self._devices: dict[str, str] = {}
        self._guess(layers)
        for layer in layers:
            self.draft.begin(layer.owner, self._device(layer))
            self._read(layer)

    def _guess(self, layers: Sequence[Layer]) -> None:
        """Size and channels of the pictures, from the first convolution."""
        first = next((layer for layer in layers if layer.type in ("conv", "local")), None)
        if first is None:
            return
        count = len(first.names("inputs")) or 1
        self.channels = first.integers("channels", count, 3)[0]
        if self.size is None:
            self.size = _LARGE if first.integers("stride", count, 1)[0] > 1 else _SMALL
            sentence = f"The file has no size of the pictures: {self.size}×{self.size} is assumed."
            self.draft.say("approximated", sentence, "")

    def _device(self, layer: Layer) -> str:
        """Where a layer is: as it says, or where its first input is."""
        numbers = layer.names("gpu")
        before = next((self._devices[name] for name in layer.names("inputs") if name in self._devices), "gpu0")
        device = before
        if numbers:
            if not numbers[0].isdecimal() or len(numbers[0]) > 2 or int(numbers[0]) >= DEVICE_LIMIT:
                raise layer.problem(f"is on GPU {shown(numbers[0])!r}; a document has GPUs 0 to {DEVICE_LIMIT - 1}.")
            device = f"gpu{int(numbers[0])}"
        if layer.type != "data" and not layer.type.startswith("cost."):
            self._devices[layer.name] = device
        return device

    def _read(self, layer: Layer) -> None:
        draft = self.draft
        if len(layer.names("gpu")) > 1 and layer.type != "data" and not layer.type.startswith("cost."):
            draft.say("approximated", "The file has a copy of it on each of several GPUs; here there is one.")
        if layer.type == "data":
            self.values[layer.name] = self._data(layer)
            return
        inputs = [self._value(layer, name) for name in layer.names("inputs")]
        if layer.type.startswith("cost."):
            self._cost(layer, inputs)
            return
        wires = [wire for wire in inputs if wire is not None]
        if not wires or len(wires) < len(inputs):
            raise layer.problem("has no inputs." if not inputs else "reads labels; a document reads pictures only.")
        handler = _TABLE.get(layer.type)
        made = handler(draft, layer, wires) if handler else layer.placeholder(draft, wires)
        if layer.type != "neuron":
            made = neuron(draft, layer, made)
        self.values[layer.name] = made
        types = [node.type for node in map(draft.nodes.__getitem__, draft.fresh) if node.kind]
        if types:
            draft.say("understood", f"Read as {named(dict.fromkeys(types))}.")
        rest = [name for name in layer.unasked() if name not in _SPEED]
        if rest:
            draft.say("left out", f"What it says of {named(map(shown, rest))}.")

    def _data(self, layer: Layer) -> Wire | None:
        if layer.integer("dataIdx", 0):
            return None
        size = self.size or _SMALL
        return self.draft.one("Input", {"channels": self.channels, "size": size})

    def _value(self, layer: Layer, name: str) -> Wire | None:
        if name not in self.values:
            raise layer.problem(f"reads {shown(name)!r}, which is no layer above it.")
        return self.values[name]

    def _cost(self, layer: Layer, inputs: Sequence[Wire | None]) -> None:
        if inputs and inputs[-1] is not None:
            self._costs.append((layer.number("coeff", 1), inputs[-1]))
        if layer.type == "cost.logreg":
            self.draft.say("left out", "Every training here has this loss: cross-entropy of the class scores.")
        else:
            self.draft.say("left out", f"The loss {shown(layer.type)}: training here has cross-entropy instead.")

    def score(self) -> Wire:
        """What the weightiest cost reads, or the last layer."""
        if self._costs:
            return max(reversed(self._costs), key=lambda item: item[0])[1]
        last = [wire for wire in self.values.values() if wire is not None]
        if not last or self.draft.nodes[last[-1].node].type == "Input":
            raise ImportProblem("The text has no layers between pictures and class scores.")
        return last[-1]

    def augmentation(self) -> dict[str, object]:
        """Crops and mirror images of the 2012 network; the small ones of 2011 have none unless told so."""
        is_large = (self.size or 0) >= _LARGE
        return {"flip": is_large, "crop_margin": 2 * _BORDER if is_large else 0}
