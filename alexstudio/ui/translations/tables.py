"""Texts that stand in tables, where lupdate cannot see them: actions, settings, layer types, columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alexstudio.analysis.columns import COLUMNS
from alexstudio.analysis.markup import FORMATS
from alexstudio.analysis.memory import MEANINGS, PARTS
from alexstudio.analysis.terms import HELP
from alexstudio.graph.presets import presets, read_story
from alexstudio.graph.recipes_named import MEANINGS as RECIPES
from alexstudio.graph.recipes_named import NAMED
from alexstudio.help.pages import GROUPS
from alexstudio.layers import Param, layer_types
from alexstudio.layers.stricter import STRICTER
from alexstudio.runs.model_forms import FORMS
from alexstudio.ui.actions import ACTIONS
from alexstudio.ui.data.fields import DATA_PARAMS
from alexstudio.ui.node_form import reference_blocks
from alexstudio.ui.recipe.params import LABELS, RECIPE_PARAMS
from alexstudio.ui.recipe.rules import STARTS
from alexstudio.ui.sentences import patterns
from alexstudio.ui.settings import SETTINGS
from alexstudio.ui.shortcut_sheet import GESTURES
from alexstudio.ui.shortcuts import FIXED
from alexstudio.ui.steering import RATE

_WORDS = re.compile(r"\b(number|over|training|where|while|with)\b")
"""Formulas with one of them need a translation."""


def table_texts() -> list[tuple[str, str]]:
    """(context, text) of everything that the window translates when it shows it; no plugins."""
    return sorted({(context, text) for context, text in _all() if text})


def _all() -> Iterator[tuple[str, str]]:
    for spec in ACTIONS:
        yield "Actions", spec.text.lstrip("-")
        yield from (("Actions", menu) for menu in spec.menu.split("/"))
    for one in SETTINGS:
        yield from (("Settings", text) for text in (one.group, one.title, one.meaning))
        yield from (("Settings", title) for _, title in one.choices)
    for keys, what in GESTURES:
        yield from (("Gestures", keys), ("Gestures", what))
    yield from (("Shortcuts", use) for use in FIXED.values())
    for kind in layer_types().values():
        yield "Types", kind.name
        yield from (("Layers", text) for text in (kind.family, kind.summary))
        yield from (("References", block) for block in reference_blocks(kind))
        if _WORDS.search(kind.formula):
            yield "Layers", kind.formula
        for param in kind.params:
            yield from _of_param(param)
    for param in (*RECIPE_PARAMS, *DATA_PARAMS, STARTS, RATE):
        yield from _of_param(param)
    yield from (("Layers", label) for label in LABELS.values())
    for form in FORMS:
        yield from (("Layers", text) for text in (form.title, form.purpose))
    for column in COLUMNS:
        yield from (("Layers", column.title), ("Layers", column.meaning))
    yield from (("Layers", text) for text in (HELP, *MEANINGS.values(), *PARTS, *FORMATS))
    yield from (("Layers", group) for group in GROUPS)
    yield from (("Layers", one.reason) for one in STRICTER)
    yield from (("Layers", recipe.name) for recipe in NAMED)
    yield from (("Layers", meaning) for meaning in RECIPES.values())
    for preset in presets():
        yield from (("Layers", text) for text in (preset.shelf, read_story(preset).notes))
    yield from (("Sentences", pattern) for pattern in patterns())


def _of_param(param: Param) -> Iterator[tuple[str, str]]:
    return (("Layers", text) for text in (param.title, param.meaning, param.unit))
