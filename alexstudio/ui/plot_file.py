"""A plot as a file: PNG and SVG as it is seen, CSV with its points."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from alexstudio.files import FileProblem, write_atomically
from alexstudio.ui.curves import Curve
from alexstudio.ui.words import translate

KINDS = (".png", ".svg", ".csv")
SCALE = 3
"""Pixels of a PNG for one of the screen."""


def save_plot(plot: pg.PlotWidget, curves: Mapping[str, Curve], path: Path) -> None:
    """Write a plot in the form that the suffix says; `FileProblem` when it cannot be written or is another form."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        content = table(curves).encode()
    elif suffix == ".svg":
        content = _svg(plot)
    elif suffix == ".png":
        content = _png(plot)
    else:
        raise FileProblem(translate("Plots", "{file} must end in .png, .svg or .csv.").format(file=path.name))
    write_atomically(path, content)


def table(curves: Mapping[str, Curve]) -> str:
    """One line a step, empty where a curve has no point; of a curve with buckets their lowest and highest points."""
    rows: dict[float, dict[str, float]] = {}
    for name, curve in curves.items():
        steps, values = curve.extremes()
        for step, value in zip(steps.tolist(), values.tolist(), strict=True):
            rows.setdefault(step, {})[name] = value
    lines = [",".join(["step", *curves])]
    for step in sorted(rows):
        cells = (rows[step].get(name) for name in curves)
        texts = ("" if cell is None or cell != cell else f"{cell:.9g}" for cell in cells)
        lines.append(",".join([f"{step:.0f}", *texts]))
    return "\n".join(lines) + "\n"


# pyqtgraph's own exporters fail at paths with curves (0.14)


def _svg(plot: pg.PlotWidget) -> bytes:
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(plot.size())
    generator.setViewBox(plot.rect())
    painter = QPainter(generator)
    plot.render(painter)
    painter.end()
    return bytes(buffer.data().data())


def _png(plot: pg.PlotWidget) -> bytes:
    image = QImage(plot.size() * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
