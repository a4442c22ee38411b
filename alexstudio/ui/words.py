"""What the window says, in the language of the user.

Sentences are whole in the source, with named places for what is put in: ``translate("Undo", "Delete {what}")``, then
``.format(what=...)``; a count is ``%n`` and has forms for one and for several. `alexstudio.ui.translations` collects
them.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from alexstudio.layers import LayerType
from alexstudio.ui.numbers import count, short_count

translate = QCoreApplication.translate
"""``translate(context, text, "", number)``, for what is not said by a widget or another object of Qt."""


def mark(context: str, text: str) -> str:
    """The text as it is: it stands in a table of the window and is translated where it is shown."""
    return text


def spoken(text: str) -> str:
    """A text of a table outside the window, such as the meaning of a parameter, in the language of the user."""
    return translate("Layers", text) if text else ""


def search_words(kind: LayerType) -> tuple[str, ...]:
    """What a layer type is found by besides its name: in English, and in the language of the user."""
    said = (translate("Types", kind.name), spoken(kind.family))
    return tuple(dict.fromkeys((*kind.synonyms, kind.family, *said)))


def params_text(number: int) -> str:
    """ "62,378,344 parameters"."""
    return translate("Numbers", "{number} parameters").format(number=count(number))


def multiply_adds_text(number: int) -> str:
    """ "1.14 G multiply-adds"."""
    return translate("Numbers", "{number} multiply-adds").format(number=short_count(number))


def part_of_layers(known: int, whole: int) -> str:
    """ "3 of 27 layers"."""
    return translate("Numbers", "{part} of {whole} layers").format(part=known, whole=whole)


def layers(number: int) -> str:
    """ "3 layers"."""
    return translate("Undo", "%n layers", "", number)
