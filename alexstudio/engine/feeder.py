"""Batches for a document: its recipe's data, cropped and scaled for its input."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alexstudio.engine.data import Data, DataError, open_data
from alexstudio.engine.data.loader import Batch, Loader
from alexstudio.engine.parallel.sharing import ALL, Share
from alexstudio.graph import Document
from alexstudio.layers.params import as_int, as_pair

COLOURS = 3


class Feeder:
    """Opens the data of a document's recipe; `DataError` when it cannot be used, or not with this input.

    Batches come in full to one process that trains alone, else the ``share`` of this one.
    """

    def __init__(self, document: Document, share: Share = ALL) -> None:
        recipe = document.recipe
        size = _picture_size(document)
        self.data: Data = open_data(
            recipe.data,
            size=size + recipe.crop_margin,
            seed=recipe.seed,
            train_images=recipe.train_images,
            validation_images=recipe.validation_images,
        )
        common: dict[str, Any] = {
            "batch_size": recipe.batch_size,
            "size": size,
            "mean": self.data.mean,
            "std": self.data.std,
            "scale": recipe.input_scale,
            "share": share,
        }
        self._training = Loader(self.data.train, augment=True, flip=recipe.flip, seed=recipe.seed, **common)
        self._validation = Loader(self.data.validation, **common)
        self.steps_per_epoch = len(self._training)
        self.normalisation = {
            "scale": recipe.input_scale,
            "mean": [float(value) for value in self.data.mean],
            "std": [float(value) for value in self.data.std],
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


def _picture_size(document: Document) -> int:
    values = next(node.params for node in document.graph.nodes if node.type == "Input")
    height, width = as_pair(values["size"])
    if as_int(values["channels"]) != COLOURS:
        raise DataError(f"The input has {values['channels']} channels, but pictures have 3 (RGB). Set channels = 3.")
    if height != width:
        raise DataError(f"The input is {height}×{width}, but pictures are cut square. Set size = {min(height, width)}.")
    return height
