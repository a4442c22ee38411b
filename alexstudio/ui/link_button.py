"""`LinkButton`: the chain between height and width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton

from alexstudio.ui.actions import icon
from alexstudio.ui.theme import theme


class LinkButton(QToolButton):
    """Checked while height and width are one number."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("link")
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setIconSize(QSize(14, 14))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setStyleSheet("QToolButton { border: 0; padding: 3px; background: transparent; }")
        self.toggled.connect(self._dress)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        linked = self.isChecked()
        colours = theme()
        self.setIcon(
            icon("mdi6.link-variant", colours.muted) if linked else icon("mdi6.link-variant-off", colours.accent)
        )
        tip = self.tr("Square: one number. Press to set height and width apart")
        apart = self.tr("Height and width. Press to make it square: the width follows the height")
        self.setToolTip(tip if linked else apart)
        self.setAccessibleName(self.tr("Height and width are one number"))
