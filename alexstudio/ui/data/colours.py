"""The principal axes of the colours of a data set beside ImageNet's, and how strong the noise along them is."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QVBoxLayout, QWidget

from alexstudio.graph.augmentation import IMAGENET_AXES, IMAGENET_SPREADS, Augmentation, noise_levels
from alexstudio.runs.data_page import Colours
from alexstudio.ui.labels import plain_label
from alexstudio.ui.plain_table import fill, make_table


class ColourPage(QWidget):
    """A table of the axes, and the noise in words."""

    def __init__(self) -> None:
        super().__init__()
        self._colours: Colours | None = None
        self._says = Augmentation()
        heads = (
            self.tr("Axis"),
            self.tr("Direction here"),
            self.tr("Spread here"),
            self.tr("Direction in ImageNet"),
            self.tr("Spread in ImageNet"),
            self.tr("Noise as set"),
        )
        self.axes = make_table(heads, stretched=1, numbers=(2, 4))
        self.axes.setFixedHeight(30 + 3 * 24)
        self.words = plain_label("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        column.addWidget(self.axes)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 0, 12, 0)
        inner.addWidget(self.words)
        column.addLayout(inner)
        column.addStretch(1)
        self._show()

    def show_colours(self, colours: Colours | None) -> None:
        """Show what a survey has measured; None when it has not."""
        self._colours = colours
        self._show()

    def show_recipe(self, says: Augmentation) -> None:
        """Show the noise that a recipe draws."""
        if says != self._says:
            self._says = says
            self._show()

    def _show(self) -> None:
        here, says = self._colours, self._says
        rows = []
        for number in range(3):
            mine, own = ("", ""), None
            if here is not None and number < len(here.variances):
                own = here.variances[number]
                mine = _direction(here.axes[number]), self.tr("{levels} levels").format(levels=_levels(math.sqrt(own)))
            other = IMAGENET_SPREADS[number]
            variance = own if says.colour_axes == "data" else other**2
            noise = "" if variance is None else _levels(noise_levels(says.colour_noise, says.colour_strength, variance))
            if says.colour_noise == "off":
                noise = self.tr("off")
            elif noise:
                noise = self.tr("{levels} levels").format(levels=noise)
            theirs = self.tr("{levels} levels").format(levels=_levels(other))
            rows.append((f"{number + 1}", *mine, _direction(IMAGENET_AXES[number]), theirs, noise))
        tip = self.tr(
            "Directions are parts of red, green and blue; a spread is the root of the variance along the axis"
        )
        fill(self.axes, rows, [tip] * 3)
        self.words.setText("\n".join(self._sentences()))

    def _sentences(self) -> list[str]:
        lines = []
        here = self._colours
        if here is None:
            lines.append(self.tr("Press Look through to measure the colours of this data."))
        else:
            told = self.tr("Measured on {pictures} pictures: mean {mean}, spread {std} (of 255, red / green / blue).")
            lines.append(told.format(pictures=f"{here.pictures:,}", mean=_triple(here.mean), std=_triple(here.std)))
        variance = IMAGENET_SPREADS[0] ** 2 if here is None else here.variances[0]
        strength = self._says.colour_strength
        code, lighting, paper = (
            _levels(noise_levels(kind, strength, variance)) for kind in ("code", "lighting", "paper")
        )
        whose = self.tr("ImageNet") if here is None else self.tr("this data")
        told = self.tr(
            "Noise of strength {strength} along the first axis of {whose}: {code} grey levels as the code of 2012 drew "
            "it (the root of the variance), {lighting} as Lighting in Torch (the variance of pixels in 0 to 1), "
            "{paper} by the words of the paper (the variance of pixels in 0 to 255), more than there is to see."
        )
        lines.append(told.format(strength=f"{strength:g}", whose=whose, code=code, lighting=lighting, paper=paper))
        lines.append(
            self.tr(
                "The paper gives no numbers for its axes; those of ImageNet are from the files of cuda-convnet2: "
                "variances {variances}."
            ).format(variances=", ".join(f"{spread**2:,.0f}" for spread in IMAGENET_SPREADS))
        )
        return lines


def _direction(axis: tuple[float, ...]) -> str:
    return "  ".join(f"{part:+.3f}".replace("-", "−") for part in axis)


def _levels(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _triple(values: tuple[float, ...]) -> str:
    return " / ".join(f"{value:.1f}" for value in values)
