"""Several processes train a network as one would."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from alexstudio.engine.checkpoint import read_checkpoint
from alexstudio.engine.headless import run_job
from alexstudio.engine.loop import train
from alexstudio.engine.parallel.meeting import join
from alexstudio.engine.parallel.problem import MeetingProblem
from alexstudio.engine.parallel.ranks import Ranks, read_ranks
from alexstudio.engine.parallel.sharing import ALL, Share
from alexstudio.engine.parallel.team import Team
from alexstudio.engine.parallel.vigil import Vigil
from alexstudio.engine.parallel.world import ALONE
from alexstudio.runs.folder import LAST, RunFolder

Make = Callable[..., Any]
pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks"),
]

PLAIN = {"dropout": 0.0, "train_images": 61, "batch_size": 15, "validation_images": 33, "learning_rate": 0.02}
"""Batches of 15, 15, 15, 15 and 1: uneven shares, and none for the second process in the last one."""

PLATEAU = {"schedule": "plateau", "patience": 1, "validate_every": 1}
TOLERANCE = 2e-6
"""In relation to the largest value of a tensor: float32 rounds at 6e-8, and the sums run in another order."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONSAFEPATH": "1", **more}


def log(run: RunFolder, *kinds: str) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in run.metrics_path.read_bytes().splitlines()]
    return [event for event in events if event["event"] in kinds]


def check_same(run: RunFolder, other: RunFolder) -> None:
    """Weights, velocities and every logged number, to rounding."""
    a, b = (read_checkpoint(one.path / LAST) for one in (run, other))
    pairs = [(a["model"][name], b["model"][name]) for name in a["model"]]
    states = a["optimizer"]["state"], b["optimizer"]["state"]
    pairs += [(states[0][key]["momentum_buffer"], states[1][key]["momentum_buffer"]) for key in states[0]]
    for one, two in pairs:
        assert float((one - two).abs().max()) <= TOLERANCE * float(one.abs().max()), one.shape
    assert a["plateau"] == b["plateau"] and a["validated"] == b["validated"]
    logs = log(run, "step", "validated"), log(other, "step", "validated")
    assert [event["step"] for event in logs[0]] == [event["step"] for event in logs[1]]
    for one, two in zip(*logs, strict=True):
        for what in {"loss", "top1", "top5", "rate"} & one.keys():
            assert one[what] == pytest.approx(two[what], rel=1e-5), (one["step"], what)


# -- two forked ranks --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What two ranks did with the runs of a folder."""
    tiny: Make = request.getfixturevalue("shared_tiny")
    folder = tmp_path_factory.mktemp("parallel")
    dropped = {"dropout": 0.5, "train_images": 64, "epochs": 2, "learning_rate": 0.02}
    documents = {
        "plain": (tiny(**PLAIN, **PLATEAU), None),
        "timed": (tiny(epochs=100_000), 0.3 / 60),
        "straight": (tiny(**dropped), None),
        "stopped": (tiny(**dropped), None),
        "broken": (tiny(), None),
        "killed": (tiny(), None),
    }
    runs = {
        name: RunFolder.create(folder / name, document, devices={}, minutes=minutes)
        for name, (document, minutes) in documents.items()
    }
    program = Path(__file__).with_name("teamwork.py")
    done = subprocess.run(
        [sys.executable, str(program), str(folder), str(free_port())],
        capture_output=True, text=True, timeout=120, env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = {number: json.loads((folder / f"rank{number}.json").read_text()) for number in range(2)}
    dead = json.loads((folder / "killed.json").read_text())
    return {"runs": runs, "codes": json.loads(done.stdout), "told": told, "dead": dead, "tiny": tiny, "folder": folder}


def test_two_processes_train_as_one(forked: dict[str, Any]) -> None:
    alone = RunFolder.create(forked["folder"] / "alone", forked["tiny"](**PLAIN, **PLATEAU), devices={}, minutes=None)
    assert train(alone, lambda event: None, lambda: False)
    check_same(alone, forked["runs"]["plain"])
    assert len({event["rate"] for event in log(alone, "step")}) > 1, "the plateau was reached, by both at the same step"
    assert [forked["told"][rank]["shares"] for rank in range(2)] == [[8, 8, 8, 8, 1], [7, 7, 7, 7, 0]]
    assert forked["told"][1]["pictures"][-1] == 1
    notes = [event["text"] for event in log(forked["runs"]["plain"], "note")]
    assert "2 processes share each batch; the batch size is that of all together." in notes


def test_the_first_process_alone_tells(forked: dict[str, Any]) -> None:
    for name in ("plain", "timed", "straight", "stopped"):
        assert forked["told"][0][name][0] and forked["told"][1][name][0], name
        assert forked["told"][0][name][1] > 0 and forked["told"][1][name][1] == 0, name


def test_a_time_limit_and_a_stop_are_those_of_all(forked: dict[str, Any]) -> None:
    (timed,) = log(forked["runs"]["timed"], "finished")
    assert timed["reason"] == "done" and 0.2 < timed["seconds"] < 20
    resumed = log(forked["runs"]["stopped"], "step")
    assert [event["step"] for event in resumed] == list(range(1, 9)), "only the second process was told to stop"


def test_resumed_to_the_same_bits(forked: dict[str, Any]) -> None:
    straight, stopped = (read_checkpoint(forked["runs"][name].path / LAST) for name in ("straight", "stopped"))
    assert all(torch.equal(value, stopped["model"][name]) for name, value in straight["model"].items())
    losses = [[event["loss"] for event in log(forked["runs"][name], "step")] for name in ("straight", "stopped")]
    assert losses[0] == losses[1]


def test_a_process_that_fails_is_quoted(forked: dict[str, Any]) -> None:
    is_well, why = forked["told"][0]["broken"]
    assert not is_well and f"Process 1 on {socket.gethostname()}: The operating system refused it" in why
    assert "(/data/picture.jpg)" in why
    assert forked["told"][1]["broken"][0] is False
    assert json.loads((forked["folder"] / "broken" / "result.json").read_text())["reason"] == "failed"
    assert forked["codes"][0] == [1, 1]


def test_a_process_that_is_killed_ends_the_others(forked: dict[str, Any]) -> None:
    assert forked["codes"][1] == [1, -signal.SIGKILL]
    dead = forked["dead"]
    assert dead["seconds"] < 10 and dead["steps"] == 1
    assert dead["why"] == (
        "Another process of this training ended without a word. It can go on from its last checkpoint."
    )


# -- torchrun ----------------------------------------------------------------------------------------------------------


def test_torchrun_starts_them_again_after_one_was_killed(tiny: Make, make_run: Make) -> None:
    document = tiny(dropout=0.0, train_images=64, batch_size=8, epochs=1)
    run, alone = make_run(document), make_run(document)
    program = Path(__file__).with_name("teamwork.py")
    done = subprocess.run(
        [
            sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--max-restarts=1",
            f"--master-port={free_port()}", str(program), str(run.path),
        ],
        capture_output=True, text=True, timeout=120, env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    spoken = [json.loads(line) for line in done.stdout.splitlines()]
    resumed = [event["resumed_at"] for event in spoken if event["event"] == "started"]
    assert resumed[0] == 0 and resumed[1] > 0, "it went on from a checkpoint"
    assert [event["why"] for event in spoken if event["event"] == "failed"] == [
        "Another process of this training ended without a word. torchrun starts it again."
    ]
    assert train(alone, lambda event: None, lambda: False)
    check_same(alone, run)
    assert log(run, "failed") == [] and json.loads((run.path / "result.json").read_text())["reason"] == "done"


# -- two hosts ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def hosts() -> Iterator[tuple[str, str]]:
    """Two network namespaces with a cable between them: 10.77.0.1 and 10.77.0.2."""
    names = [f"alex{os.getpid() % 10_000}{letter}" for letter in "ab"]
    ip = shutil.which("ip")
    if ip is None:
        pytest.skip("there is no program ip")

    def call(*words: str) -> None:
        done = subprocess.run([ip, *words], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"ip {' '.join(words)} is not allowed here: {done.stderr.strip()}")

    try:
        for name in names:
            call("netns", "add", name)
        call("-n", names[0], "link", "add", names[0], "type", "veth", "peer", "name", names[1], "netns", names[1])
        for number, name in enumerate(names, 1):
            call("-n", name, "address", "add", f"10.77.0.{number}/24", "dev", name)
            for interface in ("lo", name):
                call("-n", name, "link", "set", interface, "up")
        yield names[0], names[1]
    finally:
        for name in names:
            subprocess.run([ip, "netns", "delete", name], capture_output=True)


def test_two_hosts_train_together(tiny: Make, make_run: Make, hosts: tuple[str, str]) -> None:
    run = make_run(tiny(epochs=1))
    processes = [
        subprocess.Popen(
            ["ip", "netns", "exec", host, sys.executable, "-m", "alexstudio.engine", str(run.path)],
            env=environment(RANK=str(rank), WORLD_SIZE="2", MASTER_ADDR="10.77.0.1", MASTER_PORT="29500"),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for rank, host in enumerate(hosts)
    ]  # fmt: skip
    said = [process.communicate(timeout=100) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert json.loads(said[0][0].splitlines()[-1])["event"] == "finished" and said[1][0] == b""
    assert [event["step"] for event in log(run, "step")] == list(range(1, 9))


# -- in this process ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3, 7, 40])
@pytest.mark.parametrize("batch", [0, 1, 5, 32, 33])
def test_shares_make_up_the_batch(batch: int, size: int) -> None:
    chosen = np.arange(batch)
    shares = [Share(rank, size).of(chosen) for rank in range(size)]
    assert np.concatenate(shares).tolist() == chosen.tolist()
    lengths = [len(share) for share in shares]
    assert max(lengths) - min(lengths) <= 1
    assert not batch or lengths[0] > 0
    assert ALL.of(chosen) is chosen


TEAM = {"RANK": "1", "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "29500"}


def test_ranks_from_the_environment() -> None:
    assert read_ranks({}) == Ranks() == ALONE.ranks
    found = read_ranks({**TEAM, "TORCHELASTIC_RESTART_COUNT": "1", "TORCHELASTIC_MAX_RESTARTS": "3"})
    assert (found.rank, found.size, found.host, found.port) == (1, 2, "127.0.0.1", 29500)
    assert (found.restarts, found.restarts_left) == (1, 2)
    for name, text in (
        ("RANK", "2"), ("RANK", "-1"), ("RANK", "x"), ("WORLD_SIZE", "0"), ("WORLD_SIZE", "9" * 30),
        ("WORLD_SIZE", "²"), ("MASTER_PORT", "70000"), ("LOCAL_RANK", "1"), ("MASTER_ADDR", ""),
    ):  # fmt: skip
        with pytest.raises(MeetingProblem, match=name):
            read_ranks({**TEAM, name: text})


def test_what_cannot_meet_says_so() -> None:
    began = time.monotonic()
    with pytest.raises(MeetingProblem, match=r"Process 1 cannot meet the others at 127\.0\.0\.1:"):
        join(Ranks(1, 2, host="127.0.0.1", port=free_port()), reach=0.5)
    with pytest.raises(MeetingProblem, match="Of 3 processes, 1, 2 did not come"):
        join(Ranks(0, 3, host="127.0.0.1", port=free_port()), meet=0.3)
    assert time.monotonic() - began < 10


def test_a_rendezvous_that_fails_ends_the_process(
    tiny: Make, make_run: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []

    class Ear:
        send = staticmethod(heard.append)

        def flush(self) -> None: ...

    monkeypatch.setattr(join, "__kwdefaults__", {"reach": 0.3, "meet": 0.3})
    run = make_run(tiny())
    for name, text in {**TEAM, "RANK": "0", "MASTER_PORT": str(free_port())}.items():
        monkeypatch.setenv(name, text)
    assert run_job(Ear(), run.path) == 1  # type: ignore[arg-type]
    assert "did not come" in heard[-1].why and not run.metrics_path.exists()
    assert run_job(Ear(), tmp_path / "none") == 2  # type: ignore[arg-type]
    monkeypatch.setenv("RANK", "many")
    assert run_job(Ear(), run.path) == 2  # type: ignore[arg-type]
    assert heard[-1].why == "RANK must be a number from 0 to 1, not 'many'. torchrun sets it."


def test_devices_of_several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    team = Team.__new__(Team)
    team.ranks = Ranks(1, 2, 1, 2)
    cpu, first, second = torch.device("cpu"), torch.device("cuda:0"), torch.device("cuda:1")
    assert team.settle({"host": cpu, "gpu0": cpu}) == {"host": cpu, "gpu0": cpu}
    with pytest.raises(Exception, match="cpu and cuda at once"):
        team.settle({"host": cpu, "gpu0": first, "gpu1": cpu})
    there = ("cuda:0", "cuda:1", "cuda:2", "cuda:3", "cpu")
    for module in ("alexstudio.engine.parallel.team", "alexstudio.engine.devices"):
        monkeypatch.setattr(f"{module}.inventory", lambda: there)
    monkeypatch.setattr(torch.cuda, "set_device", lambda device: None)
    found = team.settle({"host": cpu, "gpu0": first, "gpu1": second})
    assert found == {"host": cpu, "gpu0": torch.device("cuda:2"), "gpu1": torch.device("cuda:3")}
    there = there[1:]
    with pytest.raises(Exception, match="each with 2 GPUs, need 4; this one has 3"):
        team.settle({"gpu0": first, "gpu1": second})


def test_the_vigil_ends_a_process_that_waits_for_ever() -> None:
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 2)
        signal.signal(signal.SIGTERM, lambda number, frame: None)
        vigil = Vigil(patience=0.3)
        vigil.beat()
        signal.raise_signal(signal.SIGTERM)
        time.sleep(20)
        os._exit(7)
    began = time.monotonic()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert 0.2 < time.monotonic() - began < 10
