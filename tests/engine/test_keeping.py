"""Pictures kept before a training, in bounded memory, and given free by whoever used them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from alexstudio.engine.data import DataError, packed
from alexstudio.engine.data.folder import FolderPictures
from alexstudio.engine.data.packed import PackedPictures
from alexstudio.engine.evaluation import evaluate
from alexstudio.engine.feeder import Feeder
from alexstudio.engine.keeping import keep_pictures
from alexstudio.engine.loop import train
from alexstudio.engine.server import Server
from alexstudio.graph import Document
from alexstudio.graph.fileformat import dumps
from alexstudio.runs import picture_cache
from alexstudio.runs.data_page import KeepingPictures, KeepPictures, LeaveOff, PicturesKept
from alexstudio.runs.evaluation import Evaluate
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Step, to_line

Make = Callable[..., Any]
STATUS = Path("/proc/self/status")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "cache"
    monkeypatch.setattr("alexstudio.engine.data.packed.cache_root", lambda: root)
    return root


@pytest.fixture
def folder(tmp_path: Path) -> str:
    dice = np.random.default_rng(3)
    for part, count in (("train", 12), ("val", 4)):
        for number in range(count):
            path = tmp_path / "data" / part / f"c{number % 2}" / f"{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(dice.integers(0, 256, (40, 44, 3), dtype=np.uint8)).save(path)
    return str(tmp_path / "data")


def test_all_pictures_of_a_document_are_kept(
    tiny: Callable[..., Document], folder: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "_THREADS", 1)  # several would ask out of turn
    command, told = KeepPictures(document=dumps(tiny(data=folder))), list[Any]()
    ended = keep_pictures(command, told.append, iter([False] * 5 + [True] * 16).__next__)
    assert (ended.done, ended.total, ended.side) == (5, 16, 36)
    found = keep_pictures(command, told.append)
    assert (found.done, found.bytes, found.why) == (16, 16 * 3 * 36 * 36, "")
    assert told[-1] == KeepingPictures(done=16, total=16)
    assert [entry.is_whole for entry in picture_cache.entries(kept)] == [True, True]
    feeder = Feeder(tiny(data=folder, cache="on"))
    assert isinstance(feeder.data.train, PackedPictures) and feeder.data.train.is_whole
    feeder.close()


def test_what_cannot_be_kept_is_said(tiny: Callable[..., Document], folder: str, kept: Path) -> None:
    with pytest.raises(DataError, match="Only the pictures of a folder"):
        keep_pictures(KeepPictures(document=dumps(tiny())), lambda event: None)
    kept.write_text("no folder")
    with pytest.raises(DataError, match="The decoded pictures are not kept"):
        keep_pictures(KeepPictures(document=dumps(tiny(data=folder))), lambda event: None)


def test_training_and_evaluating_give_the_pictures_free(
    tiny: Callable[..., Document], make_run: Callable[..., RunFolder], folder: str, kept: Path, one_thread: None
) -> None:
    """What is claimed by another one would not be kept; what is not made safe would be decoded again."""
    document = tiny(data=folder, cache="on", batch_size=2)

    def safe() -> int:
        feeder = Feeder(document)
        assert isinstance(feeder.data.train, PackedPictures)
        feeder.close()
        return feeder.data.train.kept

    run, told = make_run(document), list[Any]()
    assert train(run, told.append, lambda: any(isinstance(event, Step) for event in told))
    learned = safe()
    assert 2 <= learned < 12  # the whole would have been made safe by itself
    evaluate(Evaluate(run=str(run.path), weights="last", split="training", images=5), told.append, lambda: False)
    assert learned <= safe() < 12 and safe() >= 5


def test_the_engine_keeps_pictures_beside_its_errands_until_it_is_told_to_leave_off(
    tiny: Callable[..., Document], folder: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: SimpleQueue[Any] = SimpleQueue()
    server = Server(SimpleNamespace(send=sent.put))  # type: ignore[arg-type]
    command = KeepPictures(document=dumps(tiny(data=folder)))

    def ended() -> PicturesKept:
        while not isinstance(event := sent.get(timeout=20), PicturesKept):
            assert isinstance(event, KeepingPictures)
        return event

    make = FolderPictures.make

    def slow(self: FolderPictures, index: int) -> Any:
        server._take(to_line(LeaveOff()))
        return make(self, index)

    with monkeypatch.context() as patch:
        patch.setattr(FolderPictures, "make", slow)
        server._take(to_line(command))
        assert ended().done < 16
    server._take(to_line(command))
    assert ended().done == 16


class Drawn:
    """Pictures as `FolderPictures` has them, without files."""

    size, labels = 128, torch.zeros(400, dtype=torch.int64)

    def __len__(self) -> int:
        return 400

    def make(self, index: int) -> Any:
        return np.full((3, 128, 128), index % 251, dtype=np.uint8)


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells what of a process is mapped from files")
def test_memory_stays_bounded_however_large_the_data_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = PackedPictures(Drawn(), tmp_path / "entry", {})  # type: ignore[arg-type]
    assert pictures.fill()

    def grown(limit: int) -> int:
        """Bytes of the map that are in memory after all of it was read, 16 pictures at a time."""
        monkeypatch.setattr(packed, "_RESIDENT", limit)
        pictures._mapped.madvise(4)  # MADV_DONTNEED
        before = mapped()
        most = 0
        for start in range(0, 400, 16):
            made = pictures.batch(range(start, start + 16))
            assert int(made[3, 0, 0, 0]) == (start + 3) % 251
            most = max(most, mapped() - before)
        return most

    whole = 400 * 3 * 128 * 128
    assert grown(2 << 20) < 6 << 20 and grown(1 << 40) > 0.9 * whole
    pictures.close()


def mapped() -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("RssFile"))
    return 1024 * int(line.split()[1])
