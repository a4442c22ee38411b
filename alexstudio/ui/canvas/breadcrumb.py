"""`Breadcrumb`: inside which block the canvas is, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from alexstudio.graph.outline import Outline
from alexstudio.ui.theme import theme, ui_font


class Breadcrumb(QWidget):
    """Buttons for the document and for each block on the way inwards; hidden at the top."""

    chosen = Signal(str)
    """Id of the block to go to, empty for the whole document."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 3, 8, 3)
        self._row.setSpacing(2)
        self._state: tuple[object, ...] = ()
        self.hide()

    def show_way(self, title: str, outline: Outline, scope: str) -> None:
        """Show the way from the document to the block ``scope``."""
        way = [(block, outline.blocks[block].name) for block in reversed(list(outline.above(scope)))] if scope else []
        state = (title, *way, theme().card)
        if state == self._state:
            return
        self._state = state
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(way))
        if not way:
            return
        for number, (block, name) in enumerate([("", title), *way]):
            if number:
                self._row.addWidget(_label("›"))
            if number == len(way):
                self._row.addWidget(_label(name, bold=True))
                break
            button = QToolButton()
            button.setText(name.replace("&", "&&")[:40])
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(self.tr("Back to {block} (PgUp leaves the block)").format(block=name))
            button.clicked.connect(lambda _=False, block=block: self.chosen.emit(block))
            self._row.addWidget(button)
        colours = theme()
        self.setStyleSheet(
            f"QWidget#breadcrumb {{ background: {colours.card}; border: 1px solid {colours.border};"
            f" border-radius: 8px; }} QLabel {{ color: {colours.text}; background: transparent; }}"
        )
        for place in range(self._row.count()):
            item = self._row.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.show()  # else the layout shows it a moment later, and it counts for nothing until then
        self._row.activate()
        self.adjustSize()


def _label(text: str, *, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(ui_font(13, bold=bold))
    return label
