"""What the live plots can show of a run: loss, errors, learning rate, speed, norms, memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from alexstudio.ui.run_view import of_network
from alexstudio.ui.words import mark, translate


class Quantity(NamedTuple):
    """One kind of plot. ``series`` maps names of `RunView.curves` to colour roles of the theme."""

    title: str
    series: dict[str, str]
    show: Callable[[float], str]
    is_error: bool = False
    is_by_layer: bool = False
    """Whether each layer has a curve of its own, too."""

    @property
    def said(self) -> str:
        """Its title in the language of the user."""
        return translate("Plots", self.title)


QUANTITIES = {
    "loss": Quantity(
        mark("Plots", "Loss"), {"train_loss": "accent", "validation_loss": "accent"}, lambda value: f"{value:.4g}"
    ),
    "error": Quantity(
        mark("Plots", "Error"),
        {
            "train_top1": "accent",
            "train_top5": "crossing",
            "validation_top1": "accent",
            "validation_top5": "crossing",
        },
        lambda value: f"{100 * value:.2f} %",
        is_error=True,
    ),
    "rate": Quantity(mark("Plots", "Learning rate"), {"train_rate": "accent"}, lambda value: f"{value:.4g}"),
    "speed": Quantity(
        mark("Plots", "Images a second"), {"train_images_per_second": "accent"}, lambda value: f"{value:,.0f}"
    ),
    "gradients": Quantity(
        mark("Plots", "Gradient norm"),
        {"train_gradient_norm": "accent"},
        lambda value: f"{value:.4g}",
        is_by_layer=True,
    ),
    "weights": Quantity(
        mark("Plots", "Weight norm"), {"train_weight_norm": "accent"}, lambda value: f"{value:.4g}", is_by_layer=True
    ),
    "memory": Quantity(
        mark("Plots", "Memory (MiB)"),
        {"train_memory": "accent", "train_device_memory": "crossing"},
        lambda value: f"{value:,.0f} MiB",
    ),
}
"""By name; the first two are shown at first."""

_SERIES = {
    "train_loss": mark("Plots", "training"),
    "train_top1": mark("Plots", "training top-1"),
    "train_top5": mark("Plots", "training top-5"),
    "train_rate": mark("Plots", "rate"),
    "train_images_per_second": mark("Plots", "images/s"),
    "train_gradient_norm": mark("Plots", "gradient norm"),
    "train_weight_norm": mark("Plots", "weight norm"),
    "train_memory": mark("Plots", "process"),
    "train_device_memory": mark("Plots", "GPU, at most"),
    "validation_loss": mark("Plots", "validation"),
    "validation_top1": mark("Plots", "top-1"),
    "validation_top5": mark("Plots", "top-5"),
}
_VALIDATION = {
    "validation_loss": mark("Plots", "validation"),
    "validation_top1": mark("Plots", "validation top-1"),
    "validation_top5": mark("Plots", "validation top-5"),
}


def series_title(name: str) -> str:
    """What a curve is called in the legend, where those of validation stand first."""
    return translate("Plots", _SERIES[of_network(name)])


def validation_title(name: str) -> str:
    """What a curve of validation is called beside those of training."""
    return translate("Plots", _VALIDATION[name])
