"""The trainer in its best mode against the plain float32 loop of a user, for AlexNet with and without LRN.

Each side runs in a process of its own, the trainer's with the environment in which the engine starts; the rounds take
turns.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

ROUNDS, STEPS, BATCH = 3, 6, 32
MODES = ("plain", "trainer")


def main() -> None:
    """Print images a second of both, and the ratio."""
    from alexstudio.runs.launch import engine_environment

    environments = {"plain": dict(os.environ), "trainer": engine_environment()}
    for norms in (False, True):
        speeds: dict[str, list[float]] = {mode: [] for mode in MODES}
        for number in range(ROUNDS):
            for mode in MODES if number % 2 else reversed(MODES):
                command = [sys.executable, str(Path(__file__)), mode, "norms" if norms else "none"]
                told = subprocess.run(command, env=environments[mode], capture_output=True, text=True, check=True)
                speeds[mode].append(float(told.stdout.split()[-1]))
        plain, ours = (statistics.median(speeds[mode]) for mode in MODES)
        title, reach = ("AlexNet", 3.0) if norms else ("AlexNet without LRN", 2.2)
        print(
            f"{title}, batch {BATCH}: plain float32 {plain:.1f} images/s, trainer {ours:.1f}, {ours / plain:.2f}x",
            end="",
        )
        print(f" (median of {ROUNDS} rounds; reach {reach}x)")


def measure(mode: str, norms: bool) -> float:
    """Images a second of one side."""
    import time

    import torch

    x = torch.randn(BATCH, 3, 224, 224, generator=torch.Generator().manual_seed(1))
    y = torch.randint(0, 1000, (BATCH,), generator=torch.Generator().manual_seed(2))
    step = _plain(x, y, norms) if mode == "plain" else _trainer(x, y, norms)
    step()
    times = []
    for _ in range(STEPS):
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    return BATCH / statistics.median(times)


def _plain(x, y, norms):  # type: ignore[no-untyped-def]
    import torch
    from module_speed import HandWritten
    from torch import nn

    module = HandWritten()
    if not norms:
        module.norm = nn.Identity()
    optimizer = torch.optim.SGD(module.parameters(), 1e-4, 0.9, weight_decay=5e-4)

    def step() -> None:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(module(x), y)
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def _trainer(x, y, norms):  # type: ignore[no-untyped-def]
    import torch

    from alexstudio.engine.learner import Learner
    from alexstudio.engine.precision import choose_precision
    from alexstudio.graph.presets import load_preset

    document = load_preset("alexnet")
    if not norms:
        graph = document.graph.copy()
        for node in graph.nodes:
            if node.type == "LocalResponseNorm":
                graph.replace(replace(node, bypassed=True))
        document = replace(document, graph=graph.freeze())
    cpu = torch.device("cpu")
    precision = choose_precision([cpu], "auto").name
    learner = Learner(document, {"host": cpu, "gpu0": cpu}, precision, 1000)

    def step() -> None:
        learner.learn(learner.look((x, y)))

    return step


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    print(measure(sys.argv[1], sys.argv[2] == "norms"))
