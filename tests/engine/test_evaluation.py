"""A trained network judged on its data, and on a picture of one's own."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from PIL import Image

from alexstudio.engine.data.views import views
from alexstudio.engine.evaluation import classify, evaluate
from alexstudio.engine.explain import TrainingProblem
from alexstudio.engine.exporting.model import model_of
from alexstudio.engine.feeder import Feeder
from alexstudio.engine.loop import train
from alexstudio.graph import Document
from alexstudio.runs.evaluation import Classify, Evaluate, Evaluated, Evaluation
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Export, Finished, Working, read_event, to_line


@pytest.fixture(scope="module")
def trained(
    shared_tiny: Callable[..., Document], tmp_path_factory: pytest.TempPathFactory
) -> tuple[RunFolder, Finished]:
    run = RunFolder.create(tmp_path_factory.mktemp("judged") / "run", shared_tiny(), devices={}, minutes=None)
    told: list[object] = []
    assert train(run, told.append, lambda: False)
    return run, next(event for event in told if isinstance(event, Finished))


def judged(run: RunFolder, **how: object) -> tuple[Evaluation, list[object]]:
    told: list[object] = []
    command = Evaluate.model_validate({"run": str(run.path), "weights": "last", **how})
    return evaluate(command, told.append, lambda: False), told


def test_the_centre_gives_what_validation_gave(trained: tuple[RunFolder, Finished]) -> None:
    run, finished = trained
    found, told = judged(run)
    assert found.top1 == pytest.approx(finished.top1) and found.top5 == pytest.approx(finished.top5, abs=1e-3)
    assert found.images == 32 and found.k == 5 and len(found.classes) == 32 and found.step == finished.step
    assert [event.part for event in told if isinstance(event, Working)] == [0.5, 1.0]


def test_counts_agree_with_each_other(trained: tuple[RunFolder, Finished]) -> None:
    found, _ = judged(trained[0], mistakes=10)
    assert sum(count for _, _, count in found.confusion) == found.images
    wrong = sum(count for label, guess, count in found.confusion if label != guess)
    assert wrong / found.images == pytest.approx(found.top1, abs=0.1)  # equal scores count in parts
    assert sum(one.images for one in found.per_class) == found.images
    mean = sum(one.images * one.top5 for one in found.per_class if one.top5 is not None) / found.images
    assert mean == pytest.approx(found.top5, abs=1e-6)
    assert len(found.mistakes) == min(10, wrong) and list(found.mistakes) == sorted(
        found.mistakes, key=lambda one: one.right
    )
    for one in found.mistakes:
        assert one.guesses[0].label != one.label and one.guesses[0].probability >= one.right
        assert Image.open(io.BytesIO(base64.b64decode(one.png))).size == (36, 36)
    read = read_event(to_line(Evaluated(evaluation=found)))
    assert read.evaluation == found


def test_ten_views_are_corners_middle_and_mirrors() -> None:
    picture = torch.arange(2 * 3 * 6 * 6, dtype=torch.uint8).reshape(2, 3, 6, 6)
    found = list(views(picture, 4, ten=True))
    assert len(found) == 10
    assert torch.equal(found[0], picture[..., :4, :4]) and torch.equal(found[6], picture[..., 2:, 2:])
    assert torch.equal(found[8], picture[..., 1:5, 1:5]) and torch.equal(found[9], found[8].flip(-1))
    assert [view.shape for view in views(picture, 4, ten=False)] == [(2, 3, 4, 4)]


def test_probabilities_of_ten_views_are_averaged(trained: tuple[RunFolder, Finished]) -> None:
    run, _ = trained
    found, _ = judged(run, views="ten", images=8, mistakes=8)
    model = model_of(Export(out="", run=str(run.path), weights="last"), lambda event: None)
    feeder = Feeder(model.document)
    raw = feeder.data.validation.batch(range(8))
    mean, std = (torch.tensor(values)[:, None, None] for values in (feeder.data.mean, feeder.data.std))
    with torch.no_grad():
        parts = [model.module((view / 255 - mean) / std).softmax(1) for view in views(raw, 32, ten=True)]
    means = torch.stack(parts).mean(0)
    for one in found.mistakes:
        assert one.right == pytest.approx(float(means[one.index, one.label]), abs=1e-5)
        assert one.guesses[0].label == int(means[one.index].argmax())
    assert found.images == 8 and found.views == "ten"


def test_it_can_be_stopped_and_other_classes_are_refused(trained: tuple[RunFolder, Finished], tmp_path: Path) -> None:
    run, _ = trained
    with pytest.raises(TrainingProblem, match="stopped"):
        evaluate(Evaluate(run=str(run.path)), lambda event: None, lambda: True)


def test_a_picture_of_ones_own(trained: tuple[RunFolder, Finished], tmp_path: Path) -> None:
    run, finished = trained
    path = tmp_path / "my picture.png"
    Image.new("RGB", (80, 50), (200, 30, 30)).save(path)
    found = classify(Classify(run=str(run.path), path=str(path), weights="last"), lambda event: None)
    parts = [guess.probability for guess in found.guesses]
    assert len(parts) == 5 and parts == sorted(parts, reverse=True) and 0 < sum(parts) <= 1.0001
    assert found.step == finished.step and len(found.classes) == 32
    assert Image.open(io.BytesIO(base64.b64decode(found.png))).getpixel((3, 3)) == (200, 30, 30)
    with pytest.raises(TrainingProblem, match="there is no such file"):
        classify(Classify(run=str(run.path), path=str(tmp_path / "gone.png"), weights="last"), lambda event: None)
    path.write_text("no picture")
    with pytest.raises(TrainingProblem, match=r"my picture\.png cannot be read"):
        classify(Classify(run=str(run.path), path=str(path), weights="last"), lambda event: None)
