"""The analysis beside ``torchinfo.summary`` on the meta device, network by network, and its growth to 10,000 nodes.

"again" is the analysis of a document whose layers are all known, as after moving a card or undo; "edited" has each time
a number in the first convolution that was never there; "anew" forgets everything first, as when a program starts.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from edits import chain
from networks import NAMES, SIDE, module, network

from alexstudio.analysis import analyse, walk
from alexstudio.graph import Document

ROUNDS = 15


def main() -> None:
    """Print medians and ratios."""
    try:
        from torchinfo import summary
    except ImportError:
        print("torchinfo is not installed: pip install torchinfo")
        return
    print(
        f"{'network':12} {'nodes':>6} {'torchinfo':>11}"
        + "".join(f"{word:>17}" for word in ("again", "edited", "anew"))
    )
    for name in NAMES:
        document, torch_module = network(name), module(name)

        def summarise(torch_module: object = torch_module) -> None:
            summary(torch_module, input_size=(1, 3, SIDE, SIDE), device="meta", verbose=0)  # type: ignore[arg-type]

        def again(document: Document = document) -> None:
            _ = analyse(document).total

        def anew(document: Document = document) -> None:
            _ = analyse(document).total

        edits = _edited(document)

        def after_an_edit(edits: Iterator[Document] = edits) -> None:
            _ = analyse(next(edits)).total

        reference, *ours = _interleaved(summarise, again, after_an_edit, anew, forget_before=3)
        shown = "".join(f"{1e6 * spent:7.0f} µs{reference / spent:6.0f}x" for spent in ours)
        print(f"{name:12} {len(document.graph):6} {1000 * reference:8.1f} ms{shown}")
    print()
    for length in (100, 1_000, 10_000):
        document = Document("Chain", chain(length).graph)
        (spent,) = _interleaved(lambda document=document: analyse(document).total)  # type: ignore[misc]
        print(f"a chain of {length:6,} nodes: {1e6 * spent / length:5.2f} µs a node")


def _edited(document: Document) -> Iterator[Document]:
    """A document with another number of maps in its first convolution, each time one that was never there."""
    first = next(node for node in document.graph.order() if node.type == "Conv2d")
    made = []
    for number in range(ROUNDS + 1):
        graph = document.graph.copy()
        graph.set_param(first.id, "out_channels", first.params["out_channels"] + 2 * number)
        made.append(Document("Edited", graph.freeze()))
    return iter(made)


def _interleaved(*calls: Callable[[], object], forget_before: int = -1) -> list[float]:
    times: list[list[float]] = [[] for _ in calls]
    for call in calls:
        call()
    for _ in range(ROUNDS):
        for place, call in enumerate(calls):
            if place == forget_before:
                walk.forget()
            begin = time.perf_counter()
            call()
            times[place].append(time.perf_counter() - begin)
    return [statistics.median(spent) for spent in times]
