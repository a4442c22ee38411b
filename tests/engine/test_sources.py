"""The data sets that have a name, in the formats that they come in, and every way in which their files can be wrong."""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from alexstudio.engine.data import DataError, known, open_data
from alexstudio.engine.data.plain_pickle import NotPlain, read_plain

DICE = np.random.default_rng(7)
PIXELS = DICE.integers(0, 256, (6, 3072), dtype=np.uint8)
NAMES = ["plane", "car", "bird"]


def cifar(root: Path, *, labels: tuple[int, ...] = (0, 1, 2, 0, 1, 2), protocol: int = 2) -> Path:
    """CIFAR-10's python version with 6 pictures a file."""
    folder = root / "cifar-10-batches-py"
    folder.mkdir(parents=True)
    for name in (*(f"data_batch_{number}" for number in range(1, 6)), "test_batch"):
        content = {"data": PIXELS, "labels": list(labels), "batch_label": name, "filenames": ["x.png"] * 6}
        (folder / name).write_bytes(pickle.dumps(content, protocol=protocol))
    (folder / "batches.meta").write_bytes(pickle.dumps({"label_names": NAMES}, protocol=protocol))
    return root


def idx(path: Path, array: np.ndarray) -> None:
    head = bytes((0, 0, 8, array.ndim)) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(head + array.tobytes()) if path.suffix == ".gz" else head + array.tobytes())


def mnist(root: Path, ending: str = "", labels: int = 5) -> np.ndarray:
    digits = DICE.integers(0, 256, (labels, 28, 28), dtype=np.uint8)
    for part in ("train", "t10k"):
        idx(root / f"{part}-images-idx3-ubyte{ending}", digits)
        idx(root / f"{part}-labels-idx1-ubyte{ending}", np.arange(labels, dtype=np.uint8))
    return digits


@pytest.mark.parametrize("protocol", [0, 2, 4])
def test_cifar_as_pickles(tmp_path: Path, protocol: int) -> None:
    data = open_data(f"cifar10:{cifar(tmp_path, protocol=protocol)}", size=32, seed=0)
    assert data.classes == tuple(NAMES) and (len(data.train), len(data.validation)) == (30, 6)
    assert data.train.labels.tolist() == [0, 1, 2] * 10
    assert torch.equal(data.train.batch([0, 7]), torch.from_numpy(PIXELS[[0, 1]].reshape(-1, 3, 32, 32)))


def test_cifar_100_in_binary(tmp_path: Path) -> None:
    folder = tmp_path / "cifar-100-binary"
    folder.mkdir()
    rows = np.concatenate([np.full((6, 1), 9), np.arange(6)[:, None] % 3, PIXELS], axis=1).astype(np.uint8)
    for name in ("train.bin", "test.bin"):
        (folder / name).write_bytes(rows.tobytes())
    (folder / "fine_label_names.txt").write_text("\n".join(NAMES))
    data = open_data(f"cifar100:{tmp_path}", size=16, seed=0, channels=1)
    assert data.train.batch(range(6)).shape == (6, 1, 16, 16) and len(data.mean) == 1
    assert data.train.labels.tolist() == [0, 1, 2, 0, 1, 2]


class Hostile:
    def __reduce__(self) -> tuple[object, ...]:
        return exec, ("raise SystemExit('it ran')",)


@pytest.mark.parametrize("protocol", [0, 2, 4])
def test_a_pickle_that_would_run_code_is_refused(tmp_path: Path, protocol: int) -> None:
    root = cifar(tmp_path)
    path = root / "cifar-10-batches-py" / "data_batch_3"
    path.write_bytes(pickle.dumps({"data": Hostile()}, protocol=protocol))
    with pytest.raises(DataError, match=r"data_batch_3 is not read: it names .*exec, which is not data\."):
        open_data(f"cifar10:{root}", size=32, seed=0)


@pytest.mark.parametrize("content", [b"", b"\x80\x02.", b"\x80\x02]", b"(lp0\n.", b"garbage", b"\x80\x02}q\x01h\x09."])
def test_broken_pickles_are_no_data(content: bytes) -> None:
    try:
        assert read_plain(content) == []
    except NotPlain:
        return


def test_labels_out_of_range_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="picture 3 has the label 7, but there are 3 classes"):
        open_data(f"cifar10:{cifar(tmp_path, labels=(0, 1, 2, 7, 1, 2))}", size=32, seed=0)


@pytest.mark.parametrize(("where", "ending"), [(".", ""), ("MNIST/raw", ""), ("raw", ".gz")])
def test_mnist_in_one_channel_or_three(tmp_path: Path, where: str, ending: str) -> None:
    digits = mnist(tmp_path / where, ending)
    one = open_data(f"mnist:{tmp_path}", size=28, seed=0, channels=1)
    assert torch.equal(one.train.batch(range(5))[:, 0], torch.from_numpy(digits)) and one.mean == (0.1307,)
    three = open_data(f"mnist:{tmp_path}", size=40, seed=0).train.batch([2, 4])
    wanted = Image.fromarray(digits[4]).resize((40, 40), Image.Resampling.BILINEAR)
    assert all(np.array_equal(three[1, channel], np.asarray(wanted)) for channel in range(3))


def test_damaged_digits_are_told(tmp_path: Path) -> None:
    mnist(tmp_path, ".gz")
    path = tmp_path / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DataError, match=r"gz is damaged: it cannot be unpacked\. Get it again\."):
        open_data(f"mnist:{tmp_path}", size=28, seed=0)
    idx(path, np.zeros((4, 28, 28), np.uint8))
    with pytest.raises(DataError, match=r"has 4 pictures, but .* 5 labels"):
        open_data(f"mnist:{tmp_path}", size=28, seed=0)


@pytest.mark.parametrize("word", sorted(known.KNOWN))
def test_what_is_not_there_is_told_and_only_a_press_downloads(
    tmp_path: Path, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(name: str) -> object:
        def fetch(root: str) -> None:
            raise OSError(101, "Network is unreachable")

        return fetch

    monkeypatch.setattr(known, "_downloader", no_network)
    with pytest.raises(DataError, match=rf"{tmp_path} holds no {word.upper()}"):
        open_data(f"{word}:{tmp_path}", size=28, seed=0)
    with pytest.raises(
        DataError, match=r"could not be downloaded to .*: network is unreachable\. Is the network there"
    ):
        open_data(f"{word}:{tmp_path}", size=28, seed=0, download=True)


def imagenet(top: Path, *, flat: bool) -> None:
    for number, wnid in enumerate(("n01440764", "n02012849", "n03126707")):
        for picture in range(3):
            for part in (top / "train" / wnid, top / "val" if flat else top / "val" / wnid):
                part.mkdir(parents=True, exist_ok=True)
                Image.new("RGB", (20, 20), (80 * number, 0, 0)).save(part / f"{wnid}_{picture}.JPEG")


@pytest.mark.parametrize("flat", [False, True])
def test_imagenet(tmp_path: Path, flat: bool) -> None:
    imagenet(tmp_path / "ILSVRC" / "Data" / "CLS-LOC", flat=flat)
    words = "n01440764 tench, Tinca tinca\nn02012849 crane\nn03126707 crane\n"
    (tmp_path / "LOC_synset_mapping.txt").write_text(words)
    if flat:
        with pytest.raises(DataError, match=r"lie in no class folders, and LOC_val_solution\.csv"):
            open_data(f"imagenet:{tmp_path}", size=16, seed=0)
        rows = [
            f"{wnid}_{number},{wnid} 1 2 3 4" for wnid in ("n01440764", "n02012849", "n03126707") for number in range(3)
        ]
        (tmp_path / "LOC_val_solution.csv").write_text("\n".join(["ImageId,PredictionString", *rows]))
    data = open_data(f"imagenet:{tmp_path}", size=16, seed=0)
    assert data.classes == ("tench", "crane (n02012849)", "crane (n03126707)")
    for pictures in (data.train, data.validation):
        reds = pictures.batch(range(9))[:, 0, 8, 8].int()
        assert (reds - 80 * pictures.labels).abs().max() < 4


def test_broken_pictures_are_skipped_only_when_told(tmp_path: Path) -> None:
    imagenet(tmp_path, flat=False)
    (tmp_path / "train" / "n02012849" / "n02012849_1.JPEG").write_bytes(b"no picture")
    with pytest.raises(DataError, match="1 picture cannot be read"):
        open_data(f"folder:{tmp_path}", size=16, seed=0)
    data = open_data(f"folder:{tmp_path}", size=16, seed=0, skip_broken=True)
    assert len(data.train) == 8 and any("1 picture is left out" in note for note in data.notes)
