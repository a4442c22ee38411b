"""Shortcuts that the user chose instead of those of the table of actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction, QKeySequence

from alexstudio.ui.words import translate

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
_APART = "\t"
"""Between two keys in the settings: no key is written with it."""

FIXED = {
    "Space": "held, it pans the canvas",
    "Esc": "it gives up a gesture, then the selection",
    **dict.fromkeys(("Left", "Right", "Up", "Down"), "it nudges the selected cards on the canvas"),
    **dict.fromkeys(("Return", "Enter"), "it takes what is typed"),
}
"""Keys that are no actions, and what they do."""


def chosen_keys(action: str) -> list[QKeySequence] | None:
    """The keys that the user gave an action, perhaps none; None when it has those of the table."""
    kept = QSettings().value(f"shortcuts/{action}")
    if not isinstance(kept, str):
        return None
    keys = [QKeySequence.fromString(key, _PORTABLE) for key in kept.split(_APART) if key]
    return [key for key in keys if not key.isEmpty()]


def choose_keys(action: QAction, keys: Iterable[QKeySequence]) -> None:
    """Give an action other keys, now and later."""
    keys = list(keys)
    QSettings().setValue(f"shortcuts/{action.objectName()}", _APART.join(key.toString(_PORTABLE) for key in keys))
    action.setShortcuts(keys)


def forget_keys(action: QAction, default: list[QKeySequence]) -> None:
    """Give an action the keys of the table again."""
    QSettings().remove(f"shortcuts/{action.objectName()}")
    action.setShortcuts(default)


def owner(key: QKeySequence, actions: Mapping[str, QAction], but: str) -> QAction | None:
    """Which other action has a key, or one that begins or ends with it."""
    for name, action in actions.items():
        if name != but and any(_clash(key, other) for other in action.shortcuts()):
            return action
    return None


def fixed_use(key: QKeySequence) -> str:
    """What a key does that no action can have; empty for any other."""
    for name, use in FIXED.items():
        if key == QKeySequence(name):
            return translate("Shortcuts", use)
    return ""


def native(key: QKeySequence) -> str:
    """A key as this system writes it."""
    return key.toString(_NATIVE)


def _clash(one: QKeySequence, other: QKeySequence) -> bool:
    if one.isEmpty() or other.isEmpty():  # an empty one begins every other
        return False
    none = QKeySequence.SequenceMatch.NoMatch
    return one.matches(other) != none or other.matches(one) != none
