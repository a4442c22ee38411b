"""`import_prototxt`: a Caffe network becomes a document, and nothing of it is run."""

from __future__ import annotations

from collections.abc import Sequence

from alexstudio.interop.caffe import joining, norms, pointwise, spatial
from alexstudio.interop.caffe.data import is_data, net_inputs, read_data, training
from alexstudio.interop.caffe.fillers import note_rates
from alexstudio.interop.caffe.layer import Layer, read_layers
from alexstudio.interop.caffe.message import Message
from alexstudio.interop.caffe.solver import recipe_fields
from alexstudio.interop.caffe.text import parse
from alexstudio.interop.drafting import Draft, Wire, printable, shown
from alexstudio.interop.finishing import finish
from alexstudio.interop.imported import Imported, ImportProblem, named

_TABLE = {**spatial.TABLE, **norms.TABLE, **pointwise.TABLE, **joining.TABLE}
_DROPPED = frozenset({"Accuracy", "Silence", "ArgMax", "HDF5Output", "Filter", "ImageOutput"})
"""Layers that measure or write: nothing reads them."""
_SILENT = frozenset(
    "name type bottom top param blobs_lr weight_decay include exclude phase propagate_down loss_weight engine".split()
)


def import_prototxt(
    text: str, *, title: str = "", source: str = "", solver: str | None = None, size: int | None = None
) -> Imported:
    """The document of the network that a prototxt describes, as it is deployed: without losses and measures.

    ``solver`` is the text of a solver file and fills the recipe; ``size`` is the side of the pictures where the file
    leaves it open or another one is wanted. Raises `ImportProblem` with one sentence and the line.
    """
    net = parse(text)
    layers = read_layers(net)
    reading = _Reading(net, layers, size)
    score = reading.score()
    draft = reading.draft
    trained = training(draft, layers)
    fields = {**trained.recipe, **recipe_fields(draft, parse(solver) if solver is not None else None, trained, score)}
    if score.shape is not None and any(draft.nodes[node].params.get("channels") == 3 for node in reading.inputs):
        draft.say("approximated", "Caffe's pictures have blue first and red last; here red is first.", "")
    name = printable(net.text("name"))
    notes = f"Imported from a Caffe network{f' called {name}' if name else ''} of {len(layers):,} layers."
    return finish(draft, score, title=title or name, source=source, notes=notes, recipe=fields)


class _Reading:
    """Walks over the layers from the first to the last; ``values`` are the newest writers of all names."""

    def __init__(self, net: Message, layers: Sequence[Layer], size: int | None) -> None:
        self.draft = Draft()
        self.values: dict[str, Wire | None] = net_inputs(self.draft, net, size)
        self.inputs: list[str] = [wire.node for wire in self.values.values() if wire is not None]
        self._size = size
        self._losses: list[tuple[float, Wire]] = []
        self._sources: dict[str, str] = {}
        chosen = _deployed(layers, set(self.values))
        readers = _readers(chosen)
        for place, layer in enumerate(chosen):
            self.draft.begin(layer.owner)
            self._read(layer, readers.get(place, 0))
            if not is_data(layer):
                _mention_rest(self.draft, layer)

    def _read(self, layer: Layer, readers: int) -> None:
        if is_data(layer):
            self._write(layer, read_data(self.draft, layer, self._size))
            self.inputs += [wire.node for wire in map(self.values.get, layer.tops) if wire is not None]
            return
        if layer.type in _DROPPED or layer.type.endswith("Loss"):
            self._leave_out(layer)
            return
        inputs = [self._value(layer, name) for name in layer.bottoms]
        if not layer.tops:
            self.draft.say("left out", "It writes nothing.")
            return
        note_rates(self.draft, layer, self._sources)
        if layer.type == "Scale":
            made = norms.scale(self.draft, layer, inputs, is_alone=readers == 1)
        else:
            handler = _TABLE.get(layer.type)
            made = handler(self.draft, layer, inputs) if handler else layer.placeholder(self.draft, inputs)
        if len(made) != len(layer.tops):
            raise layer.problem(f"writes {len(made):,} values, but has {len(layer.tops):,} tops.")
        types = [node.type for node in map(self.draft.nodes.__getitem__, self.draft.fresh) if node.kind]
        if types:
            self.draft.say("understood", f"Read as {named(dict.fromkeys(types))}.")
        self._write(layer, made)

    def _write(self, layer: Layer, made: Sequence[Wire | None]) -> None:
        self.values.update(zip(layer.tops, made, strict=True))

    def _value(self, layer: Layer, name: str) -> Wire:
        if name not in self.values:
            raise layer.problem(f"reads {shown(name)}, which no layer above it writes.")
        wire = self.values[name]
        if wire is None:
            raise layer.problem(f"reads {shown(name)}, which are labels; a document reads pictures only.")
        return wire

    def _leave_out(self, layer: Layer) -> None:
        wire = self.values.get(layer.bottoms[0]) if layer.bottoms else None
        if not layer.type.endswith("Loss"):
            self.draft.say("left out", "It measures; every training here measures loss and errors anyway.")
            return
        weight = (layer.message.numbers("loss_weight") or [1.0])[0]
        if wire is not None:
            self._losses.append((weight, wire))
        if layer.type == "SoftmaxWithLoss":
            self.draft.say("left out", "Every training here has this loss: cross-entropy of the class scores.")
        else:
            self.draft.say("left out", f"The loss {shown(layer.type)}: training here has cross-entropy instead.")

    def score(self) -> Wire:
        """The output that the document ends in: what the weightiest loss reads, or the last end."""
        nodes = self.draft.nodes
        if not nodes or all(node.type == "Input" for node in nodes.values()):
            raise ImportProblem("The text has no layers between pictures and class scores.")
        read = {edge.source for edge in self.draft.edges}
        ends = [node_id for node_id in nodes if node_id not in read and nodes[node_id].type != "Input"]
        softmax = [node_id for node_id in ends if nodes[node_id].type == "Softmax"]
        if self._losses:
            _, wire = max(reversed(self._losses), key=lambda item: item[0])
            after = {edge.target for edge in self.draft.edges if edge.source == wire.node}
            final = next((node_id for node_id in softmax if node_id in after), None)
            return Wire(final, 0, wire.shape) if final else wire
        shapes = {wire.node: wire.shape for wire in self.values.values() if wire is not None}
        end = (softmax or ends or list(nodes))[-1]
        return Wire(end, 0, shapes.get(end))


def _deployed(layers: Sequence[Layer], given: set[str]) -> list[Layer]:
    """The layers of the network that is deployed; where it would have no pictures, data layers for training as well."""
    chosen = {id(layer) for layer in layers if layer.is_deployed}
    given = given | {top for layer in layers if id(layer) in chosen for top in layer.tops}
    for layer in layers:
        if id(layer) not in chosen and is_data(layer) and layer.tops and layer.tops[0] not in given:
            chosen.add(id(layer))
            given |= set(layer.tops)
    return [layer for layer in layers if id(layer) in chosen]


def _readers(layers: Sequence[Layer]) -> dict[int, int]:
    """How many layers read what the first bottom of a layer is, by the place of the layer; itself included."""
    writers: dict[str, int] = {}
    counts: dict[tuple[str, int], int] = {}
    firsts: dict[int, tuple[str, int]] = {}
    for place, layer in enumerate(layers):
        for slot, name in enumerate(layer.bottoms):
            key = (name, writers.get(name, -1))
            counts[key] = counts.get(key, 0) + 1
            if slot == 0:
                firsts[place] = key
        for name in layer.tops:
            writers[name] = place
    return {place: counts[key] for place, key in firsts.items()}


def _mention_rest(draft: Draft, layer: Layer) -> None:
    """Say which settings of a layer nobody asked for."""
    rest = [name for name in layer.message.unasked() if name not in _SILENT]
    for param in _asked_messages(layer.message):
        rest += [name for name in param.unasked() if name not in _SILENT]
    if rest:
        draft.say("left out", f"What it says of {named(map(shown, dict.fromkeys(rest)))}.")


def _asked_messages(message: Message) -> list[Message]:
    return [
        field.value
        for field in message.fields
        if field.name in message.asked and field.name.endswith("_param") and isinstance(field.value, Message)
    ]
