"""The Data panel: what a data set holds, and one picture of it on its way into the network."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QWidget

from alexstudio.graph import Recipe
from alexstudio.graph.fileformat import dumps
from alexstudio.history import Snapshot
from alexstudio.runs import messages as say
from alexstudio.runs.data_page import (
    DataSurvey,
    KeepingPictures,
    KeepPictures,
    LeaveOff,
    PicturesKept,
    Preview,
    Previewed,
    Survey,
    Surveyed,
    Surveying,
)
from alexstudio.ui.data.colours import ColourPage
from alexstudio.ui.data.fields import DataFields
from alexstudio.ui.data.pages import Pages
from alexstudio.ui.data.pictures import PART, PictureStrip, ShareDelegate
from alexstudio.ui.data.source import SourceBox
from alexstudio.ui.data.stages import StageView
from alexstudio.ui.labels import plain_label
from alexstudio.ui.plain_table import fill, make_table
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.trainer import Trainer

SOON = 60
"""Milliseconds from a change to the preview that shows it."""
LATE = 500
"""Milliseconds after which it is said that a preview takes its time: colours may be measured for it."""


class DataPanel(QWidget):
    """Source, counts, samples, broken files and the way of one picture; the engine looks, when it is asked."""

    def __init__(self, session: Session, trainer: Trainer) -> None:
        super().__init__()
        self._session, self._trainer = session, trainer
        self._sample, self._pictures, self._epoch = 0, 0, 1
        self._shown: object = None
        self._data = ""
        self._samples: tuple[int, ...] = ()
        self._is_out = self._is_stale = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._preview)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE)
        self._late.timeout.connect(self._say_late)
        self._build()
        session.changed.connect(self.refresh)
        trainer.changed.connect(self._wake)
        trainer.engine.heard.connect(self._hear)
        trainer.engine.died.connect(self._died)
        self.refresh(session.snapshot)

    def _build(self) -> None:
        self.side = SourceBox(self._set)
        self.side.look_wanted.connect(self._look)
        self.side.keep_wanted.connect(self._keep)
        self.side.stop_wanted.connect(self._stop)
        titles = (self.tr("Class"), self.tr("Share"), self.tr("Training"), self.tr("Validation"))
        self.classes = make_table(titles, stretched=0, numbers=(2,))
        self.classes.setItemDelegateForColumn(1, ShareDelegate(self.classes))
        self.classes.setColumnWidth(1, 160)
        self.samples = PictureStrip(72)
        self.samples.chosen.connect(self._choose_sample)
        self.samples.setToolTip(self.tr("Press a picture to see its way into the network"))
        self.fields, self.steps = DataFields(self._set), StageView()
        self.way = QWidget()
        row = QHBoxLayout(self.way)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.fields)
        row.addWidget(self.steps, 1)
        self.colours = ColourPage()
        self.sizes = make_table((self.tr("Size"), self.tr("Files")), stretched=0)
        self.broken = make_table((self.tr("File"), self.tr("Reason")), stretched=0)
        self.pages = Pages()
        for page, title in (
            (self.classes, self.tr("Classes")),
            (self.samples, self.tr("Samples")),
            (self.way, self.tr("Augmentation")),
            (self.colours, self.tr("Colours")),
            (self.sizes, self.tr("Sizes")),
            (self.broken, self.tr("Broken files")),
        ):
            self.pages.addTab(page, title)
        self.pages.set_tools(self._chooser(), self.way)
        self.pages.currentChanged.connect(self._wake)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.pages, 1)

    def _chooser(self) -> QWidget:
        chooser = QWidget()
        row = QHBoxLayout(chooser)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(4)
        self.drawn = plain_label("", "muted")
        self.drawn.setWordWrap(False)
        self.drawn.setMinimumWidth(1)  # with little room it gives way first
        row.addWidget(self.drawn)
        row.addSpacing(6)
        buttons = (
            ("‹", "preview_before", self.tr("The picture before"), lambda: self._go(-1)),
            ("›", "preview_next", self.tr("The next picture"), lambda: self._go(1)),
            (self.tr("Again"), "preview_again", self.tr("Draw as the next epoch does"), self._draw_again),
        )
        made = []
        for text, name, tip, press in buttons:
            button = QPushButton(text)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            if len(text) == 1:
                button.setFixedWidth(30)
            button.clicked.connect(press)
            row.addWidget(button)
            made.append(button)
        self.before, self.next, self.again = made
        return chooser

    def refresh(self, snapshot: Snapshot) -> None:
        """Show what the recipe of a snapshot says, and its preview if that is another one."""
        recipe = snapshot.document.recipe
        self.side.show_recipe(recipe)
        self.fields.show_recipe(recipe)
        self.colours.show_recipe(recipe.augmentation)
        if recipe.data != self._data:
            self._data, self._sample, self._pictures = recipe.data, 0, 0
            self._show(DataSurvey(data=recipe.data))
            self.side.say("")
        inputs = [node.params for node in snapshot.document.graph.nodes if node.type == "Input"]
        names = ("data", "crop_margin", "flip", "augmentation", "input_scale", "mean_image", "statistics")
        more = ("seed", "train_images", "skip_broken")
        wanted = [getattr(recipe, name) for name in (*names, *more)], inputs
        if wanted != self._shown:
            self._shown = wanted
            self._soon.start()

    def survey(self, *, download: bool = False) -> None:
        """Let the engine look through the data, and send one picture through the pipeline."""
        self.side.begin()
        self._trainer.engine.send(Survey(document=dumps(self._session.document), download=download))
        self._soon.start()

    def _look(self, download: bool) -> None:
        self.survey(download=download)

    def showEvent(self, event: QShowEvent) -> None:
        """A preview is made when someone looks."""
        super().showEvent(event)
        self._wake()

    def _wake(self) -> None:
        is_looked_at = self.isVisible() and self.pages.currentWidget() is self.way
        if is_looked_at and not self.steps.count() and not self.steps.trouble and not self._is_out:
            self._soon.start()

    def _set(self, label: str, **changes: object) -> None:
        recipe = Recipe.model_validate({**dict(self._session.document.recipe), **changes})
        self._session.set_recipe(recipe, label)

    # -- what the engine is asked --------------------------------------------------------------------------------------

    def _keep(self) -> None:
        self.side.begin()
        self._trainer.engine.send(KeepPictures(document=dumps(self._session.document)))

    def _stop(self) -> None:
        self._trainer.engine.send(LeaveOff())
        self.side.rest()

    def _choose_sample(self, number: int) -> None:
        if number < len(self._samples):
            self._sample = self._samples[number]
            self.pages.setCurrentWidget(self.way)
            self._soon.start()

    def _go(self, step: int) -> None:
        self._sample += step
        if self._sample < 0:
            self._sample = max(0, self._pictures - 1)
        self._preview()

    def _draw_again(self) -> None:
        self._epoch += 1
        self._preview()

    def _preview(self) -> None:
        """Ask for a preview if somebody looks; while one is made, the next one waits."""
        self._soon.stop()
        if not (self.isVisible() and self.pages.currentWidget() is self.way and self._trainer.devices):
            self.steps.clear()  # so that it is made when someone looks
            return
        if self._is_out:
            self._is_stale = True
            return
        self._is_out, self._is_stale = True, False
        self._late.start()
        document = dumps(self._session.document)
        self._trainer.engine.send(Preview(document=document, sample=self._sample, epoch=self._epoch))

    # -- what it says --------------------------------------------------------------------------------------------------

    def _hear(self, event: object) -> None:
        match event:
            case Surveying():
                what = self.tr("Files") if event.what == "files" else self.tr("Colours")
                self.side.show_progress(what, event.done, event.total)
            case Surveyed():
                self.side.rest()
                if event.survey.data == self._data:
                    self._show(event.survey)
                    self.side.say(self._sentences(event.survey))
                    self._tell(event.survey)
            case KeepingPictures():
                self.side.show_progress(self.tr("Decoded"), event.done, event.total)
            case PicturesKept():
                self.side.show_kept(event)
            case Previewed():
                self._show_steps(event)
                self._is_back()
            case say.Failed() if event.command == "preview":
                self.steps.say(said(event.why))
                self._say_drawn("")
                self._is_back()
            case say.Failed() if event.command in ("survey", "keep_pictures"):
                self.side.rest()
                self.side.say(said(event.why))

    def _say_late(self) -> None:
        self._say_drawn(self.tr("The engine looks at the pictures…"))

    def _say_drawn(self, text: str) -> None:
        self.drawn.setText(text)
        self.pages.place_tools()

    def _is_back(self) -> None:
        self._is_out = False
        self._late.stop()
        if self._is_stale:
            self._preview()

    def _died(self, why: str) -> None:
        self._is_out = self._is_stale = False
        self._late.stop()
        self.side.rest()

    def _show(self, found: DataSurvey) -> None:
        most = max((one.train for one in found.classes), default=1) or 1
        rows = [(one.name, "", f"{one.train:,}", f"{one.validation:,}") for one in found.classes]
        fill(self.classes, rows, [one.name for one in found.classes])
        self.classes.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.classes.setColumnWidth(1, 160)
        for row, one in enumerate(found.classes):
            item = self.classes.item(row, 1)
            if item is not None:
                item.setData(PART, one.train / most)
        titles = [one.name for one in found.classes]
        pictures = [(titles[one.label], titles[one.label], one.png) for one in found.samples]
        self._samples = tuple(one.index for one in found.samples)
        self.samples.show_pictures(pictures)
        self.colours.show_colours(found.colours)
        fill(self.broken, [(one.path, said(one.why)) for one in found.broken], [one.path for one in found.broken])
        sizes = [(f"{one.width}×{one.height}", f"{one.files:,}") for one in found.sizes]
        fill(self.sizes, sizes, [size for size, _ in sizes])
        title = self.tr("Broken files")
        tab = self.pages.indexOf(self.broken)
        self.pages.setTabText(tab, f"{title} ({found.broken_files:,})" if found.broken_files else title)

    def _tell(self, found: DataSurvey) -> None:
        """Let the other panels know the numbers, too."""
        if not found.problem:
            seen = say.DataSeen(
                data=found.data,
                classes=tuple(one.name for one in found.classes),
                train=sum(one.train for one in found.classes),
                validation=sum(one.validation for one in found.classes),
                notes=found.notes,
            )
            self._trainer.data_seen.emit(seen)

    def _sentences(self, found: DataSurvey) -> str:
        if found.problem:
            return said(found.problem)
        text = self.tr("{classes} classes, {train} training and {validation} validation pictures.").format(
            classes=f"{len(found.classes):,}",
            train=f"{sum(one.train for one in found.classes):,}",
            validation=f"{sum(one.validation for one in found.classes):,}",
        )
        lines = [text, *map(said, found.notes[:3])]
        if found.colours is not None:
            told = self.tr("Mean {mean}, spread {std} of 255, measured on {pictures} pictures.")
            mean, std = (
                " / ".join(f"{value:.1f}" for value in values) for values in (found.colours.mean, found.colours.std)
            )
            lines.append(told.format(mean=mean, std=std, pictures=f"{found.colours.pictures:,}"))
        return "\n".join(lines)

    def _show_steps(self, event: Previewed) -> None:
        self._sample, self._pictures = event.sample, event.pictures
        self.steps.show_stages(event.stages)
        told = self.tr("Picture {sample} of {pictures}, {label}, epoch {epoch}")
        number, whole, epoch = (f"{value:,}" for value in (event.sample + 1, event.pictures, event.epoch))
        text = told.format(sample=number, pictures=whole, label=event.label[:40], epoch=epoch)
        self._say_drawn(text)
