"""How networks grew out of AlexNet: one card a network, in the order of the years, each with what it changed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from alexstudio.analysis import analyse
from alexstudio.graph.presets import load_preset
from alexstudio.history import Snapshot
from alexstudio.ui.labels import plain_label
from alexstudio.ui.miniature import paint_document
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.words import mark, multiply_adds_text, params_text, translate

PICTURE = QSize(276, 132)
CARD = 318
_DOT = 7


class Step(NamedTuple):
    """A network: what it grew out of, and what it changed. ``error`` is of its team in the yearly competition."""

    preset: str
    before: str
    year: str
    name: str
    error: str
    text: str


# Errors: top-5 on the test set of ILSVRC, of all networks that a team averaged: Krizhevsky et al. 2012, table 2; Zeiler
# and Fergus 2014, table 2; Simonyan and Zisserman 2015, table 7; Szegedy et al. 2015, table 2; He et al. 2016, table 5
STEPS = (
    Step(
        "lenet5",
        "",
        "1998",
        "LeNet-5",
        "",
        mark(
            "Lineage",
            "Convolution, subsampling, dense layers: the plan is there, for digits of 32×32 pixels. Its neurons "
            "saturate, and there is neither dropout nor a GPU.",
        ),
    ),
    Step(
        "alexnet",
        "lenet5",
        "2012",
        "AlexNet",
        "15.3 %",
        mark(
            "Lineage",
            "The same plan a thousand times larger, made possible by five ideas: ReLU, dropout, augmented data, two "
            "GPUs, and response normalisation with overlapping pooling.",
        ),
    ),
    Step(
        "zfnet",
        "alexnet",
        "2013",
        "ZFNet",
        "14.8 %",
        mark(
            "Lineage",
            "Pictures of what the layers see showed dead and aliased filters in the first one: 7×7 with stride 2 "
            "instead of 11×11 with stride 4. The rest stays.",
        ),
    ),
    Step(
        "vgg16",
        "alexnet",
        "2014",
        "VGG-16",
        "7.3 %",
        mark(
            "Lineage",
            "Only 3×3: two of them see as much as one of 5×5, with fewer weights and one more ReLU. Depth does it; "
            "response normalisation is gone. Three quarters of the weights lie in FC6.",
        ),
    ),
    Step(
        "googlenet",
        "alexnet",
        "2014",
        "GoogLeNet",
        "6.7 %",
        mark(
            "Lineage",
            "1×1, 3×3 and 5×5 side by side, with 1×1 before them to save work, and an average instead of dense layers: "
            "a tenth of the weights of AlexNet and twice its work.",
        ),
    ),
    Step(
        "resnet34",
        "vgg16",
        "2015",
        "ResNet-34",
        "3.6 %",
        mark(
            "Lineage",
            "VGG's 3×3 with batch normalisation, and a shortcut around every two of them: a block learns what to add. "
            "Now deeper is better, up to 152 layers. The error is that of six such networks.",
        ),
    ),
)


class Lineage(QDialog):
    """The cards in a row. Opening and comparing is left to the window."""

    open_wanted = Signal(str)
    """Name of a preset."""
    compare_wanted = Signal(str, str)
    """Names of two presets: before, after."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("lineage")
        self.setWindowTitle(self.tr("From AlexNet to ResNet"))
        self.resize(1240, 476)
        self.cards = [_Card(step) for step in STEPS]
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(4, 4, 4, 8)
        line.setSpacing(0)  # the line of time runs through
        for card in self.cards:
            line.addWidget(card)
            card.open.clicked.connect(lambda _=False, name=card.step.preset: self.open_wanted.emit(name))
            card.compare.clicked.connect(
                lambda _=False, step=card.step: self.compare_wanted.emit(step.before, step.preset)
            )
        area = QScrollArea()
        area.setWidget(row)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = plain_label(
            self.tr(
                "Top-5 errors are those of the teams in the ImageNet competition, each with several networks averaged."
            ),
            "muted",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.addWidget(area, 1)
        column.addWidget(head)
        self._work = QTimer(self)
        self._work.setSingleShot(True)
        self._work.setInterval(0)
        self._work.timeout.connect(self._paint_next)
        self._work.start()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for card in self.cards:
            card.is_painted = False
        self._work.start()

    def _paint_next(self) -> None:
        """One picture at a time, between the events of the user."""
        card = next((card for card in self.cards if not card.is_painted), None)
        if card is not None:
            card.paint_network(self.devicePixelRatioF())
            self._work.start()


class _Card(QFrame):
    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step, self.is_painted = step, False
        self.setObjectName(f"lineage_{step.preset}")
        self.setFixedWidth(CARD)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 30, 24, 12)
        column.setSpacing(8)
        name = plain_label(step.name)
        name.setFont(ui_font(18, bold=True))
        self.picture = QLabel()
        self.picture.setFixedSize(PICTURE)
        self.facts = plain_label("", "muted")
        self.facts.setObjectName("lineage_facts")
        text = plain_label(translate("Lineage", step.text))
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.open = QPushButton(self.tr("Open"))
        self.compare = QPushButton(self.tr("What changed"))
        self.compare.setVisible(bool(step.before))
        title = next((one.name for one in STEPS if one.preset == step.before), "")
        self.compare.setToolTip(self.tr("Show beside {name} what was added, removed and changed").format(name=title))
        buttons = QHBoxLayout()
        for button in (self.open, self.compare):
            button.setAutoDefault(False)
            buttons.addWidget(button, 1)
        for widget in (name, self.picture, self.facts):
            column.addWidget(widget)
        column.addWidget(text, 1)
        column.addLayout(buttons)

    def paint_network(self, ratio: float) -> None:
        """Draw the network and count its numbers."""
        self.is_painted = True
        document = load_preset(self.step.preset)
        report = analyse(document)
        self.picture.setPixmap(paint_document(Snapshot(document, report), PICTURE, ratio))
        lines = [params_text(report.total.params), multiply_adds_text(report.total.multiply_adds)]
        if self.step.error:
            lines.append(self.tr("Top-5 error {error}").format(error=self.step.error))
        self.facts.setText("\n".join(lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line of time, with the year on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme()
        painter.setPen(QPen(QColor(colours.border), 2))
        is_first, is_last = self.step is STEPS[0], self.step is STEPS[-1]
        painter.drawLine(14 if is_first else -20, 14, 14 + _DOT if is_last else self.width() + 20, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(14, 14 - _DOT, 2 * _DOT, 2 * _DOT)
        painter.setFont(ui_font(14, bold=True))
        width = painter.fontMetrics().horizontalAdvance(self.step.year)
        painter.fillRect(34, 2, width + 12, 24, QColor(colours.window))
        painter.setPen(QColor(colours.text))
        painter.drawText(40, 0, width + 4, 28, Qt.AlignmentFlag.AlignVCenter, self.step.year)
