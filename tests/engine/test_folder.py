"""The user's own pictures: layouts, and every way in which a folder or a file can be wrong."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from alexstudio.engine.data import Data, DataError, open_data
from alexstudio.engine.data.folder import FolderPictures, check_pictures

COLOURS = {"cat": (250, 20, 20), "dog": (20, 250, 20), "emu": (20, 20, 250)}


def picture(path: Path, colour: tuple[int, int, int] = (90, 90, 90), size: tuple[int, int] = (40, 30)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path, quality=95)
    return path


def fill(folder: Path, classes: Sequence[str] = ("cat", "dog", "emu"), count: int = 3) -> None:
    for name in classes:
        for number in range(count):
            picture(folder / name / f"{number}.jpg", COLOURS.get(name, (90, 90, 90)))


def opened(where: Path | str, size: int = 24) -> Data:
    return open_data(str(where), size=size, seed=1, train_images=7, validation_images=7)


def refused(where: Path) -> str:
    with pytest.raises(DataError) as caught:
        opened(where)
    text = str(caught.value)
    assert str(where) in text and text.endswith((".", ").", "jpg."))
    return text


@pytest.mark.parametrize("name", ["val", "validation", "valid", "test", "Val"])
def test_two_folders(tmp_path: Path, name: str) -> None:
    fill(tmp_path / "train", count=4)
    fill(tmp_path / name, count=2)
    data = opened(f"folder:{tmp_path}")
    assert data.classes == ("cat", "dog", "emu") and data.notes == ()
    assert (len(data.train), len(data.validation)) == (12, 6)
    batch = data.train.batch(range(12))
    assert batch.shape == (12, 3, 24, 24) and batch.dtype == torch.uint8 and batch.is_contiguous()
    assert torch.equal(batch.float().mean((2, 3)).argmax(1), data.train.labels)
    assert data.mean[0] == 0.485


@pytest.mark.parametrize("inside", ["train", "."])
def test_without_validation_every_fifth_is_kept(tmp_path: Path, inside: str) -> None:
    fill(tmp_path / inside, ("cat", "dog"), count=11)
    fill(tmp_path / inside, ("emu",), count=2)
    data = opened(tmp_path)
    assert data.train.labels.bincount().tolist() == [9, 9, 1]
    assert data.validation.labels.bincount().tolist() == [2, 2, 1]
    assert len(data.notes) == 1 and "every fifth" in data.notes[0]
    assert isinstance(data.train, FolderPictures) and isinstance(data.validation, FolderPictures)
    assert not set(data.train.paths) & set(data.validation.paths)


def test_pictures_may_lie_deeper_and_hidden_files_do_not_count(tmp_path: Path) -> None:
    fill(tmp_path, ("cat", "dog"), count=5)
    picture(tmp_path / "cat" / "more" / "far" / "1.PNG")
    (tmp_path / "cat" / "._0.jpg").write_bytes(b"left by a Mac")
    (tmp_path / ".thumbnails").mkdir()
    (tmp_path / "cat" / "notes.txt").write_text("not a picture")
    data = opened(tmp_path)
    assert data.classes == ("cat", "dog")
    assert len(data.train) + len(data.validation) == 11


def test_links_are_followed_once(tmp_path: Path) -> None:
    fill(tmp_path / "store", ("cat", "dog"), count=5)
    root = tmp_path / "root"
    root.mkdir()
    for name in ("cat", "dog"):
        (root / name).symlink_to(tmp_path / "store" / name)
    (tmp_path / "store" / "cat" / "again").symlink_to(root / "cat")
    data = opened(root)
    assert len(data.train) + len(data.validation) == 10


def test_a_class_may_lack_validation(tmp_path: Path) -> None:
    fill(tmp_path / "train")
    fill(tmp_path / "val", ("dog",))
    data = opened(tmp_path)
    assert data.validation.labels.tolist() == [1, 1, 1]
    assert "cat, emu" in data.notes[0]


def test_loose_pictures_are_mentioned(tmp_path: Path) -> None:
    fill(tmp_path, count=5)
    picture(tmp_path / "stray.jpg")
    assert "1 picture directly in" in opened(tmp_path).notes[0]


def test_the_middle_is_kept_upright_in_any_mode(tmp_path: Path) -> None:
    wide = np.zeros((30, 90, 3), dtype=np.uint8)
    wide[:, 30:60] = 200
    Image.fromarray(wide).save(tmp_path / "wide.png")
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    half = np.zeros((40, 40, 3), dtype=np.uint8)
    half[:, :20] = 200
    Image.fromarray(half).save(tmp_path / "turned.jpg", exif=exif, quality=95)
    Image.fromarray(np.full((20, 20), 128 * 256, dtype=np.uint16)).save(tmp_path / "deep.png")
    Image.new("RGBA", (20, 20), (9, 80, 200, 40)).save(tmp_path / "clear.png")
    Image.new("P", (20, 1), 3).save(tmp_path / "thin.png")
    names = ("wide.png", "turned.jpg", "deep.png", "clear.png", "thin.png")
    batch = FolderPictures([(tmp_path / name, 0) for name in names], 16).batch(range(5)).float()
    assert batch[0].mean() > 190
    assert batch[1, :, :7].mean() > 190 and batch[1, :, 9:].mean() < 10
    assert (batch[2] - 128).abs().max() <= 1
    assert batch[3].mean((1, 2)).tolist() == [9, 80, 200]


def broken(path: Path, how: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if how == "empty":
        path.write_bytes(b"")
    elif how == "text":
        path.write_text("hello " * 100)
    elif how == "pipe":
        os.mkfifo(path)
    elif how == "dangling":
        path.symlink_to(path.parent / "nowhere")
    elif how == "png":
        Image.new("RGB", (50, 50), (1, 2, 3)).save(path, "PNG")
        content = bytearray(path.read_bytes())
        content[60] ^= 0xFF
        path.write_bytes(content)
    return path


@pytest.mark.parametrize("how", ["empty", "text", "pipe", "dangling", "png"])
def test_broken_headers_are_found_on_opening(tmp_path: Path, how: str) -> None:
    fill(tmp_path)
    bad = broken(tmp_path / "dog" / "bad.jpg", how)
    text = refused(tmp_path)
    assert str(bad) in text and text.startswith("1 picture cannot") and "Remove or replace" in text


def test_three_of_many_broken_pictures_are_named(tmp_path: Path) -> None:
    fill(tmp_path)
    for number in range(5):
        broken(tmp_path / "cat" / f"bad{number}.jpg", "empty")
    text = refused(tmp_path)
    assert text.count("the file is empty") == 3 and "and 2 more" in text and text.startswith("5 pictures")


def test_a_truncated_picture_is_named_when_decoded(tmp_path: Path) -> None:
    fill(tmp_path, ("cat", "dog"), count=5)
    whole = tmp_path / "cat" / "0.jpg"
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(whole)
    whole.write_bytes(whole.read_bytes()[:2000])
    train = opened(tmp_path).train
    assert train.batch([1, 2]).shape == (2, 3, 24, 24)
    with pytest.raises(DataError, match=r"0\.jpg.*truncated.*Remove or replace"):
        train.batch([1, 0])


@pytest.mark.parametrize("limit", [1000, 700])
def test_a_decompression_bomb_is_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    fill(tmp_path, count=2)
    picture(tmp_path / "cat" / "large.jpg", size=(50, 30))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)
    assert "safe to decode" in refused(tmp_path)


def test_check_pictures_reports_progress_and_reasons(tmp_path: Path) -> None:
    good, bad = picture(tmp_path / "good.jpg"), broken(tmp_path / "bad.jpg", "text")
    seen: list[tuple[int, int]] = []
    assert [path for path, _ in check_pictures([good, bad], lambda *at: seen.append(at))] == [bad]
    assert seen == [(2, 2)]


def test_folders_that_are_none(tmp_path: Path) -> None:
    assert "There is no folder" in refused(tmp_path / "missing")
    assert "is a file" in refused(picture(tmp_path / "a.jpg"))


def test_folders_without_classes(tmp_path: Path) -> None:
    assert "no class folders" in refused(tmp_path)
    picture(tmp_path / "a.jpg")
    assert "holds 1 picture but no class folders" in refused(tmp_path)
    (tmp_path / "cat").mkdir()
    (tmp_path / "dog").mkdir()
    assert "There are no pictures" in refused(tmp_path)
    fill(tmp_path, ("cat",))
    assert "no pictures of dog" in refused(tmp_path)
    (tmp_path / "dog").rmdir()
    assert "one class only, cat" in refused(tmp_path)


def test_splits_that_do_not_fit(tmp_path: Path) -> None:
    fill(tmp_path / "val")
    assert "no folder train" in refused(tmp_path)
    fill(tmp_path / "train", ("cat", "dog"))
    assert "emu, which" in refused(tmp_path)
    ones = tmp_path / "ones"
    fill(ones, count=1)
    assert "none to validate" in refused(ones)


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    real = os.scandir

    def locked(path: Path) -> object:
        if Path(path).name == "dog":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", locked)
    assert "permission denied" in refused(tmp_path)


def test_a_relative_or_odd_path_is_just_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "my pictures ä")
    monkeypatch.chdir(tmp_path)
    assert len(opened("my pictures ä").classes) == 3
    with pytest.raises(DataError):
        opened("a\0b")
