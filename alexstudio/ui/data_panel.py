"""The Data panel: what a data set holds, and one picture of it on its way into the network."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from alexstudio.graph import Recipe
from alexstudio.graph.fileformat import dumps
from alexstudio.graph.recipe import BUILTIN_SHAPES
from alexstudio.history import Snapshot
from alexstudio.runs import messages as say
from alexstudio.runs.data_page import DataSurvey, Preview, Previewed, Survey, Surveyed, Surveying
from alexstudio.ui.data_pictures import PART, PictureStrip, ShareDelegate
from alexstudio.ui.labels import plain_label
from alexstudio.ui.plain_table import fill, make_table
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.trainer import Trainer
from alexstudio.ui.words import mark, translate

SOURCES = {
    BUILTIN_SHAPES: mark("Data", "Built-in shapes"),
    "folder": mark("Data", "Folder of pictures"),
    "cifar10": "CIFAR-10",
    "cifar100": "CIFAR-100",
    "mnist": "MNIST",
    "fashion-mnist": "Fashion-MNIST",
    "kmnist": "KMNIST",
    "emnist": "EMNIST",
    "imagenet": "ImageNet",
}
_FETCHED = ("cifar10", "cifar100", "mnist", "fashion-mnist", "kmnist", "emnist")
_STEPS = {
    "stored": mark("Data", "stored"),
    "crop": mark("Data", "crop"),
    "flip": mark("Data", "mirroring"),
    "rotation": mark("Data", "rotation"),
    "light": mark("Data", "light"),
    "normalised": mark("Data", "normalised"),
    "colour noise": mark("Data", "colour noise"),
    "erased": mark("Data", "erasing"),
}
_NOISES = {
    "off": mark("Data", "no colour noise"),
    "code": mark("Data", "as the code of 2012"),
    "lighting": mark("Data", "as Lighting in Torch"),
    "paper": mark("Data", "as the paper's words"),
}


class DataPanel(QWidget):
    """Source, counts, samples, broken files and the way of one picture; the engine looks, when it is asked."""

    def __init__(self, session: Session, trainer: Trainer) -> None:
        super().__init__()
        self._session, self._trainer = session, trainer
        self._epoch = 1
        self._build()
        session.changed.connect(self.refresh)
        trainer.engine.heard.connect(self._hear)
        trainer.engine.died.connect(lambda why: self._rest())
        self.refresh(session.snapshot)

    def _build(self) -> None:
        self.source = QComboBox()
        self.source.setObjectName("data_source")
        self.source.setAccessibleName(self.tr("Source of the pictures"))
        for word, title in SOURCES.items():
            self.source.addItem(translate("Data", title), word)
        self.source.activated.connect(self._choose)
        self.place = QLineEdit()
        self.place.setObjectName("data_place")
        self.place.setPlaceholderText(self.tr("folder"))
        self.place.editingFinished.connect(self._choose)
        self.browse = QPushButton("…")
        self.browse.setFixedWidth(34)
        self.browse.setToolTip(self.tr("Choose the folder"))
        self.browse.setAccessibleName(self.browse.toolTip())
        self.browse.clicked.connect(self._browse)
        self.look = QPushButton(self.tr("Look through"))
        self.look.setObjectName("data_look")
        self.look.clicked.connect(lambda: self.survey())
        self.fetch = QPushButton(self.tr("Download"))
        self.fetch.setToolTip(self.tr("Fetch the set from its own site into this folder"))
        self.fetch.clicked.connect(lambda: self.survey(download=True))
        self.skip = QCheckBox(self.tr("leave out broken pictures"))
        self.skip.setObjectName("skip_broken")
        self.skip.clicked.connect(lambda on: self._set(self.tr("Leave out broken pictures"), skip_broken=on))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.facts = plain_label("", "muted")
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        side = QWidget()
        side.setFixedWidth(288)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 10, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.source)
        for widgets in ((self.place, self.browse), (self.look, self.fetch)):
            row = QHBoxLayout()
            for widget in widgets:
                row.addWidget(widget, 0 if widget is self.browse else 1)
            column.addLayout(row)
        column.addWidget(self.skip)
        column.addWidget(self.progress)
        column.addWidget(self.facts, 1)
        titles = (self.tr("Class"), self.tr("Share"), self.tr("Training"), self.tr("Validation"))
        self.classes = make_table(titles, stretched=0)
        self.classes.setItemDelegateForColumn(1, ShareDelegate(self.classes))
        self.classes.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.classes.setColumnWidth(1, 160)
        self.samples, self.steps = PictureStrip(72), PictureStrip(124)
        self.broken = make_table((self.tr("File"), self.tr("Reason")), stretched=0)
        self.sizes = make_table((self.tr("Size"), self.tr("Files")), stretched=0)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        for page, title in (
            (self.classes, self.tr("Classes")),
            (self.samples, self.tr("Samples")),
            (self.sizes, self.tr("Sizes")),
            (self.broken, self.tr("Broken files")),
            (self._preview_page(), self.tr("Augmentation")),
        ):
            self.pages.addTab(page, title)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.pages, 1)
        self._rest()

    def _preview_page(self) -> QWidget:
        self.noise = QComboBox()
        self.noise.setObjectName("colour_noise")
        self.noise.setAccessibleName(self.tr("Colour noise"))
        for kind, title in _NOISES.items():
            self.noise.addItem(translate("Data", title), kind)
        self.noise.activated.connect(self._set_noise)
        self.again = QPushButton(self.tr("Again"))
        self.again.setObjectName("preview_again")
        self.again.setToolTip(self.tr("Draw as the next epoch does"))
        self.again.clicked.connect(self._draw_again)
        self.drawn = plain_label("", "muted")
        self.drawn.setWordWrap(False)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 6, 12, 4)
        row = QHBoxLayout()
        row.addWidget(self.noise)
        row.addWidget(self.again)
        row.addWidget(self.drawn, 1)
        column.addLayout(row)
        column.addWidget(self.steps, 1)
        return page

    def refresh(self, snapshot: Snapshot) -> None:
        """Show what the recipe of a snapshot says."""
        recipe = snapshot.document.recipe
        word, _, path = recipe.data.partition(":")
        if recipe.data == BUILTIN_SHAPES:
            word, path = BUILTIN_SHAPES, ""
        elif word not in SOURCES or word == "folder":
            word, path = "folder", recipe.data.removeprefix("folder:")
        self.source.setCurrentIndex(self.source.findData(word))
        if not self.place.hasFocus():
            self.place.setText(path)
        self._show_source()
        self.skip.setChecked(recipe.skip_broken)
        self.noise.setCurrentIndex(self.noise.findData(recipe.augmentation.colour_noise))

    def survey(self, *, download: bool = False) -> None:
        """Let the engine look through the data, and send one picture through the pipeline."""
        document = dumps(self._session.document)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._trainer.engine.send(Survey(document=document, download=download))
        self._preview()

    def showEvent(self, event: QShowEvent) -> None:
        """A preview is made when someone looks."""
        super().showEvent(event)
        if not self.steps.count() and self._trainer.devices:
            self._preview()

    def _show_source(self) -> None:
        word = self.source.currentData()
        for widget in (self.place, self.browse):
            widget.setEnabled(word != BUILTIN_SHAPES)
        self.fetch.setVisible(word in _FETCHED)

    def _choose(self) -> None:
        self._show_source()
        word, path = self.source.currentData(), self.place.text().strip()
        if word == BUILTIN_SHAPES:
            where = BUILTIN_SHAPES
        elif not path:
            self.place.setFocus()
            return
        else:
            where = path if word == "folder" else f"{word}:{path}"
        if where != self._session.document.recipe.data:
            self._set(translate("Undo", "Choose data"), data=where[:4096])

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with pictures"))
        if folder:
            self.place.setText(folder)
            self._choose()

    def _set(self, label: str, **changes: object) -> None:
        recipe = Recipe.model_validate({**dict(self._session.document.recipe), **changes})
        self._session.set_recipe(recipe, label)

    def _set_noise(self) -> None:
        says = self._session.document.recipe.augmentation
        changed = says.model_copy(update={"colour_noise": self.noise.currentData()})
        self._set(self.tr("Set colour noise"), augmentation=changed)
        self._preview()

    def _draw_again(self) -> None:
        self._epoch += 1
        self._preview()

    def _preview(self) -> None:
        self._trainer.engine.send(Preview(document=dumps(self._session.document), epoch=self._epoch))

    def _rest(self) -> None:
        self.progress.setRange(0, 1)
        self.progress.hide()

    def _hear(self, event: object) -> None:
        match event:
            case Surveying():
                self.progress.setRange(0, event.total)
                self.progress.setValue(event.done)
            case Surveyed():
                self._rest()
                self._show(event.survey)
            case Previewed():
                self._show_steps(event)
            case say.Failed() if event.command in ("survey", "preview"):
                self._rest()
                self.facts.setText(said(event.why))

    def _show(self, found: DataSurvey) -> None:
        most = max((one.train for one in found.classes), default=1) or 1
        rows = [(one.name, "", f"{one.train:,}", f"{one.validation:,}") for one in found.classes]
        fill(self.classes, rows, [one.name for one in found.classes])
        for row, one in enumerate(found.classes):
            item = self.classes.item(row, 1)
            if item is not None:
                item.setData(PART, one.train / most)
        titles = [one.name for one in found.classes]
        pictures = [(titles[one.label], titles[one.label], one.png) for one in found.samples]
        self.samples.show_pictures(pictures)
        fill(self.broken, [(one.path, said(one.why)) for one in found.broken], [one.path for one in found.broken])
        sizes = [(f"{one.width}×{one.height}", f"{one.files:,}") for one in found.sizes]
        fill(self.sizes, sizes, [size for size, _ in sizes])
        title = self.tr("Broken files")
        self.pages.setTabText(3, f"{title} ({found.broken_files:,})" if found.broken_files else title)
        self.facts.setText(self._sentences(found))

    def _sentences(self, found: DataSurvey) -> str:
        if found.problem:
            return said(found.problem)
        text = self.tr("{classes} classes, {train} training and {validation} validation pictures.").format(
            classes=f"{len(found.classes):,}",
            train=f"{sum(one.train for one in found.classes):,}",
            validation=f"{sum(one.validation for one in found.classes):,}",
        )
        lines = [text, *map(said, found.notes[:2])]
        if found.colours is not None:
            told = self.tr("Mean {mean}, spread {std} of 255, measured on {pictures} pictures.")
            mean, std = (
                " / ".join(f"{value:.1f}" for value in values) for values in (found.colours.mean, found.colours.std)
            )
            lines.append(told.format(mean=mean, std=std, pictures=f"{found.colours.pictures:,}"))
        return "\n".join(lines)

    def _show_steps(self, event: Previewed) -> None:
        pictures = []
        for stage in event.stages:
            name = translate("Data", _STEPS[stage.name]) if stage.name in _STEPS else stage.name
            pictures.append((f"{name} {stage.width}×{stage.height}", name, stage.png))
        self.steps.show_pictures(pictures)
        told = self.tr("Picture {sample} ({label}), as epoch {epoch} draws it.")
        self.drawn.setText(told.format(sample=f"{event.sample:,}", label=event.label, epoch=f"{event.epoch:,}"))
