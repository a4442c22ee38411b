"""A row of the menu of recent documents: picture, name, folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from alexstudio.ui.theme import theme, ui_font

PICTURE = QSize(72, 40)
_WIDTH, _HEIGHT, _LEFT = 360, 52, 12
_SIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecentAction(QWidgetAction):
    """An action of the menu that is drawn as a row; greyed when its file is gone."""

    def __init__(self, menu: QMenu, path: Path, picture: QPixmap, why_not: str) -> None:
        super().__init__(menu)
        self.setText(path.name)
        self.setEnabled(not why_not)
        self.row = _Row(menu, self, path, picture, why_not)
        self.setDefaultWidget(self.row)


class _Row(QWidget):
    """Paints itself; the mouse and the keys belong to the menu."""

    def __init__(self, menu: QMenu, action: RecentAction, path: Path, picture: QPixmap, why_not: str) -> None:
        super().__init__(menu)
        self._menu, self._action, self._picture = menu, action, picture
        home = str(Path.home())
        folder = str(path.parent)
        self._texts = path.name, why_not or (f"~{folder[len(home) :]}" if folder.startswith(home) else folder)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(_WIDTH)
        self.setAccessibleName(", ".join(self._texts))
        menu.hovered.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row, marked when it would be taken."""
        colours, can = theme(), self._action.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_active = can and self._menu.activeAction() is self._action
        if is_active:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(self.rect().adjusted(3, 1, -3, -1), 6, 6)
        spot = QRect(_LEFT, (_HEIGHT - PICTURE.height()) // 2, PICTURE.width(), PICTURE.height())
        painter.setPen(QColor(colours.border))
        painter.setBrush(QColor(colours.canvas))
        painter.drawRoundedRect(spot.adjusted(-1, -1, 0, 0), 4, 4)
        if not self._picture.isNull():
            painter.setOpacity(1.0 if can else 0.4)
            painter.drawPixmap(spot, self._picture)
            painter.setOpacity(1.0)
        left = spot.right() + 12
        room = self.width() - left - 12
        inks = (colours.text if can else colours.muted, colours.muted)
        for number, (text, size, ink) in enumerate(zip(self._texts, (13, 12), inks, strict=True)):
            painter.setFont(ui_font(size))
            painter.setPen(QColor(colours.accent_text if is_active else ink))
            line = QRect(left, 6 + 20 * number, room, 20)
            how = Qt.TextElideMode.ElideLeft if number and can else Qt.TextElideMode.ElideMiddle
            painter.drawText(line, _SIDE, painter.fontMetrics().elidedText(text, how, room))
        painter.end()
