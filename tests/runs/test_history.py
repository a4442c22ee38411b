"""Earlier runs read from their folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from earlier_runs import earlier_run

from alexstudio.runs.folder import METRICS, RESULT, RunProblem
from alexstudio.runs.history import read_run, replay, run_folders
from alexstudio.runs.messages import Started, Step, Validated


def test_a_run_and_how_it_ended(tmp_path: Path) -> None:
    found = read_run(earlier_run(tmp_path, "one"))
    assert (found.title, found.state, found.steps, found.recipe) == ("LeNet-5", "done", 32, "Quick start")
    assert found.top5 == 0.25 / 32 and found.seconds == 61.5
    assert [step for step, _ in found.points] == [8, 16, 24, 32]
    failed = read_run(earlier_run(tmp_path, "two", reason="failed"))
    assert failed.state == "failed" and failed.why == "The disk is full." and failed.steps == 32
    unfinished = read_run(earlier_run(tmp_path, "three", reason="", steps=30))
    assert unfinished.state == "unfinished" and unfinished.steps == 30 and unfinished.top5 == 0.25 / 24


def test_newest_first_and_only_runs(tmp_path: Path) -> None:
    old, new = earlier_run(tmp_path, "a", age=1000), earlier_run(tmp_path, "b")
    (tmp_path / "notes").mkdir()
    (tmp_path / "file").write_text("x")
    assert run_folders(tmp_path) == [new, old]
    assert run_folders(tmp_path / "none") == []


@pytest.mark.parametrize("content", [b"", b"{", b'{"document": "no"}', b"\xff\xfe", b"[1]"])
def test_a_damaged_run_is_told(tmp_path: Path, content: bytes) -> None:
    path = earlier_run(tmp_path, "one")
    (path / "job.json").write_bytes(content)
    found = read_run(path)
    assert found.state == "damaged" and "job.json" in found.why and found.title == "one"


def test_a_damaged_log_or_result_hides_nothing_else(tmp_path: Path) -> None:
    path = earlier_run(tmp_path, "one")
    (path / RESULT).write_text("[1, 2")
    with (path / METRICS).open("ab") as log:
        log.write(b'{"event": "validated", "step": "x"}\n{"event":"step","st')
    found = read_run(path)
    assert found.state == "unfinished" and len(found.points) == 4
    kinds = [type(event) for event in replay(path)]
    assert kinds.count(Step) == 32 and kinds.count(Validated) == 4 and kinds[0] is Started
    (path / METRICS).unlink()
    assert read_run(path).points == ()
    with pytest.raises(RunProblem, match="cannot be read"):
        list(replay(path))
