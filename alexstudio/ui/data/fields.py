"""What can be set about the pictures on their way into the network, beside the preview that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from alexstudio.graph import Recipe
from alexstudio.graph.augmentation import Augmentation
from alexstudio.layers import Param, Value
from alexstudio.ui.fields import ParamField
from alexstudio.ui.value_line import hint
from alexstudio.ui.words import mark, spoken, translate

LABEL_WIDTH, FIELD_WIDTH = 84, 146


class Row(NamedTuple):
    """A field, and whether a recipe makes it matter."""

    param: Param
    matters: Callable[[Recipe], bool] = lambda recipe: True


def _has_noise(recipe: Recipe) -> bool:
    return recipe.augmentation.colour_noise != "off"


def _window(recipe: Recipe) -> bool:
    return recipe.augmentation.crop == "window" and recipe.crop_margin > 0


def _resized(recipe: Recipe) -> bool:
    return recipe.augmentation.crop == "resized"


SHAPE = (
    Row(Param("crop", "choice", "window", "which part of a picture the network sees in training",
              choices=("window", "resized"))),
    Row(Param("crop_margin", "int", 16, "how much larger pictures are stored than the input, which is how far the "
              "random crop can move", label="margin", unit="pixels", high=4096)),
    Row(Param("crop_places", "choice", "code", "how many places the crop can have: the margin and one more on each "
              "axis, as in the code of 2012, or without the last, as its paper counts", label="places",
              choices=("code", "paper")), _window),
    Row(Param("smallest_part", "float", 0.08, "smallest part of the area that a resized crop takes",
              label="smallest part", low=0.001, high=1), _resized),
    Row(Param("flip", "bool", True, "mirror half of the training pictures", label="mirror")),
    Row(Param("rotation", "float", 0.0, "how far a picture is turned to either side", unit="degrees", high=180)),
    Row(Param("erasing", "float", 0.0, "chance that a rectangle is erased, from 0 to 1", high=1)),
    Row(Param("input_scale", "choice", "unit", "what the network sees of a picture", label="input",
              choices=("unit", "0-255"))),
    Row(Param("statistics", "choice", "usual", "mean and spread of the colours: those that are usual for this data, "
              "or measured on its training pictures", label="mean, spread", choices=("usual", "data"))),
)  # fmt: skip
COLOUR = (
    Row(Param("colour_noise", "choice", "off", "noise along the principal axes of the colours", label="colour noise",
              choices=("off", "code", "lighting", "paper"))),
    Row(Param("colour_strength", "float", 0.1, "spread of the colour noise; 0.1 in 2012", label="strength", high=10),
        _has_noise),
    Row(Param("colour_axes", "choice", "data", "whose principal axes of the colours", label="axes",
              choices=("data", "imagenet")), _has_noise),
    Row(Param("colour_off_from", "int", 0, "epoch from which the colour noise is off; 0 is never", label="off from",
              unit="epoch", high=100_000), _has_noise),
    Row(Param("brightness", "float", 0.0, "factor within 1 ± this", high=1)),
    Row(Param("contrast", "float", 0.0, "factor within 1 ± this", high=1)),
    Row(Param("saturation", "float", 0.0, "factor within 1 ± this", high=1)),
    Row(Param("subtracted", "choice", "colour", "what is taken from every picture: the mean colour, or the mean "
              "picture as in 2012", label="subtracted", choices=("colour", "picture"))),
)  # fmt: skip
DATA_PARAMS = tuple(row.param for row in (*SHAPE, *COLOUR))
"""All of them, for the translation."""

CHOICES = {
    "window": mark("Data", "moving window"),
    "resized": mark("Data", "any part, resized"),
    "unit": mark("Data", "mean 0, spread 1"),
    "0-255": mark("Data", "0 to 255 − mean"),
    "off": mark("Data", "none"),
    "code": mark("Data", "code of 2012"),
    "lighting": mark("Data", "Lighting in Torch"),
    "paper": mark("Data", "words of the paper"),
    "data": mark("Data", "of this data"),
    "imagenet": mark("Data", "of ImageNet"),
    "colour": mark("Data", "mean colour"),
    "picture": mark("Data", "mean picture"),
    "usual": mark("Data", "usual ones"),
}
"""What people read for a value of a choice."""


class Choice(QComboBox):
    """One of the values of a choice, in words."""

    def __init__(self, param: Param, commit: Callable[[Value], str]) -> None:
        super().__init__()
        self.setObjectName(f"field_{param.name}")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(spoken(param.meaning))
        self.setAccessibleName(spoken(param.title))
        for value in param.choices:
            self.addItem(translate("Data", CHOICES[value]), value)
        self.activated.connect(lambda row: commit(str(self.itemData(row))))

    def show_value(self, value: Value) -> None:
        """Show a value that came from elsewhere, such as undo."""
        self.setCurrentIndex(self.findData(value))


class DataFields(QScrollArea):
    """The fields in two columns; ``change`` takes a label for undo and what changes in the recipe."""

    def __init__(self, change: Callable[..., None]) -> None:
        super().__init__()
        self._change = change
        self._recipe = Recipe()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self.setWidget(body)
        columns = QHBoxLayout(body)
        columns.setContentsMargins(12, 4, 14, 2)
        columns.setSpacing(18)
        self.fields: dict[str, ParamField | Choice] = {}
        self._forms: list[QFormLayout] = []
        for rows in (SHAPE, COLOUR):
            columns.addLayout(self._column(rows))
        self.setFixedWidth(2 * (LABEL_WIDTH + FIELD_WIDTH + 8) + 18 + 12 + 14 + 10)

    def _column(self, rows: tuple[Row, ...]) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(2)
        form.setHorizontalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for param, _ in rows:

            def commit(value: Value, param: Param = param) -> str:
                return self._set(param, value)

            field = Choice(param, commit) if param.kind == "choice" else ParamField(param, param.default, commit)
            label = QLabel(spoken(param.title))
            label.setProperty("role", "muted")
            label.setToolTip(spoken(param.meaning) if isinstance(field, Choice) else hint(param))
            label.setFixedWidth(LABEL_WIDTH)
            form.addRow(label, field)
            self.fields[param.name] = field
        self._forms.append(form)
        return form

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the fields of a recipe, of which only those that matter are in sight."""
        self._recipe = recipe
        for form, rows in zip(self._forms, (SHAPE, COLOUR), strict=True):
            for param, matters in rows:
                field = self.fields[param.name]
                form.setRowVisible(field, matters(recipe))
                field.show_value(self._value(param.name))
        places, margin = self.fields["crop_places"], recipe.crop_margin
        assert isinstance(places, Choice)
        for row, (text, count) in enumerate(
            ((self.tr("{n} × {n} (code)"), margin + 1), (self.tr("{n} × {n} (paper)"), margin))
        ):
            places.setItemText(row, text.format(n=f"{count:,}"))

    def _value(self, name: str) -> Value:
        if name == "subtracted":
            return "picture" if self._recipe.mean_image else "colour"
        value: Value = getattr(self._recipe if name in Recipe.model_fields else self._recipe.augmentation, name)
        return value

    def _set(self, param: Param, value: Value) -> str:
        label = translate("Undo", "Set {param}").format(param=spoken(param.title))
        if value == self._value(param.name):
            return ""
        if param.name == "subtracted":
            self._change(label, mean_image=value == "picture")
        elif param.name in Recipe.model_fields:
            self._change(label, **{param.name: value})
        else:
            says = Augmentation.model_validate({**dict(self._recipe.augmentation), param.name: value})
            self._change(label, augmentation=says)
        return ""
