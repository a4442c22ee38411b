"""What a user does to a training that runs, and that it is done again when the training goes on after a kill."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from alexstudio.engine.checkpoint import read_checkpoint
from alexstudio.engine.controls import Control, Controls, read_rates
from alexstudio.engine.loop import train
from alexstudio.runs.folder import LAST, RunFolder
from alexstudio.runs.messages import Checkpointed, Finished, Note, Started, Step, Validated
from alexstudio.runs.steering import CheckpointNow, Go, Pause, Paused, RateSet, SetRate, ValidateNow, WentOn
from tests.engine.test_resume import numbers, same

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("one_thread")

SHORT = {"epochs": 3, "train_images": 128, "learning_rate": 0.02}
"""24 steps, a validation every 4."""


def go(
    run: RunFolder,
    acts: dict[int, list[Control]] | None = None,
    *,
    until: int = 10**9,
    resume: bool = False,
    copies: dict[int, Path] | None = None,
) -> list[Any]:
    """Train; after a step do what ``acts`` says, and copy the folder as a kill would leave it."""
    controls, events = Controls(), []

    def hear(event: Any) -> None:
        events.append(event)
        if isinstance(event, Step):
            for command in (acts or {}).get(event.step, ()):
                controls.put(command)
            if copies and event.step in copies:
                shutil.copytree(run.path, copies[event.step])

    stopped = lambda: any(isinstance(one, Step) and one.step >= until for one in events)  # noqa: E731
    train(run, hear, stopped, resume=resume, controls=controls)
    return events


def of(events: list[Any], kind: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


@pytest.mark.parametrize(
    "recipe",
    [
        {"optimizer": "adam", "schedule": "cosine", "warmup_epochs": 1.0, "learning_rate": 0.002},
        {"optimizer": "adamw", "schedule": "dexp", "fall": 10.0, "rates": [{"kind": "biases", "decay": 0.0}]},
        {"nesterov": True, "schedule": "exponential", "clip_norm": 1.0, "label_smoothing": 0.1},
        {
            "schedule": "steps",
            "drops": [0.5, 1.25],
            "rates": [{"stages": ["Conv1"], "frozen_from": 1.0, "rate": 2.0}],
            "checkpoint_every": 3,
        },
    ],
    ids=["adam", "adamw", "nesterov", "frozen"],
)
def test_every_recipe_goes_on_with_the_same_bits(tiny: Make, make_run: Make, recipe: dict[str, Any]) -> None:
    straight, stopped = (make_run(tiny(**{**SHORT, **recipe})) for _ in range(2))
    events = go(straight)
    go(stopped, until=7)
    go(stopped, until=11, resume=True)
    go(stopped, resume=True)
    assert same(straight, stopped) and numbers(straight) == numbers(stopped)
    assert of(events, Finished)[0].step == 24
    if "drops" in recipe:
        rates = [step.rate for step in of(events, Step)]
        assert [rates[at] for at in (3, 4, 9, 10)] == pytest.approx([0.02, 0.002, 0.002, 0.0002])
        texts = [note.text for note in of(events, Note) if note.text.startswith("After")]
        assert [text.split(" epoch")[0] for text in texts] == ["After 0.5", "After 1", "After 1.25"]
        assert [one.step for one in of(events, Checkpointed) if one.path.endswith(LAST)] == [*range(3, 25, 3), 24]


def test_rates_that_were_set_are_set_again_after_a_kill(tiny: Make, make_run: Make, tmp_path: Path) -> None:
    run = make_run(tiny(**SHORT, checkpoint_every=4))
    killed = {step: tmp_path / f"at{step}" for step in (7, 11, 13)}
    acts = {5: [SetRate(factor=0.1)], 8: [SetRate(rate=0.05), SetRate(factor=0.5)], 10: [SetRate(factor=3)]}
    events = go(run, acts, copies=killed)
    assert [(one.step, one.rate) for one in of(events, RateSet)] == [
        (5, pytest.approx(0.002)), (8, 0.05), (8, pytest.approx(0.025)), (10, pytest.approx(0.075)),
    ]  # fmt: skip
    assert [step.rate for step in of(events, Step)][4:12] == pytest.approx(
        [0.02, 0.002, 0.002, 0.002, 0.025, 0.025, 0.075, 0.075]
    )
    for step in (11, 13):
        other = RunFolder(killed[step])
        again = go(other, resume=True)
        assert of(again, Started)[0].resumed_at == {11: 8, 13: 12}[step]
        assert same(run, other) and numbers(run) == numbers(other)
    early = RunFolder(killed[7])  # then the user does something else
    go(early, {6: [SetRate(rate=0.001)]}, resume=True)
    assert [step for step, _ in read_rates(early.path)] == [5, 6]
    assert not same(run, early)


def test_what_was_set_is_a_part_of_the_state(tiny: Make, make_run: Make) -> None:
    run, control = (make_run(tiny(**SHORT)) for _ in range(2))
    for one in (run, control):
        go(one, {5: [SetRate(factor=0.1)]}, until=9)
    (control.path / "rates.jsonl").unlink()
    content = read_checkpoint(control.path / LAST)
    assert content["rate_changes"] == 1 and content["scale"] == pytest.approx(0.1)
    go(run, resume=True)
    from alexstudio.engine.checkpoint import to_bytes
    from alexstudio.runs.folder import write_checkpoint

    write_checkpoint(control.path / LAST, to_bytes({**content, "scale": 1.0}))
    go(control, resume=True)
    assert not same(run, control)


def test_looking_and_writing_out_of_turn_change_nothing(tiny: Make, make_run: Make) -> None:
    recipe = {**SHORT, "schedule": "plateau", "patience": 1, "dropout": 0.5}
    plain, busy = (make_run(tiny(**recipe)) for _ in range(2))
    go(plain)
    events = go(busy, {step: [ValidateNow(), CheckpointNow()] for step in (2, 5, 9, 10)})
    assert same(plain, busy)
    asked = [one for one in of(events, Validated) if one.asked]
    assert [one.step for one in asked] == [2, 5, 9, 10] and not any(one.is_best for one in asked)
    assert {2, 5, 9, 10} <= {one.step for one in of(events, Checkpointed)}
    assert [one.step for one in of(events, Validated) if not one.asked] == list(range(4, 25, 4))


def test_a_look_stays_in_the_log(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(**SHORT))
    go(run, {5: [ValidateNow()]}, until=10)
    go(run, resume=True)
    events = [json.loads(line) for line in run.metrics_path.read_bytes().splitlines()]
    assert [one["step"] for one in events if one["event"] == "validated"] == [4, 5, *range(8, 25, 4)]


def test_pause_holds_the_steps_until_go(tiny: Make, make_run: Make) -> None:
    run, straight = make_run(tiny(**SHORT), minutes=5), make_run(tiny(**SHORT))
    controls, events = Controls(), []
    held = threading.Event()

    def hear(event: Any) -> None:
        events.append(event)
        if isinstance(event, Step) and event.step == 6:
            for command in (Pause(), Pause(), SetRate(factor=1)):
                controls.put(command)
        if isinstance(event, RateSet):
            held.set()

    worker = threading.Thread(target=lambda: train(run, hear, lambda: False, controls=controls))
    worker.start()
    assert held.wait(20)
    before = len(of(events, Step))
    time.sleep(0.15)
    assert len(of(events, Step)) == before == 6
    controls.put(Go())
    worker.join(30)
    kinds = [event for event in events if isinstance(event, (Paused, WentOn, RateSet))]
    assert [type(event) for event in kinds] == [Paused, RateSet, WentOn] and {event.step for event in kinds} == {6}
    assert events[-1].reason == "done"
    go(straight)
    a, b = (read_checkpoint(one.path / LAST)["model"] for one in (run, straight))
    assert all(torch.equal(a[name], b[name]) for name in a)


def test_a_stop_ends_a_pause(tiny: Make, make_run: Make) -> None:
    controls, events, begun = Controls(), [], time.monotonic()

    def hear(event: Any) -> None:
        events.append(event)
        if isinstance(event, Step) and event.step == 3:
            controls.put(Pause())

    train(make_run(tiny(**SHORT)), hear, lambda: bool(of(events, Paused)), controls=controls)
    assert (events[-1].reason, events[-1].step) == ("stopped", 3) and time.monotonic() - begun < 20


def test_early_stop(tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alexstudio.engine.keeper.Keeper.weigh", lambda *arguments, **named: False)
    run = make_run(tiny(**SHORT, early_stop=3))
    events = go(run)
    assert (events[-1].reason, events[-1].step) == ("done", 12)
    assert "not improved 3 times in a row: the training ends early" in of(events, Note)[-1].text
    again = go(run, resume=True)
    assert (again[-1].reason, again[-1].step) == ("done", 12) and not of(again, Step)
