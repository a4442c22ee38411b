"""Nodes and edges: frozen values that copies of a graph share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from alexstudio.layers import LayerType, ParamError, Value, find_type

HOST = "host"
"""The logical device where the pictures arrive: the CPU."""

DEVICE_LIMIT = 64
NAME_LIMIT, NOTE_LIMIT = 200, 4000
"""Characters of a name, and of a note."""
PLACE_LIMIT = 1e7
"""How far from the origin of the canvas things can lie, in pixels at 100 %."""

Position = tuple[float, float]

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_DEVICE = re.compile(r"host|gpu(0|[1-9][0-9]?)")


class GraphError(ValueError):
    """A change to a graph that cannot be made; the text is one sentence for the user."""


class Edge(NamedTuple):
    """A wire: output port ``output`` of node ``source`` feeds input slot ``slot`` of node ``target``."""

    source: str
    output: int
    target: str
    slot: int


class Key:
    """What a node computes: its layer type and its parameter values. Equal for nodes that do the same on one input."""

    __slots__ = ("_hash", "known", "params", "type")

    def __init__(self, type: str, params: Mapping[str, Any]) -> None:
        self.type, self.params = type, params
        self._hash = 0
        self.known: dict[Any, Any] | None = None
        """Where the analysis keeps what it has worked out; shared by equal keys."""

    def __hash__(self) -> int:
        # Kept, because the analysis looks every node up after every edit
        if not self._hash:
            try:
                self._hash = hash((self.type, tuple(self.params.values())))
            except TypeError:  # lists and objects, which only types that are not known here can have
                self._hash = hash(self.type)
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Key) and self.type == other.type and self.params == other.params

    def __repr__(self) -> str:
        return f"Key({self.type!r}, {dict(self.params)!r})"


@dataclass(frozen=True)
class Node:
    """One layer in a graph.

    ``id`` is an identifier and becomes the layer's key in the state dict; ``name`` is what people read. ``stage`` is
    the row of AlexNet's layer table it belongs to ("Conv1" ... "FC8"), ``device`` a logical device ("gpu0").
    ``position`` is the centre of its card on the canvas, in pixels at 100 %, or None before it is laid out. A
    ``bypassed`` node stays in the document, but what it feeds gets its first input as it is. ``block`` is the id of
    the innermost block around it, if any.
    """

    id: str
    type: str
    name: str
    params: Mapping[str, Any] = field(default_factory=dict)
    device: str = "gpu0"
    stage: str = ""
    note: str = ""
    position: Position | None = None
    bypassed: bool = False
    block: str = ""
    key: Key = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        params = MappingProxyType(dict(self.params))
        object.__setattr__(self, "params", params)
        object.__setattr__(self, "key", Key(self.type, params))
        if self.position is not None:
            object.__setattr__(self, "position", to_hundredths(self.position))

    @property
    def kind(self) -> LayerType | None:
        """The declared layer type, or None when this program does not know it."""
        return find_type(self.type)

    def with_params(self, **changes: object) -> Node:
        """A copy with parameters changed; `GraphError` names the node and what is allowed."""
        kind = self.kind
        if kind is None:
            raise GraphError(f"{self.name}: the layer type {self.type} is not known here, so it cannot be edited.")
        return replace(self, params=check_params(self.name, kind, {**self.params, **changes}))


def to_hundredths(place: Position) -> Position:
    """A place on the canvas as a file has it, to a hundredth of a pixel, so that what is opened is what was saved."""
    return round(place[0], 2), round(place[1], 2)


def check_params(name: str, kind: LayerType, given: Mapping[str, object]) -> dict[str, Value]:
    """All parameters of ``kind`` in their declared order, defaults filled in; `GraphError` names the first bad one."""
    unknown = sorted(set(given) - {param.name for param in kind.params})
    if unknown:
        raise GraphError(f"{name}: {kind.name} has no parameter called {unknown[0][:60]!r}.")
    try:
        return {param.name: param.check(given.get(param.name, param.default)) for param in kind.params}
    except ParamError as error:
        raise GraphError(f"{name}: {error}") from None


def check_identifier(text: str) -> str:
    """``text`` when it can be a node id (letters, digits, underscore, at most 64), else `GraphError`."""
    if not _IDENTIFIER.fullmatch(text):
        raise GraphError(f"{text[:60]!r} cannot be a node id: use a letter, then letters, digits and _, at most 64.")
    return text


def check_device(text: str) -> str:
    """``text`` when it is a logical device name, else `GraphError`."""
    if not _DEVICE.fullmatch(text) or (text != HOST and int(text[3:]) >= DEVICE_LIMIT):
        raise GraphError(f"{text[:60]!r} is not a device of a document: use host or gpu0 to gpu{DEVICE_LIMIT - 1}.")
    return text


def check_place(place: Iterable[float], what: str) -> None:
    """Raise `GraphError` for a place that a file cannot hold, as one endlessly far away."""
    if not all(-PLACE_LIMIT <= part <= PLACE_LIMIT for part in place):
        raise GraphError(f"{what} would lie more than {PLACE_LIMIT:,.0f} pixels from the middle of the canvas.")


def check_label(text: str, what: str) -> str:
    """``text`` when it can be shown on one line: at most 200 printable characters, also none, else `GraphError`."""
    if len(text) > NAME_LIMIT or not text.isprintable():
        raise GraphError(f"The name of a {what} must have at most {NAME_LIMIT} printable characters.")
    return text


def check_note(text: str) -> None:
    """Raise `GraphError` for a note that is longer than a file can hold."""
    if len(text) > NOTE_LIMIT:
        raise GraphError(f"A note can have {NOTE_LIMIT:,} characters; this one has {len(text):,}.")


def check_name(text: str) -> str:
    """``text`` when it can be shown as a name: 1 to 200 printable characters, else `GraphError`."""
    if not 1 <= len(text.strip()) <= NAME_LIMIT or not text.isprintable():
        raise GraphError(f"A name must have 1 to {NAME_LIMIT} printable characters.")
    return text
