"""What all processes of a training start from."""

from __future__ import annotations

from collections.abc import Callable

from alexstudio.engine.checkpoint import from_bytes, to_bytes
from alexstudio.engine.data import Data
from alexstudio.engine.explain import TrainingProblem
from alexstudio.engine.parallel.world import World
from alexstudio.engine.resumption import Resumption
from alexstudio.runs.folder import LAST, RunFolder, is_whole


def handed_out(world: World, start: Callable[[], Resumption | None]) -> Resumption | None:
    """What the first process finds to go on from, for all: the others need not see its checkpoints."""
    if world.size == 1:
        return start()
    found = start() if world.leads else None
    content = world.hand_out(to_bytes(found.content) if found else b"")
    if world.leads:
        return found
    return Resumption(from_bytes(content, "What the first process handed out")) if content else None


def check_same_data(world: World, data: Data) -> None:
    """`TrainingProblem` when this process has other data than the first one."""
    classes, sizes = list(data.classes), [len(data.train), len(data.validation)]
    if world.of_first(classes) != classes or world.of_first(sizes) != sizes:
        told = f"{len(classes):,} classes, {sizes[0]:,} training and {sizes[1]:,} validation pictures"
        raise TrainingProblem(f"The data here, {told}, are not those of the first process. Give all the same data.")


def clear_failed_start(run: RunFolder) -> None:
    """Before torchrun's next attempt: a training that was killed before its first checkpoint begins anew."""
    if not is_whole(run.path / LAST):
        run.metrics_path.unlink(missing_ok=True)
