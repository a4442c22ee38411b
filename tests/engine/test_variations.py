"""Variations: the same for a batch of one, what torchvision does, and the three strengths of colour noise."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from alexstudio.engine.data.augment import crop_and_flip, normalise
from alexstudio.engine.data.colours import IMAGENET, axes_of, spreads
from alexstudio.engine.data.pipeline import Pipeline
from alexstudio.engine.data.shapes import MEAN, STD, Shapes
from alexstudio.engine.data.statistics import measure
from alexstudio.engine.data.variations import Draw, part, relit, resized_parts, rotated
from alexstudio.graph.augmentation import Augmentation

RAW = torch.from_numpy(np.random.default_rng(3).integers(0, 256, (9, 3, 24, 24), dtype=np.uint8))
EVERYTHING = Augmentation(
    crop="resized", colour_noise="code", rotation=30, brightness=0.4, contrast=0.4, saturation=0.4, erasing=0.5
)


@pytest.mark.parametrize("says", [EVERYTHING, Augmentation(crop_places="paper", colour_noise="lighting")])
def test_a_picture_does_not_depend_on_its_batch(says: Augmentation) -> None:
    pipeline = Pipeline(16, MEAN, STD, "0-255", True, 5, says)
    together = pipeline.varied(RAW, 2, range(100, 109))
    assert together.dtype == torch.float32 and together.shape == (9, 3, 16, 16)
    for place in range(9):
        assert torch.equal(pipeline.varied(RAW[place : place + 1], 2, [100 + place])[0], together[place])
    for other in (pipeline.varied(RAW, 3, range(100, 109)), pipeline.varied(RAW, 2, range(200, 209))):
        assert not torch.equal(other, together)


def test_the_plain_pipeline_is_the_old_one() -> None:
    made = Pipeline(16, MEAN, STD, "unit", True, 5).varied(RAW, 2, range(9))
    cut = crop_and_flip(RAW, size=16, flip=True, seed=5, epoch=2, indices=range(9))
    assert torch.equal(made, normalise(cut, MEAN, STD))


def test_the_paper_has_one_place_less() -> None:
    side = torch.arange(12, dtype=torch.uint8).expand(4000, 1, 12, 12)
    for places, wanted in ((1, 5), (0, 4)):
        made = crop_and_flip(side, size=8, flip=False, seed=1, epoch=0, indices=range(4000), places=places)
        assert set(made[:, 0, 0, 0].tolist()) == set(range(wanted))


def test_colour_noise_in_its_three_strengths() -> None:
    levels = {kind: spreads(IMAGENET, kind, 0.1)[0] for kind in ("paper", "code", "lighting")}
    assert levels == pytest.approx({"paper": 1483.04, "code": 12.178, "lighting": 5.816}, rel=1e-3)


@pytest.mark.parametrize("kind", ["code", "lighting"])
def test_colour_noise_moves_all_pixels_along_the_axes(kind: str) -> None:
    says = Augmentation(colour_noise=kind, colour_off_from=4)
    pipeline = Pipeline(24, MEAN, STD, "0-255", False, 1, says)
    raw = RAW[:1].expand(4000, -1, -1, -1)[:, :, :4, :4]
    pipeline = Pipeline(4, MEAN, STD, "0-255", False, 1, says)
    made = pipeline.varied(raw, 1, range(4000)) * (1.1 if kind == "code" else 1)
    moved = (made - pipeline.middle(raw)).double()
    assert moved.flatten(2).std(2).max() < 1e-3
    along = moved.mean((2, 3)).numpy() @ IMAGENET.vectors.T
    assert along.std(0) == pytest.approx(spreads(IMAGENET, kind, 0.1), rel=0.05)
    assert torch.equal(pipeline.varied(raw, 4, range(4000)), pipeline.middle(raw))


def test_as_torchvision_does() -> None:
    from torchvision.transforms import functional as tv

    parts = part(Draw(1, 1, np.arange(9)), 24, 0.08)
    made = resized_parts(RAW, parts, 16)
    for place, (top, left, height, width) in enumerate(parts.astype(int).tolist()):
        wanted = tv.resized_crop(RAW[place].float(), top, left, height, width, [16, 16], antialias=False)
        assert (made[place] - wanted).abs().max() < 0.01
    turned = rotated(RAW[:1], np.array([25.0]))
    assert (turned[0] - tv.rotate(RAW[0].float(), 25.0, tv.InterpolationMode.BILINEAR)).abs().max() < 0.5
    one = np.ones(1)
    for factors, wanted in (
        ((one * 0.7, one, one), tv.adjust_brightness(RAW[0], 0.7)),
        ((one, one * 1.4, one), tv.adjust_contrast(RAW[0], 1.4)),
        ((one, one, one * 0.5), tv.adjust_saturation(RAW[0], 0.5)),
    ):
        assert (relit(RAW[:1], *factors)[0] - wanted.float()).abs().max() < 2


def test_parts_have_the_area_and_ratio_that_are_asked() -> None:
    top, left, height, width = part(Draw(1, 1, np.arange(3000)), 200, 0.25).T
    area, ratio = height * width / 200**2, width / height
    assert 0.24 < area.min() < 0.27 and area.max() > 0.95 and ratio.min() > 0.7 and ratio.max() < 1.4
    assert (top + height <= 200).all() and (left + width <= 200).all() and top.min() >= 0


def test_measured_colours_are_those_of_numpy_in_any_order() -> None:
    pictures = Shapes(seed=1, split="train", count=70, size=16)
    told: list[tuple[int, int]] = []
    found = measure(pictures, progress=lambda done, total: told.append((done, total)))
    raw = pictures.batch(range(70)).numpy().astype(np.float64)
    rows = raw.transpose(1, 0, 2, 3).reshape(3, -1)
    assert told == [(32, 70), (64, 70), (70, 70)] and found.pictures == 70
    assert found.mean == pytest.approx(rows.mean(1) / 255) and found.std == pytest.approx(rows.std(1) / 255)
    assert np.allclose(found.mean_picture, raw.mean(0))
    axes = axes_of(np.cov(rows, bias=True))
    assert np.allclose(found.axes.variances, axes.variances) and np.all(np.diff(axes.variances) <= 0)
    assert np.allclose(axes.vectors.T @ np.diag(axes.variances) @ axes.vectors, np.cov(rows, bias=True))
    assert measure(pictures, limit=7).pictures == 7
