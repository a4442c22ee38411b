"""Pictures a second in one process: decoding JPEGs in every epoch against the packed cache, with and without variation.

    python tests/benchmarks/run.py data

Times are those of the processor, so that a busy machine changes the ratios little. The peer is what a user would
write: torchvision's ImageFolder with its transforms, one picture after the other.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageFilter

PICTURES, BATCH, ROUNDS = 320, 64, 3
STORED, INPUT = 256, 224


def main() -> None:
    """Print pictures a second and ratios."""
    from torchvision.datasets import ImageFolder
    from torchvision.transforms import v2

    from alexstudio.engine.data import packed
    from alexstudio.engine.data.folder import FolderPictures
    from alexstudio.engine.data.pipeline import Pipeline
    from alexstudio.engine.data.source import IMAGENET_MEAN, IMAGENET_STD
    from alexstudio.graph.augmentation import Augmentation

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        samples = write_pictures(root / "pictures")
        source = FolderPictures(samples, STORED)
        kept = packed.PackedPictures(source, root / "entry", {})
        begin = time.process_time()
        kept.fill()
        build = PICTURES / (time.process_time() - begin)
        plain = v2.Compose(
            [
                v2.Resize(STORED),
                v2.RandomCrop(INPUT),
                v2.RandomHorizontalFlip(),
                v2.PILToTensor(),
                v2.ToDtype(torch.float32, scale=True),
                v2.Normalize(IMAGENET_MEAN, IMAGENET_STD),
            ]
        )
        peer = ImageFolder(str(root / "pictures"), plain)
        shape = Pipeline(INPUT, IMAGENET_MEAN, IMAGENET_STD)
        colour = Pipeline(INPUT, IMAGENET_MEAN, IMAGENET_STD, augmentation=Augmentation(colour_noise="code"))

        def decoded(some: list[int]) -> torch.Tensor:
            """As in every epoch of a set that is larger than memory; `FolderPictures` itself keeps what it can."""
            return torch.from_numpy(np.stack([source.make(index) for index in some]))

        raw, order = kept.batch(range(BATCH)), np.random.default_rng(0).permutation(PICTURES)
        ways: dict[str, Callable[[list[int]], object]] = {
            "JPEGs decoded": decoded,
            "packed cache": kept.batch,
            "JPEGs, crop, mirror": lambda some: shape.varied(decoded(some), 1, some),
            "packed, crop, mirror": lambda some: shape.varied(kept.batch(some), 1, some),
            "torchvision, crop, mirror": lambda some: torch.stack([peer[index][0] for index in some]),
            "crop, mirror alone": lambda some: shape.varied(raw, 1, some),
            "crop, mirror, colour alone": lambda some: colour.varied(raw, 1, some),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(ROUNDS + 1):
            for name in list(ways) if number % 2 else list(reversed(ways)):
                begin = time.process_time()
                for start in range(0, PICTURES, BATCH):
                    ways[name](order[start : start + BATCH].tolist())
                if number:
                    seconds[name].append(time.process_time() - begin)
        kept.close()
    print(
        f"{PICTURES} JPEGs of 500x375, stored at {STORED}, input {INPUT}, batches of {BATCH}; processor time, 1 thread"
    )
    print(f"{'building the cache':28}{build:10,.0f} pictures/s")
    for name, times in seconds.items():
        print(f"{name:28}{PICTURES / statistics.median(times):10,.0f} pictures/s")
    for fast, slow in (
        ("packed cache", "JPEGs decoded"),
        ("packed, crop, mirror", "JPEGs, crop, mirror"),
        ("packed, crop, mirror", "torchvision, crop, mirror"),
    ):
        ratios = [a / b for a, b in zip(seconds[slow], seconds[fast], strict=True)]
        print(f"ratio {fast} / {slow}: {statistics.median(ratios):.1f} (median of {ROUNDS} rounds; reach 10)")


def write_pictures(root: Path) -> list[tuple[Path, int]]:
    """JPEGs with about as much detail as photographs."""
    dice = np.random.default_rng(7)
    samples = []
    for number in range(PICTURES):
        path = root / f"class {number % 4}" / f"{number:04}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        coarse = Image.fromarray(dice.integers(0, 256, (24, 32, 3), dtype=np.uint8)).resize((500, 375))
        fine = Image.fromarray(dice.integers(0, 256, (375, 500, 3), dtype=np.uint8))
        picture = Image.blend(coarse, fine.filter(ImageFilter.GaussianBlur(1.5)), 0.4)
        picture.save(path, quality=90)
        samples.append((path, number % 4))
    return samples
