"""Pictures kept decoded on disk: the same ones, filled bit by bit, and never believed before they are safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from alexstudio.engine.data import open_data
from alexstudio.engine.data.folder import FolderPictures
from alexstudio.engine.data.packed import PackedPictures, packed
from alexstudio.runs import picture_cache

N, SIDE = 21, 12


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], FolderPictures]:
    monkeypatch.setattr("alexstudio.engine.data.packed.cache_root", lambda: tmp_path / "cache")
    dice = np.random.default_rng(1)
    samples = []
    for number in range(N):
        path = tmp_path / "data" / "train" / f"c{number % 2}" / f"{number:02}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(dice.integers(0, 256, (15, 18, 3), dtype=np.uint8)).save(path)
        samples.append((path, number % 2))
    return lambda: FolderPictures(samples, SIDE)


def opened(source: Callable[[], FolderPictures]) -> PackedPictures:
    found, why_not = packed(source(), "training", "data", "on")
    assert found is not None and why_not == ""
    return found


def test_kept_pictures_are_the_decoded_ones(source: Callable[[], FolderPictures]) -> None:
    wanted = source().batch(range(N))
    pictures = opened(source)
    assert torch.equal(pictures.batch([3, 3, 0]), wanted[[3, 3, 0]]) and pictures.kept == 2
    assert torch.equal(pictures.batch(range(N)), wanted) and pictures.is_whole
    pictures.close()
    again = opened(source)
    again._source.make = None  # type: ignore[assignment, method-assign]
    assert torch.equal(again.batch(range(N)), wanted)
    again.close()


def test_filling_goes_on_where_it_was_killed(
    source: Callable[[], FolderPictures], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alexstudio.engine.data.packed._THREADS", 1)  # several would ask out of turn
    told: list[tuple[int, int]] = []
    first = opened(source)
    assert not first.fill(should_stop=iter([False] * 8 + [True] * N).__next__)
    assert first.kept == 8
    first.batch([20])  # decoded, but killed before it was safe
    first._pixels = first._pixels[:0].copy()
    first._mapped.close()
    first._stream.close()
    second = opened(source)
    assert second.kept == 8
    assert second.fill(lambda done, total: told.append((done, total))) and told == [(N, N)]
    assert torch.equal(second.batch(range(N)), source().batch(range(N)))
    second.close()
    (entry,) = picture_cache.entries(tmp_path / "cache")
    assert entry.is_whole and entry.pictures == N and entry.side == SIDE


@pytest.mark.parametrize("harm", ["pixels", "made", "index.json"])
def test_a_damaged_entry_is_made_anew(source: Callable[[], FolderPictures], harm: str) -> None:
    pictures = opened(source)
    pictures.fill()
    pictures.close()
    path = pictures._folder / harm
    path.write_bytes(path.read_bytes()[:-1])
    again = opened(source)
    assert again.kept == 0
    assert torch.equal(again.batch(range(N)), source().batch(range(N)))
    again.close()


def test_a_changed_file_or_size_is_another_entry(source: Callable[[], FolderPictures]) -> None:
    first = opened(source)
    first.close()
    source().paths[4].write_bytes(source().paths[5].read_bytes() + b" ")
    second = opened(source)
    assert second._folder != first._folder
    second.close()


def test_only_one_fills_and_the_other_goes_without(source: Callable[[], FolderPictures]) -> None:
    first = opened(source)
    found, why_not = packed(source(), "training", "data", "on")
    assert found is None and "another training is filling" in why_not
    first.close()


def test_a_full_disk_serves_all_the_same(source: Callable[[], FolderPictures]) -> None:
    pictures = opened(source)

    class Full:
        closed = False

        def __getattr__(self, name: str) -> object:
            raise OSError(28, "No space left on device")

    real, pictures._stream = pictures._stream, Full()  # type: ignore[assignment]
    assert torch.equal(pictures.batch(range(N)), source().batch(range(N)))
    assert pictures.kept == 0 and pictures.trouble == "no space left on device"
    pictures._stream = real
    pictures.close()


def test_it_is_used_by_itself_where_it_pays(
    source: Callable[[], FolderPictures], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source()
    data = open_data(str(tmp_path / "data"), size=SIDE, seed=0, cache="auto")
    assert isinstance(data.train, FolderPictures)
    monkeypatch.setattr("alexstudio.engine.data.packed.PAYS_FROM", 10)
    data = open_data(str(tmp_path / "data"), size=SIDE, seed=0, cache="auto")
    assert isinstance(data.train, PackedPictures) and isinstance(data.validation, FolderPictures)
    data.close()
    monkeypatch.setattr("alexstudio.engine.data.packed.LIMIT", 0)
    for entry in picture_cache.entries(tmp_path / "cache"):
        picture_cache.remove(entry)
    assert picture_cache.entries(tmp_path / "cache") == []
    data = open_data(str(tmp_path / "data"), size=SIDE, seed=0, cache="auto")
    assert isinstance(data.train, FolderPictures) and any("alexstudio cache" in note for note in data.notes)
