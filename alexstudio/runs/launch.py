"""How the engine is started: the command and the environment, the same from the window and from the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

# glibc gives large buffers back to the kernel after every step and faults them in again, 1.3-2.1 million page faults
# for one AlexNet step; with these thresholds the same step took 0.79 s instead of 1.0 s. They are read when a process
# starts, which is why the engine's parent sets them.
_ALLOCATOR = {
    "MALLOC_TRIM_THRESHOLD_": str(16 * 2**30),
    "MALLOC_MMAP_THRESHOLD_": str(16 * 2**30),
    "MALLOC_TOP_PAD_": str(64 * 2**20),
}


def engine_command(*arguments: str) -> list[str]:
    """The command line of an engine; without arguments it serves commands on its standard input."""
    return [sys.executable, "-P", "-m", "alexstudio.engine", *arguments]


def engine_environment(base: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of an engine: this one, an allocator that keeps its memory, nothing imported from the cwd."""
    environment = {**_ALLOCATOR, **(os.environ if base is None else base)}
    environment["PYTHONSAFEPATH"] = "1"
    environment["PYTHONUNBUFFERED"] = "1"
    return environment
