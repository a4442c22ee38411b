"""The sections of the recipe form below its first lines: what is set in each, and a summary while it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from alexstudio.graph import InitRule, Recipe
from alexstudio.graph.schedule import RateRule
from alexstudio.layers import Param, Value
from alexstudio.ui.fields import ParamField
from alexstudio.ui.recipe import params
from alexstudio.ui.recipe.inputs import ChoiceBox, TextField
from alexstudio.ui.recipe.params import LABELS
from alexstudio.ui.recipe.rules import RuleList, init_card, rate_card, read_epochs, write_epochs
from alexstudio.ui.recipe.section import Section
from alexstudio.ui.value_line import hint
from alexstudio.ui.words import spoken, translate

Set = Callable[[Param, object], str]
"""Sets a field of the recipe: one undo step; returns a sentence when it is refused."""

NEW_RATE = RateRule(kind="biases", rate=2.0, decay=0.0)
"""What a new rule says: Caffe's and cuda-convnet's biases."""
RATES = Param("rates", "choice", "", "layers that learn otherwise", label="layers' rates")
INITIALISATION = Param("initialisation", "choice", "", "how the layers start", label="initialisation")


class FieldsForm(QWidget):
    """Fields in rows, of which only those that matter are in sight."""

    def __init__(self, fields: Sequence[params.Field], recipe: Recipe, change: Set) -> None:
        super().__init__()
        self._fields = fields
        self.fields: dict[str, ParamField | ChoiceBox | TextField] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 6)
        self._form.setVerticalSpacing(6)
        self._form.setHorizontalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for param, _ in fields:
            field = _editor(param, recipe, change)
            label = QLabel(spoken(param.title))
            label.setProperty("role", "muted")
            label.setToolTip(hint(param) if isinstance(field, ParamField) else spoken(param.meaning))
            label.setFixedWidth(112)
            label.setWordWrap(True)
            self.fields[param.name] = field
            self._form.addRow(label, field)

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the fields of a recipe."""
        for param, matters in self._fields:
            field, value = self.fields[param.name], getattr(recipe, param.name)
            self._form.setRowVisible(field, matters(recipe))
            field.show_value(write_epochs(value) if isinstance(field, TextField) else value)


class Sections(QWidget):
    """All of them, one below the other."""

    def __init__(self, recipe: Recipe, change: Set) -> None:
        super().__init__()
        tables = {"data": params.DATA, "optimizer": params.OPTIMIZER, "schedule": params.SCHEDULE, "run": params.RUN}
        self.forms = {name: FieldsForm(table, recipe, change) for name, table in tables.items()}
        self.rates = RuleList(rate_card, NEW_RATE, lambda rules: change(RATES, rules))
        self.starts = RuleList(init_card, InitRule(weights="normal"), lambda rules: change(INITIALISATION, rules))
        titles: dict[str, tuple[str, QWidget]] = {
            "data": (self.tr("Data and input"), self.forms["data"]),
            "optimizer": (self.tr("Optimizer"), self.forms["optimizer"]),
            "schedule": (self.tr("Schedule"), self.forms["schedule"]),
            "rates": (self.tr("Layers' rates"), self.rates),
            "initialisation": (self.tr("Initialisation"), self.starts),
            "run": (self.tr("Run"), self.forms["run"]),
        }
        self._shown: tuple[Recipe, tuple[str, ...]] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.sections = {name: Section(name, title, body) for name, (title, body) in titles.items()}
        for section in self.sections.values():
            column.addWidget(section)

    @property
    def fields(self) -> dict[str, ParamField | ChoiceBox | TextField]:
        """All fields by their names in the recipe."""
        return {name: field for form in self.forms.values() for name, field in form.fields.items()}

    def show_recipe(self, recipe: Recipe, stages: tuple[str, ...]) -> None:
        """Show a recipe of a network with these stages."""
        if (recipe, stages) == self._shown:
            return
        self._shown = recipe, stages
        for form in self.forms.values():
            form.show_recipe(recipe)
        self.rates.show_rules(recipe.rates, stages)
        self.starts.show_rules(recipe.initialisation, stages)
        for name, text in _summaries(recipe).items():
            self.sections[name].head.say(text)


def _editor(param: Param, recipe: Recipe, change: Set) -> ParamField | ChoiceBox | TextField:
    if param.name == "drops":
        return TextField(param, read_epochs, lambda epochs: change(param, epochs))
    if param.kind == "choice":
        return ChoiceBox(param, lambda value: change(param, value))

    def commit(value: Value) -> str:
        return change(param, value)

    return ParamField(param, getattr(recipe, param.name), commit)


def _summaries(recipe: Recipe) -> dict[str, str]:
    label = spoken(LABELS[recipe.optimizer])
    optimizer = translate("Recipe", "{optimizer}, decay {decay}").format(
        optimizer=label, decay=f"{recipe.weight_decay:g}"
    )
    if recipe.optimizer == "sgd":
        text = translate("Recipe", "{optimizer} {momentum}, decay {decay}")
        momentum = f"{recipe.momentum:g}"
        optimizer = text.format(optimizer=label, momentum=momentum, decay=f"{recipe.weight_decay:g}")
    schedule = spoken(LABELS[recipe.schedule])
    if recipe.schedule == "steps" and recipe.drops:
        text = translate("Recipe", "÷ {number} after {epochs}")
        schedule = text.format(number=f"{recipe.divide_by:g}", epochs=write_epochs(recipe.drops))
    if recipe.warmup_epochs:
        text = translate("Recipe", "{schedule}, warm-up {epochs}")
        schedule = text.format(schedule=schedule, epochs=f"{recipe.warmup_epochs:g}")
    text = translate("Recipe", "{input}, moved by {margin}")
    data = text.format(input=spoken(LABELS[recipe.input_scale]), margin=recipe.crop_margin)
    run = translate("Recipe", "{precision}, seed {seed}").format(precision=recipe.precision, seed=recipe.seed)
    alike = translate("Recipe", "all learn alike")
    return {
        "data": data,
        "optimizer": optimizer,
        "schedule": schedule,
        "rates": translate("Recipe", "%n rules", "", len(recipe.rates)) if recipe.rates else alike,
        "initialisation": _starts(recipe.initialisation),
        "run": run,
    }


def _starts(rules: tuple[InitRule, ...]) -> str:
    names = dict.fromkeys(spoken(LABELS[rule.weights]) for rule in rules)
    return ", ".join(names) or spoken(LABELS["kaiming"])
