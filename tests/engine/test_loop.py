from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
import torch

from alexstudio.engine import loop
from alexstudio.engine.checkpoint import read_checkpoint
from alexstudio.engine.course import Plateau
from alexstudio.engine.learner import Learner
from alexstudio.engine.loop import train
from alexstudio.engine.metrics import Sums, top_errors
from alexstudio.engine.pace import Pace
from alexstudio.graph import Document
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Failed, Finished, Note, Started, Step, Validated, to_line

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("one_thread")


def run_to_end(run: RunFolder, should_stop: Callable[[], bool] = lambda: False) -> list[Any]:
    events: list[Any] = []
    assert train(run, events.append, should_stop) is not isinstance(events[-1], Failed)
    return events


def of(events: list[Any], kind: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def weights(run: RunFolder) -> dict[str, torch.Tensor]:
    return read_checkpoint(run.path / "last.pt")["model"]


def same(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def test_a_tiny_network_learns(tiny: Make, make_run: Make) -> None:
    document = tiny(train_images=512, validation_images=128, epochs=8, learning_rate=0.01, validate_every=64)
    run = make_run(document)
    events = run_to_end(run)
    started, steps, checks = of(events, Started)[0], of(events, Step), of(events, Validated)
    assert events[0] is started
    assert len(started.classes) == 32
    assert (started.steps, started.steps_per_epoch, started.precision) == (8 * 32, 32, "float32")
    assert started.chance_top5 == pytest.approx(27 / 32)
    assert [step.step for step in steps] == list(range(1, 257))
    assert [steps[31].epoch, steps[32].epoch, steps[-1].epoch] == [1, 2, 8]
    assert steps[0].loss == pytest.approx(math.log(32), abs=4)
    assert steps[0].seconds_left is None and steps[0].images_per_second == 0
    assert 0 <= steps[-1].seconds_left < 1 and steps[-1].images_per_second > 0
    late = sum(step.loss for step in steps[-20:]) / 20
    assert late < 0.75 * math.log(32)
    assert [check.step for check in checks] == [64, 128, 192, 256]
    assert checks[-1].top5 < 0.4 < started.chance_top5
    assert isinstance(events[-1], Finished)
    assert (events[-1].reason, events[-1].step, events[-1].top5) == ("done", 256, checks[-1].top5)
    assert events[-1].best_top5 == min(check.top5 for check in checks)
    notes = [note.text for note in of(events, Note)]
    assert any("FC8 has 32 outputs in this run" in note for note in notes)


def test_every_event_is_in_the_log_and_the_result_is_noted(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(epochs=1))
    events = run_to_end(run)
    assert run.metrics_path.read_bytes() == b"".join(to_line(event) for event in events)
    result = json.loads((run.path / "result.json").read_text())
    assert (result["reason"], result["step"]) == ("done", 8)


def test_a_stop_ends_after_the_step_at_hand_with_a_checkpoint(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(epochs=1000))
    events: list[Any] = []
    assert train(run, events.append, lambda: len(of(events, Step)) >= 5)
    assert (events[-1].reason, events[-1].step) == ("stopped", 5)
    assert read_checkpoint(run.path / "last.pt")["step"] == 5
    assert run.checkpoint("last") == run.path / "last.pt"
    assert run.checkpoint("best") == run.path / "best.pt"


def test_a_time_limit_ends_in_the_middle_of_an_epoch(tiny: Make, make_run: Make) -> None:
    events = run_to_end(make_run(tiny(epochs=100_000), minutes=0.5 / 60))
    assert events[-1].reason == "done"
    assert 0.4 < events[-1].seconds < 10
    assert of(events, Validated)[-1].step == events[-1].step


def test_a_loss_that_is_no_number_stops_the_run_and_keeps_what_there_is(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(learning_rate=1000.0, validate_every=1, initialisation=[{"weights": "normal", "std": 0.5}]))
    events = run_to_end(run)
    last = of(events, Step)[-1]
    assert last.loss is None
    assert isinstance(events[-1], Failed)
    assert f"At step {last.step:,}" in events[-1].why and "rate is 1000" in events[-1].why
    assert json.loads((run.path / "result.json").read_text())["reason"] == "failed"
    kept = run.checkpoint("best")
    if kept is not None:
        assert all(bool(value.isfinite().all()) for value in read_checkpoint(kept)["model"].values())


def test_the_same_seed_gives_the_same_bits_and_validation_changes_none(tiny: Make, make_run: Make) -> None:
    first = make_run(tiny(dropout=0.5, validate_every=4))
    again = make_run(tiny(dropout=0.5, validate_every=4))
    often = make_run(tiny(dropout=0.5, validate_every=1))
    other = make_run(tiny(dropout=0.5, seed=7))
    losses = []
    for run in (first, again, often, other):
        torch.manual_seed(len(losses))  # what happened before a run must not matter
        losses.append([step.loss for step in of(run_to_end(run), Step)])
    assert losses[0] == losses[1] == losses[2] != losses[3]
    assert same(weights(first), weights(again))
    assert same(weights(first), weights(often))
    assert not same(weights(first), weights(other))


def test_validation_that_draws_random_numbers_would_be_seen(
    tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = make_run(tiny(dropout=0.5))
    run_to_end(honest)
    validate = Learner.validate

    def careless(self: Learner, *arguments: Any) -> Any:
        torch.rand(1)
        return validate(self, *arguments)

    monkeypatch.setattr(Learner, "validate", careless)
    disturbed = make_run(tiny(dropout=0.5))
    run_to_end(disturbed)
    assert not same(weights(honest), weights(disturbed))


def test_two_logical_devices_train_to_the_same_bits(tiny: Make, make_run: Make) -> None:
    document = tiny()
    graph = document.graph.copy()
    graph.set_device(["conv2", "relu2", "fc8"], "gpu1")
    split = Document("Split", graph.freeze(), document.recipe)
    one, two = make_run(document), make_run(split, gpu1="cpu")
    events = run_to_end(one), run_to_end(two)
    assert of(events[1], Started)[0].devices == {"gpu0": "cpu", "gpu1": "cpu", "host": "cpu"}
    assert same(weights(one), weights(two))


def test_what_cannot_start_says_so(tiny: Make, make_run: Make, tmp_path: Any) -> None:
    for run, words in (
        (make_run(tiny(), gpu0="cuda:256"), "no device 'cuda:256' for 'gpu0'. It has:"),
        (RunFolder(tmp_path / "none"), "not a run folder"),
        (make_run(tiny(data=str(tmp_path / "no_such_data"))), "no_such_data"),
    ):
        events = run_to_end(run)
        assert isinstance(events[-1], Failed)
        assert words in events[-1].why
        assert len(events) == 1


def test_a_run_is_trained_once(tiny: Make, make_run: Make) -> None:
    run = make_run(tiny(epochs=1))
    run_to_end(run)
    before = {path.name: path.read_bytes() for path in run.path.iterdir()}
    assert "already holds a training" in run_to_end(run)[-1].why
    assert {path.name: path.read_bytes() for path in run.path.iterdir()} == before


def test_an_error_of_the_engine_itself_is_a_sentence_with_its_traceback(
    tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, words in (
        (MemoryError(), "too little memory"),
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate"), "GPU has too little memory"),
        (OSError(28, "No space left on device", "/x/y"), "disk is full (/x/y)"),
        (KeyError("odd"), "does not know: KeyError: 'odd'"),
    ):

        def broken(*arguments: Any, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(loop, "choose_precision", broken)
        last = run_to_end(make_run(tiny()))[-1]
        assert words in last.why
        assert "Traceback" in last.detail


def test_the_rate_drops_when_validation_stalls(tiny: Make, make_run: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alexstudio.engine.keeper.Keeper.weigh", lambda *arguments, **named: False)
    document = tiny(schedule="plateau", patience=2, validate_every=1, epochs=2, learning_rate=0.01)
    events = run_to_end(make_run(document))
    rates = [step.rate for step in of(events, Step)]
    assert rates[:2] == [0.01] * 2
    assert sorted(set(rates), reverse=True) == pytest.approx([1e-2, 1e-3, 1e-4, 1e-5])
    assert sum("learning rate is now" in note.text for note in of(events, Note)) == 3


def test_plateau_counts() -> None:
    plateau = Plateau(patience=2)
    seen = [
        plateau.drops_now(best) for best in (True, False, False, False, True, False, False, False, False, False, False)
    ]
    assert seen == [False, False, True, False, False, False, True, False, True, False, False]


def test_errors_count_ties_as_a_draw_and_nothing_for_no_number() -> None:
    scores = torch.tensor([[3.0, 2.0, 1.0, 0.0], [0.0, 3.0, 2.0, 1.0]])
    assert top_errors(scores, torch.tensor([0, 0]), 2).tolist() == [0.5, 0.5]
    assert top_errors(scores, torch.tensor([1, 3]), 2).tolist() == [1.0, 0.5]
    flat = torch.zeros(10, 32)
    assert top_errors(flat, torch.arange(10), 5).tolist() == pytest.approx([31 / 32, 27 / 32])
    assert top_errors(flat * torch.nan, torch.arange(10), 5).tolist() == [1.0, 1.0]
    random = torch.randn(64, 32)
    labels = torch.randint(0, 32, (64,))
    hits = (random.topk(5).indices == labels[:, None]).any(1)
    assert top_errors(random, labels, 5)[1] == pytest.approx(1 - float(hits.float().mean()))
    sums = Sums()
    sums.add(3, 1.0, 0.5, 0.25)
    sums.add(1, 5.0, 0.5, 0.25)
    assert sums.means() == (2.0, 0.5, 0.25)


def test_pace_knows_nothing_at_first_and_obeys_the_deadline() -> None:
    now = [0.0]
    pace = Pace(100, deadline=50.0, clock=lambda: now[0])
    assert pace.images_per_second == 0 and pace.seconds_left() is None
    for _ in range(11):
        pace.step_begins()
        now[0] += 1.0
        pace.step_ends(32)
        now[0] += 1.0  # validation
    assert pace.images_per_second == 32
    assert pace.seconds_left() == pytest.approx(50 - 22)
    pace = Pace(12, deadline=None, clock=lambda: now[0])
    assert pace.seconds_left() is None


def test_every_problem_of_ours_is_shown_in_its_own_words() -> None:
    import importlib
    import pkgutil

    from alexstudio.engine.explain import failed

    ours = set()
    for package in ("engine", "graph", "runs", "engine.data"):
        module = importlib.import_module(f"alexstudio.{package}")
        for info in pkgutil.iter_modules(module.__path__, f"alexstudio.{package}."):
            if info.name.endswith("__main__"):
                continue
            for kind in vars(importlib.import_module(info.name)).values():
                if isinstance(kind, type) and issubclass(kind, Exception) and kind.__module__.startswith("alexstudio"):
                    ours.add(kind)
    names = {kind.__name__ for kind in ours}
    assert {"ExportProblem", "DataError", "CompileError", "RunProblem", "DeviceProblem"} <= names
    internal = {"MessageError", "EngineDied", "ParamError", "ShapeError", "OptionProblem", "PictureProblem", "NotPlain"}
    for kind in ours:
        if kind.__name__ not in internal:
            message = failed("train", kind("Words."))
            assert (message.why, message.detail) == ("Words.", ""), kind


def test_however_short_the_time_there_is_a_step_and_a_checkpoint(
    tiny: Callable[..., Document], make_run: Callable[..., RunFolder]
) -> None:
    run = make_run(tiny(epochs=100_000), minutes=1e-6)
    finished = next(event for event in run_to_end(run) if isinstance(event, Finished))
    assert finished.step == 1 and run.checkpoint("last") is not None


def test_the_seconds_of_a_continued_run_are_those_of_all_its_parts(
    tiny: Callable[..., Document], make_run: Callable[..., RunFolder]
) -> None:
    run = make_run(tiny(epochs=100_000), minutes=0.2 / 60)
    first = next(event for event in run_to_end(run) if isinstance(event, Finished))
    told: list[object] = []
    assert train(run, told.append, lambda: False, resume=True)
    second = next(event for event in told if isinstance(event, Finished))
    assert second.step > first.step and second.seconds > first.seconds
