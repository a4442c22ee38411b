"""Batches for a document: its recipe's data, cropped and scaled for its input."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alexstudio.engine.data import Data, DataError, open_data
from alexstudio.engine.data.colours import IMAGENET, Axes
from alexstudio.engine.data.loader import Batch, Loader
from alexstudio.engine.data.statistics import measure
from alexstudio.engine.parallel.sharing import ALL, Share
from alexstudio.graph import Document, Recipe
from alexstudio.layers.params import as_int, as_pair

MEASURED = 4096
"""Training pictures, evenly spread, whose colours are measured before a run that needs them."""


class Feeder:
    """Opens the data of a document's recipe; `DataError` when it cannot be used, or not with this input.

    Batches come in full to one process that trains alone, else the ``share`` of this one.
    """

    def __init__(self, document: Document, share: Share = ALL) -> None:
        recipe = document.recipe
        size, channels = _picture_form(document)
        self.data: Data = open_data(
            recipe.data,
            size=size + recipe.crop_margin,
            seed=recipe.seed,
            train_images=recipe.train_images,
            validation_images=recipe.validation_images,
            channels=channels,
            skip_broken=recipe.skip_broken,
            cache=recipe.cache if share is ALL else "off",
        )
        mean, std, axes = _colours(self.data, recipe)
        common: dict[str, Any] = {
            "batch_size": recipe.batch_size,
            "size": size,
            "mean": mean,
            "std": std,
            "scale": recipe.input_scale,
            "share": share,
        }
        self._training = Loader(
            self.data.train,
            augment=True,
            flip=recipe.flip,
            seed=recipe.seed,
            augmentation=recipe.augmentation,
            axes=axes,
            **common,
        )
        self._validation = Loader(self.data.validation, **common)
        self.steps_per_epoch = len(self._training)
        self.normalisation = {
            "scale": recipe.input_scale,
            "mean": [float(value) for value in mean],
            "std": [float(value) for value in std],
        }
        """What `normalise` does to a picture, for whoever uses the network later."""

    def training(self, epoch: int, *, start: int = 0) -> Iterator[Batch]:
        """The batches of an epoch from number ``start`` on, cropped at random."""
        return self._training.epoch(epoch, start=start)

    def validation(self) -> Iterator[Batch]:
        """All validation pictures once, in batches."""
        return self._validation.epoch()

    def close(self) -> None:
        """End the threads that prepare batches."""
        self._training.close()
        self._validation.close()
        self.data.close()


def _picture_form(document: Document) -> tuple[int, int]:
    """Side and channels of the input."""
    values = next(node.params for node in document.graph.nodes if node.type == "Input")
    height, width = as_pair(values["size"])
    channels = as_int(values["channels"])
    if channels not in (1, 3):
        raise DataError(f"The input has {channels} channels, but pictures have 3 (RGB) or 1 (grey). Set channels = 3.")
    if height != width:
        raise DataError(f"The input is {height}×{width}, but pictures are cut square. Set size = {min(height, width)}.")
    return height, channels


def _colours(data: Data, recipe: Recipe) -> tuple[tuple[float, ...], tuple[float, ...], Axes]:
    """Mean and spread per channel for pixels in 0 .. 1, and the axes of the colour noise."""
    says = recipe.augmentation
    own_axes = says.colour_noise != "off" and (says.colour_axes == "data" or len(data.mean) == 1)
    if recipe.statistics == "usual" and not own_axes:
        return data.mean, data.std, IMAGENET
    found = measure(data.train, limit=MEASURED)
    mean, std = (data.mean, data.std) if recipe.statistics == "usual" else (found.mean, found.std)
    return mean, std, found.axes if own_axes else IMAGENET
