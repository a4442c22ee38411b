"""`SharedForm`: several layers in the inspector: what they have in common can be set for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from alexstudio.graph import GraphError, LayerGraph, Node
from alexstudio.history import Snapshot
from alexstudio.layers import Param, Value
from alexstudio.ui.fields import ParamField
from alexstudio.ui.form_rows import fill_rows, form, heading, rule
from alexstudio.ui.labels import plain_label
from alexstudio.ui.node_form import bypass, choose_device, device_box
from alexstudio.ui.numbers import binary_size, count
from alexstudio.ui.session import Session
from alexstudio.ui.value_line import MIXED, hint_line
from alexstudio.ui.words import layers, spoken, translate

_KINDS_NAMED = 3


def shared_params(nodes: Sequence[Node]) -> list[Param]:
    """The parameters that all nodes have under one name and of one kind, as the first node's type declares them.

    Bounds are the widest of all, so that the node that refuses a value can say so itself.
    """
    kinds = list({node.type: node.kind for node in nodes}.values())
    first, *others = kinds
    found: list[Param] = []
    for param in first.params if first else ():
        same = [kind.param(param.name) if kind else None for kind in others]
        alike = [one for one in same if one and (one.kind, one.choices) == (param.kind, param.choices)]
        if len(alike) == len(others):
            found.append(_widest(param, alike))
    return found


def shared_value(nodes: Sequence[Node], name: str) -> Value | None:
    """The value of a parameter that all nodes have, None where they differ."""
    first: Value = nodes[0].params[name]
    return first if all(node.params[name] == first for node in nodes) else None


def block_of(graph: LayerGraph, nodes: Sequence[Node]) -> str:
    """The name of the block that holds exactly these nodes, the outermost of several; empty where none does."""
    outline = graph.outline
    chosen = {node.id for node in nodes}
    for block in reversed(list(outline.above(nodes[0].block) if nodes[0].block else ())):
        inside = {node.id for node in graph.nodes if node.block and outline.is_within(node.block, block)}
        if inside == chosen:
            return outline.blocks[block].name
    return ""


def set_all(session: Session, node_ids: Sequence[str], param: Param, value: Value) -> str:
    """Set a parameter of several nodes as one step, or of none; returns the sentence of a refusal."""

    def change(graph: LayerGraph) -> None:
        for node_id in node_ids:
            graph.set_param(node_id, param.name, value)

    try:
        change(session.document.graph.copy())
    except GraphError as error:
        return str(error)
    label = translate("Undo", "Set {param} of {what}").format(param=spoken(param.title), what=layers(len(node_ids)))
    session.edit(label, change)
    return ""


class SharedForm(QWidget):
    """The form of several nodes: shared parameters, device, bypass, and sums."""

    def __init__(self, session: Session, nodes: Sequence[Node]) -> None:
        super().__init__()
        self._session, self.node_ids = session, [node.id for node in nodes]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 14, 14)
        column.setSpacing(8)
        self.heading = heading("")
        self._kinds = plain_label("", "muted")
        column.addWidget(self.heading)
        column.addWidget(self._kinds)
        self.fields: dict[str, ParamField] = {}
        rows = form()
        for param in shared_params(nodes):
            field = ParamField(param, shared_value(nodes, param.name), self._committer(param))
            field.entered.connect(self._explain)
            self.fields[param.name] = field
            title = plain_label(spoken(param.title), "muted")
            title.setToolTip(spoken(param.meaning))
            title.setBuddy(field)
            rows.addRow(title, field)
        self.device = device_box()
        self.device.textActivated.connect(lambda device: session.set_device(self.node_ids, device))
        rows.addRow(plain_label(self.tr("device"), "muted"), self.device)
        self.bypassed = QCheckBox()
        self.bypassed.setObjectName("bypassed")
        self.bypassed.setAccessibleName(self.tr("Bypassed"))
        self.bypassed.clicked.connect(self._bypass)
        rows.addRow(plain_label(self.tr("bypassed"), "muted"), self.bypassed)
        column.addLayout(rows)
        self._hint = plain_label("", "muted")
        self._hint.hide()
        column.addWidget(self._hint)
        column.addWidget(rule())
        self.numbers = form()
        column.addLayout(self.numbers)
        column.addStretch(1)

    def _committer(self, param: Param) -> Callable[[Value], str]:
        return lambda value: set_all(self._session, self.node_ids, param, value)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the nodes as they are in a snapshot."""
        graph, report = snapshot.document.graph, snapshot.report
        nodes = [graph[node_id] for node_id in self.node_ids]
        block = block_of(graph, nodes)
        self.heading.setText(block or layers(len(nodes)))
        self._kinds.setText(f"{layers(len(nodes))}  ·  {_kinds(nodes)}" if block else _kinds(nodes))
        for name, field in self.fields.items():
            field.show_value(shared_value(nodes, name))
        devices = {node.device for node in nodes}
        choose_device(self.device, devices.pop() if len(devices) == 1 else "")
        states = {node.bypassed for node in nodes}
        self.bypassed.setTristate(len(states) > 1)
        is_on = Qt.CheckState.Checked if states == {True} else Qt.CheckState.Unchecked
        self.bypassed.setCheckState(Qt.CheckState.PartiallyChecked if len(states) > 1 else is_on)
        self.bypassed.setText(translate("Values", MIXED) if len(states) > 1 else "")
        reports = [report.nodes[node.id] for node in nodes]
        batch = snapshot.document.recipe.batch_size
        size = sum(one.activation_bytes for one in reports) * batch
        fill_rows(
            self.numbers,
            [
                (self.tr("parameters"), count(sum(one.params for one in reports))),
                (self.tr("multiply-adds"), count(sum(one.multiply_adds for one in reports))),
                (self.tr("activations, batch {batch}").format(batch=batch), binary_size(size)),
            ],
        )

    def _explain(self, param: Param) -> None:
        self._hint.setText(hint_line(param))
        self._hint.show()

    def _bypass(self) -> None:
        nodes = [self._session.document.graph[node_id] for node_id in self.node_ids]
        bypass(self._session, self.node_ids, not all(node.bypassed for node in nodes))


def _widest(param: Param, others: Sequence[Param]) -> Param:
    low, high = min(one.low for one in (param, *others)), max(one.high for one in (param, *others))
    return param if (low, high) == (param.low, param.high) else replace(param, low=low, high=high)


def _kinds(nodes: Sequence[Node]) -> str:
    """What kinds of layers they are: "3 Conv2d, 2 ReLU"."""
    numbers: dict[str, int] = {}
    for node in nodes:
        numbers[node.type] = numbers.get(node.type, 0) + 1
    most = sorted(numbers, key=lambda name: -numbers[name])
    text = ", ".join(f"{numbers[name]} {name}" for name in most[:_KINDS_NAMED])
    if len(most) <= _KINDS_NAMED:
        return text
    return translate("Values", "{kinds} and %n more types", "", len(most) - _KINDS_NAMED).format(kinds=text)
