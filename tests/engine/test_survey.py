"""What the Data page is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from alexstudio.engine.data import DataError
from alexstudio.engine.survey import preview, survey
from alexstudio.graph import Document
from alexstudio.graph.augmentation import Augmentation
from alexstudio.graph.fileformat import dumps
from alexstudio.runs.data_page import Preview, Survey


def folder(root: Path) -> Path:
    for part, count in (("train", 4), ("val", 2)):
        for name, colour in (("cat", (200, 10, 10)), ("dog", (10, 200, 10))):
            for number in range(count + (name == "cat")):
                path = root / part / name / f"{number}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                Image.new("RGB", (40, 30), colour).save(path)
    return root


def test_a_folder_is_counted_measured_and_shown(tiny: Callable[..., Document], tmp_path: Path) -> None:
    told: list[Any] = []
    found = survey(Survey(document=dumps(tiny(data=str(folder(tmp_path))))), told.append)
    assert found is not None and found.problem == "" and found.broken == ()
    assert [(one.name, one.train, one.validation) for one in found.classes] == [("cat", 5, 3), ("dog", 4, 2)]
    assert [(one.width, one.height, one.files) for one in found.sizes] == [(40, 30, 14)]
    assert found.colours is not None
    assert found.colours.mean == pytest.approx(((5 * 200 + 4 * 10) / 9, (5 * 10 + 4 * 200) / 9, 10))
    assert abs(found.colours.axes[0][0] + found.colours.axes[0][1]) < 1e-6 and found.colours.variances[1] < 1e-6
    assert [sample.label for sample in found.samples] == [0, 1, 0, 1, 0, 1, 0, 1, 0]
    assert [(one.what, one.done, one.total) for one in told] == [("files", 14, 14), ("colours", 9, 9)]


def test_broken_files_are_listed_and_skipped_when_told(tiny: Callable[..., Document], tmp_path: Path) -> None:
    (folder(tmp_path) / "train" / "dog" / "1.png").write_bytes(b"")
    found = survey(Survey(document=dumps(tiny(data=str(tmp_path)))), lambda event: None)
    assert found is not None and "1 picture cannot be read" in found.problem
    assert [(Path(one.path).name, one.why) for one in found.broken] == [("1.png", "the file is empty")]
    found = survey(Survey(document=dumps(tiny(data=str(tmp_path), skip_broken=True))), lambda event: None)
    assert found is not None and found.problem == "" and found.broken_files == 1
    assert [one.train for one in found.classes] == [5, 3]


def test_a_survey_can_be_ended_and_no_data_is_said(tiny: Callable[..., Document], tmp_path: Path) -> None:
    document = dumps(tiny(data=str(folder(tmp_path))))
    assert survey(Survey(document=document), lambda event: None, lambda: True) is None
    with pytest.raises(DataError, match="There is no folder"):
        survey(Survey(document=dumps(tiny(data=str(tmp_path / "no")))), lambda event: None)


def test_a_preview_shows_each_step_of_its_epoch(tiny: Callable[..., Document]) -> None:
    says = Augmentation(colour_noise="code", rotation=10, brightness=0.3, erasing=1)
    document = dumps(tiny(augmentation=says))
    shown = preview(Preview(document=document, sample=3, epoch=2))
    assert [one.name for one in shown.stages] == [
        "stored", "crop", "flip", "rotation", "light", "normalised", "colour noise", "erased"
    ]  # fmt: skip
    assert [one.width for one in shown.stages][:2] == [36, 32]
    assert preview(Preview(document=document, sample=3 + 128, epoch=2)) == shown
    again = preview(Preview(document=document, sample=3, epoch=3))
    assert again.stages[0] == shown.stages[0] and again.stages[4].png != shown.stages[4].png
