"""The views of a picture that a network is judged by: the middle, or the ten of the paper."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from alexstudio.engine.data.augment import centre_crop


def views(pictures: torch.Tensor, size: int, *, ten: bool) -> Iterator[torch.Tensor]:
    """uint8 (b, c, s, s) -> each view of all of them, uint8 (b, c, size, size).

    One view is the middle. Ten are the four corners and the middle, and each of them mirrored (Krizhevsky et al. 2012,
    section 4.1: 224 of 256 pixels); their class probabilities are to be averaged. ValueError if ``size`` exceeds s.
    """
    middle = centre_crop(pictures, size)
    if not ten:
        yield middle
        return
    rest = pictures.shape[-1] - size
    corners = ((0, 0), (0, rest), (rest, 0), (rest, rest))
    for view in (*(pictures[..., y : y + size, x : x + size] for y, x in corners), middle):
        yield view.contiguous()
        yield view.flip(-1)
