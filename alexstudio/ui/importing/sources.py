"""`Sources`: what is to be imported: a file, a network of torchvision, or a class in a Python file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from alexstudio.files import user_path
from alexstudio.ui.labels import plain_label

TORCHVISION = (
    "alexnet",
    *(f"vgg{depth}{norm}" for depth in (11, 13, 16, 19) for norm in ("", "_bn")),
    "googlenet",
    "inception_v3",
    *(f"resnet{depth}" for depth in (18, 34, 50, 101, 152)),
    *("resnext50_32x4d", "resnext101_32x8d", "resnext101_64x4d", "wide_resnet50_2", "wide_resnet101_2"),
    *(f"densenet{depth}" for depth in (121, 161, 169, 201)),
    *("squeezenet1_0", "squeezenet1_1", "mobilenet_v2", "mobilenet_v3_small", "mobilenet_v3_large"),
    *(f"mnasnet{width}" for width in ("0_5", "0_75", "1_0", "1_3")),
    *(f"shufflenet_v2_x{width}" for width in ("0_5", "1_0", "1_5", "2_0")),
    *(f"efficientnet_b{number}" for number in range(8)),
    *(f"efficientnet_v2_{size}" for size in "sml"),
    *(f"regnet_{kind}_{size}" for kind in "xy" for size in ("400mf", "800mf", "1_6gf", "3_2gf", "8gf", "16gf", "32gf")),
    "regnet_y_128gf",
    *(f"convnext_{size}" for size in ("tiny", "small", "base", "large")),
)
"""The convolutional classifiers of torchvision; the engine knows whether its version has them."""


class Wanted(NamedTuple):
    """What the user asks for. ``beside`` is a solver or parameter file, for the recipe."""

    what: str
    beside: Path | None = None
    size: int | None = None
    trust: bool = False


class Sources(QTabWidget):
    """A tab for each kind of source."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_sources")
        self.file, self.beside, self.code = _path("import_file"), _path("import_beside"), _path("import_code")
        self.network = QComboBox()
        self.network.setObjectName("import_torchvision")
        self.network.setAccessibleName(self.tr("Network of torchvision"))
        self.network.setEditable(True)
        self.network.addItems(TORCHVISION)
        self.network.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.class_name = QLineEdit()
        self.class_name.setObjectName("import_class")
        self.class_name.setPlaceholderText(self.tr("Net, or a function that returns a network"))
        self.trust = QCheckBox(self.tr("I trust this code: it can do anything that I can"))
        self.trust.setObjectName("import_trust")
        self.sizes = [QSpinBox() for _ in range(3)]
        for box in self.sizes:
            box.setRange(0, 65536)
            box.setSpecialValueText(self.tr("as usual"))
            box.setSuffix(self.tr(" pixels"))
            box.setAccessibleName(self.tr("Side of the pictures"))
            box.lineEdit().setTextMargins(8, 0, 0, 0)  # a style sheet's padding does not reach it
        self.addTab(self._file_page(), self.tr("A file"))
        self.addTab(self._torchvision_page(), "torchvision")
        self.addTab(self._code_page(), self.tr("Python code"))
        for edit in (self.file, self.code, self.class_name):
            edit.textChanged.connect(self.changed)
        self.network.editTextChanged.connect(self.changed)
        self.trust.toggled.connect(self.changed)
        self.currentChanged.connect(self.changed)

    @property
    def wanted(self) -> Wanted | None:
        """What is asked for, None while something is missing."""
        place = self.currentIndex()
        size = self.sizes[place].value() or None
        if place == 0:
            text, beside = self.file.text().strip(), self.beside.text().strip()
            path = str(user_path(text).absolute()) if text else ""
            return Wanted(path, user_path(beside) if beside else None, size) if path else None
        if place == 1:
            name = self.network.currentText().strip()
            return Wanted(f"torchvision:{name}", None, size) if name else None
        text, name = self.code.text().strip(), self.class_name.text().strip()
        if not (text and name and self.trust.isChecked()):
            return None
        return Wanted(f"{user_path(text).absolute()}:{name}", None, size, trust=True)

    def _file_page(self) -> QWidget:
        kinds = (
            self.tr("Networks")
            + " (*.prototxt *.pbtxt *.cfg *.ini *.onnx *.pt *.pth);;"
            + self.tr("All files")
            + " (*)"
        )
        form = _form()
        form.addRow(self.tr("File"), self._row(self.file, kinds))
        form.addRow(self.tr("Solver or parameters"), self._row(self.beside, self.tr("All files") + " (*)"))
        form.addRow(self.tr("Pictures"), self.sizes[0])
        told = self.tr(
            "Caffe prototxt, cuda-convnet layer file, ONNX, or a .pt that this program wrote. "
            "Nothing in a file is run. A Caffe solver or a cuda-convnet parameter file beside it becomes the recipe."
        )
        return _page(form, told)

    def _torchvision_page(self) -> QWidget:
        form = _form()
        form.addRow(self.tr("Network"), self.network)
        form.addRow(self.tr("Pictures"), self.sizes[1])
        told = self.tr("The network as torchvision builds it, with weights that are drawn anew. Nothing is downloaded.")
        return _page(form, told)

    def _code_page(self) -> QWidget:
        form = _form()
        form.addRow(self.tr("File"), self._row(self.code, "Python (*.py)"))
        form.addRow(self.tr("Class"), self.class_name)
        form.addRow(self.tr("Pictures"), self.sizes[2])
        form.addRow("", self.trust)
        told = self.tr(
            "A torch.nn.Module of your own. Its code runs in a process of its own with limits of time and memory."
        )
        return _page(form, told)

    def _row(self, edit: QLineEdit, kinds: str) -> QWidget:
        browse = QPushButton(self.tr("Browse…"))
        browse.setAutoDefault(False)

        def choose() -> None:
            name, _ = QFileDialog.getOpenFileName(self, self.tr("Import"), edit.text(), kinds)
            if name:
                edit.setText(name)

        browse.clicked.connect(choose)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(edit, 1)
        line.addWidget(browse)
        return row


def _path(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
    form.setHorizontalSpacing(12)
    return form


def _page(form: QFormLayout, told: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(14, 14, 14, 12)
    column.addLayout(form)
    column.addWidget(plain_label(told, "muted"))
    column.addStretch(1)
    return page
