"""Where the pictures come from: the set, its folder, what is left out, what is kept decoded, and what was found."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis.numbers import duration
from alexstudio.graph import Recipe
from alexstudio.graph.recipe import BUILTIN_SHAPES
from alexstudio.runs.data_page import PicturesKept
from alexstudio.ui.labels import plain_label, plain_tip
from alexstudio.ui.sentences import said
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
_FOLDERS = ("folder", "imagenet")
CACHES = {
    "auto": mark("Data", "keep where it pays"),
    "on": mark("Data", "keep decoded"),
    "off": mark("Data", "do not keep"),
}


class SourceBox(QWidget):
    """``change`` takes a label for undo and what changes in the recipe."""

    look_wanted = Signal(bool)
    """To look through the data; True to download it first."""
    keep_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, change: Callable[..., None]) -> None:
        super().__init__()
        self._change = change
        self._data = BUILTIN_SHAPES
        self._began = 0.0
        self.setFixedWidth(288)
        self.source = QComboBox()
        self.source.setObjectName("data_source")
        self.source.setAccessibleName(self.tr("Source of the pictures"))
        self.source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for word, title in SOURCES.items():
            self.source.addItem(translate("Data", title), word)
        self.source.activated.connect(self._choose)
        self.look = self._button(self.tr("Look through"), "data_look", lambda: self.look_wanted.emit(False))
        self.look.setToolTip(self.tr("Count and check all pictures, and measure their colours"))
        self.place = QLineEdit()
        self.place.setObjectName("data_place")
        self.place.setPlaceholderText(self.tr("folder"))
        self.place.setAccessibleName(self.tr("Folder of the pictures"))
        self.place.editingFinished.connect(self._choose)
        self.browse = self._button("…", "data_browse", self._browse)
        self.browse.setFixedWidth(34)
        self.browse.setToolTip(self.tr("Choose the folder"))
        self.browse.setAccessibleName(self.browse.toolTip())
        self.skip = QCheckBox(self.tr("leave out broken pictures"))
        self.skip.setObjectName("skip_broken")
        self.skip.clicked.connect(lambda on: self._change(self.tr("Leave out broken pictures"), skip_broken=on))
        self.fetch = self._button(self.tr("Download"), "data_fetch", lambda: self.look_wanted.emit(True))
        self.fetch.setToolTip(self.tr("Fetch the set from its own site into this folder"))
        self.cache = QComboBox()
        self.cache.setObjectName("data_cache")
        self.cache.setAccessibleName(self.tr("Decoded pictures"))
        self.cache.setToolTip(self.tr("Decoded pictures are kept on the disk, and read from there in every epoch"))
        self.cache.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for word, title in CACHES.items():
            self.cache.addItem(translate("Data", title), word)
        self.cache.activated.connect(
            lambda: self._change(self.tr("Keep decoded pictures"), cache=self.cache.currentData())
        )
        self.keep = self._button(self.tr("Build now"), "data_keep", self.keep_wanted.emit)
        self.keep.setToolTip(self.tr("Decode all pictures now, so that already the first epoch is fast"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.stop = self._button(self.tr("Stop"), "data_stop", self.stop_wanted.emit)
        self.told = plain_label("", "muted")
        self.facts = plain_label("", "muted")
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setWidget(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 8)
        column.setSpacing(6)
        for widgets in (
            (self.source, self.look),
            (self.place, self.browse),
            (self.fetch,),
            (self.skip,),
            (self.cache, self.keep),
            (self.progress, self.stop),
        ):
            row = QHBoxLayout()
            row.setSpacing(6)
            for number, widget in enumerate(widgets):
                row.addWidget(widget, 0 if number else 1)
            column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(scroller, 1)
        self.rest()

    def _button(self, text: str, name: str, press: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda: press())
        return button

    def show_recipe(self, recipe: Recipe) -> None:
        """Show where the pictures of a recipe come from."""
        self._data = recipe.data
        word, _, path = recipe.data.partition(":")
        if recipe.data == BUILTIN_SHAPES:
            word, path = BUILTIN_SHAPES, ""
        elif word not in SOURCES or word == "folder":
            word, path = "folder", recipe.data.removeprefix("folder:")
        self.source.setCurrentIndex(self.source.findData(word))
        if not self.place.hasFocus():
            self.place.setText(path)
        self.place.setToolTip(plain_tip(path) if path else "")
        self.skip.setChecked(recipe.skip_broken)
        self.cache.setCurrentIndex(self.cache.findData(recipe.cache))
        self.keep.setEnabled(recipe.cache != "off")
        self._show_rows()

    def say(self, text: str) -> None:
        """Say what was found."""
        self.facts.setText(text)

    def begin(self) -> None:
        """Something long has begun."""
        self._began = monotonic()
        self.progress.setRange(0, 0)
        self._show_progress(True)

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Show how far something long is; ``what`` says of what."""
        if self.progress.isHidden():
            self._began = monotonic()
            self._show_progress(True)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        text = self.tr("{what}: {done} of {total}").format(what=what, done=f"{done:,}", total=f"{total:,}")
        passed = monotonic() - self._began
        if passed > 2 and 0 < done < total:
            left = duration(passed / done * (total - done))
            text = self.tr("{text}, {time} left").format(text=text, time=left)
        self.told.setText(text)

    def show_kept(self, kept: PicturesKept) -> None:
        """Say what is kept decoded now."""
        self.rest()
        text = self.tr("{done} of {total} pictures of {side} pixels are kept decoded, {size} GB.")
        size = f"{kept.bytes / 1e9:.2f}"
        told = text.format(done=f"{kept.done:,}", total=f"{kept.total:,}", side=kept.side, size=size)
        self.say(f"{told} {said(kept.why)}".strip())

    def rest(self) -> None:
        """Nothing long goes on."""
        self.progress.setRange(0, 1)
        self.told.setText("")
        self._show_progress(False)

    def _show_progress(self, on: bool) -> None:
        for widget in (self.progress, self.stop, self.told):
            widget.setVisible(on)

    def _show_rows(self) -> None:
        word = self.source.currentData()
        for widget in (self.place, self.browse):
            widget.setVisible(word != BUILTIN_SHAPES)
        self.fetch.setVisible(word in _FETCHED)
        for one in (self.skip, self.cache, self.keep):
            one.setVisible(word in _FOLDERS)

    def _choose(self) -> None:
        self._show_rows()
        word, path = self.source.currentData(), self.place.text().strip()
        if word == BUILTIN_SHAPES:
            where = BUILTIN_SHAPES
        elif not path:
            self.place.setFocus()
            return
        else:
            where = path if word == "folder" else f"{word}:{path}"
        if where != self._data:
            self._change(translate("Undo", "Choose data"), data=where[:4096])

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with pictures"))
        if folder:
            self.place.setText(folder)
            self._choose()
