"""The signs of differences: what each is called, how it is drawn, and which layer has which."""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QColor

from alexstudio.analysis.diff import Difference
from alexstudio.analysis.diff.compare import NAME
from alexstudio.ui.theme import theme
from alexstudio.ui.words import mark, translate


class Sign(Enum):
    """How a layer differs; the value is the character that stands for it beside the colour."""

    REMOVED = "−"
    ADDED = "+"
    CHANGED = "~"
    FOLLOWS = "›"

    @property
    def title(self) -> str:
        """What it means, in the language of the user."""
        return translate("Compare", _TITLES[self])

    @property
    def colour(self) -> QColor:
        """The colour of the sign."""
        colours = theme()
        return QColor({"−": colours.bad, "+": colours.good, "~": colours.warn, "›": colours.muted}[self.value])

    @property
    def tint(self) -> QColor:
        """The colour of a card that has it: the card's own with some of the sign's."""
        share = 0.10 if self is Sign.FOLLOWS else 0.24
        card, ink = QColor(theme().card), self.colour
        pairs = ((card.red(), ink.red()), (card.green(), ink.green()), (card.blue(), ink.blue()))
        return QColor(*(round(one + share * (other - one)) for one, other in pairs))


_TITLES = {
    Sign.REMOVED: mark("Compare", "removed"),
    Sign.ADDED: mark("Compare", "added"),
    Sign.CHANGED: mark("Compare", "changed"),
    Sign.FOLLOWS: mark("Compare", "another output, because of a change before it"),
}


def signs(found: Difference) -> tuple[dict[str, Sign], dict[str, Sign]]:
    """The signs of the layers before and after, by id."""
    before = {node.id: Sign.REMOVED for node in found.removed}
    after = {node.id: Sign.ADDED for node in found.added}
    for pair in found.pairs:
        changes = [change for change in pair.changes if change.what != NAME]  # another name alone is no difference
        if changes or pair.follows:
            sign = Sign.CHANGED if changes else Sign.FOLLOWS
            before[pair.before.id] = after[pair.after.id] = sign
    return before, after
