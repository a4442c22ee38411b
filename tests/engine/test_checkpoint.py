from __future__ import annotations

import os
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from alexstudio.engine import checkpoint
from alexstudio.engine.checkpoint import CheckpointError, from_bytes, read_checkpoint, restore_state, to_bytes
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.devices import device_map
from alexstudio.engine.keeper import BEST_SECONDS, LAST_SECONDS, Keeper
from alexstudio.engine.learner import Learner
from alexstudio.engine.loop import train
from alexstudio.files import FileProblem
from alexstudio.runs.folder import RunFolder, write_checkpoint
from alexstudio.runs.messages import Checkpointed, Failed, Note

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("one_thread")


def trained(tiny: Make, make_run: Make) -> RunFolder:
    run = make_run(tiny(epochs=1))
    assert train(run, lambda event: None, lambda: False)
    return run


def test_a_run_leaves_all_that_is_needed_to_go_on(tiny: Make, make_run: Make) -> None:
    run = trained(tiny, make_run)
    last, best = read_checkpoint(run.path / "last.pt"), read_checkpoint(run.path / "best.pt")
    assert (last["step"], last["epoch"], len(last["classes"])) == (8, 1, 32)
    assert last["environment"]["threads"] == torch.get_num_threads()
    assert last["environment"]["torch"] == torch.__version__
    assert last["environment"]["devices"]["gpu0"] == "cpu"
    assert last["random"]["cpu"].dtype == torch.uint8
    velocity = last["optimizer"]["state"][0]["momentum_buffer"]
    assert velocity.shape == last["model"]["conv1.weight"].shape
    assert best["step"] in (4, 8) and 0 <= best["top5"] <= 1
    assert all(value.is_contiguous() for value in best["model"].values())
    assert set(last["normalisation"]) == {"scale", "mean", "std"}


def test_a_flipped_bit_is_found_and_the_other_checkpoint_is_used(tiny: Make, make_run: Make) -> None:
    run = trained(tiny, make_run)
    content = bytearray((run.path / "best.pt").read_bytes())
    content[len(content) // 2] ^= 4
    (run.path / "best.pt").write_bytes(content)
    assert run.checkpoint("best") == run.path / "last.pt"
    (run.path / "last.pt").unlink()
    assert run.checkpoint("best") is None


def test_damaged_and_hostile_files_give_one_sentence_of_ours(tiny: Make, tmp_path: Path) -> None:
    canary = tmp_path / "canary"

    class Gadget:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.system, (f"touch {canary}",)

    good = to_bytes({"format": checkpoint.FORMAT, "model": {"w": torch.ones(50)}, "step": 1})
    dice = random.Random(1)
    hostile: list[bytes] = [b"", b"PK\x03\x04", b"x" * 1000, good[:-1], good[: len(good) // 2], pickle.dumps(Gadget())]
    hostile += [to_bytes(Gadget()), to_bytes([1, 2]), to_bytes({"format": "other"}), to_bytes(torch.nn.Linear(1, 1))]
    hostile += [to_bytes({"format": checkpoint.FORMAT, "model": 3})]
    hostile += [good[: dice.randrange(len(good))] for _ in range(50)]
    for number, content in enumerate(hostile):
        path = tmp_path / f"{number}.pt"
        path.write_bytes(content)
        with pytest.raises(CheckpointError) as caught:
            read_checkpoint(path)
        text = str(caught.value)
        assert str(path) in text and "weights_only" not in text and "Traceback" not in text and "\n" not in text
    assert not canary.exists()
    torch.load(__import__("io").BytesIO(to_bytes(Gadget())), weights_only=False)
    assert canary.exists()  # the gadget works where code may run
    with pytest.raises(CheckpointError, match="cannot be read"):
        read_checkpoint(tmp_path / "none.pt")
    assert from_bytes(good, "x")["step"] == 1


def test_weights_of_another_network_are_refused(tiny: Make) -> None:
    module = compile_document(tiny())
    state = checkpoint.plain_state(module)
    restore_state(module, state, "x")
    for wrong in ({}, {**state, "more": torch.ones(1)}, {**state, "fc6.bias": torch.ones(3)}, {**state, "fc6.bias": 3}):
        with pytest.raises(CheckpointError, match="x holds the weights of another network"):
            restore_state(module, wrong, "x")


def keeper(tiny: Make, make_run: Make, clock: Callable[[], float]) -> tuple[Keeper, list[Any], Learner]:
    document, events = tiny(), []
    learner = Learner(document, device_map(("host", "gpu0"), there=("cpu",)), "float32", 32)
    facts = {"classes": [], "normalisation": {}, "environment": {}}
    return Keeper(make_run(document), learner, facts, events.append, clock), events, learner


def test_files_are_written_when_due_and_the_best_weights_are_a_copy(tiny: Make, make_run: Make) -> None:
    now = [0.0]
    kept, events, learner = keeper(tiny, make_run, lambda: now[0])

    def written() -> list[str]:
        names = [Path(event.path).name for event in events if isinstance(event, Checkpointed)]
        events.clear()
        return names

    assert kept.weigh(1, 1, 1.0, 0.9, 0.5)
    assert not kept.weigh(2, 1, 1.0, 0.9, 0.5)
    kept.step_done(2, 1)
    assert written() == ["best.pt"]
    before = learner.module.get_parameter("fc6.bias").detach().clone()
    assert kept.weigh(3, 1, 0.9, 0.9, 0.5)  # the same error with less loss is better
    learner.module.get_parameter("fc6.bias").data += 1
    assert not kept.weigh(4, 1, 2.0, 0.1, 0.6)
    assert not kept.weigh(5, 1, float("nan"), 0.1, 0.0)
    kept.step_done(5, 1)
    assert written() == []
    now[0] = BEST_SECONDS
    kept.step_done(6, 1)
    assert written() == ["best.pt"]
    now[0] = LAST_SECONDS
    kept.step_done(7, 1)
    assert written() == ["last.pt"]
    kept.finish(8, 1)
    assert written() == ["last.pt"]
    run = kept._run
    assert torch.equal(read_checkpoint(run.path / "best.pt")["model"]["fc6.bias"], before)
    assert torch.equal(read_checkpoint(run.path / "last.pt")["model"]["fc6.bias"], before + 1)
    assert kept.best_top5 == 0.5
    learner.module.get_parameter("fc6.bias").data[0] = float("nan")
    kept.finish(9, 1)
    assert written() == []
    assert read_checkpoint(run.path / "last.pt")["step"] == 8


def test_a_checkpoint_that_cannot_be_written_is_said_and_training_goes_on(
    tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise FileProblem(f"{path} could not be written: no space left on device.")

    run = make_run(tiny(epochs=1))
    monkeypatch.setattr("alexstudio.engine.keeper.write_checkpoint", full)
    events: list[Any] = []
    assert not train(run, events.append, lambda: False)
    assert any("training goes on" in event.text for event in events if isinstance(event, Note))
    assert isinstance(events[-1], Failed) and "no space left" in events[-1].why
    assert len([event for event in events if event.event == "step"]) == 8


def test_a_log_that_cannot_be_written_is_said_once(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(epochs=1))
    run.metrics_path.mkdir()
    events: list[Any] = []
    assert train(run, events.append, lambda: False)
    assert sum("without a log" in event.text for event in events if isinstance(event, Note)) == 1


def test_checkpoints_are_verified_on_disk(tmp_path: Path) -> None:
    write_checkpoint(tmp_path / "a.pt", to_bytes({"format": checkpoint.FORMAT, "model": {}}))
    assert read_checkpoint(tmp_path / "a.pt")["model"] == {}
