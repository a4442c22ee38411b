"""How the processes of a training find each other."""

from __future__ import annotations

from datetime import timedelta

import torch
import torch.distributed as dist
from torch._C._distributed_c10d import PrefixStore, Store, TCPStore  # torch.distributed has them, but no types

from alexstudio.engine.parallel.interface import choose_interface
from alexstudio.engine.parallel.problem import MeetingProblem
from alexstudio.engine.parallel.ranks import Ranks
from alexstudio.engine.parallel.team import Team
from alexstudio.engine.parallel.world import World

REACH_SECONDS = 8.0
"""How long the meeting place may not answer."""

MEET_SECONDS = 60.0
"""How long the processes may come one after the other: each must load torch first."""

ANSWER_SECONDS = 1800.0
"""How long one may let the others wait, as for a validation or a checkpoint of its own."""


def join(ranks: Ranks, *, reach: float = REACH_SECONDS, meet: float = MEET_SECONDS) -> World:
    """Meet the others; `MeetingProblem` when the place cannot be reached or somebody does not come."""
    if ranks.size == 1:
        return World(ranks)
    where = f"{ranks.host}:{ranks.port}"
    try:
        store = TCPStore(
            ranks.host,
            ranks.port,
            ranks.size,
            is_master=ranks.rank == 0 and not ranks.has_agent,
            timeout=timedelta(seconds=reach),
            wait_for_workers=False,
        )
    except (RuntimeError, ValueError, OSError):
        raise MeetingProblem(
            f"Process {ranks.rank} cannot meet the others at {where}. Check the address, and that no firewall or other "
            "program has the port."
        ) from None
    # torchrun keeps its store when it starts the processes again: each attempt has names of its own
    place = PrefixStore(f"alexstudio/{ranks.restarts}", store)
    _wait_for_all(ranks, place, meet)
    choose_interface(ranks.host, ranks.port)
    has_nccl = torch.cuda.is_available() and dist.is_nccl_available()
    try:
        dist.init_process_group(
            "cpu:gloo,cuda:nccl" if has_nccl else "gloo",
            store=place,
            rank=ranks.rank,
            world_size=ranks.size,
            timeout=timedelta(seconds=ANSWER_SECONDS),
        )
    except RuntimeError as error:
        first = str(error).strip().partition("\n")[0][:200]
        raise MeetingProblem(f"The {ranks.size} processes met at {where} but cannot talk: {first}") from None
    return Team(ranks, place)


def _wait_for_all(ranks: Ranks, place: Store, seconds: float) -> None:
    names = [f"here/{rank}" for rank in range(ranks.size)]
    try:
        place.set(names[ranks.rank], "")
        place.wait(names, timedelta(seconds=seconds))
    except RuntimeError:
        absent = [rank for rank, name in enumerate(names) if not _is_there(place, name)]
        who = ", ".join(map(str, absent[:8])) + ("…" if len(absent) > 8 else "")
        raise MeetingProblem(
            f"Of {ranks.size} processes, {who or 'some'} did not come to {ranks.host}:{ranks.port} within "
            f"{seconds:g} seconds. Start all of them, on every machine."
        ) from None


def _is_there(place: Store, name: str) -> bool:
    try:
        return bool(place.check([name]))
    except RuntimeError:
        return False
