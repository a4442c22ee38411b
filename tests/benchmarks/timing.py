"""Predicted against measured step times on this machine, after calibration, and what hops between devices cost.

    python tests/benchmarks/run.py timing               as the trainer runs: all threads, by the wall
    python tests/benchmarks/run.py timing --busy        one thread, by the time of the processor: for a busy machine

``--float32``, ``--bfloat16`` or ``--hops`` after it: only that; ``--layers``: sums by type of layer.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from alexstudio.runs.launch import engine_environment

NETWORKS = {"alexnet": 8, "vgg16": 4, "resnet50": 8, "googlenet": 8}
ROUNDS = 3


def main() -> None:
    """Measure in a process of its own, started as the engine is: with an allocator that keeps its memory."""
    sys.stdout.flush()
    environment = engine_environment()
    if "--busy" in sys.argv:
        environment["OMP_NUM_THREADS"] = "1"
    paths = [str(Path(__file__).parents[2]), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    subprocess.run([sys.executable, __file__, *sys.argv[2:]], env=environment, check=True)


def predictions(precision: str) -> None:
    """Calibration and steps take turns in one process, so that both meet the same machine."""
    from alexstudio.analysis import analyse
    from alexstudio.analysis.timing import Setup, simulate
    from alexstudio.engine.calibration import Calibration
    from alexstudio.engine.calibration_cases import cases
    from alexstudio.engine.devices import check_physical
    from alexstudio.engine.measure import Stand
    from alexstudio.graph.presets import load_preset

    calibration = Calibration(check_physical("cpu"), (precision,), cases(precision))
    began, stands = time.perf_counter(), {}
    for name, batch in NETWORKS.items():
        stands[name] = Stand(load_preset(name), batch=batch, precision=precision)
        stands[name].whole()
    for number in range(ROUNDS):
        calibration.round()
        calibration.round()
        for stand in stands.values():
            stand.whole()
            stand.watched()
        print(f"round {number + 1} after {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    is_busy = "--busy" in sys.argv
    rates = {"cpu": calibration.rates(statistics.median if is_busy else min)}
    what = "medians, one thread, processor time" if is_busy else "the fastest"
    print(f"{precision}: {what} of {ROUNDS} rounds; layers: the sum of all layers and the rest")
    print(f"{'network':12}{'batch':>6}{'predicted':>12}{'measured':>12}{'ratio':>8}{'layers':>12}{'ratio':>8}")
    for name, stand in stands.items():
        report = analyse(load_preset(name))
        predicted = simulate(report, Setup.of_machine(report, rates), NETWORKS[name], precision)
        found = stand.result("median" if is_busy else "fastest")
        parts = found.forward + found.backward + found.input + found.loss + found.update
        whole = predicted.step_seconds
        print(
            f"{name:12}{found.batch:6}{whole * 1e3:9.1f} ms{found.step * 1e3:9.1f} ms{whole / found.step:8.2f}"
            f"{parts * 1e3:9.1f} ms{whole / parts:8.2f}"
        )
        if "--layers" in sys.argv:
            show_kinds(report, predicted, found)


def show_kinds(report, predicted, found) -> None:
    """Forward and backward sums by type of layer."""
    sums: dict[str, list[float]] = {}
    for layer in found.layers:
        one = sums.setdefault(report.document.graph[layer.node].type, [0.0] * 4)
        guess = predicted.layers[layer.node]
        for place, value in enumerate((guess.forward, layer.forward, guess.backward, layer.backward)):
            one[place] += value * 1e3
    for kind, (a, b, c, d) in sums.items():
        print(f"    {kind:20} forward {a:8.2f} {b:8.2f}   backward {c:8.2f} {d:8.2f}")
    for name in ("input", "loss", "update"):
        print(f"    {name:20} {predicted.phases[name] * 1e3:8.2f} {getattr(found, name) * 1e3:8.2f}")


def hops() -> None:
    """One network with its layers dealt out to two logical devices, both the CPU, against one device."""
    from alexstudio.engine.measure import Stand
    from alexstudio.graph.presets import load_preset

    document = load_preset("alexnet_two_gpu")
    graph = document.graph.copy()
    for node in graph.nodes:
        if node.device != "host":
            graph.replace(replace(node, device="gpu0"))
    one = replace(document, graph=graph.freeze())
    stands = {name: Stand(doc, batch=8, precision="float32") for name, doc in (("one", one), ("two", document))}
    for number in range(6 * ROUNDS + 1):
        for name in stands if number % 2 else reversed(stands):
            stands[name].whole()
    found = {name: stand.result("fastest") for name, stand in stands.items()}
    ratios = [b / a for a, b in zip(stands["one"].seconds, stands["two"].seconds, strict=True)]
    print(
        f"hops: two logical devices {found['two'].step * 1e3:.1f} ms, one {found['one'].step * 1e3:.1f} ms, "
        f"ratio {found['two'].step / found['one'].step:.3f}, median ratio {statistics.median(ratios):.3f} "
        "(reach 1.02)"
    )


def use_processor_time() -> None:
    """Count only the time in which the processor works for this process; right with one thread only."""
    from alexstudio.engine import calibration, measure

    calibration.perf_counter = measure.perf_counter = time.process_time


if __name__ == "__main__":
    if "--busy" in sys.argv:
        use_processor_time()
    began = time.perf_counter()
    chosen = [name[2:] for name in sys.argv[1:] if name in ("--float32", "--bfloat16", "--hops")]
    for wanted in ("float32", "bfloat16"):
        if wanted in (chosen or wanted):
            predictions(wanted)
    if "hops" in (chosen or "hops"):
        hops()
    print(f"took {time.perf_counter() - began:.0f} s")
