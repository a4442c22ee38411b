"""What the search popups offer: layer types to add, nodes to find, commands to run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtGui import QAction, QKeySequence

from alexstudio.graph.templates import Template, templates
from alexstudio.history import Snapshot
from alexstudio.layers import LayerType, Shape, ShapeError, layer_types, shape_text
from alexstudio.ui.actions import ACTIONS, menu_title
from alexstudio.ui.search_popup import Entry
from alexstudio.ui.words import search_words, spoken, translate

LIKELY = {
    "Input": ("Conv2d",),
    "Conv2d": ("ReLU", "BatchNorm2d", "LocalResponseNorm", "MaxPool2d"),
    "BatchNorm2d": ("ReLU", "Conv2d"),
    "ReLU": ("Conv2d", "MaxPool2d", "LocalResponseNorm", "Dropout", "Linear"),
    "LocalResponseNorm": ("MaxPool2d", "Conv2d"),
    "MaxPool2d": ("Conv2d", "Flatten"),
    "GlobalAvgPool": ("Linear", "Dropout"),
    "AdaptiveAvgPool2d": ("Flatten", "Conv2d"),
    "Flatten": ("Linear", "Dropout"),
    "Linear": ("ReLU", "Dropout", "Softmax"),
    "Dropout": ("Linear", "Conv2d"),
    "Concat": ("Conv2d", "ReLU"),
    "Add": ("ReLU",),
}
"""What mostly follows a layer in AlexNet, VGG, GoogLeNet and ResNet."""

TEMPLATE = "template:"
"""How the keys of templates begin; those of layer types are their names."""


def addable(snapshot: Snapshot, after: str | None) -> list[Entry]:
    """Every layer type; the likely next ones first where the layer that they come after is known."""
    shape: Shape | None = None
    likely: tuple[str, ...] = ()
    if after is not None:
        shapes = snapshot.report.nodes[after].shapes
        shape = shapes[0] if shapes else None
        likely = LIKELY.get(snapshot.document.graph[after].type, ())
    kinds = list(layer_types().values())
    order = {name: place for place, name in enumerate(likely)}
    kinds.sort(key=lambda kind: (order.get(kind.name, len(order)), shape is not None and not _takes(kind, shape)))
    return [Entry(kind.name, kind.name, spoken(kind.family), search_words(kind)) for kind in kinds]


def pieces() -> dict[str, Template]:
    """Templates by the key of their entry."""
    return {f"{TEMPLATE}{template.path}": template for template in templates()}


def piece_entries(found: Mapping[str, Template]) -> list[Entry]:
    """Templates, to be offered after the layer types."""
    detail = translate("Search", "Template")
    return [Entry(key, template.name, detail, ("block", detail)) for key, template in found.items()]


def _takes(kind: LayerType, shape: Shape) -> bool:
    """Whether a layer with its defaults runs on this input; those with several inputs get it in all of them."""
    if not kind.slots:
        return False
    try:
        kind.output_shapes(kind.defaults, (shape,) * len(kind.slots))
    except ShapeError:
        return False
    return True


def findable(snapshot: Snapshot) -> list[Entry]:
    """Every node, with its type and output shape."""
    entries = []
    for node in snapshot.document.graph.order():
        shapes = snapshot.report.nodes[node.id].shapes
        shape = shape_text(shapes[0]) if shapes else ""
        words = (node.type, node.stage, node.device, node.id)
        entries.append(Entry(node.id, node.name, "   ".join(filter(None, (node.type, shape))), words))
    return entries


def commands(actions: Mapping[str, QAction]) -> list[Entry]:
    """Every action with its shortcuts."""
    entries = []
    for spec in ACTIONS:
        action = actions[spec.id]
        words = (spec.menu, *map(menu_title, spec.menu.split("/")), spec.text.lstrip("-").rstrip("…"))
        title = action.text().rstrip("…")
        entries.append(Entry(spec.id, title, keys_text(action.shortcuts()), words, action.isEnabled()))
    return entries


def keys_text(keys: Iterable[QKeySequence]) -> str:
    """Shortcuts as people read them: "Ctrl+Y or Ctrl+Shift+Z"."""
    said = ""
    for key in keys:
        name = key.toString(QKeySequence.SequenceFormat.NativeText)
        said = translate("Shortcuts", "{keys} or {key}").format(keys=said, key=name) if said else name
    return said
