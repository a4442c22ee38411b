"""A run for other machines, and how it is followed from here."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.parallel import Split, gradient_bytes, split, traffic, value_bytes
from alexstudio.cli import main
from alexstudio.graph.presets import load_preset
from alexstudio.runs.elsewhere import SCRIPT, WORDS, Elsewhere, spread_devices, write_job
from alexstudio.runs.folder import RunFolder, RunProblem
from alexstudio.runs.follower import QUIET_SECONDS, Follower, Restarted
from alexstudio.runs.messages import Finished, Note, Started, to_line


def started(at: int = 0) -> Started:
    return Started(
        run="r", classes=("a", "b"), steps=9, steps_per_epoch=3, precision="float32", devices={}, chance_top1=0.5,
        chance_top5=0.0, resumed_at=at,
    )  # fmt: skip


def finished() -> Finished:
    return Finished(run="r", reason="done", step=9, top1=None, top5=None, best_top5=None, seconds=1.0)


# -- the folder --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nodes", [1, 2])
def test_a_job_for_other_machines(tmp_path: Path, nodes: int, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a run's folder"
    assert main(["job", "alexnet_two_gpu", "--out", str(folder), "--nodes", str(nodes), "--gpus", "4"]) == 0
    assert RunFolder(folder).document().title == load_preset("alexnet_two_gpu").title
    line = capsys.readouterr().out.splitlines()[-1]
    words = shlex.split(line)
    assert words[0] == "torchrun" and words[-4:] == ["-m", "alexstudio.engine", "--resume", str(folder)]
    assert "--nproc-per-node=4" in words and (f"--nnodes={nodes}" in words) == (nodes > 1)
    script = (folder / SCRIPT).read_text()
    assert line in script and "--gpus-per-node=8" in script and f"--nodes={nodes}\n" in script
    assert subprocess.run(["bash", "-n", str(folder / SCRIPT)], check=False).returncode == 0
    assert line in (folder / WORDS).read_text()
    assert main(["job", "alexnet_two_gpu", "--out", str(folder)]) == 2
    assert "already holds a run" in capsys.readouterr().err


def test_what_cannot_be_shared_out_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["job", "alexnet", "--out", str(tmp_path / "x"), "--nodes", "0"]) == 2
    assert "nodes must be 1 to" in capsys.readouterr().err
    assert main(["job", "alexnet", "--out", str(tmp_path / "x"), "--minutes", "-1"]) == 2
    with pytest.raises(RunProblem, match="too small for 8,192 processes"):
        write_job(tmp_path / "x", load_preset("alexnet"), Elsewhere(4096, 2))
    assert not (tmp_path / "x").exists()
    assert [spread_devices(load_preset(name)) for name in ("alexnet", "alexnet_two_gpu")] == [1, 2]


# -- following ---------------------------------------------------------------------------------------------------------


def test_a_log_is_followed_as_it_grows(tmp_path: Path) -> None:
    path, now = tmp_path / "run", [0.0]
    follower = Follower(path, clock=lambda: now[0])
    assert follower.look() == [] and not follower.is_over
    path.mkdir()
    log = path / "metrics.jsonl"
    first, second = to_line(started()), to_line(Note(text="ä"))
    log.write_bytes(first + second[:-3])
    assert follower.look() == [started()], "half a line waits for its end"
    now[0] += QUIET_SECONDS + 1
    assert follower.look() == [] and follower.is_quiet
    with log.open("ab") as stream:
        stream.write(second[-3:] + b"not an event\n")
    assert follower.look() == [Note(text="ä")] and not follower.is_quiet


def test_a_log_that_is_replaced_is_read_anew(tmp_path: Path) -> None:
    log, other = tmp_path / "metrics.jsonl", tmp_path / "other"
    log.write_bytes(to_line(started()) + to_line(Note(text="learned and lost")))
    follower = Follower(tmp_path)
    assert len(follower.look()) == 2
    other.write_bytes(to_line(started()))
    other.replace(log)
    assert follower.look() == [Restarted(), started()]
    log.write_bytes(b"")
    assert follower.look() == [Restarted()]
    log.unlink()
    assert follower.look() == []


def test_it_ends_with_the_result_and_reads_a_bounded_part_at_once(tmp_path: Path) -> None:
    many = 20_000
    log = tmp_path / "metrics.jsonl"
    log.write_bytes(to_line(started()) + to_line(Note(text="x" * 30)) * many + to_line(finished()))
    follower = Follower(tmp_path)
    looks = [follower.look()]
    while follower.is_behind:
        looks.append(follower.look())
    assert len(looks) > 3 and sum(map(len, looks)) == many + 2
    assert follower.look() == [] and not follower.is_over, "the result is not there yet"
    (tmp_path / "result.json").write_text("{}")
    assert follower.look() == [] and follower.is_over


def test_watch_shows_a_run_to_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "metrics.jsonl").write_bytes(to_line(started()) + to_line(finished()))
    (tmp_path / "result.json").write_text("{}")
    assert main(["watch", str(tmp_path)]) == 0
    assert "Done after 9 steps" in capsys.readouterr().out


def test_a_file_is_no_run_to_watch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jpg").write_text("no folder")
    assert main(["watch", str(tmp_path / "a.jpg")]) == 2
    assert "a.jpg is a file, not a run folder" in capsys.readouterr().err


# -- what crosses ------------------------------------------------------------------------------------------------------


def test_one_weird_trick_in_numbers() -> None:
    network = split(analyse(load_preset("alexnet_owt")))
    assert network == Split(others=2_469_696, dense=58_631_144, read=9216 + 4096 + 4096)
    eight = traffic(network, 8, 1024)
    assert eight.by_data == 2 * 7 / 8 * 4 * 61_100_840
    assert eight.dense_by_model == 2 * 7 / 8 * 4 * 17_408 * 1024
    assert eight.mixed < eight.by_data / 3
    batch = network.even_batch
    assert value_bytes(network.read, batch, 8) <= gradient_bytes(network.dense, 8)
    assert value_bytes(network.read, batch + 1, 8) > gradient_bytes(network.dense, 8)
    assert traffic(network, 1, 128) == (0, 0, 0)
    assert Split(1000, 0, 0).even_batch == 0
