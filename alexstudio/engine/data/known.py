"""The data sets that have a name: what they are called, where they come from, and how to open or fetch them.

The files are read without torchvision, so that a torchvision that does not match torch cannot get in the way and no
pickle is run; torchvision is asked to download only, and only when the user pressed for it.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from alexstudio.engine.data.arrays import ArrayPictures, Split
from alexstudio.engine.data.cifar import read_cifar
from alexstudio.engine.data.idx import read_idx_set
from alexstudio.engine.data.pictures import DataError
from alexstudio.files import reason

_DIGITS = tuple(string.digits)
_CLOTHES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
_KANA = ("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo")
_BALANCED = (*string.digits, *string.ascii_uppercase, *"abdefghnqrt")


@dataclass(frozen=True)
class Known:
    """A data set: mean and std per channel for pixels in 0 .. 1, as its users have agreed on them."""

    title: str
    mean: tuple[float, ...]
    std: tuple[float, ...]
    classes: tuple[str, ...] = ()
    torchvision: str = ""
    site: str = ""


KNOWN = {
    "cifar10": Known(
        "CIFAR-10", (0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616), (), "CIFAR10", "www.cs.toronto.edu/~kriz"
    ),
    "cifar100": Known(
        "CIFAR-100", (0.5071, 0.4865, 0.4409), (0.2673, 0.2564, 0.2762), (), "CIFAR100", "www.cs.toronto.edu/~kriz"
    ),
    "mnist": Known("MNIST", (0.1307,), (0.3081,), _DIGITS, "MNIST", "yann.lecun.com/exdb/mnist"),
    "fashion-mnist": Known(
        "Fashion-MNIST", (0.2860,), (0.3530,), _CLOTHES, "FashionMNIST", "github.com/zalandoresearch/fashion-mnist"
    ),
    "kmnist": Known("KMNIST", (0.1918,), (0.3483,), _KANA, "KMNIST", "codh.rois.ac.jp/kmnist"),
    "emnist": Known("EMNIST, balanced", (0.1751,), (0.3332,), _BALANCED, "EMNIST", "www.nist.gov"),
}
"""By the word before the colon, as in ``cifar10:~/data``."""


@dataclass(frozen=True)
class Opened:
    """A set in memory."""

    classes: tuple[str, ...]
    train: ArrayPictures
    validation: ArrayPictures


def open_known(word: str, root: Path, size: int, channels: int, *, download: bool = False) -> Opened:
    """Open the set of a word of `KNOWN`; its test pictures validate. `DataError` when it is not there, or damaged.

    ``download`` lets torchvision fetch it into ``root`` first.
    """
    if download:
        fetch(word, root)
    if word in ("cifar10", "cifar100"):
        classes, train, test = read_cifar(cast(Literal["cifar10", "cifar100"], word), root)
    else:
        classes = KNOWN[word].classes
        train, test = read_idx_set(word, root, classes)

    def pictures(split: Split) -> ArrayPictures:
        return ArrayPictures(split.pixels, split.labels, size, channels)

    return Opened(classes, pictures(train), pictures(test))


def fetch(word: str, root: Path) -> None:
    """Download a set into ``root`` from its own site, checked by its MD5; `DataError` when that fails."""
    known = KNOWN[word]
    try:
        root.mkdir(parents=True, exist_ok=True)
        _downloader(known.torchvision)(str(root))
    except Exception as error:  # the network, the disk, a changed site, or torchvision itself
        raise DataError(
            f"{known.title} could not be downloaded to {root}: {reason(error)}. Is the network there? "
            f"Or get it from {known.site} yourself and choose the folder that you unpack it in."
        ) from None


def _downloader(name: str) -> Callable[[str], Any]:
    """What fetches and unpacks a set, and reads none of it."""
    from torchvision import datasets
    from torchvision.datasets.utils import download_and_extract_archive

    kind = getattr(datasets, name)
    if name.startswith("CIFAR"):  # made whole, it would run the pickles
        return lambda root: download_and_extract_archive(kind.url, root, filename=kind.filename, md5=kind.tgz_md5)
    if name == "EMNIST":
        return lambda root: kind(root, split="balanced", download=True)
    return lambda root: kind(root, download=True)
