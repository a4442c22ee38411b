"""How a help page looks: sizes, spaces and colours on top of what Qt makes of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextTable,
    QTextTableCell,
)

from alexstudio.ui.theme import Theme, ui_font

SIZES = {0: 13, 1: 20, 2: 15, 3: 13}
"""Pixels of text and of the levels of headings."""
MARGIN = 16
MONOSPACE = ["JetBrains Mono", "Cascadia Mono", "SF Mono", "Consolas", "DejaVu Sans Mono", "monospace"]

_Property = QTextFormat.Property


def dress(document: QTextDocument, colours: Theme) -> None:
    """Give a document that was made from Markdown the looks of the program."""
    document.setDefaultFont(ui_font(SIZES[0]))
    document.setDocumentMargin(MARGIN)
    document.setIndentWidth(18)
    in_tables = {block.position() for table in _tables(document.rootFrame()) for block in _cells(document, table)}
    whole = QTextCursor(document)
    whole.beginEditBlock()  # else every change lays out the page anew
    block = document.begin()
    while block.isValid():
        _dress_block(block, colours, in_table=block.position() in in_tables)
        block = block.next()
    for table in _tables(document.rootFrame()):
        _dress_table(table, colours)
    whole.endEditBlock()


def _dress_block(block: QTextBlock, colours: Theme, *, in_table: bool) -> None:
    old = block.blockFormat()
    level = min(old.headingLevel(), 3)
    is_code = old.hasProperty(_Property.BlockCodeFence) or old.hasProperty(_Property.BlockCodeLanguage)
    shape = QTextBlockFormat()
    if is_code:
        shape.setBackground(QColor(colours.panel))
        shape.setNonBreakableLines(False)
        shape.setTopMargin(0 if _is_code(block.previous()) else 6)
        shape.setBottomMargin(0 if _is_code(block.next()) else 8)
    elif not in_table:
        shape.setTopMargin((0, 0, 16, 10)[level] if level else 3)
        shape.setBottomMargin(6 if level else 5)
    has_picture = any(look.isImageFormat() for _, _, look in _pieces(block))
    if has_picture:
        shape.setBottomMargin(12)
    elif not is_code:
        shape.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(shape)
    for position, length, look in list(_pieces(block)):
        size = SIZES[level]
        is_monospace = is_code or look.fontFixedPitch() or "monospace" in (look.fontFamilies() or ())
        if is_monospace:
            look.setFontFamilies(MONOSPACE)
            size -= 1
            if not is_code:
                look.setBackground(QColor(colours.panel))
        if in_table:
            size -= 1
        look.clearProperty(_Property.FontSizeAdjustment)
        look.setProperty(_Property.FontPixelSize, size)
        look.setForeground(QColor(colours.text))
        if look.isAnchor():
            look.setForeground(QColor(colours.accent))
            look.setFontUnderline(True)
            look.setUnderlineColor(QColor(colours.accent))
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)


def _dress_table(table: QTextTable, colours: Theme) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(colours.border)))
    shape.setBorderCollapse(True)
    shape.setCellPadding(4)
    shape.setCellSpacing(0)
    shape.setTopMargin(6)
    shape.setBottomMargin(10)
    table.setFormat(shape)
    for column in range(table.columns()):
        cell: QTextTableCell = table.cellAt(0, column)
        look = cell.format()
        look.setBackground(QColor(colours.panel))
        cell.setFormat(look)


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(_Property.BlockCodeFence)


def _pieces(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Position, length and look of each stretch of text that looks the same."""
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        yield piece.position(), piece.length(), piece.charFormat()
        place += 1


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            yield child
        yield from _tables(child)


def _cells(document: QTextDocument, table: QTextTable) -> Iterator[QTextBlock]:
    block = document.findBlock(table.firstPosition())
    while block.isValid() and block.position() <= table.lastPosition():
        yield block
        block = block.next()
