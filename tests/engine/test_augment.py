"""Augmentation as a function of (seed, epoch, sample)."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from alexstudio.engine.data import streams
from alexstudio.engine.data.augment import centre_crop, crop_and_flip, epoch_order, normalise


def places(n: int, side: int) -> torch.Tensor:
    """Pictures whose first two channels are the row and the column of each pixel."""
    row, column = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
    return torch.stack([row, column, row * 0]).to(torch.uint8).repeat(n, 1, 1, 1)


def cut(n: int = 4000, *, flip: bool = True, seed: int = 1, epoch: int = 0, first: int = 0) -> np.ndarray:
    """(n, 3): row offset, column offset, mirrored."""
    made = crop_and_flip(places(n, 12), size=8, flip=flip, seed=seed, epoch=epoch, indices=range(first, first + n))
    rows, left, right = made[:, 0, 0, 0].int(), made[:, 1, 0, 0].int(), made[:, 1, 0, -1].int()
    return torch.stack([rows, torch.minimum(left, right), (left > right).int()], dim=1).numpy()


def test_a_crop_is_a_piece_of_the_picture() -> None:
    source = torch.randint(0, 256, (6, 3, 12, 12), dtype=torch.uint8)
    made = crop_and_flip(source, size=8, flip=True, seed=1, epoch=0, indices=range(6))
    assert made.dtype == torch.uint8 and made.is_contiguous()
    for before, after, (y, x, mirrored) in zip(source, made, cut(6), strict=True):
        piece = before[:, y : y + 8, x : x + 8]
        assert torch.equal(after, piece.flip(2) if mirrored else piece)


def test_offsets_and_mirroring_are_uniform_and_independent() -> None:
    made = cut()
    for column in (0, 1):
        assert np.bincount(made[:, column], minlength=5).min() > 700
        assert set(made[:, column]) == {0, 1, 2, 3, 4}
    assert 0.46 < made[:, 2].mean() < 0.54
    assert np.abs(np.corrcoef(made.T) - np.eye(3)).max() < 0.06


def test_a_sample_does_not_depend_on_its_batch() -> None:
    assert np.array_equal(cut(100)[40:50], cut(10, first=40))


@pytest.mark.parametrize("changed", [{"seed": 2}, {"epoch": 1}, {"first": 1}])
def test_another_seed_epoch_or_sample_is_cut_otherwise(changed: dict[str, int]) -> None:
    assert (cut(200) != cut(200, **changed)).any(1).mean() > 0.8


def test_without_flip_the_offsets_stay() -> None:
    plain = cut(300, flip=False)
    assert not plain[:, 2].any()
    assert np.array_equal(plain[:, :2], cut(300)[:, :2])


def test_no_margin_means_no_choice() -> None:
    source = places(3, 8)
    assert torch.equal(crop_and_flip(source, size=8, flip=False, seed=1, epoch=0, indices=[0, 1, 2]), source)


def test_centre_crop_takes_the_middle() -> None:
    assert torch.equal(centre_crop(places(2, 12), 8), places(2, 12)[:, :, 2:10, 2:10])
    with pytest.raises(ValueError, match="does not fit"):
        centre_crop(places(1, 7), 8)


def test_wrong_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        crop_and_flip(places(1, 7), size=8, flip=True, seed=0, epoch=0, indices=[0])
    with pytest.raises(ValueError, match="sample numbers"):
        crop_and_flip(places(2, 12), size=8, flip=True, seed=0, epoch=0, indices=[0])


def test_epoch_order_is_a_permutation_of_its_own() -> None:
    order = epoch_order(1000, 1, 0)
    assert np.array_equal(np.sort(order), np.arange(1000))
    assert np.array_equal(order, epoch_order(1000, 1, 0))
    for other in (epoch_order(1000, 1, 1), epoch_order(1000, 2, 0), np.arange(1000)):
        assert (order == other).mean() < 0.02


def test_normalise_follows_its_formulas() -> None:
    pixels = torch.randint(0, 256, (2, 3, 5, 5), dtype=torch.uint8)
    mean, std = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
    middle, spread = (torch.tensor(values, dtype=torch.float64).view(3, 1, 1) for values in (mean, std))
    unit = normalise(pixels, mean, std)
    assert unit.dtype == torch.float32
    assert torch.allclose(unit.double(), (pixels.double() / 255 - middle) / spread, atol=1e-6)
    wide = normalise(pixels, mean, std, scale="0-255")
    assert torch.allclose(wide.double(), pixels.double() - 255 * middle, atol=1e-4)
    elsewhere = normalise(pixels.to("meta"), mean, std)
    assert elsewhere.shape == pixels.shape and elsewhere.dtype == torch.float32


def test_streams_stay_as_they_are() -> None:
    """Runs are resumed by later versions: these numbers must never change."""
    assert streams.stream(1, "order", 2) == 16941204535903576277
    assert streams.bits(0, np.arange(2)).tolist() == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4]  # splitmix64, seed 0
    assert (
        len({streams.stream(1, "a", 2), streams.stream(2, "a", 1), streams.stream(1, "b", 2), streams.stream(1, "a")})
        == 4
    )
