"""`Banner`: one sentence over the canvas, for what went well or wrong; it blocks nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from alexstudio.ui.sentences import said
from alexstudio.ui.theme import theme

NOTE_MS = 9000


class Banner(QFrame):
    """Problems stay until they are closed; notes go by themselves. A new sentence replaces the old one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("banner")
        self.kind = "note"
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self._act: Callable[[], object] = lambda: None
        self.button.clicked.connect(lambda: self._act())
        self.button.hide()
        self.second = QPushButton()
        self._act_too: Callable[[], object] = lambda: None
        self.second.clicked.connect(lambda: self._act_too())
        self.second.hide()
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        row.addWidget(self.second)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    def tell(self, text: str, kind: str = "note") -> None:
        """Show a sentence; ``kind`` is note, good or problem. A note does not push a problem away."""
        if self.isVisible() and self.kind == "problem" and kind == "note":
            return
        self.kind = kind
        self.button.hide()
        self.second.hide()
        self._text.setText(said(text))
        self.restyle()
        self.show()
        self.raise_()
        self.place()
        if kind == "problem":
            self._timer.stop()
        else:
            self._timer.start(NOTE_MS)

    def stay(self) -> None:
        """Leave the sentence until it is closed."""
        self._timer.stop()

    def offer(self, text: str, act: Callable[[], object]) -> None:
        """Put a button beside the sentence."""
        self.button.setText(text)
        self._act = act
        self.button.show()
        self.place()

    def offer_too(self, text: str, act: Callable[[], object]) -> None:
        """Put a second button beside the first."""
        self.second.setText(text)
        self._act_too = act
        self.second.show()
        self.place()

    def place(self) -> None:
        """Stay at the top of the parent, in the middle, as wide as the sentence needs."""
        parent = self._parent
        buttons = sum(button.sizeHint().width() for button in (self.button, self.second) if not button.isHidden())
        wanted = self._text.fontMetrics().horizontalAdvance(self.text) + 90 + buttons
        width = min(parent.width() - 40, max(320, wanted), 760)
        self.setFixedWidth(max(200, width))
        self.setFixedHeight(
            max(40, self.heightForWidth(width)) if self.hasHeightForWidth() else self.sizeHint().height()
        )
        self.move((parent.width() - self.width()) // 2, 12)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        colours = theme()
        back, edge, ink = {
            "problem": (colours.bad_back, colours.bad, colours.bad),
            "good": (colours.card, colours.good, colours.good),
        }.get(self.kind, (colours.card, colours.accent, colours.text))
        self.setStyleSheet(
            f"QFrame#banner {{ background: {back}; border: 1px solid {edge}; border-radius: 10px; }}"
            f"QFrame#banner QLabel {{ color: {ink}; background: transparent; }}"
        )
