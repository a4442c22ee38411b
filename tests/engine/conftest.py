"""Tiny documents, and an engine as a process, for the tests of the engine."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from alexstudio.graph import Document, Edge, LayerGraph, Node, Recipe
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.launch import engine_command, engine_environment
from alexstudio.runs.messages import Failed, read_event, to_line

TINY = {
    "train_images": 128,
    "validation_images": 32,
    "crop_margin": 4,
    "batch_size": 16,
    "epochs": 2,
    "precision": "float32",
    "validate_every": 4,
}


def chain(*nodes: Node, recipe: Recipe | None = None) -> Document:
    """A document of layers in a row."""
    graph = LayerGraph()
    for node in nodes:
        graph.add(node)
    for before, after in pairwise(nodes):
        graph.connect(Edge(before.id, 0, after.id, 0))
    return Document("Tiny", graph.freeze(), recipe or Recipe())


@pytest.fixture(scope="session")
def shared_tiny() -> Callable[..., Document]:
    """A network of a few thousand parameters with all of AlexNet's kinds of layers, on 32x32 pictures."""

    def make(**changes: Any) -> Document:
        dropout = changes.pop("dropout", 0.2)
        return chain(
            Node("input", "Input", "Input", {"channels": 3, "size": (32, 32)}, device="host"),
            Node(
                "conv1", "Conv2d", "Conv1", {"out_channels": 12, "kernel_size": (5, 5), "stride": (2, 2)}, stage="Conv1"
            ),
            Node("relu1", "ReLU", "ReLU1", stage="Conv1"),
            Node("norm1", "LocalResponseNorm", "Norm1", stage="Conv1"),
            Node("pool1", "MaxPool2d", "Pool1", {"kernel_size": (3, 3), "stride": (2, 2)}, stage="Conv1"),
            Node("conv2", "Conv2d", "Conv2", {"out_channels": 16, "kernel_size": (3, 3), "groups": 2}, stage="Conv2"),
            Node("relu2", "ReLU", "ReLU2", stage="Conv2"),
            Node("flatten", "Flatten", "Flatten", stage="FC6"),
            Node("fc6", "Linear", "FC6", {"out_features": 48}, stage="FC6"),
            Node("relu6", "ReLU", "ReLU6", stage="FC6"),
            Node("drop6", "Dropout", "Dropout6", {"p": dropout}, stage="FC6"),
            Node("fc8", "Linear", "FC8", {"out_features": 1000}, stage="FC8"),
            Node("prob", "Softmax", "Softmax", stage="FC8"),
            recipe=Recipe.model_validate({**TINY, **changes}),
        )

    return make


@pytest.fixture
def tiny(shared_tiny: Callable[..., Document]) -> Callable[..., Document]:
    """`shared_tiny`, for the tests that make their own."""
    return shared_tiny


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Tiny layers are not worth a second thread, which would wait for a busy core at every one of them."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def towers() -> Document:
    """Two towers on two logical devices that read each other once, as in 2012; every tensor that crosses has two
    readers there."""
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 3, "size": (16, 16)}, device="host"))
    for tower, device in (("a", "gpu0"), ("b", "gpu1")):
        graph.add(Node(f"conv{tower}", "Conv2d", f"Conv {tower}", {"out_channels": 4, "kernel_size": (3, 3)}, device))
        graph.add(Node(f"cat{tower}", "Concat", f"Concat {tower}", {}, device))
        graph.add(Node(f"more{tower}", "Concat", f"More {tower}", {}, device))
        graph.add(Node(f"next{tower}", "Conv2d", f"Next {tower}", {"out_channels": 4, "kernel_size": (3, 3)}, device))
        graph.connect(Edge("input", 0, f"conv{tower}", 0))
    for tower in "ab":
        for slot, other in enumerate("ab"):
            graph.connect(Edge(f"conv{other}", 0, f"cat{tower}", slot))
        graph.connect(Edge(f"cat{tower}", 0, f"more{tower}", 0))
        graph.connect(Edge("convb" if tower == "a" else "conva", 0, f"more{tower}", 1))
        graph.connect(Edge(f"more{tower}", 0, f"next{tower}", 0))
    graph.add(Node("both", "Concat", "Both", {}, "gpu0"))
    graph.add(Node("flat", "Flatten", "Flat"))
    graph.add(Node("fc", "Linear", "FC", {"out_features": 5}))
    for slot, tower in enumerate("ab"):
        graph.connect(Edge(f"next{tower}", 0, "both", slot))
    graph.connect(Edge("both", 0, "flat", 0))
    graph.connect(Edge("flat", 0, "fc", 0))
    return Document("Towers", graph.freeze())


@pytest.fixture
def make_run(tmp_path: Path) -> Callable[..., RunFolder]:
    """A run folder of a document, numbered within the test."""
    made: list[RunFolder] = []

    def make(document: Document, minutes: float | None = None, **devices: str) -> RunFolder:
        made.append(RunFolder.create(tmp_path / f"run{len(made)}", document, devices=devices, minutes=minutes))
        return made[-1]

    return make


class EngineProcess:
    """A real engine at the other end of two pipes."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            engine_command(*arguments),
            env=engine_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.lines: list[bytes] = []
        self._arrived: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._read, self._read_errors)]
        self.errors = b""
        for thread in self._threads:
            thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            self._arrived.put(read_event(line))
        self._arrived.put(None)

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        self.errors = self.process.stderr.read()

    def send(self, message: Any) -> None:
        """Send a message, or bytes as they are."""
        assert self.process.stdin is not None
        self.process.stdin.write(message if isinstance(message, bytes) else to_line(message))
        self.process.stdin.flush()

    def wait_for(self, kind: type[Any], seconds: float = 60) -> Any:
        """The next event of a kind; a `Failed` that is not waited for fails the test."""
        until = time.monotonic() + seconds
        while True:
            event = self._arrived.get(timeout=max(0.01, until - time.monotonic()))
            if isinstance(event, kind):
                return event
            assert event is not None, f"the engine ended: {self.errors.decode()}"
            assert not isinstance(event, Failed), event

    def finish(self, seconds: float = 15) -> int:
        """Close standard input and wait; the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(seconds)
        self.close()
        return code

    def close(self) -> None:
        """End it whatever it does."""
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join(5)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None and not stream.closed:
                stream.close()


@pytest.fixture
def start_engine() -> Iterator[Callable[..., EngineProcess]]:
    """Starts engines, and ends them with the test."""
    started: list[EngineProcess] = []

    def start(*arguments: str) -> EngineProcess:
        started.append(EngineProcess(*arguments))
        return started[-1]

    yield start
    for engine in started:
        engine.close()


@pytest.fixture
def python() -> str:
    """The interpreter that runs the tests."""
    return sys.executable
