"""The tour: a callout that points at the parts of the window, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from alexstudio.ui.labels import plain_label
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.tour_steps import steps

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow

_KEY = "tour_done"
WIDTH, GAP = 330, 14


class Tour(QObject):
    """Shows the steps in a window: Next, Back, Skip or Esc. Seen or skipped, it never begins by itself again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._number = 0
        self._steps = steps(window)
        self._ring = _Ring(window)
        self.callout = _Callout(window)
        self.callout.next.clicked.connect(lambda: self.show(self._number + 1))
        self.callout.back.clicked.connect(lambda: self.show(self._number - 1))
        self.callout.skip.clicked.connect(self.end)
        self._esc = QShortcut(Qt.Key.Key_Escape, window)
        self._esc.activated.connect(self.end)
        self._before: QWidget | None = None
        self.is_on = False

    @staticmethod
    def was_seen() -> bool:
        """Whether it was finished or skipped once."""
        return str(QSettings().value(_KEY, False)).lower() == "true"

    def begin(self) -> None:
        """Show the first step."""
        self.is_on = True
        self._before = QApplication.focusWidget()
        self._window.installEventFilter(self)
        self.show(0)

    def show(self, number: int) -> None:
        """Show a step; after the last one the tour is at its end."""
        if number >= len(self._steps):
            self.end()
            return
        self._number = max(0, number)
        step = self._steps[self._number]
        step.prepare(self._window)
        self.callout.tell(step.title, step.text, self._number, len(self._steps))
        self._place()
        self._ring.raise_()
        self.callout.show()
        self.callout.raise_()
        self.callout.next.setFocus()

    def end(self) -> None:
        """Take everything away; the keys go to where they went before."""
        QSettings().setValue(_KEY, True)
        self.is_on = False
        self._esc.setEnabled(False)
        self._window.removeEventFilter(self)
        for widget in (self._ring, self.callout):
            widget.hide()
            widget.deleteLater()
        before = self._before if self._before is not None and isValid(self._before) else self._window.canvas
        before.setFocus()
        self._esc.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the target while the window changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.is_on:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._window
        target = self._steps[self._number].target(window)
        box = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        self._ring.setVisible(target.isVisible())
        if not target.isVisible():  # a panel that the user closed is spoken of all the same
            box = QRect(window.rect().center(), QSize(0, 0))
        self._ring.setGeometry(box.adjusted(-4, -4, 4, 4).intersected(window.rect()))
        self.callout.move(_beside(box, WIDTH, self.callout.height(), window.rect()))


def _beside(box: QRect, width: int, height: int, room: QRect) -> QPoint:
    """Where the callout goes: below its target, above, left, right, or inside when the target takes all the room."""
    middle = box.center()
    x = min(max(middle.x() - width // 2, room.left() + GAP), room.right() - width - GAP)
    y = min(max(middle.y() - height // 2, room.top() + GAP), room.bottom() - height - GAP)
    for place in (
        QPoint(x, box.bottom() + GAP),
        QPoint(x, box.top() - GAP - height),
        QPoint(box.left() - GAP - width, y),
        QPoint(box.right() + GAP, y),
    ):
        if room.adjusted(6, 6, -6, -6).contains(QRect(place.x(), place.y(), width, height)):
            return place
    return QPoint(x, y)


class _Ring(QWidget):
    """A frame round the part that is spoken of; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().accent), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)


class _Callout(QFrame):
    """What is said at a step, and the buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tour")
        self.setProperty("role", "popup")
        self.setFixedWidth(WIDTH)
        self.title = plain_label(role="heading")
        self.title.setFont(ui_font(15, bold=True))
        self.text = plain_label()
        self.place = QLabel()
        self.place.setProperty("role", "muted")
        self.skip = QPushButton(self.tr("Skip the tour"))
        self.skip.setObjectName("tour_skip")
        self.back = QPushButton(self.tr("Back"))
        self.back.setObjectName("tour_back")
        self.next = QPushButton(self.tr("Next"))
        self.next.setObjectName("tour_next")
        self.next.setProperty("role", "primary")
        for button in (self.next, self.back, self.skip):
            button.setAutoDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.place)
        row.addStretch(1)
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(4)
        column.addLayout(row)
        self.hide()

    def tell(self, title: str, text: str, number: int, steps: int) -> None:
        """Show a step."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setFixedHeight(self.text.heightForWidth(WIDTH - 34))
        self.place.setText(self.tr("{part} of {whole}").format(part=number + 1, whole=steps))
        self.back.setVisible(number > 0)
        self.skip.setVisible(number + 1 < steps)
        self.next.setText(self.tr("Next") if number + 1 < steps else self.tr("Done"))
        self.setAccessibleName(f"{title}. {text}")
        self.setFixedHeight(self._column.heightForWidth(WIDTH))
