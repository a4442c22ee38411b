"""Batches for a document: its recipe's data, cropped and scaled for its input."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data import Data, DataError, open_data
from alexstudio.engine.data.colours import IMAGENET, Axes
from alexstudio.engine.data.loader import Batch, Loader
from alexstudio.engine.data.pictures import Pictures
from alexstudio.engine.data.statistics import Statistics, measure
from alexstudio.engine.parallel.sharing import ALL, Share
from alexstudio.graph import Document, Recipe
from alexstudio.layers.params import as_int, as_pair

MEASURED = 4096
"""Training pictures, evenly spread, whose colours are measured before a run that needs them."""


class Feeder:
    """Opens the data of a document's recipe; `DataError` when it cannot be used, or not with this input.

    Batches come in full to one process that trains alone, else the ``share`` of this one.
    """

    def __init__(self, document: Document, share: Share = ALL, data: Data | None = None) -> None:
        """``data`` is that of the recipe, where it is open already."""
        recipe = document.recipe
        size, channels = picture_form(document)
        self.data: Data = data or open_data(
            recipe.data,
            size=size + recipe.crop_margin,
            seed=recipe.seed,
            train_images=recipe.train_images,
            validation_images=recipe.validation_images,
            channels=channels,
            skip_broken=recipe.skip_broken,
            cache=recipe.cache if share == ALL else "off",
        )
        mean, std, axes, picture = _colours(self.data, recipe, size)
        common: dict[str, Any] = {
            "batch_size": recipe.batch_size,
            "size": size,
            "mean": mean if picture is None else picture,
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
        self.pipeline = self._training.pipeline
        self.steps_per_epoch = len(self._training)
        self.normalisation: dict[str, Any] = {
            "scale": recipe.input_scale,
            "mean": [float(value) for value in mean],
            "std": [float(value) for value in std],
            **({} if picture is None else {"mean_image": picture.tolist()}),
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


def picture_form(document: Document) -> tuple[int, int]:
    """Side and channels of the input."""
    values = next(node.params for node in document.graph.nodes if node.type == "Input")
    height, width = as_pair(values["size"])
    channels = as_int(values["channels"])
    if channels not in (1, 3):
        raise DataError(f"The input has {channels} channels, but pictures have 3 (RGB) or 1 (grey). Set channels = 3.")
    if height != width:
        raise DataError(f"The input is {height}×{width}, but pictures are cut square. Set size = {min(height, width)}.")
    return height, channels


def _colours(
    data: Data, recipe: Recipe, size: int
) -> tuple[tuple[float, ...], tuple[float, ...], Axes, NDArray[np.float64] | None]:
    """Mean and spread per channel for pixels in 0 .. 1, the axes of the colour noise, and the mean picture if wanted.

    The middle of the mean picture is taken from every crop, wherever that lay: so did cuda-convnet.
    """
    says = recipe.augmentation
    own_axes = says.colour_noise != "off" and (says.colour_axes == "data" or len(data.mean) == 1)
    if recipe.statistics == "usual" and not own_axes and not recipe.mean_image:
        return data.mean, data.std, IMAGENET, None
    found = _measured(data.train)
    mean, std = (data.mean, data.std) if recipe.statistics == "usual" else (found.mean, found.std)
    picture = None
    if recipe.mean_image:
        start = (found.mean_picture.shape[-1] - size) // 2
        middle = found.mean_picture[:, start : start + size, start : start + size]
        picture = np.round(middle).astype(np.float64) / 255  # whole grey levels: short in files
    return mean, std, found.axes if own_axes else IMAGENET, picture


_FOUND: WeakKeyDictionary[Pictures, Statistics] = WeakKeyDictionary()


def _measured(pictures: Pictures) -> Statistics:
    """The colours of some pictures, measured once while they are open."""
    if pictures not in _FOUND:
        _FOUND[pictures] = measure(pictures, limit=MEASURED)
    return _FOUND[pictures]
