"""Rules of a recipe as cards: how layers start, and at which rate they learn. The first one that fits counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alexstudio.graph import InitRule
from alexstudio.graph.schedule import RateRule, Schedule
from alexstudio.layers import Param, Value
from alexstudio.ui.fields import ParamField
from alexstudio.ui.recipe.inputs import ChoiceBox, TextField
from alexstudio.ui.recipe.params import INIT_PARAMS, LABELS, RULE_PARAMS
from alexstudio.ui.value_line import TypedLine
from alexstudio.ui.words import spoken, translate

EVERY = "*"
WIDE = 84
"""Width of titles that stand below each other, in pixels."""

Rule = TypeVar("Rule", InitRule, RateRule)
Card = tuple[tuple[QWidget, QWidget], list[QHBoxLayout]]
"""What stands in the first row, and the rows below it."""
_KINDS = Param("kind", "choice", "all", "which of their weights", choices=("all", "weights", "biases", "norms"))
STARTS = Param("weights", "choice", "kaiming", "how the weights start",
                choices=("kaiming", "xavier", "normal", "uniform", "torch"))  # fmt: skip


class StageBox(QComboBox):
    """The stages that a rule speaks of: chosen from the list, or typed, parted by commas."""

    def __init__(
        self, stages: Sequence[str], chosen: tuple[str, ...], commit: Callable[[tuple[str, ...]], object]
    ) -> None:
        super().__init__()
        self.setObjectName("stages")
        self._every = translate("Recipe", "all layers")
        self._commit = commit
        line = TypedLine()
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Recipe", "layers"))
        self.setToolTip(translate("Recipe", "Stages of the network, parted by commas"))
        self.addItem(self._every)
        self.addItems(list(stages))
        text = self._every if EVERY in chosen else ", ".join(chosen)
        self.setCurrentText(text)
        line.show_text(text)
        line.setCursorPosition(0)
        self._chosen = chosen
        self.textActivated.connect(self._take)
        line.committed.connect(self._take)

    def _take(self, text: str) -> None:
        names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
        stages = (EVERY,) if not names or self._every in names else names
        if stages != self._chosen:
            self._chosen = stages
            self._commit(stages)


class RuleList(QWidget, Generic[Rule]):
    """Cards of rules; every change gives the whole new tuple to ``commit`` with what it is called in the undo list."""

    def __init__(
        self,
        make_card: Callable[[Rule, Sequence[str], Callable[[Rule], object]], Card],
        fresh: Rule,
        commit: Callable[[tuple[Rule, ...]], object],
    ) -> None:
        super().__init__()
        self._make_card: Callable[[Rule, Sequence[str], Callable[[Rule], object]], Card] = make_card
        self._fresh: Rule = fresh
        self._commit: Callable[[tuple[Rule, ...]], object] = commit
        self._shown: tuple[tuple[Rule, ...], tuple[str, ...]] | None = None
        self.cards: list[QFrame] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(6)
        self.add = QPushButton(translate("Recipe", "Add a rule"))
        self.add.setProperty("role", "fix")
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self._column.addLayout(row)

    def show_rules(self, rules: tuple[Rule, ...], stages: tuple[str, ...]) -> None:
        """Show the rules of a recipe of a network with these stages."""
        if self._shown == (rules, stages):
            return
        self._shown = rules, stages
        focus = self._focus()
        for card in self.cards:
            for line in card.findChildren(QLineEdit):
                line.blockSignals(True)  # one that loses the keyboard by this must not commit what it holds
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for number, rule in enumerate(self._rules()):
            card = QFrame()
            card.setProperty("role", "note")
            made: Card = self._make_card(rule, stages, partial(self._replace, number))
            remove = QPushButton("×")
            remove.setObjectName("remove_rule")
            remove.setFixedWidth(26)
            remove.setToolTip(translate("Recipe", "Remove this rule"))
            remove.setAccessibleName(remove.toolTip())
            remove.clicked.connect(partial(self._remove, number))
            inside = QVBoxLayout(card)
            inside.setContentsMargins(8, 6, 6, 6)
            inside.setSpacing(4)
            for row in (_row(*made[0], remove), *made[1]):
                inside.addLayout(row)
            self._column.insertWidget(number, card)
            self.cards.append(card)

        if focus is not None and focus[0] < len(self.cards):
            field = self.cards[focus[0]].findChild(QWidget, focus[1])
            if isinstance(field, QWidget):
                field.setFocus()

    def _focus(self) -> tuple[int, str] | None:
        """The card and the field that the keyboard is in."""
        widget = QApplication.focusWidget()
        while widget is not None and widget.parentWidget() not in self.cards:
            widget = widget.parentWidget()
        if widget is None or not widget.objectName():
            return None
        return next(n for n, card in enumerate(self.cards) if card is widget.parentWidget()), widget.objectName()

    def _rules(self) -> tuple[Rule, ...]:
        return self._shown[0] if self._shown else ()

    def _replace(self, number: int, new: Rule) -> None:
        rules = list(self._rules())
        rules[number] = new
        self._say(rules)

    def _remove(self, number: int) -> None:
        rules = list(self._rules())
        del rules[number]
        self._say(rules)

    def _add(self) -> None:
        rules = list(self._rules())
        rules.insert(0, self._fresh)
        self._say(rules)

    def _say(self, rules: list[Rule]) -> None:
        self._commit(tuple(rules))


def rate_card(rule: RateRule, stages: Sequence[str], commit: Callable[[RateRule], object]) -> Card:
    """The fields of a rule on rates."""

    def change(**values: object) -> str:
        commit(RateRule.model_validate({**dict(rule), **values}))
        return ""

    kind = ChoiceBox(_KINDS, lambda value: change(kind=value))
    kind.show_value(rule.kind)
    rate, decay, own, frozen = RULE_PARAMS
    drops = TextField(own, read_epochs, lambda epochs: change(schedule=_own(rule, epochs)))
    drops.show_value(write_epochs(rule.schedule.drops) if rule.schedule else "")
    if rule.schedule is not None and rule.schedule.kind != "steps":
        drops.editor.setPlaceholderText(spoken(LABELS[rule.schedule.kind]))
    until = TextField(frozen, _read_epoch, lambda epoch: change(frozen_from=epoch))
    until.show_value("" if rule.frozen_from is None else f"{rule.frozen_from:g}")
    numbers = _row(
        *_titled(rate, ParamField(rate, rule.rate, lambda value: change(rate=_number(value)))),
        *_titled(decay, ParamField(decay, rule.decay, lambda value: change(decay=_number(value)))),
    )
    rows = [numbers, _row(*_titled(own, drops, WIDE)), _row(*_titled(frozen, until, WIDE))]
    return (StageBox(stages, rule.stages, lambda names: change(stages=names)), kind), rows


def init_card(rule: InitRule, stages: Sequence[str], commit: Callable[[InitRule], object]) -> Card:
    """The fields of a rule on first weights."""

    def change(**values: object) -> str:
        commit(InitRule.model_validate({**dict(rule), **values}))
        return ""

    weights = ChoiceBox(STARTS, lambda value: change(weights=value))
    weights.show_value(rule.weights)
    std, bias = INIT_PARAMS
    fields: list[QWidget] = []
    if rule.weights in ("normal", "uniform"):
        fields += _titled(std, ParamField(std, rule.std, lambda value: change(std=_number(value))))
    if rule.weights != "torch":
        fields += _titled(bias, ParamField(bias, rule.bias, lambda value: change(bias=_number(value))))
    head = StageBox(stages, rule.stages, lambda names: change(stages=names)), weights
    return head, [_row(*fields)] if fields else []


def read_epochs(text: str) -> tuple[float, ...]:
    """Epochs that were typed, parted by commas or blanks; ValueError with a sentence."""
    found = []
    for word in text.replace(",", " ").replace(";", " ").split():
        try:
            epoch = float(word)
        except ValueError:
            epoch = -1.0
        if not 0 < epoch <= 100_000:
            raise ValueError(
                translate("Recipe", "{word} is no epoch. Write numbers, such as 30, 60.").format(word=word[:20])
            )
        found.append(epoch)
    if len(found) > 100:
        raise ValueError(translate("Recipe", "There are more than 100 epochs."))
    return tuple(sorted(set(found)))


def write_epochs(epochs: Sequence[float]) -> str:
    """Epochs as they are typed."""
    return ", ".join(f"{epoch:.6g}" for epoch in epochs)


def _read_epoch(text: str) -> float | None:
    if not text.strip():
        return None
    if text.strip() in ("0", "0.0"):
        return 0.0
    epochs = read_epochs(text)
    if len(epochs) != 1:
        raise ValueError(translate("Recipe", "One epoch, or nothing."))
    return epochs[0]


def _own(rule: RateRule, epochs: tuple[float, ...]) -> Schedule | None:
    divide_by = rule.schedule.divide_by if rule.schedule else 10.0
    return Schedule(kind="steps", drops=epochs, divide_by=divide_by) if epochs else None


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for part in parts:
        row.addWidget(part, 0 if isinstance(part, (QLabel, QPushButton)) else 1)
    return row


def _titled(param: Param, field: QWidget, width: int = 0) -> tuple[QLabel, QWidget]:
    label = QLabel(spoken(param.title))
    label.setProperty("role", "muted")
    label.setToolTip(spoken(param.meaning))
    if width:
        label.setFixedWidth(width)
    return label, field


def _number(value: Value) -> float:
    assert isinstance(value, (int, float))
    return float(value)
