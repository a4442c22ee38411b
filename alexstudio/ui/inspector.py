"""The inspector: the parameters of the selected layer, and every number that follows from them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from alexstudio.graph.node import HOST
from alexstudio.history import Snapshot
from alexstudio.ui.fields import ParamField
from alexstudio.ui.form_rows import box, fill_rows, form, heading, rule
from alexstudio.ui.labels import plain_label
from alexstudio.ui.mixed import SharedForm
from alexstudio.ui.node_form import NodeForm
from alexstudio.ui.note_field import NoteField
from alexstudio.ui.numbers import binary_size, count
from alexstudio.ui.session import Session
from alexstudio.ui.value_line import TypedLine
from alexstudio.ui.words import spoken

LEAST_WIDTH, MOST_WIDTH = 264, 420


class Inspector(QScrollArea):
    """Shows one node, or what several have in common; with none selected the document."""

    help_wanted = Signal(str)
    """Name of the layer type to read about."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.session = session
        self.selected: list[str] = []
        self.page: NodeForm | SharedForm | DocumentSummary | None = None
        self._shown: tuple[object, ...] | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST_WIDTH)
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    def select(self, node_ids: list[str]) -> None:
        """Show other nodes; what is being typed is kept first."""
        if self.page is not None and node_ids != self.selected:
            for line in self.page.findChildren(TypedLine):
                line.commit()
            for note in self.page.findChildren(NoteField):
                note.commit()
        self.selected = node_ids
        self.refresh(self.session.snapshot)

    @property
    def node_form(self) -> NodeForm:
        """The form of the one node that is selected."""
        assert isinstance(self.page, NodeForm), "not one node is selected"
        return self.page

    @property
    def name(self) -> TypedLine:
        """The line with the name of the node."""
        return self.node_form.name

    @property
    def fields(self) -> dict[str, ParamField]:
        """The editors of the parameters, none when no node is selected."""
        return self.page.fields if isinstance(self.page, (NodeForm, SharedForm)) else {}

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot; editors stay (with focus and cursor) while they show the same parameters."""
        graph = snapshot.document.graph
        self.selected = [node_id for node_id in self.selected if node_id in graph]
        nodes = [graph[node_id] for node_id in self.selected]
        shown = tuple((node.id, node.type, node.kind) for node in nodes)
        if shown != self._shown:
            self._shown = shown
            if len(nodes) == 1:
                self.page = NodeForm(self.session, nodes[0])
                self.page.help_wanted.connect(self.help_wanted)
            else:
                self.page = SharedForm(self.session, nodes) if nodes else DocumentSummary()
            self.page.refresh(snapshot)
            self.setWidget(self.page)
        else:
            assert self.page is not None
            self.page.refresh(snapshot)
        # No number may hide behind the scroll bar, which takes its room from the body
        needed = self.page.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(LEAST_WIDTH, min(needed, MOST_WIDTH)))


class DocumentSummary(QWidget):
    """The sums of the whole document."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 14, 14)
        column.setSpacing(8)
        self._title = heading("")
        self._notes = plain_label("", "muted")
        self._numbers = form()
        self._source, self._source_text = box("note")
        column.addWidget(self._title)
        column.addWidget(self._notes)
        column.addWidget(rule())
        column.addLayout(self._numbers)
        column.addWidget(plain_label(self.tr("Select a layer to see and change its parameters."), "muted"))
        column.addWidget(self._source)
        column.addStretch(1)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot."""
        document, report = snapshot.document, snapshot.report
        total, batch = report.total, document.recipe.batch_size
        rows = [
            (self.tr("parameters"), count(total.params)),
            (self.tr("weights + biases"), f"{count(total.weights)} + {count(total.biases)}"),
            (self.tr("multiply-adds"), count(total.multiply_adds)),
            (self.tr("float32 weights"), binary_size(4 * total.params)),
            (self.tr("activations, batch {batch}").format(batch=batch), binary_size(total.activation_bytes * batch)),
            (self.tr("layers worked out"), self.tr("{part} of {whole}").format(part=total.known, whole=total.layers)),
        ]
        if report.transfers:
            for device, sums in report.devices.items():
                if device != HOST:
                    rows.append((self.tr("{device} parameters").format(device=device), count(sums.params)))
            rows.append((self.tr("crosses, per picture"), f"{count(report.transfer_bytes)} B"))
        fill_rows(self._numbers, rows)
        for label, text, shown in (
            (self._title, document.title, self._title),
            (self._notes, spoken(document.notes), self._notes),
            (self._source_text, document.source, self._source),
        ):
            label.setText(text)
            shown.setVisible(bool(text))
