"""What goes wrong while a network learns, each injected: a sentence, nothing lost, and on it goes where that can be."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from alexstudio import files
from alexstudio.engine import room, runlog, shortage
from alexstudio.engine.checkpoint import read_checkpoint
from alexstudio.engine.controls import Controls
from alexstudio.engine.learner import Learner
from alexstudio.engine.loop import train
from alexstudio.engine.runlog import RunLog
from alexstudio.graph import Document
from alexstudio.runs.folder import BEST, LAST, RunFolder, is_whole
from alexstudio.runs.messages import Failed, Finished, Note, Step, to_line
from alexstudio.runs.steering import Go, Paused, SetRate, WentOn
from alexstudio.runs.vitals import Norms

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("one_thread")


def go(run: RunFolder, hear: Callable[[Any], object] = lambda event: None, **more: Any) -> list[Any]:
    """Train or go on; ``hear`` does what happens meanwhile. The events."""
    events: list[Any] = []

    def send(event: Any) -> None:
        events.append(event)
        hear(event)

    train(run, send, more.pop("should_stop", lambda: False), **more)
    return events


def at_step(step: int, act: Callable[[], object]) -> Callable[[Any], None]:
    """Act once, when a step is told."""

    def hear(event: Any) -> None:
        if isinstance(event, Step) and event.step == step:
            act()

    return hear


def notes(events: list[Any]) -> list[str]:
    return [event.text for event in events if isinstance(event, Note)]


def same_weights(one: RunFolder, other: RunFolder) -> bool:
    a, b = (read_checkpoint(run.path / LAST) for run in (one, other))
    states = zip(a["model"].values(), b["model"].values(), strict=True)
    return a["step"] == b["step"] and all(torch.equal(x, y) for x, y in states)


# -- numbers that are none ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("weights", "Conv2 is the first layer whose weights are no numbers any more."),
        ("output", "FC6 is the first layer whose output is not finite."),
        ("pictures", "The pictures of this step hold values that are no numbers."),
    ],
)
def test_the_first_layer_that_is_not_finite_is_named(
    tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch, where: str, words: str
) -> None:
    steps, take = 0, Learner.take

    def poisoned(self: Learner, batch: Any) -> Any:
        nonlocal steps
        steps += 1
        if steps == 6:
            if where == "weights":
                self.module.get_parameter("conv2.weight").data[0, 0, 0, 0] = torch.nan
            elif where == "output":  # finite weights whose sums are not
                self.module.get_parameter("fc6.weight").data.fill_(3e38)
            else:
                batch[0][0, 0, 0, 0] = torch.inf
        return take(self, batch)

    monkeypatch.setattr(Learner, "take", poisoned)
    run = make_run(tiny(learning_rate=0.03, checkpoint_every=3))
    failed = go(run)[-1]
    assert isinstance(failed, Failed) and not failed.can_go_on and not failed.detail
    kept = 5 if where == "pictures" else 3 if where == "weights" else 5
    assert failed.why == (
        f"At step 6 the loss is no longer a number; the learning rate is 0.03. {words} "
        f"Try 0.003, or another initialisation. The checkpoint of step {kept} is kept."
    )
    content = read_checkpoint(run.path / LAST)
    assert content["step"] == kept and all(bool(value.isfinite().all()) for value in content["model"].values())


def test_weights_that_end_as_no_numbers_are_not_called_a_result(
    tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn = Learner.learn

    def ruins(self: Learner, *arguments: Any) -> None:
        learn(self, *arguments)
        self.module.get_parameter("fc8.bias").data[0] = torch.inf

    monkeypatch.setattr(Learner, "learn", ruins)
    failed = go(make_run(tiny(epochs=1, train_images=16, validate_every=4)))[-1]
    assert "After step 1 the weights are no longer a number" in failed.why
    assert "FC8 is the first layer whose weights" in failed.why and "There was no checkpoint yet." in failed.why


# -- memory ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried")]
)
def test_too_little_memory_tells_the_need_and_offers_half_the_batch(
    tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def short(*arguments: Any) -> None:
        raise error

    monkeypatch.setattr(shortage, "_main_memory", lambda: 1 << 20)
    run = make_run(tiny(checkpoint_every=2))
    with monkeypatch.context() as patch:
        events = go(run, at_step(4, lambda: patch.setattr(Learner, "learn", short)))
    failed = events[-1]
    assert isinstance(failed, Failed) and failed.smaller_batch == 8 and failed.can_go_on
    assert failed.why.startswith("This machine has too little memory for batches of 16. A step was predicted to need ")
    assert failed.why.endswith(", and there are 1.0 MiB. Train with batches of 8, or use a smaller network.")
    assert json.loads((run.path / "result.json").read_text())["why"] == failed.why
    assert go(run, resume=True)[-1].reason == "done"


def test_a_gpu_that_is_full_is_named_beside_what_it_has(
    tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    gpu = torch.device("cuda:0")
    monkeypatch.setattr(shortage, "device_map", lambda logical, wish: dict.fromkeys(logical, gpu))
    monkeypatch.setattr(shortage, "own_memory", lambda names: dict.fromkeys(names, 80 << 30))
    run, error = make_run(tiny(batch_size=1)), torch.OutOfMemoryError("CUDA out of memory.")
    failed = shortage.short_of_memory(Failed(command="train", why="?"), error, run)
    assert failed.why.startswith("The GPU cuda:0 has too little memory for batches of 1. A step was predicted to need")
    assert "80.0 GiB; a part of them is in use already. Use a smaller network." in failed.why
    assert failed.smaller_batch == 0


# -- a disk that is full -----------------------------------------------------------------------------------------------


class Disk:
    """A disk that takes nothing while it is full; ``tries`` is how often it is full at most."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full, self.tried, self.tries = False, 0, 10**9
        self._fdopen = os.fdopen
        monkeypatch.setattr(files.os, "fdopen", self.open)
        monkeypatch.setattr(room, "RETRY", 0.02)

    def open(self, handle: int, *mode: Any) -> Any:
        stream = self._fdopen(handle, *mode)
        if not self.is_full or self.tried == self.tries:
            return stream
        self.tried += 1
        stream.write(b"half of i")
        stream.close()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_it_waits_for_room_and_nothing_is_lost(tiny: Make, make_run: Make, disk: Disk) -> None:
    recipe = {"checkpoint_every": 4, "validate_every": 4}
    straight, run = make_run(tiny(**recipe)), make_run(tiny(**recipe))
    go(straight)
    before: dict[str, bytes] = {}
    disk.tries = 5

    def hear(event: Any) -> None:
        if isinstance(event, Step) and event.step == 6:
            before.update({name: (run.path / name).read_bytes() for name in (LAST, BEST)})
            disk.is_full = True
        if isinstance(event, Paused):
            assert event.step == 8 and is_whole(run.path / LAST) and is_whole(run.path / BEST)
            assert all((run.path / name).read_bytes() == old for name, old in before.items())
            assert not list(run.path.glob(".*.tmp"))

    events = go(run, hear)  # nobody has to press anything
    assert disk.tried == 5 and before
    assert [type(event) for event in events if isinstance(event, (Paused, WentOn))] == [Paused, WentOn]
    told = notes(events)
    assert any(re.match(rf"The disk is full: {run.path}/\S+ needs [\d.]+ kB, and .* are free\.", one) for one in told)
    assert any("There is room on the disk again" in text and "nothing was lost" in text for text in told)
    assert events[-1].reason == "done" and same_weights(run, straight)


def test_the_wait_can_be_ended_and_cut_short(tiny: Make, make_run: Make, disk: Disk, monkeypatch: Any) -> None:
    monkeypatch.setattr(room, "RETRY", 30.0)
    run, controls = make_run(tiny(checkpoint_every=2)), Controls()
    stop: list[bool] = []

    def hear(event: Any) -> None:
        if isinstance(event, Step):
            disk.is_full = event.step in (4, 8)
        if isinstance(event, Paused) and event.step == 4:
            disk.is_full = False
            controls.put(SetRate(rate=0.5))  # waits for the end of the pause
            controls.put(Go())
        elif isinstance(event, Paused):
            stop.append(True)

    began = time.monotonic()
    events = go(run, hear, should_stop=lambda: bool(stop), controls=controls)
    assert time.monotonic() - began < 20
    assert [event.rate for event in events if event.event == "rate_set"] == [0.5]
    failed = events[-1]
    assert isinstance(failed, Failed) and failed.can_go_on and failed.why.startswith("The disk is full:")
    assert failed.why.endswith("The training was stopped before there was room.")
    assert is_whole(run.path / LAST) and read_checkpoint(run.path / LAST)["step"] == 6
    disk.is_full = False
    assert go(run, resume=True)[-1].reason == "done"


def test_a_full_disk_at_the_end_is_waited_for(tiny: Make, make_run: Make, disk: Disk) -> None:
    run = make_run(tiny(epochs=1))
    disk.tries = 3
    events = go(run, at_step(8, lambda: setattr(disk, "is_full", True)))
    assert isinstance(events[-1], Finished) and disk.tried == 3
    assert read_checkpoint(run.path / LAST)["step"] == 8


def test_a_log_that_cannot_be_written_is_written_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, told, is_full = [0.0], [], [False]
    write = os.write

    def some(file: int, content: bytearray) -> int:
        if is_full[0]:  # a line that is cut in its middle, as a disk does it
            if len(content) > 10:
                return write(file, content[:10])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(file, content)

    monkeypatch.setattr(runlog.os, "write", some)
    lines = [Note(text="x" * number) for number in range(1, 40)]
    with RunLog(RunFolder(tmp_path), told.append, lambda: now[0]) as emit:
        for number, line in enumerate(lines):
            is_full[0] = 10 <= number < 30
            now[0] += 1
            emit(line)
    assert (tmp_path / "metrics.jsonl").read_bytes() == b"".join(to_line(line) for line in lines)
    extra = [event.text for event in told if event not in lines]
    assert len(extra) == 2 and "no space left on device" in extra[0] and "goes on without a log" in extra[0]
    assert "nothing is missing" in extra[1]


def test_a_log_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runlog, "LIMIT", 1000)
    (tmp_path / "metrics.jsonl").mkdir()
    told: list[Any] = []
    log = RunLog(RunFolder(tmp_path), told.append, lambda: 0.0)
    with log as emit:
        for _ in range(100):
            emit(Note(text="x" * 50))
    assert len(log._waiting) < 1000
    assert sum("it ends here" in event.text for event in told) == 1


# -- data --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two classes of sixteen pictures."""
    draw, root = np.random.default_rng(1), tmp_path / "photos"
    for part, count in (("train", 16), ("val", 2)):
        for name in ("cat", "dog"):
            (root / part / name).mkdir(parents=True)
            for number in range(count):
                pixels = draw.integers(0, 256, (36, 36, 3), dtype=np.uint8)
                Image.fromarray(pixels).save(root / part / name / f"{number:02}.png")
    return root


def with_photos(tiny: Make, photos: Path, **changes: Any) -> Document:
    return tiny(data=str(photos), batch_size=4, validate_every=100, cache="off", **changes)


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are decoded anew each time, as those of a large data set are."""
    monkeypatch.setattr("alexstudio.engine.data.pictures.KEEP_LIMIT", 0)


@pytest.mark.usefixtures("forgetful")
def test_a_folder_that_goes_away_and_comes_back(tiny: Make, make_run: Make, photos: Path) -> None:
    straight, run = (make_run(with_photos(tiny, photos)) for _ in range(2))
    go(straight)
    away = photos.with_name("elsewhere")
    failed = go(run, at_step(5, lambda: photos.rename(away)))[-1]
    step = read_checkpoint(run.path / LAST)["step"]
    assert isinstance(failed, Failed) and failed.can_go_on and 5 <= step <= 8
    assert failed.why == (
        f"The data is no longer there: {photos} is gone. "
        f"What was learned until step {step} is kept: put the data right, then go on."
    )
    away.rename(photos)
    assert go(run, resume=True)[-1].reason == "done"
    assert same_weights(run, straight), "nothing was lost, to the last bit"


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("skips", [False, True])
def test_a_picture_that_breaks_in_the_middle(tiny: Make, make_run: Make, photos: Path, skips: bool) -> None:
    bad = photos / "train" / "dog" / "03.png"
    run = make_run(with_photos(tiny, photos, skip_broken=skips))
    ended = go(run, at_step(1, lambda: bad.write_bytes(bad.read_bytes()[:200])))[-1]
    if skips:
        assert ended.reason == "done"
        return
    assert isinstance(ended, Failed) and f"The picture {bad} cannot be read" in ended.why and ended.can_go_on
    assert "put the data right, then go on" in ended.why


def test_a_class_that_is_gone_when_it_goes_on(tiny: Make, make_run: Make, photos: Path) -> None:
    run = make_run(with_photos(tiny, photos))
    go(run, should_stop=iter([False] * 6 + [True] * 100).__next__)
    for part in ("train", "val"):
        (photos / part / "dog").rename(photos / part / "fox")
    kept = (run.path / LAST).read_bytes()
    failed = go(run, resume=True)[-1]
    assert "other classes than when this training began: dog is gone and fox is new" in failed.why
    shutil.rmtree(photos / "val" / "fox")
    assert isinstance(go(run, resume=True)[-1], Failed) and (run.path / LAST).read_bytes() == kept


def test_a_label_that_is_no_class(tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from alexstudio.engine.data import shapes

    make = shapes.Shapes.__init__

    def wrong(self: Any, **arguments: Any) -> None:
        make(self, **arguments)
        self.labels[3] = 32

    monkeypatch.setattr(shapes.Shapes, "__init__", wrong)
    failed = go(make_run(tiny()))[-1]
    assert "Picture 4 of the training data has the label 32, but there are 32 classes, 0 to 31." in failed.why


# -- norms -------------------------------------------------------------------------------------------------------------


def test_norms_are_told_and_change_no_bit(tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, blind = (make_run(tiny(dropout=0.5, clip_norm=1.0)) for _ in range(2))
    told = [event for event in go(watched) if isinstance(event, Norms)]
    assert [event.step for event in told] == [1, 4, 8, 12, 16]
    for event in told:
        assert list(event.gradients) == list(event.weights) == ["conv1", "conv2", "fc6", "fc8"]
        assert all(value and value > 0 for value in (*event.gradients.values(), *event.weights.values()))
        assert event.memory.get("cpu", 1 << 30) > 1 << 20
    monkeypatch.setattr("alexstudio.engine.vitals.is_due", lambda *arguments: False)
    assert not [event for event in go(blind) if isinstance(event, Norms)]
    assert same_weights(watched, blind)


def test_norms_are_those_of_torch(tiny: Make) -> None:
    from alexstudio.engine import vitals
    from alexstudio.engine.devices import device_map

    learner = Learner(tiny(), device_map(("host", "gpu0"), there=("cpu",)), "float32", 32)
    found: list[Norms] = []
    batch = torch.randn(4, 3, 32, 32), torch.arange(4)
    learner.learn(learner.look(batch), watch=lambda: found.append(vitals.look(learner.module, 1, ())))
    again = Learner(tiny(), device_map(("host", "gpu0"), there=("cpu",)), "float32", 32)
    again.module.load_state_dict(learner.module.state_dict())
    assert found[0].gradients.keys() == {"conv1", "conv2", "fc6", "fc8"}
    layer = again.module.get_submodule("fc6")
    both = torch.cat([part.detach().flatten() for part in layer.parameters()])
    now = vitals.look(again.module, 2, ())
    assert now.gradients == {} and now.weights["fc6"] == pytest.approx(float(both.norm()), rel=1e-5)
    layer.bias.data[0] = torch.nan
    assert vitals.look(again.module, 2, ()).weights["fc6"] is None
