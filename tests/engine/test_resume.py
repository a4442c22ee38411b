"""A training that was ended and goes on gives the same bits as one that never was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from alexstudio.engine import keeper, loop
from alexstudio.engine.checkpoint import read_checkpoint, to_bytes
from alexstudio.engine.loop import train
from alexstudio.runs.folder import LAST, RunFolder, is_whole, write_checkpoint
from alexstudio.runs.messages import Failed, Finished, Note, Started, Step, Validated

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("one_thread")

RECIPE = {"epochs": 6, "train_images": 128, "schedule": "plateau", "patience": 2, "learning_rate": 0.02}
"""48 steps, a validation every 4, and rates that drop."""


def numbers(run: RunFolder) -> list[dict[str, Any]]:
    """Everything that is logged and does not depend on the clock."""
    events = [json.loads(line) for line in run.metrics_path.read_bytes().splitlines()]
    clock = {"images_per_second", "seconds_left", "seconds", "run", "path", "resumed_at", "memory"}
    kept = [event for event in events if event["event"] != "checkpointed"]
    return [{name: value for name, value in event.items() if name not in clock} for event in kept]


def flat(content: Any, where: str = "") -> dict[str, Any]:
    if isinstance(content, dict):
        return {name: value for key, part in content.items() for name, value in flat(part, f"{where}/{key}").items()}
    if isinstance(content, (list, tuple)):
        return {name: value for n, part in enumerate(content) for name, value in flat(part, f"{where}/{n}").items()}
    return {where: content}


def same(one: RunFolder, other: RunFolder) -> bool:
    """Whether the last checkpoints hold the same bits: weights, velocities, random state, schedule."""
    a, b = (flat(read_checkpoint(run.path / LAST)) for run in (one, other))
    assert a.pop("/seconds") > 0 < b.pop("/seconds")
    return a.keys() == b.keys() and all(
        torch.equal(a[name], b[name]) if isinstance(a[name], torch.Tensor) else a[name] == b[name] for name in a
    )


def go(run: RunFolder, *, until: int = 10**9, resume: bool = False) -> list[Any]:
    events: list[Any] = []
    train(run, events.append, lambda: any(isinstance(one, Step) and one.step >= until for one in events), resume=resume)
    return events


@pytest.fixture
def straight(tiny: Make, make_run: Make) -> RunFolder:
    """A run that was never ended."""
    run = make_run(tiny(**RECIPE))
    assert go(run)[-1].reason == "done"
    return run


@pytest.mark.parametrize("stops", [(4,), (7,), (8, 9, 33), (1, 2, 3, 16, 17, 47)])
def test_stopped_and_resumed(tiny: Make, make_run: Make, straight: RunFolder, stops: tuple[int, ...]) -> None:
    run = make_run(tiny(**RECIPE))
    for number, step in enumerate(stops):
        ended = go(run, until=step, resume=number > 0)[-1]
        assert isinstance(ended, Finished) and (ended.reason, ended.step) == ("stopped", step)
    events = go(run, resume=True)
    started = next(event for event in events if isinstance(event, Started))
    assert started.resumed_at == stops[-1]
    assert [event.step for event in events if isinstance(event, Step)] == list(range(stops[-1] + 1, 49))
    assert events[-1].reason == "done"
    assert same(run, straight)
    assert numbers(run) == numbers(straight)


def test_the_plateau_has_dropped_the_rate_in_these_runs(straight: RunFolder) -> None:
    rates = {event["rate"] for event in numbers(straight) if event["event"] == "step"}
    assert len(rates) > 1, "else the tests above would not see a schedule that is lost"


@pytest.mark.parametrize("part", ["random", "optimizer", "plateau", "best"])
def test_each_part_of_the_state_matters(tiny: Make, make_run: Make, straight: RunFolder, part: str) -> None:
    run = make_run(tiny(**RECIPE))
    go(run, until=13)
    content = read_checkpoint(run.path / LAST)
    fresh = {"random": {"cpu": torch.Generator().manual_seed(1).get_state(), "cuda": []}, "best": {}}
    fresh["plateau"] = {"waited": 1, "drops": 2}
    if part == "optimizer":
        content["optimizer"]["state"] = {}
    else:
        content[part] = fresh[part]
    write_checkpoint(run.path / LAST, to_bytes(content))
    go(run, resume=True)
    assert not (same(run, straight) and numbers(run) == numbers(straight))


def killed(run: RunFolder, kills: int, *options: str) -> tuple[int, int]:
    """Train in forks that are killed; returns how often one was, and how often one went on from a checkpoint."""
    program = Path(__file__).with_name("killing.py")
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    found = subprocess.run(
        [sys.executable, str(program), str(run.path), str(kills), "7", *options],
        capture_output=True, text=True, timeout=200, env=environment,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr[-2000:]
    done, resumed = map(int, found.stdout.split())
    return done, resumed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_killed_thirty_times_and_resumed(tiny: Make, make_run: Make) -> None:
    recipe = {**RECIPE, "epochs": 20}
    straight, run, control = (make_run(tiny(**recipe)) for _ in range(3))
    killed(straight, 0)
    done, resumed = killed(run, 30)
    assert done == 30 and resumed >= 25
    assert same(run, straight)
    assert numbers(run) == numbers(straight)
    assert killed(control, 3, "no-random")[1] >= 2
    assert not same(control, straight), "without the random state dropout goes another way: the test can see it"


def test_a_checkpoint_is_whole_at_every_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alexstudio.runs import folder

    path = tmp_path / LAST
    write_checkpoint(path, b"first")
    real, writes = folder.write_atomically, 0

    def write(target: Path, content: bytes) -> None:
        nonlocal writes
        real(target, content)
        writes += 1
        assert is_whole(path), f"after write {writes}"

    monkeypatch.setattr(folder, "write_atomically", write)
    write_checkpoint(path, b"second")
    assert writes == 3 and path.read_bytes() == b"second"


def test_what_cannot_go_on_says_why(tiny: Make, make_run: Make) -> None:
    done = make_run(tiny(epochs=1))
    go(done)
    before = done.metrics_path.read_bytes()
    ended = go(done, resume=True)[-1]
    assert isinstance(ended, Failed) and "has done all its 8 steps" in ended.why
    assert is_whole(done.path / LAST) and b'"step":8' in before
    stopped = make_run(tiny(epochs=9))
    go(stopped, until=5)
    (stopped.path / LAST).write_bytes(b"broken")
    ended = go(stopped, resume=True)[-1]
    assert isinstance(ended, Failed) and "last checkpoint is damaged" in ended.why
    other = make_run(tiny(epochs=9))
    go(other, until=5)
    content = read_checkpoint(other.path / LAST)
    content["model"] = {"x": torch.zeros(1)}
    write_checkpoint(other.path / LAST, to_bytes(content))
    assert "weights of another network" in go(other, resume=True)[-1].why


def test_a_run_that_never_began_begins(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(epochs=1))
    events = go(run, resume=True)
    assert events[-1].reason == "done" and events[0].resumed_at == 0


def test_another_environment_is_told(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(epochs=3))
    go(run, until=5)
    content = read_checkpoint(run.path / LAST)
    content["environment"]["torch"] = "1.0"
    write_checkpoint(run.path / LAST, to_bytes(content))
    notes = [event.text for event in go(run, resume=True) if isinstance(event, Note)]
    assert notes == ["It goes on with another version of torch: the numbers will not be the same to the last bit."]


def test_a_log_that_ends_in_the_middle_of_a_line(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(epochs=3))
    go(run, until=6)
    with run.metrics_path.open("ab") as log:
        log.write(b'{"event":"st')
    events = go(run, resume=True)
    assert events[-1].reason == "done"
    steps = [event["step"] for event in numbers(run) if event["event"] == "step"]
    assert steps == list(range(1, 25))


def test_the_extra_validation_at_a_time_limit_is_forgotten(
    tiny: Make, make_run: Make, straight: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run(tiny(**RECIPE))
    events: list[Any] = []
    with monkeypatch.context() as patch:
        patch.setattr(loop.Training, "_should_stop", lambda self: any(getattr(one, "step", 0) >= 6 for one in events))
        train(run, events.append, lambda: False)
    assert [event.step for event in events if isinstance(event, Validated)] == [4, 6]
    go(run, resume=True)
    assert same(run, straight) and numbers(run) == numbers(straight)


def test_keeper_takes_over_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keeper.Keeper.__new__(keeper.Keeper)
    kept._best, kept._best_key, kept._scheduled = {}, (9.0, 9.0), {}
    kept.go_on({"best": {"top5": 0.5, "loss": 1.0, "step": 4, "epoch": 1, "top1": 0.7}})
    assert kept.best_top5 == 0.5
    assert not kept.weigh(8, 1, 1.5, 0.7, 0.5)
