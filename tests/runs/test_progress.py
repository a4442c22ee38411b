from __future__ import annotations

import io

from alexstudio.runs.messages import Finished, Note, Started, Step, Validated
from alexstudio.runs.progress import Progress

STARTED = Started(run="/r", classes=("a",) * 32, steps=8, steps_per_epoch=4, precision="float32",
                  devices={"gpu0": "cpu"}, chance_top1=0.97, chance_top5=27 / 32)  # fmt: skip
FINISHED = Finished(run="/r", reason="done", step=8, top1=0.5, top5=0.25, best_top5=0.125, seconds=3725.4)


def step(number: int, loss: float | None = 1.5) -> Step:
    return Step(
        step=number, epoch=1, loss=loss, top1=0.5, top5=0.25, rate=0.01, images_per_second=88.4, seconds_left=65.2
    )


def test_plain_lines() -> None:
    lines = io.StringIO()
    progress = Progress(lines, None)
    for event in (
        STARTED,
        Note(text="A \x1b[2Jnote."),
        step(1),
        Validated(step=4, epoch=1, loss=1.25, top1=0.5, top5=0.25, is_best=True),
        Validated(step=8, epoch=2, loss=None, top1=1.0, top5=0.875, is_best=False),
        FINISHED,
    ):
        progress.show(event)
    progress.close()
    assert lines.getvalue().splitlines() == [
        "Training 32 classes for 8 steps (4 an epoch) in float32 on gpu0 = cpu; guessing has a top-5 error of 84.4 %",
        "A �[2Jnote.",
        "Step 4, epoch 1: validation loss 1.250, top-1 error 50.0 %, top-5 error 25.0 %, the best so far",
        "Step 8, epoch 2: validation loss not a number, top-1 error 100.0 %, top-5 error 87.5 %",
        "Done after 8 steps in 1:02:05: top-1 error 50.0 %, top-5 error 25.0 %, best top-5 error 12.5 %",
        "The run is in /r",
    ]


def test_a_bar_that_moves() -> None:
    lines, bar = io.StringIO(), io.StringIO()
    progress = Progress(lines, bar)
    progress.show(STARTED)
    assert progress._bar is not None
    progress._bar.mininterval = 0
    for number in range(1, 9):
        progress.show(step(number))
    progress.show(step(8, None))
    progress.show(FINISHED)
    shown = bar.getvalue()
    assert "step 4/8, loss 1.500, top-5 error 25.0 %, 88 images/s, 1:05 left" in shown
    assert " 50 %" in shown and "100 %" in shown
    assert shown.rpartition("\r")[2].strip() == "", "the bar is gone at the end"
    assert len(lines.getvalue().splitlines()) == 3, "steps leave no lines"


def test_a_training_for_some_time() -> None:
    lines, bar = io.StringIO(), io.StringIO()
    progress = Progress(lines, bar, minutes=0.5)
    progress.show(STARTED)
    progress.show(step(1))
    progress.close()
    progress.show(Finished(run="/r", reason="stopped", step=0, top1=None, top5=None, best_top5=None, seconds=0.2))
    assert "for 0.5 minutes" in lines.getvalue()
    assert lines.getvalue().splitlines()[-2] == "Stopped after 0 steps in 0:00"
    assert "step 1/8" not in bar.getvalue()
