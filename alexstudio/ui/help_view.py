"""The page itself: Markdown in the colours of the program; links are told, never followed."""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QTextBrowser

from alexstudio.analysis import ink
from alexstudio.help import picture
from alexstudio.ui.help_style import dress
from alexstudio.ui.theme import theme

_LONG = re.compile(r"`[\w.]{36,}`")
"""Names of modules that are wider than the dock; they may break after a dot."""


class HelpView(QTextBrowser):
    """Shows one page. Nothing is loaded from anywhere but the drawings that come with the pages."""

    wanted = Signal(str)
    """The address of a link that was clicked."""
    back_wanted = Signal()
    forward_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help_view")
        self.setAccessibleName(self.tr("Help page"))
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # no number is broken
        self.anchorClicked.connect(self._follow)
        self._text = ""

    def _follow(self, url: QUrl) -> None:
        self.wanted.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def show_text(self, text: str) -> None:
        """Show a page from its beginning."""
        self._text = text
        self._render()

    def restyle(self) -> None:
        """Take the colours of the theme; the place on the page stays."""
        place = self.verticalScrollBar().value()
        self._render()
        self.verticalScrollBar().setValue(place)

    def show_word(self, word: str) -> None:
        """Scroll to where a word stands and select it; nothing when it is not there."""
        if word and self.find(word):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    def _render(self) -> None:
        document = self.document()
        document.clear()
        text = _LONG.sub(lambda name: name[0].replace(".", ".\u200b"), self._text)
        document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        dress(document, theme())
        self.moveCursor(QTextCursor.MoveOperation.Start)  # else the focus scrolls to the end
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A drawing of ours in the colours of the theme; nothing else."""
        address = name.toString() if isinstance(name, QUrl) else name
        text = picture(address) if kind == QTextDocument.ResourceType.ImageResource.value else None
        return None if text is None else _drawn(text, self.devicePixelRatioF())

    def backward(self) -> None:
        """Alt+Left."""
        self.back_wanted.emit()

    def forward(self) -> None:
        """Alt+Right."""
        self.forward_wanted.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The side buttons of the mouse turn the pages."""
        if event.button() == Qt.MouseButton.BackButton:
            self.back_wanted.emit()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.forward_wanted.emit()
        else:
            super().mouseReleaseEvent(event)


def _drawn(text: str, ratio: float) -> QPixmap:
    """An SVG, which is drawn in light colours, as a picture in those of the theme."""
    if theme().is_dark:
        for name, colour in ink.LIGHT.items():
            text = text.replace(f'"{colour}"', f'"{ink.DARK[name]}"')
    from PySide6.QtSvg import QSvgRenderer  # of no use before a page with a drawing

    drawing = QSvgRenderer(QByteArray(text.encode()))
    size = drawing.defaultSize()
    image = QPixmap(size * ratio)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
