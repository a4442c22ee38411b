"""The inspector: the parameters of the selected layer, and every number that follows from them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from alexstudio.analysis.receptive import Field, receptive_field
from alexstudio.graph import Node
from alexstudio.graph.node import HOST
from alexstudio.history import Snapshot
from alexstudio.layers import Value, shape_text
from alexstudio.ui.fields import ParamField
from alexstudio.ui.fix_buttons import FixButtons
from alexstudio.ui.labels import plain_label
from alexstudio.ui.numbers import binary_size, count
from alexstudio.ui.session import Session

DEVICES_OFFERED = 4


LEAST_WIDTH, MOST_WIDTH = 264, 420


class Inspector(QScrollArea):
    """Shows one node; with none selected it shows the document, with several their sums."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.session = session
        self.selected: list[str] = []
        self.fields: dict[str, ParamField] = {}
        self._shown: tuple[object, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST_WIDTH)
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    def select(self, node_ids: list[str]) -> None:
        """Show other nodes."""
        self.selected = node_ids
        self.refresh(self.session.snapshot)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot; editors stay (with focus and cursor) while they show the same parameters."""
        self.selected = [node_id for node_id in self.selected if node_id in snapshot.document.graph]
        node = snapshot.document.graph[self.selected[0]] if len(self.selected) == 1 else None
        shown = (node.id, node.type) if node else (None,)
        if node is None or shown != self._shown:
            self._shown = shown
            self._build(snapshot, node)
        if node is not None:
            self._fill(snapshot, node)
        # No number may hide behind the scroll bar, which takes its room from the body
        body = self.widget()
        assert body is not None
        needed = body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(LEAST_WIDTH, min(needed, MOST_WIDTH)))

    def _build(self, snapshot: Snapshot, node: Node | None) -> None:
        self.fields = {}
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(16, 14, 14, 14)
        self._column.setSpacing(8)
        if node is None:
            self._build_summary(snapshot)
        else:
            self._build_node(node)
        self._column.addStretch(1)
        self.setWidget(body)

    def _build_node(self, node: Node) -> None:
        kind = node.kind
        self.name = QLineEdit(node.name)
        self.name.setObjectName("node_name")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(200)
        self.name.editingFinished.connect(self._rename)
        font = self.name.font()
        font.setBold(True)
        font.setPixelSize(17)
        self.name.setFont(font)
        self._column.addWidget(self.name)
        type_name = plain_label(
            f"{node.type}  ·  {kind.family}" if kind else self.tr("%s: unknown layer type") % node.type, "muted"
        )
        type_name.setToolTip(kind.summary if kind else "")
        self._column.addWidget(type_name)
        self._problem, self._problem_text = _box("problem")
        self._fixes = FixButtons(self.session, 3, is_column=True)
        inner = self._problem.layout()
        assert inner is not None
        inner.addWidget(self._fixes)
        self._column.addWidget(self._problem)
        form = _form()
        for param in kind.params if kind else ():
            field = ParamField(param, node.params[param.name], self._committer(node.id, param.name))
            self.fields[param.name] = field
            title = plain_label(param.title, "muted")
            title.setToolTip(param.meaning)
            title.setBuddy(field)
            form.addRow(title, field)
        self.device = QComboBox()
        self.device.setObjectName("device")
        self.device.addItems([*(f"gpu{number}" for number in range(DEVICES_OFFERED)), HOST])
        self.device.textActivated.connect(lambda device: self.session.set_device([node.id], device))
        form.addRow(plain_label(self.tr("device"), "muted"), self.device)
        self._column.addLayout(form)
        self._column.addWidget(_rule())
        self._numbers = _form()
        self._column.addLayout(self._numbers)
        self._note, self._note_text = _box("note")
        self._column.addWidget(self._note)

    def _committer(self, node_id: str, name: str):  # type: ignore[no-untyped-def]
        def commit(value: Value) -> str:
            return self.session.set_param(node_id, name, value)

        return commit

    def _fill(self, snapshot: Snapshot, node: Node) -> None:
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(node.name)
        for name, field in self.fields.items():
            field.show_value(node.params[name])
        if self.device.findText(node.device) < 0:
            self.device.addItem(node.device)
        self.device.setCurrentText(node.device)
        graph, report = snapshot.document.graph, snapshot.report.nodes[node.id]
        batch = snapshot.document.recipe.batch_size
        feeding = [
            (graph[wire.source], snapshot.report.nodes[wire.source], wire.output) for wire in graph.inputs(node.id)
        ]
        rows: list[tuple[str, str]] = []
        for source, source_report, output in feeding:
            shape = shape_text(source_report.shapes[output]) if source_report.shapes else "–"
            rows.append((self.tr("from %s") % source.name, shape))
        if report.shapes:
            rows.append((self.tr("output"), shape_text(report.shapes[0])))
            if report.params:
                rows.append((self.tr("weights + biases"), f"{count(report.weights)} + {count(report.biases)}"))
                rows.append((self.tr("parameters"), count(report.params)))
                rows.append((self.tr("multiply-adds"), count(report.multiply_adds)))
            rows.append((self.tr("activation, batch %d") % batch, binary_size(report.activation_bytes * batch)))
            rows.append((self.tr("receptive field"), _field_text(receptive_field(graph, snapshot.report, node.id))))
        else:
            rows.append((self.tr("output"), self.tr("not known yet")))
        _fill_rows(self._numbers, rows)
        troubles = (*snapshot.report.problems, *snapshot.report.warnings)
        trouble = next((one for one in troubles if one.node == node.id), None)
        self._problem_text.setText(trouble.message if trouble else "")
        self._problem.setVisible(trouble is not None and trouble.severity != "note")
        self._fixes.show_for(trouble)
        self._note_text.setText(node.note)
        self._note.setVisible(bool(node.note))

    def _build_summary(self, snapshot: Snapshot) -> None:
        document, report = snapshot.document, snapshot.report
        nodes = [document.graph[node_id] for node_id in self.selected]
        heading = plain_label(self.tr("%d layers") % len(nodes) if nodes else document.title)
        font = heading.font()
        font.setBold(True)
        font.setPixelSize(17)
        heading.setFont(font)
        self._column.addWidget(heading)
        form = _form()
        if nodes:
            reports = [report.nodes[node.id] for node in nodes]
            rows = [
                (self.tr("parameters"), count(sum(one.params for one in reports))),
                (self.tr("multiply-adds"), count(sum(one.multiply_adds for one in reports))),
            ]
        else:
            if document.notes:
                self._column.addWidget(plain_label(document.notes, "muted"))
            total, batch = report.total, document.recipe.batch_size
            rows = [
                (self.tr("parameters"), count(total.params)),
                (self.tr("weights + biases"), f"{count(total.weights)} + {count(total.biases)}"),
                (self.tr("multiply-adds"), count(total.multiply_adds)),
                (self.tr("float32 weights"), binary_size(4 * total.params)),
                (self.tr("activations, batch %d") % batch, binary_size(total.activation_bytes * batch)),
                (self.tr("layers worked out"), f"{total.known} of {total.layers}"),
            ]
            if report.transfers:
                for device, sums in report.devices.items():
                    if device != HOST:
                        rows.append((self.tr("%s parameters") % device, count(sums.params)))
                rows.append((self.tr("crosses, per picture"), f"{count(report.transfer_bytes)} B"))
        _fill_rows(form, rows)
        self._column.addWidget(_rule())
        self._column.addLayout(form)
        if not nodes:
            self._column.addWidget(plain_label(self.tr("Select a layer to see and change its parameters."), "muted"))
            if document.source:
                box, text = _box("note")
                text.setText(document.source)
                self._column.addWidget(box)

    def _rename(self) -> None:
        if len(self.selected) == 1 and self.name.text() != self.session.document.graph[self.selected[0]].name:
            refusal = self.session.rename(self.selected[0], self.name.text())
            if refusal:
                self.session.refused.emit(refusal)
                self.name.setText(self.session.document.graph[self.selected[0]].name)


def _field_text(field: Field | None) -> str:
    """A receptive field as "51×51, stride 8"; without the stride where every position reads the same."""
    if field is None:
        return "–"
    text = f"{field.down.size}×{field.across.size}"
    if not field.down.stride or field.down.stride != field.across.stride:
        return text
    return f"{text}, stride {field.down.stride}"


def _box(role: str) -> tuple[QFrame, QLabel]:
    box = QFrame()
    box.setProperty("role", role)
    inner = QVBoxLayout(box)
    inner.setContentsMargins(12, 10, 12, 10)
    text = plain_label("")
    inner.addWidget(text)
    return box, text


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(4)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    return form


def _fill_rows(form: QFormLayout, rows: list[tuple[str, str]]) -> None:
    """Show (title, number) rows; labels that are there are used again."""
    while form.rowCount() > len(rows):
        form.removeRow(form.rowCount() - 1)
    for number, (title, value) in enumerate(rows):
        if number == form.rowCount():
            name, text = plain_label("", "muted"), QLabel()
            name.setWordWrap(False)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name, text)
        for role, content in ((QFormLayout.ItemRole.LabelRole, title), (QFormLayout.ItemRole.FieldRole, value)):
            item = form.itemAt(number, role)
            widget = item.widget() if item is not None else None
            assert isinstance(widget, QLabel)
            widget.setText(content)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "rule")
    return rule
