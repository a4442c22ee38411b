"""What `FakeEngine` says of data sets."""

from __future__ import annotations

from alexstudio.graph.fileformat import loads
from alexstudio.runs.data_page import (
    Broken,
    ClassCount,
    Colours,
    DataSurvey,
    Preview,
    Previewed,
    Sample,
    SizeCount,
    Stage,
    Survey,
)

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAFElEQVR4nGMMqDjBAANMDEgANwcATqwBmIzIQT8AAAAASUVORK5CYII="
"""Four by four pixels."""


def invented_survey(command: Survey) -> DataSurvey:
    """Three classes and a broken file."""
    return DataSurvey(
        data=loads(command.document).recipe.data,
        classes=tuple(ClassCount(name=f"class {n}", train=400 - 100 * n, validation=40) for n in range(3)),
        sizes=(SizeCount(width=500, height=375, files=900), SizeCount(width=375, height=500, files=119)),
        broken=(Broken(path="train/class 1/7.jpg", why="the file is empty"),),
        broken_files=1,
        samples=tuple(Sample(index=n, label=n % 3, png=PNG) for n in range(12)),
        colours=Colours(
            pictures=900,
            mean=(124.0, 117.0, 104.0),
            std=(58.0, 57.0, 57.0),
            variances=(9000.0, 600.0, 100.0),
            axes=((0.58, 0.58, 0.57), (-0.71, 0.0, 0.71), (0.4, -0.82, 0.4)),
        ),
    )


def invented_preview(command: Preview) -> Previewed:
    """Four steps."""
    names = ("stored", "crop", "flip", "normalised")
    stages = tuple(Stage(name=name, width=256 if name == "stored" else 224, height=224, png=PNG) for name in names)
    return Previewed(sample=command.sample % 900, pictures=900, epoch=command.epoch, label="class 0", stages=stages)
