"""The recipe form: which recipe, which data, how long; every change is an undoable edit of the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from alexstudio.files import user_path
from alexstudio.graph import GraphError, Recipe
from alexstudio.graph.classes import fit_classes
from alexstudio.graph.node import HOST
from alexstudio.graph.placement import number
from alexstudio.graph.recipe import BUILTIN_SHAPES
from alexstudio.graph.recipes_named import MEANINGS, NAMED
from alexstudio.history import Snapshot
from alexstudio.layers import Param, Value
from alexstudio.runs.messages import DataSeen
from alexstudio.ui.device_box import DeviceBox
from alexstudio.ui.fields import ParamField
from alexstudio.ui.recipe.curve import RateCurve
from alexstudio.ui.recipe.params import BASICS
from alexstudio.ui.recipe.sections import Sections
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.trainer import Trainer
from alexstudio.ui.words import spoken, translate


class RecipeForm(QWidget):
    """What the next training does."""

    def __init__(self, session: Session, trainer: Trainer) -> None:
        super().__init__()
        self.session, self.trainer = session, trainer
        self._seen: dict[str, DataSeen] = {}
        self._asked: set[str] = set()
        self.setFixedWidth(304)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self.scroller.setWidget(body)  # before it is filled: what moves to another parent is dressed anew
        self.curve = RateCurve()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.scroller, 1)
        whole.addWidget(self.curve)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 12, 10)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(6)
        self._form.setHorizontalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column.addLayout(self._form)
        self.recipe = QComboBox()
        self.recipe.setObjectName("recipe")
        for recipe in NAMED:
            self.recipe.addItem(spoken(recipe.name), recipe.name)
            self.recipe.setItemData(self.recipe.count() - 1, spoken(MEANINGS[recipe.name]), Qt.ItemDataRole.ToolTipRole)
        self.recipe.textActivated.connect(self._choose_recipe)
        self._add_row(self.tr("recipe"), self.recipe)
        self._add_row(self.tr("data"), self._data_row())
        self.fields: dict[str, ParamField] = {}
        for param in BASICS:
            self.fields[param.name] = ParamField(
                param, getattr(session.document.recipe, param.name), self._setter(param)
            )
            self._add_row(spoken(param.title), self.fields[param.name])
        self._devices: dict[str, DeviceBox] = {}
        self._device_rows = QFormLayout()
        self._device_rows.setHorizontalSpacing(10)
        column.addLayout(self._device_rows)
        self.facts = QLabel()
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setProperty("role", "muted")
        self.facts.setWordWrap(True)
        column.addWidget(self.facts)
        column.addSpacing(4)
        self.sections = Sections(session.document.recipe, self._change)
        column.addWidget(self.sections)
        column.addStretch(1)
        session.changed.connect(self.refresh)
        trainer.changed.connect(self._trainer_changed)
        trainer.data_seen.connect(self._data_seen)
        self.refresh(session.snapshot)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the recipe of a snapshot."""
        recipe = snapshot.document.recipe
        named = {one.name: one for one in NAMED}
        kin = named.get(recipe.name)
        is_named = kin is not None and recipe == kin.model_copy(update=recipe.own)
        title = spoken(recipe.name) if is_named else self.tr("{recipe}, changed").format(recipe=spoken(recipe.name))
        extra = self.recipe.count() > len(NAMED)
        if extra:
            self.recipe.removeItem(len(NAMED))
        if not is_named:
            self.recipe.addItem(title)
        self.recipe.setCurrentText(title)
        self.recipe.setToolTip(spoken(MEANINGS.get(recipe.name, "")))
        if not self.data_line.hasFocus():
            self._show_data(recipe.data)
        for name, field in self.fields.items():
            field.show_value(getattr(recipe, name))
        self._show_curve(recipe)
        stages = dict.fromkeys(node.stage for node in snapshot.document.graph.nodes if node.stage)
        self.sections.show_recipe(recipe, tuple(stages))
        self._show_devices(snapshot)
        self._show_facts(snapshot)

    def _show_curve(self, recipe: Recipe) -> None:
        seen = self._seen.get(recipe.data)
        self.curve.show_recipe(recipe, None if seen is None else seen.train)

    def _add_row(self, title: str, field: QWidget) -> None:
        label = QLabel(title)
        label.setProperty("role", "muted")
        self._form.addRow(label, field)

    def _data_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        self.data = QComboBox()
        self.data.setObjectName("data")
        self.data.setAccessibleName(self.tr("Data"))
        self.data_line = QLineEdit()
        self.data.setLineEdit(self.data_line)
        self.data.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.data.setMinimumContentsLength(8)
        self.data.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._shapes_title = self.tr("Built-in shapes")
        self.data.addItem(self._shapes_title)
        self.data.setToolTip(self.tr("Built-in shapes, or a folder with train/<class>/ and val/<class>/ pictures"))
        self.data.textActivated.connect(self._set_data)
        self.data_line.editingFinished.connect(lambda: self._set_data(self.data.currentText()))
        browse = QPushButton("…")
        browse.setObjectName("browse_data")
        browse.setFixedWidth(34)
        browse.setToolTip(self.tr("Choose a folder with pictures"))
        browse.setAccessibleName(browse.toolTip())
        browse.clicked.connect(self._browse)
        layout.addWidget(self.data, 1)
        layout.addWidget(browse)
        return row

    def _setter(self, param: Param) -> Callable[[Value], str]:
        return partial(self._change, param)

    def _change(self, param: Param, value: object) -> str:
        """Set one field: one undo step."""
        document = self.session.document
        if getattr(document.recipe, param.name) != value:
            label = translate("Undo", "Set {param}").format(param=spoken(param.title))
            self.session.set_recipe(document.with_recipe(**{param.name: value}).recipe, label)
        return ""

    def _choose_recipe(self, title: str) -> None:
        chosen = next((recipe for recipe in NAMED if spoken(recipe.name) == title), None)
        if chosen is not None:
            old = self.session.document.recipe
            label = translate("Undo", "Use the recipe {recipe}").format(recipe=title)
            self.session.set_recipe(chosen.model_copy(update=old.own), label)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with pictures"))
        if folder:
            self._set_data(folder)

    def _set_data(self, text: str) -> None:
        where = BUILTIN_SHAPES if text in (self._shapes_title, BUILTIN_SHAPES) or not text.strip() else text.strip()
        if where != BUILTIN_SHAPES:
            where = str(user_path(where))
        recipe = self.session.document.recipe
        if where != recipe.data:
            self._asked.discard(where)
            changed = Recipe.model_validate({**dict(recipe), "data": where[:4096]})
            self.session.set_recipe(changed, translate("Undo", "Choose data"))
            self._ask()
        self._show_data(where)

    def _show_data(self, where: str) -> None:
        title = self._shapes_title if where == BUILTIN_SHAPES else where
        if self.data.findText(title) < 0:
            self.data.addItem(title)
        self.data.setCurrentText(title)
        self.data_line.setCursorPosition(0)

    def _trainer_changed(self) -> None:
        if self.trainer.devices and not self._asked:
            self._ask()
            self._show_devices(self.session.snapshot)

    def _ask(self) -> None:
        """Let the engine look at the data, once for each place."""
        recipe = self.session.document.recipe
        where = recipe.data
        if where not in self._asked and self.trainer.devices and not self.trainer.is_busy:
            self._asked.add(where)
            self.trainer.look_at_data(where, skip_broken=recipe.skip_broken)

    def _data_seen(self, seen: DataSeen) -> None:
        self._seen[seen.data] = seen
        self._show_curve(self.session.document.recipe)
        self._show_facts(self.session.snapshot)

    def _show_facts(self, snapshot: Snapshot) -> None:
        recipe = snapshot.document.recipe
        seen = self._seen.get(recipe.data)
        if seen is None:
            self.facts.setText("")
            return
        is_builtin = recipe.data == BUILTIN_SHAPES
        train = recipe.train_images if is_builtin else seen.train
        validation = recipe.validation_images if is_builtin else seen.validation
        text = self.tr("{classes} classes, {train} training and {validation} validation pictures.")
        text = text.format(classes=len(seen.classes), train=f"{train:,}", validation=f"{validation:,}")
        try:
            sentence = said(fit_classes(snapshot.document, len(seen.classes))[1])
        except GraphError as error:
            sentence = said(str(error))
        devices = sorted({node.device for node in snapshot.document.graph.nodes} - {HOST})
        place = ""
        if len(self.trainer.devices) == 1 and len(devices) > 1:
            place = self.tr("{devices} run on this machine's {device}.")
            place = place.format(devices=", ".join(devices), device=self.trainer.devices[0])
        self.facts.setText(" ".join(part for part in (text, *map(said, seen.notes[:2]), sentence, place) if part))

    def _show_devices(self, snapshot: Snapshot) -> None:
        used = sorted({node.device for node in snapshot.document.graph.nodes} - {HOST}, key=number)
        has_choice = len(self.trainer.devices) > 1 or bool(snapshot.document.recipe.devices)
        wanted = used if has_choice else []
        if list(self._devices) == wanted:
            for box in self._devices.values():
                box.refresh()
            return
        while self._device_rows.rowCount():
            self._device_rows.removeRow(0)
        self._devices = {}
        for name in wanted:
            box = DeviceBox(self.session, self.trainer, name)
            label = QLabel(self.tr("{device} runs on").format(device=name))
            label.setProperty("role", "muted")
            self._device_rows.addRow(label, box)
            self._devices[name] = box
