from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from alexstudio.files import FileProblem
from alexstudio.graph.presets import load_preset
from alexstudio.runs import folder as folder_module
from alexstudio.runs.folder import BEST, LAST, Job, RunFolder, RunProblem, is_whole, new_run_path, write_checkpoint


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs" / "one", load_preset("alexnet"), devices={"gpu0": "cpu"}, minutes=2.5)


def test_what_was_asked_can_be_read(run: RunFolder) -> None:
    job = run.job()
    assert (job.devices, job.minutes) == ({"gpu0": "cpu"}, 2.5)
    assert run.document() == load_preset("alexnet")
    assert [path.name for path in run.path.iterdir()] == ["job.json"]
    run.write_result({"reason": "done", "top5": 0.25})
    assert json.loads((run.path / "result.json").read_text()) == {"reason": "done", "top5": 0.25}


def test_a_run_is_never_overwritten(run: RunFolder) -> None:
    before = run.job_path.read_bytes()
    with pytest.raises(RunProblem, match="already holds a run"):
        RunFolder.create(run.path, load_preset("alexnet_two_gpu"), devices={}, minutes=None)
    assert run.job_path.read_bytes() == before


def test_places_where_no_run_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300)):
        with pytest.raises(RunProblem, match="Choose another folder"):
            RunFolder.create(path, load_preset("alexnet"), devices={}, minutes=None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "is not a run folder: There is no file"),
        (b"", "is damaged"),
        (b"{}", "is damaged"),
        (b'{"document": 3}', "is damaged"),
        (b'{"document": "x", "minutes": -1}', "is damaged"),
        (b'{"document": "x", "shell": "rm"}', "is damaged"),
        (b"\xff" * 100, "is damaged"),
        (b'{"document": "{}"}', "is damaged: this is JSON, but not"),
    ],
)
def test_damaged_runs_are_one_sentence(run: RunFolder, content: bytes | None, words: str) -> None:
    run.job_path.unlink()
    if content is not None:
        run.job_path.write_bytes(content)
    with pytest.raises(RunProblem, match=words):
        run.document()


def test_a_job_is_checked() -> None:
    with pytest.raises(ValueError, match="minutes"):
        Job(document="", minutes=0)


def test_checkpoints(run: RunFolder) -> None:
    assert run.checkpoint("best") is None and run.checkpoint("last") is None
    write_checkpoint(run.path / LAST, b"last")
    assert run.checkpoint("best") == run.checkpoint("last") == run.path / LAST
    write_checkpoint(run.path / BEST, b"best")
    assert run.checkpoint("best") == run.path / BEST and run.checkpoint("last") == run.path / LAST
    assert (run.path / "best.pt.sha256").read_text() == hashlib.sha256(b"best").hexdigest()
    (run.path / BEST).write_bytes(b"damaged")
    assert run.checkpoint("best") == run.path / LAST
    (run.path / "last.pt.sha256").unlink()
    assert run.checkpoint("best") is None


def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x.pt"
    content = bytes(range(64)) + b"weights"
    write_checkpoint(path, content)
    assert is_whole(path)
    for bit in range(8 * len(content)):
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        assert not is_whole(path), bit
    for length in range(len(content)):
        path.write_bytes(content[:length])
        assert not is_whole(path), length
    path.write_bytes(content)
    assert is_whole(path)
    for noted in (b"", b"0" * 64, b"\xff", b"g" * 64):
        (tmp_path / "x.pt.sha256").write_bytes(noted)
        assert not is_whole(path)


def test_a_disk_that_lies_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = folder_module.write_atomically
    monkeypatch.setattr(folder_module, "write_atomically", lambda path, content: real(path, content[:-1]))
    with pytest.raises(FileProblem, match="does not read back the same"):
        write_checkpoint(tmp_path / "x.pt", b"weights")


def test_names_of_new_runs(tmp_path: Path) -> None:
    first = new_run_path(tmp_path, "AlexNet, two GPUs (2012)")
    assert first.parent == tmp_path and first.name.endswith("-alexnet-two-gpus-2012") and not first.exists()
    first.mkdir()
    second = new_run_path(tmp_path, "AlexNet, two GPUs (2012)")
    assert second != first and not second.exists()
    for hostile in ("../../etc", "/", "a\0b", "🙂", "", "x" * 5000, "con\n"):
        path = new_run_path(tmp_path, hostile)
        assert path.parent == tmp_path and len(path.name) < 80 and path.name.isascii() and path.name.isprintable()
