"""The picture of the graph, or its block figure, as a file: SVG, PDF or PNG, on white, as a figure for a paper."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from alexstudio.analysis import figure, picture
from alexstudio.files import FileProblem, write_atomically
from alexstudio.history import Snapshot
from alexstudio.ui.words import translate

KINDS = (".svg", ".pdf", ".png")
SCALE, LONGEST = 3.0, 16_000
"""Pixels of a PNG for one of the canvas, and the most on its longer side."""
_PDF_DPI = 72


def save_picture(snapshot: Snapshot, path: Path, *, blocks: bool = False) -> str:
    """Write the picture of the graph, or its block figure; see `save_svg`."""
    draw = figure.svg if blocks else picture.svg
    return save_svg(draw(snapshot.document, snapshot.report, paper=True), path)


def save_svg(drawing: str, path: Path) -> str:
    """Write a drawing; the ending of the name says what kind. Returns what was written, as a sentence.

    `FileProblem` when it cannot be written or the ending is another one. PDF and PNG need a `QGuiApplication`.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise FileProblem(translate("Pictures", "{file} must end in .svg, .pdf or .png.").format(file=path.name))
    text = drawing.encode()
    if kind == ".svg":
        write_atomically(path, text)
        return _wrote(path, len(text))
    renderer = QSvgRenderer(QByteArray(text))
    size = QSizeF(renderer.defaultSize())
    if kind == ".pdf":
        content = _pdf(renderer, size)
        write_atomically(path, content)
        return _wrote(path, len(content))
    scale = min(SCALE, LONGEST / max(size.width(), size.height(), 1.0))
    image = QImage((size * scale).toSize(), QImage.Format.Format_RGB32)
    if image.isNull():
        sentence = translate("Pictures", "{file} cannot be made: the picture is too large. Choose SVG or PDF.")
        raise FileProblem(sentence.format(file=path.name))
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    write_atomically(path, bytes(buffer.data().data()))
    sentence = translate("Pictures", "Wrote {path} ({width} × {height} pixels).")
    return sentence.format(path=path, width=f"{image.width():,}", height=f"{image.height():,}")


def _wrote(path: Path, size: int) -> str:
    return translate("Pictures", "Wrote {path} ({size} bytes).").format(path=path, size=f"{size:,}")


def paint(drawing: str, path: Path) -> str:
    """`save_svg` for a program without a window; the platform must be one that needs no display."""
    app = QGuiApplication.instance() or QGuiApplication([path.stem])
    try:
        return save_svg(drawing, path)
    finally:
        del app  # Qt wants it to live until here


def _pdf(renderer: QSvgRenderer, size: QSizeF) -> bytes:
    handle, name = tempfile.mkstemp(suffix=".pdf")
    os.close(handle)
    try:
        writer = QPdfWriter(name)
        writer.setResolution(_PDF_DPI)
        writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter(writer)
        renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        return Path(name).read_bytes()
    finally:
        Path(name).unlink(missing_ok=True)
