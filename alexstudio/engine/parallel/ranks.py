"""Which process of how many this one is: what torchrun, or whoever starts the processes, put into the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alexstudio.engine.parallel.problem import MeetingProblem

SIZE_LIMIT = 65_536


@dataclass(frozen=True)
class Ranks:
    """This process among those of one training; the names are torchrun's."""

    rank: int = 0
    size: int = 1
    local_rank: int = 0
    """Its number among those of this machine."""
    local_size: int = 1
    host: str = ""
    port: int = 0
    """Where they meet."""
    restarts: int = 0
    """How often torchrun has started them again."""
    restarts_left: int = 0
    has_agent: bool = False
    """Whether torchrun keeps the meeting place, rather than the first process."""


def read_ranks(environment: Mapping[str, str]) -> Ranks:
    """What the environment says; one process on its own where it says nothing. `MeetingProblem` names what is wrong."""
    if "WORLD_SIZE" not in environment and "RANK" not in environment:
        return Ranks()

    def number(name: str, least: int, most: int, otherwise: int | None = None) -> int:
        text = environment.get(name, "" if otherwise is None else str(otherwise))
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and least <= int(text) <= most):
            what = f"{name} must be a number from {least} to {most}, not {text[:40]!r}."
            raise MeetingProblem(f"{what} torchrun sets it.")
        return int(text)

    size = number("WORLD_SIZE", 1, SIZE_LIMIT)
    local_size = number("LOCAL_WORLD_SIZE", 1, size, 1)
    restarts = number("TORCHELASTIC_RESTART_COUNT", 0, 10**9 - 1, 0)
    most = number("TORCHELASTIC_MAX_RESTARTS", 0, 10**9 - 1, 0)
    host = environment.get("MASTER_ADDR", "")
    if size > 1 and not host:
        raise MeetingProblem("MASTER_ADDR must name the machine of the first process. torchrun sets it.")
    return Ranks(
        rank=number("RANK", 0, size - 1),
        size=size,
        local_rank=number("LOCAL_RANK", 0, local_size - 1, 0),
        local_size=local_size,
        host=host,
        port=number("MASTER_PORT", 1, 65_535) if size > 1 else 0,
        restarts=restarts,
        restarts_left=max(0, most - restarts),
        has_agent=environment.get("TORCHELASTIC_USE_AGENT_STORE") == "True",
    )
