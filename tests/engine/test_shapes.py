"""The generated pictures: functions of (seed, split, index, size), balanced, distinct."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import torch

from alexstudio.engine.data import DataError, open_data
from alexstudio.engine.data.forms import FORMS
from alexstudio.engine.data.shapes import CLASSES, HUES, MEAN, STD, Shapes


def train(seed: int = 1, count: int = 128, size: int = 32) -> Shapes:
    return Shapes(seed=seed, split="train", count=count, size=size)


def test_batches_are_contiguous_bytes_in_the_order_asked() -> None:
    batch = train().batch([5, 0, 5])
    assert batch.dtype == torch.uint8 and batch.shape == (3, 3, 32, 32) and batch.is_contiguous()
    assert torch.equal(batch[0], batch[2]) and not torch.equal(batch[0], batch[1])


def test_a_picture_depends_on_its_index_alone() -> None:
    forwards, backwards = train(), train()
    first = forwards.batch(range(20))
    second = torch.cat([backwards.batch([index]) for index in reversed(range(20))]).flip(0)
    assert torch.equal(first, second)
    assert torch.equal(first, train(count=20).batch(range(20)))


def test_other_seed_split_or_index_is_another_picture() -> None:
    base = train().batch(range(32))
    other = [train(seed=2).batch(range(32)), Shapes(seed=1, split="validation", count=32, size=32).batch(range(32))]
    every = torch.cat([base, *other]).flatten(1)
    assert len(torch.unique(every, dim=0)) == 96


def test_changing_a_batch_leaves_the_kept_pictures_alone() -> None:
    pictures = train()
    before = pictures.batch([3]).clone()
    pictures.batch([3]).zero_()
    assert torch.equal(pictures.batch([3]), before)


def test_each_block_of_32_shows_every_class_in_its_own_order() -> None:
    labels = train(count=100).labels
    assert labels.dtype == torch.int64 and labels.shape == (100,)
    blocks = labels[:96].view(3, 32)
    assert torch.equal(blocks.sort(1).values, torch.arange(32).expand(3, 32))
    assert not torch.equal(blocks[0], blocks[1])


@pytest.mark.parametrize("size", [16, 33, 240, 512])
def test_every_resolution_draws(size: int) -> None:
    batch = train(size=size, count=3).batch(range(3)).float()
    assert batch.shape == (3, 3, size, size)
    assert batch.std() > 20


def test_the_same_scene_at_another_size() -> None:
    fine, coarse = (train(size=size).batch(range(8)).float() for size in (128, 32))
    small = torch.nn.functional.avg_pool2d(fine, 4)
    near = (small - coarse).abs().mean((1, 2, 3))
    assert (near < 12).all()
    assert ((small - coarse.roll(1, 0)).abs().mean((1, 2, 3)) > 2 * near).all()


def test_the_hue_in_the_picture_is_that_of_the_class() -> None:
    pictures = train(count=256, size=48)
    batch = pictures.batch(range(256)).float().numpy()
    high, low = batch.max(1), batch.min(1)
    vivid = (high - low) / np.maximum(high, 1)
    red, green, blue = batch.transpose(1, 0, 2, 3)
    warm = np.where((high == blue), 240.0, np.where(high == green, 120.0, np.where(green > 0.45 * red, 48.0, 0.0)))
    seen = np.array(
        [
            np.bincount((w[v > 0.55] // 1).astype(int) // 12, minlength=21).argmax()
            for w, v in zip(warm, vivid, strict=True)
        ]
    )
    expected = np.array([0, 4, 10, 20])[pictures.labels.numpy() % len(HUES)]
    assert (seen == expected).mean() > 0.97


def inside(form: str, turn: float = 0, scale: float = 1) -> np.ndarray:
    axis = np.linspace(-1.3, 1.3, 90, dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    cos, sin = np.float32(np.cos(turn) / scale), np.float32(np.sin(turn) / scale)
    distance = FORMS[form](x * cos + y * sin, y * cos - x * sin)
    assert distance.dtype == np.float32
    assert not (distance < 0)[np.hypot(x, y) > 1.02 * scale].any()
    return distance < 0


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    return float((a & b).sum() / (a | b).sum())


@pytest.mark.parametrize("form", FORMS)
def test_no_form_looks_like_another_turned_and_scaled(form: str) -> None:
    mask = inside(form)
    assert 0.1 < mask.mean() < 0.5
    tries = [(turn, scale) for turn in np.arange(0, 2 * np.pi, np.pi / 12) for scale in (0.75, 0.85, 1.0)]
    for other in FORMS:
        best = max(overlap(mask, inside(other, *how)) for how in tries)
        assert best < 0.85 if other != form else best == 1, other


def test_constants_match_the_pictures() -> None:
    batch = train(seed=5, count=512).batch(range(512)).float() / 255
    assert torch.allclose(batch.mean((0, 2, 3)), torch.tensor(MEAN), atol=0.02)
    assert torch.allclose(batch.std((0, 2, 3)), torch.tensor(STD), atol=0.02)


def test_threads_see_the_same_pictures() -> None:
    pictures, seen = train(count=64), [torch.empty(0)] * 4

    def work(number: int) -> None:
        seen[number] = pictures.batch(range(64))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(torch.equal(batch, train(count=64).batch(range(64))) for batch in seen)


def test_pictures_too_many_to_keep_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = train().batch([7, 9])
    monkeypatch.setattr("alexstudio.engine.data.pictures.KEEP_LIMIT", 1000)
    assert torch.equal(train().batch([7, 9]), kept)


def test_indices_outside_are_refused() -> None:
    for wrong in (-1, 128):
        with pytest.raises(IndexError):
            train().batch([0, wrong])


def test_open_data_names_classes_and_counts() -> None:
    data = open_data("builtin:shapes", size=40, seed=3, train_images=50, validation_images=20)
    assert data.classes == CLASSES and len(set(CLASSES)) == 32 and "red circle" in CLASSES
    assert (len(data.train), len(data.validation)) == (50, 20)
    assert data.validation.batch([0]).shape == (1, 3, 40, 40)
    assert "50" in data.description


@pytest.mark.parametrize(
    ("where", "size", "images", "text"),
    [
        ("builtin:cats", 64, 10, "builtin:shapes"),
        ("builtin:shapes", 8, 10, "16 to 512"),
        ("builtin:shapes", 513, 10, "16 to 512"),
        ("builtin:shapes", 64, 0, "At least one"),
        ("builtin:shapes", 0, 10, "at least one pixel"),
        ("", 64, 10, "No data"),
    ],
)
def test_what_cannot_be_opened_is_said(where: str, size: int, images: int, text: str) -> None:
    with pytest.raises(DataError, match=text):
        open_data(where, size=size, seed=0, train_images=images, validation_images=10)
