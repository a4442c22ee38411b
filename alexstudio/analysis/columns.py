"""The columns of the layer table, declared once; the window, the command line and every format render from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, NamedTuple

from alexstudio.analysis.numbers import binary_size, count, percent
from alexstudio.analysis.receptive import Field, receptive_fields
from alexstudio.analysis.report import FLOAT_BYTES, NodeReport, Report
from alexstudio.graph import Document, Node
from alexstudio.layers import Shape, shape_text

UNKNOWN = "–"
"""Shown in the place of a number that cannot be worked out."""

Plain = str | int | float
"""A value as a spreadsheet takes it."""


class Entry:
    """One row: a node with its numbers. What costs time is worked out when a column asks for it."""

    __slots__ = ("node", "numbers", "sheet")

    def __init__(self, node: Node, numbers: NodeReport, sheet: Sheet) -> None:
        self.node, self.numbers, self.sheet = node, numbers, sheet

    @property
    def feeding(self) -> tuple[Shape, ...]:
        """The shapes of its inputs, as far as they are known."""
        nodes = self.sheet.report.nodes
        wires = self.sheet.document.graph.inputs(self.node.id)
        return tuple(nodes[wire.source].shapes[wire.output] for wire in wires if nodes[wire.source].shapes)

    @property
    def field(self) -> Field | None:
        """Its receptive field; asking for one works out all."""
        return self.sheet.fields.get(self.node.id)


class Sheet:
    """The rows of a document in the order of the data flow."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document, self.report = document, report
        self.entries = [Entry(node, report.nodes[node.id], self) for node in document.graph.order()]

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Id -> receptive field, for the nodes that have one."""
        return receptive_fields(self.document.graph, self.report)


class Form(NamedTuple):
    """How the values of a column are written."""

    shown: Callable[[Any], str]
    """For people, as short as it can be read."""
    plain: Callable[[Any], Plain]
    """For a spreadsheet: numbers raw, texts in ASCII where they are ours."""
    rank: Callable[[Any], Any]
    """What sorting goes by."""
    is_number: bool = True


@dataclass(frozen=True)
class Column:
    """One column: what it means, and how to get from a row to its value and its text."""

    key: str
    title: str
    meaning: str
    form: Form
    of: Callable[[Entry], Any]
    """The value, or None where there is none; asked only where the numbers of the row are known, see ``always``."""
    unit: str = ""
    is_default: bool = False
    is_summed: bool = False
    """Whether the values of several layers may be added."""
    always: bool = False
    """Whether there is a value also where the numbers of the layer could not be worked out."""
    skips_input: bool = False
    """Whether the Input is left out of sums: the pictures are not an activation of the network."""
    is_relative: bool = False
    """Whether the value of a row can change while its node and its numbers stay."""

    @property
    def is_number(self) -> bool:
        """Whether the column stands at the right."""
        return self.form.is_number

    def value(self, entry: Entry) -> Any:
        """The value of a row, None where it is not known."""
        return self.of(entry) if self.always or entry.numbers.shapes else None

    def show(self, value: Any) -> str:
        """A value for people; empty where it is nothing."""
        return UNKNOWN if value is None else self.form.shown(value)

    def exact(self, value: Any) -> str:
        """A value for people who add up: as `show`, but whole numbers with every digit."""
        return count(value) if isinstance(value, int) else self.show(value)

    def plain(self, value: Any) -> Plain:
        """A value for a spreadsheet; empty where it is not known."""
        return "" if value is None else self.form.plain(value)

    def rank(self, value: Any) -> Any:
        """What sorting goes by; only for values that are known."""
        return self.form.rank(value)

    def total(self, entries: Iterable[Entry]) -> Any:
        """The sum over rows, what is not known left out."""
        if self.skips_input:
            entries = (entry for entry in entries if entry.node.type != "Input")
        return sum(self.of(entry) for entry in entries if entry.numbers.shapes)


def _shapes(shapes: tuple[Shape, ...]) -> str:
    return ", ".join(map(shape_text, shapes))


def _pair(pair: tuple[Any, Any]) -> str:
    return "×".join(f"{float(part):g}" for part in pair)


def _point(pair: tuple[Any, Any]) -> str:
    return f"({float(pair[0]):g}, {float(pair[1]):g})"


def _ascii(text: str) -> str:
    return text.replace("×", "x").replace(", ", "; ")


def _part(number: int, whole: int) -> float:
    return number / whole if whole else 0.0


TEXT = Form(str, str, str.casefold, is_number=False)
CAPTION = Form(str, _ascii, str.casefold, is_number=False)
COUNT = Form(lambda value: count(value) if value else "", int, int)
BYTES = Form(lambda value: binary_size(value) if value else "", int, int)
SHARE = Form(lambda value: percent(value) if value else "", lambda value: round(value, 6), float)
SHAPES = Form(_shapes, lambda value: _ascii(_shapes(value)), lambda value: sum(map(prod, value)))
PAIR = Form(_pair, lambda value: _ascii(_pair(value)), max)
POINT = Form(_point, _point, max)


def _caption(entry: Entry) -> str:
    kind = entry.node.kind
    return kind.caption(entry.node.params) if kind else ""


def _device_share(entry: Entry) -> float:
    return _part(entry.numbers.params, entry.sheet.report.devices[entry.node.device].params)


def _of_field(part: str) -> Callable[[Entry], tuple[Any, Any] | None]:
    def look(entry: Entry) -> tuple[Any, Any] | None:
        field = entry.field
        return field and (getattr(field.down, part), getattr(field.across, part))

    return look


COLUMNS = (
    Column("layer", "Layer", "Name of the layer", TEXT, lambda row: row.node.name, is_default=True, always=True),
    Column("id", "Id", "The layer's key in the state dict", TEXT, lambda row: row.node.id, always=True),
    Column("type", "Type", "Layer type", TEXT, lambda row: row.node.type, is_default=True, always=True),
    Column("stage", "Stage", "Row of the paper's layer table that it belongs to", TEXT, lambda row: row.node.stage,
           is_default=True, always=True),
    Column("device", "Device", "Logical device that holds it", TEXT, lambda row: row.node.device, is_default=True,
           always=True),
    Column("settings", "Settings", "Kernel, stride and other parameters that matter", CAPTION, _caption, always=True),
    Column("inputs", "Input", "Shape of each input: height × width × channels", SHAPES,
           lambda row: row.feeding or (() if row.node.kind and not row.node.kind.slots else None), always=True,
           is_relative=True),
    Column("outputs", "Output", "Shape of each output: height × width × channels", SHAPES,
           lambda row: row.numbers.shapes, is_default=True),
    Column("weights", "Weights", "Learned weights", COUNT, lambda row: row.numbers.weights, is_default=True,
           is_summed=True),
    Column("biases", "Biases", "Learned biases", COUNT, lambda row: row.numbers.biases, is_default=True,
           is_summed=True),
    Column("params", "Parameters", "Weights + biases", COUNT, lambda row: row.numbers.params, is_default=True,
           is_summed=True),
    Column("params_share", "Parameters %", "Part of all parameters of the network", SHARE,
           lambda row: _part(row.numbers.params, row.sheet.report.total.params), is_default=True, is_summed=True,
           is_relative=True),
    Column("trainable", "Trainable", "Numbers that training changes: weights + biases, not the buffers", COUNT,
           lambda row: row.numbers.params, is_summed=True),
    Column("buffers", "Buffers", "Numbers that are kept but not learned, such as running means", COUNT,
           lambda row: row.numbers.buffers, is_summed=True),
    Column("multiply_adds", "Multiply-adds", "Multiplications with an addition for one picture, forward, without "
           "biases", COUNT, lambda row: row.numbers.multiply_adds, is_default=True, is_summed=True),
    Column("flops", "FLOPs", "Floating-point operations for one picture, forward: 2 × multiply-adds", COUNT,
           lambda row: 2 * row.numbers.multiply_adds, is_summed=True),
    Column("multiply_adds_share", "Multiply-adds %", "Part of all multiply-adds of the network", SHARE,
           lambda row: _part(row.numbers.multiply_adds, row.sheet.report.total.multiply_adds), is_summed=True,
           is_relative=True),
    Column("activations", "Activations", "Values of all outputs for one picture; the Input is not counted in sums",
           COUNT, lambda row: row.numbers.activation_bytes // FLOAT_BYTES, is_summed=True, skips_input=True),
    Column("activation_bytes", "Activation bytes", "Memory of all outputs for one picture in float32; the Input is "
           "not counted in sums", BYTES, lambda row: row.numbers.activation_bytes, "bytes", is_default=True,
           is_summed=True, skips_input=True),
    Column("receptive_field", "Receptive field", "Pixels of the picture that one output position reads: height × "
           "width", PAIR, _of_field("size"), "pixels", is_relative=True),
    Column("stride", "Effective stride", "Pixels of the picture from one output position to the next, down × across",
           PAIR, _of_field("stride"), "pixels", is_relative=True),
    Column("centre", "Centre", "Pixel at the centre of the first position's receptive field, (down, across); "
           "negative in the padding", POINT, _of_field("centre"), "pixels", is_relative=True),
    Column("device_share", "Device %", "Part of the parameters that its device holds", SHARE, _device_share,
           is_relative=True),
)  # fmt: skip
"""Every column there is, in the order in which they stand."""

BY_KEY = {column.key: column for column in COLUMNS}


def pick(*keys: str) -> tuple[Column, ...]:
    """The columns of these keys."""
    return tuple(BY_KEY[key] for key in keys)


class Group(NamedTuple):
    """Rows that belong together."""

    name: str
    entries: list[Entry]


def by_stage(entries: Iterable[Entry]) -> list[Group]:
    """Rows by stage, stages in the order in which they come first; the name is empty where there is none."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.node.stage, []).append(entry)
    return [Group(stage, members) for stage, members in groups.items()]
