"""The layout of every preset, its wires around cards, and a frame of dragging a card with 50 wires among 1,000."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from alexstudio.graph import LayerGraph
from alexstudio.graph.arrange import WIDTH, arrange, card_height
from alexstudio.graph.presets import load_preset, presets
from alexstudio.graph.wireways import Box, Link, Router

FRAMES = 100
DRAGGED = 6
"""Wires that go around cards in one frame of a drag."""


def main() -> None:
    """Print milliseconds: medians of a few runs, and of many frames."""
    for preset in presets():
        graph = load_preset(preset.name).graph
        layout = _median(lambda graph=graph: arrange(graph))
        cards = _cards(graph)
        links = [Link(edge, edge.source, edge.target) for edge in graph.edges]
        wires = _median(lambda cards=cards, links=links: _routed(cards, links))
        ways = _routed(cards, links).ways.values()
        around = sum(len(way.steps) > 1 for way in ways)
        sides = list(zip(*cards.values(), strict=True))
        across, down = max(sides[2]) - min(sides[0]), max(sides[3]) - min(sides[1])
        print(
            f"{preset.name}: {len(graph)} layers laid out in {layout:.1f} ms, {across:.0f} x {down:.0f} pixels; "
            f"{len(links)} wires in {wires:.1f} ms, {around} around cards"
        )
    for most in (None, DRAGGED, 0):
        times = _drag(most)
        what = "all wires" if most is None else f"at most {most} wires"
        print(
            f"a card with 50 wires among 1,000, {what} around cards: {statistics.median(times):.1f} ms a frame, "
            f"slowest {max(times):.1f} ms"
        )


def _cards(graph: LayerGraph) -> dict[str, Box]:
    cards = {}
    for node_id, (x, y) in arrange(graph).items():
        half = card_height(graph[node_id]) / 2
        cards[node_id] = (x - WIDTH / 2, y - half, x + WIDTH / 2, y + half)
    return cards


def _routed(cards: dict[str, Box], links: list[Link[Any]]) -> Router[Any]:
    router: Router[Any] = Router()
    router.place(cards)
    router.join(links)
    router.settle()
    return router


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def _drag(most: int | None) -> list[float]:
    draw = random.Random(1)
    spots = [(190.0 * (number % 40), 120.0 * (number // 40)) for number in range(1000)]
    cards = {f"n{number}": (x, y, x + WIDTH, y + 92.0) for number, (x, y) in enumerate(spots)}
    links: list[Link[Any]] = [Link(number, f"n{number}", f"n{number + 1}") for number in range(999)]
    links += [Link(f"in {number}", f"n{draw.randrange(1000)}", "hub") for number in range(25)]
    links += [Link(f"out {number}", "hub", f"n{draw.randrange(1000)}") for number in range(25)]
    router = _routed(cards | {"hub": (3000, 3100, 3130, 3154)}, links)
    times = []
    for frame in range(FRAMES):
        x, y = 1500 + 10.3 * frame, 900 + 6.7 * frame
        begin = time.perf_counter()
        router.move("hub", (x, y, x + WIDTH, y + 54))
        router.settle(most)
        times.append(1000 * (time.perf_counter() - begin))
    return times


if __name__ == "__main__":
    main()
