"""`NodeForm`: one layer in the inspector: its parameters, and every number that follows from them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from alexstudio.analysis.reading import formulas, numbers, what_it_does
from alexstudio.analysis.seen import seen_by
from alexstudio.graph import LayerGraph, Node
from alexstudio.graph.node import HOST, NAME_LIMIT
from alexstudio.history import Snapshot
from alexstudio.layers import LayerType, Param, Value
from alexstudio.ui.fields import ParamField
from alexstudio.ui.fix_buttons import FixButtons
from alexstudio.ui.form_rows import box, fill_rows, form, rule
from alexstudio.ui.help_button import with_help
from alexstudio.ui.labels import plain_label
from alexstudio.ui.note_field import NoteField
from alexstudio.ui.receptive_view import ReceptiveView
from alexstudio.ui.sentences import said, said_lines
from alexstudio.ui.session import Session
from alexstudio.ui.value_line import MIXED, TypedLine, hint_line
from alexstudio.ui.words import layers, spoken, translate

DEVICES_OFFERED = 4


class NodeForm(QWidget):
    """The form of one node. Editors stay, with focus and cursor, while the node is the same."""

    help_wanted = Signal(str)
    """Name of the layer type to read about."""

    def __init__(self, session: Session, node: Node) -> None:
        super().__init__()
        self._session, self.node_id, kind = session, node.id, node.kind
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 14, 14)
        self.column.setSpacing(8)
        self.name = TypedLine()
        self.name.setObjectName("node_name")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(NAME_LIMIT)
        self.name.committed.connect(self._rename)
        font = self.name.font()
        font.setBold(True)
        font.setPixelSize(17)
        self.name.setFont(font)
        self.column.addWidget(self.name)
        type_name = plain_label(
            f"{node.type}  ·  {spoken(kind.family)}"
            if kind
            else self.tr("{type}: unknown layer type").format(type=node.type),
            "muted",
        )
        about = self.tr("About this layer (Ctrl+F1)")
        self.column.addLayout(with_help(type_name, about, lambda: self.help_wanted.emit(node.type)))
        self.problem, self.problem_text = box("problem")
        self.fixes = FixButtons(session, 3, is_column=True)
        inner = self.problem.layout()
        assert inner is not None
        inner.addWidget(self.fixes)
        self.column.addWidget(self.problem)
        self.fields: dict[str, ParamField] = {}
        self.column.addLayout(self._editors(node, kind))
        self._hint = plain_label(said(what_it_does(node)), "muted")
        self._hint.setObjectName("hint")
        self.column.addWidget(self._hint)
        self.column.addWidget(rule())
        self.numbers = form()
        self.column.addLayout(self.numbers)
        self._rule = rule()
        self.column.addWidget(self._rule)
        self.formulas = form()
        self.column.addLayout(self.formulas)
        self.column.addWidget(rule())
        self.receptive = ReceptiveView()
        self.column.addWidget(self.receptive)
        self.note = NoteField()
        self.note.committed.connect(self._write_note)
        self.column.addWidget(self.note)
        self.column.addWidget(plain_label(reference(kind) if kind else "", "muted"))
        self.column.addStretch(1)

    def _editors(self, node: Node, kind: LayerType | None) -> QFormLayout:
        rows = form()
        for param in kind.params if kind else ():
            field = ParamField(param, node.params[param.name], self._committer(param.name))
            field.entered.connect(self._explain)
            self.fields[param.name] = field
            title = plain_label(spoken(param.title), "muted")
            title.setToolTip(spoken(param.meaning))
            title.setBuddy(field)
            rows.addRow(title, field)
        self.device = device_box()
        self.device.textActivated.connect(lambda device: self._session.set_device([self.node_id], device))
        rows.addRow(plain_label(self.tr("device"), "muted"), self.device)
        self.bypassed = QCheckBox()
        self.bypassed.setObjectName("bypassed")
        self.bypassed.setAccessibleName(self.tr("Bypassed"))
        self.bypassed.setToolTip(self.tr("The layer stays here, but its input is passed on as it is"))
        self.bypassed.clicked.connect(lambda on: bypass(self._session, [self.node_id], on))
        if kind is None or kind.slots:
            rows.addRow(plain_label(self.tr("bypassed"), "muted"), self.bypassed)
        return rows

    def _committer(self, name: str) -> Callable[[Value], str]:
        return lambda value: self._session.set_param(self.node_id, name, value)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the node as it is in a snapshot."""
        document, report = snapshot.document, snapshot.report
        node = document.graph[self.node_id]
        if self.name.hasFocus() and self.name.is_being_typed:
            self.name.keep_typing_over(node.name)
        else:
            self.name.show_text(node.name)
        for name, field in self.fields.items():
            field.show_value(node.params[name])
        choose_device(self.device, node.device)
        self.bypassed.setChecked(node.bypassed)
        self._hint.setText(said(what_it_does(node)))
        seen = seen_by(document.graph, report, node.id)
        fill_rows(self.numbers, said_lines(numbers(document, report, node.id, seen)))
        lines = said_lines(formulas(document, report, node.id))
        fill_rows(self.formulas, lines, wrapped=True)
        self._rule.setVisible(bool(lines))
        troubles = (*report.problems, *report.warnings)
        trouble = next((one for one in troubles if one.node == node.id), None)
        self.problem_text.setText(said(trouble.message) if trouble else "")
        self.problem.setVisible(trouble is not None and trouble.severity != "note")
        self.fixes.show_for(trouble)
        self.receptive.show_seen(node.id, seen if node.kind and node.kind.slots else None)
        self.note.show_text(node.note)

    def _explain(self, param: Param) -> None:
        """Say what the parameter means that the keyboard is on, with its unit and bounds."""
        self._hint.setText(hint_line(param))

    def _rename(self, name: str) -> None:
        graph = self._session.document.graph
        if self.node_id not in graph or name == graph[self.node_id].name:
            return
        refusal = self._session.rename(self.node_id, name)
        if refusal:
            self._session.refused.emit(refusal)
            self.name.show_text(graph[self.node_id].name)

    def _write_note(self, note: str) -> None:
        graph = self._session.document.graph
        if self.node_id in graph and note != graph[self.node_id].note:
            node = graph[self.node_id]
            label = translate("Undo", "Note on {what}").format(what=node.name)
            self._session.edit(label, lambda draft: _put(draft, replace(draft[node.id], note=note)))


def device_box() -> QComboBox:
    """The logical devices to choose from."""
    made = QComboBox()
    made.setObjectName("device")
    made.setAccessibleName(translate("Values", "Device"))
    made.setPlaceholderText(translate("Values", MIXED))
    made.addItems([*(f"gpu{number}" for number in range(DEVICES_OFFERED)), HOST])
    return made


def choose_device(devices: QComboBox, device: str) -> None:
    """Show a device, also one that is not on offer; an empty text for several."""
    if device and devices.findText(device) < 0:
        devices.addItem(device)
    devices.setCurrentIndex(devices.findText(device) if device else -1)


def bypass(session: Session, node_ids: list[str], on: bool) -> None:
    """Let nodes pass their input on, or compute again, as one step."""
    graph = session.document.graph
    nodes = [node for node in (graph[node_id] for node_id in node_ids) if node.kind is None or node.kind.slots]
    if nodes:
        what = nodes[0].name if len(nodes) == 1 else layers(len(nodes))

        def change(draft: LayerGraph) -> None:
            for node in nodes:
                draft.replace(replace(draft[node.id], bypassed=on))

        label = translate("Undo", "Bypass {what}") if on else translate("Undo", "Use {what} again")
        session.edit(label.format(what=what), change)


def reference(kind: LayerType) -> str:
    """Where to read on about a layer type: what its declaration says of papers and code, and torch's page."""
    blocks = [translate("References", block) for block in reference_blocks(kind)]
    if kind.reference:
        blocks.append(translate("Values", "In torch: {reference}").format(reference=kind.reference))
    return "\n\n".join(blocks)


def reference_blocks(kind: LayerType) -> list[str]:
    """What its declaration says of papers and code, block by block, in English."""
    text = inspect.getdoc(type(kind)) if type(kind).__doc__ else ""
    blocks = (" ".join(block.split()).replace("`", "") for block in (text or "").split("\n\n"))
    return list(filter(None, blocks))


def _put(draft: LayerGraph, node: Node) -> None:
    draft.replace(node)
