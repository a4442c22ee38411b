"""Answers to what opens under a hand: menus, search popups, names to write, and dialogs that wait for an answer."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QMessageBox, QWidget
from random_hand import Hand
from shiboken6 import isValid

from alexstudio.ui.canvas.inline_edit import InlineEdit
from alexstudio.ui.gallery import Gallery
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.search_popup import SearchPopup

ESC, ENTER, DOWN = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down
TICK = 5
"""Milliseconds from one look for dialogs to the next."""
PATIENCE = 40
"""Looks after which one that is still there is answered again."""
WORDS = ("conv", "relu", "pool", "concat", "lin", "zzz", "f", "undo", "fold", "Name 2", " ")


class Answers:
    """Menus and popups are answered when they are asked for, dialogs by a timer, for they do not let go before."""

    def __init__(self, window: MainWindow, hand: Hand) -> None:
        self._window, self._hand, self._draw = window, hand, hand.draw
        self.seen: Counter[str] = Counter()
        self._answering: QWidget | None = None
        self._looks = 0
        self._timer = QTimer(window)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    # -- what lies in the window ---------------------------------------------------------------------------------------

    @property
    def is_waited_for(self) -> bool:
        """Whether a menu, popup or line waits for something."""
        return QApplication.activePopupWidget() is not None or self._line() is not None

    def _line(self) -> QWidget | None:
        for kind in (SearchPopup, InlineEdit):
            found = next((one for one in self._window.findChildren(kind) if one.isVisible()), None)
            if found is not None:
                return found
        return None

    def popups(self) -> None:
        """Answer what is open, and what opens from that."""
        for _ in range(4):
            line = self._line()
            if QApplication.activePopupWidget() is not None:
                self._choose_in_menu()
            elif isinstance(line, SearchPopup):
                self.choose_in_popup(self._draw.choice(WORDS))
            elif line is not None:
                self._write()
            else:
                return
            self._hand.settle()

    def _choose_in_menu(self) -> None:
        menu = QApplication.activePopupWidget()
        if menu is None:
            return
        self.seen[menu.objectName() or type(menu).__name__] += 1
        for _ in range(self._draw.randint(0, 12)):
            self._hand.key(self._draw.choice((DOWN, DOWN, DOWN, DOWN, Qt.Key.Key_Up, Qt.Key.Key_Right)))
        self._hand.key(ENTER if self._draw.random() < 0.7 else ESC)

    def choose_in_popup(self, word: str) -> None:
        """Type a word and take what is found, or give up."""
        self.seen["search popup"] += 1
        self._hand.type(word)
        for _ in range(self._draw.randint(0, 3)):
            self._hand.key(DOWN)
        self._hand.key(ENTER if self._draw.random() < 0.75 else ESC)

    def _write(self) -> None:
        self.seen["inline edit"] += 1
        self._hand.type(self._draw.choice(WORDS))
        ending = self._draw.random()
        if ending < 0.2:
            self._window.canvas.setFocus()
        else:
            self._hand.key(ENTER if ending < 0.7 else ESC)

    # -- dialogs -------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        # a button that opens its menu when it is pressed waits for an answer like a dialog
        menu, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        open_one = menu or dialog
        self._looks = self._looks + 1 if open_one is self._answering else 0
        self._answering = open_one
        if open_one is not None and self._looks % PATIENCE == (PATIENCE // 2 if menu else 1):
            # not from here: this timer stands still as long as its slot runs, and another dialog may open from this one
            QTimer.singleShot(0, self._choose_in_menu if menu else lambda: self._answer(open_one))

    def _answer(self, dialog: QWidget) -> None:
        if not isValid(dialog) or not dialog.isVisible():
            return
        self.seen[type(dialog).__name__] += 1
        self._hand.note(f"answer {type(dialog).__name__}")
        says_yes = self._draw.random() < 0.5
        if isinstance(dialog, QMessageBox):
            button = dialog.button(QMessageBox.StandardButton.Discard)
            if button is not None and says_yes:
                button.click()
            else:
                self._hand.key(ESC)
        elif isinstance(dialog, QInputDialog) and says_yes:
            self._hand.type(self._draw.choice("123"))
            self._hand.key(ENTER)
        elif isinstance(dialog, Gallery) and says_yes:
            self._hand.type("lenet")
            self._hand.key(ENTER)
        elif isinstance(dialog, QDialog):
            self._hand.key(ESC)
        if isValid(dialog) and dialog.isVisible() and isinstance(dialog, QDialog):
            dialog.reject()
