"""Wires around cards: against a flood fill, in every preset, and while cards move."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest

from alexstudio.graph import LayerGraph
from alexstudio.graph.arrange import WIDTH, Direction, arrange, card_height
from alexstudio.graph.presets import load_preset, presets
from alexstudio.graph.wireways import Box, Link, Point, Router, Way, enters
from alexstudio.graph.wireways.ways import OUT

WALL = 6
"""How far ways around cards stay away from them; the lattice of the flood fill has this pitch."""


def card(x: float, y: float, wide: float = 130, high: float = 92) -> Box:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def routed(cards: dict[str, Box], *links: Link[Any]) -> Router[Any]:
    router: Router[Any] = Router()
    router.place(cards)
    router.join(links)
    router.settle()
    return router


def is_curve(way: Way) -> bool:
    return len(way.steps) == 1 and len(way.steps[0]) == 3


def entered(router: Router[Any], cards: dict[str, Box], links: list[Link[Any]]) -> list[tuple[object, str]]:
    """Wires that run through a card that is not one of their ends."""
    found = []
    for link in links:
        flat = router.ways[link.key].flat(24)
        xs, ys = zip(*flat, strict=True)
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        found += [
            (link.key, name)
            for name, box in cards.items()
            if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top
            if name not in (link.source, link.target) and enters(flat, box)
        ]
    return found


def is_square(way: Way, begin: Box, end: Box) -> bool:
    """Whether a way stands on the rims of its cards, at right angles, and goes around both."""
    flat = way.flat()
    first, last = flat[1], flat[-2]
    out, back = OUT[way.leave], OUT[way.arrive]
    straight = abs((first[0] - way.start[0]) * out[1]) + abs((first[1] - way.start[1]) * out[0]) < 0.6
    straight &= abs((last[0] - way.end[0]) * back[1]) + abs((last[1] - way.end[1]) * back[0]) < 0.6
    return straight and not enters(flat, begin, -0.1) and not enters(flat, end, -0.1)


def test_a_free_wire_is_one_curve() -> None:
    cards = {"a": card(0, 0), "b": card(300, 100)}
    way = routed(cards, Link(1, "a", "b")).ways[1]
    assert is_curve(way) and (way.leave, way.arrive) == ("right", "left")
    assert way.start == (65, 0) and way.end == (235, 100) and way.tip == (1, 0)
    assert way.at(0) == way.start and way.at(1) == pytest.approx(way.end)
    assert way.at(0.5) == pytest.approx((150, 50))


def test_a_shortcut_runs_beside_the_main_path() -> None:
    cards = {name: card(0, 110 * row) for row, name in enumerate("abcde")}
    links = [*(Link(pair, *pair) for pair in pairwise("abcde")), Link("skip", "a", "e")]
    router = routed(cards, *links)
    way = router.ways["skip"]
    assert entered(router, cards, links) == [] and is_square(way, cards["a"], cards["e"])
    assert way.leave == way.arrive and way.leave in ("left", "right") and len(way.steps) == 5
    assert max(abs(x) for x, _ in way.points()) == 65 + 20
    assert router.ways[("d", "e")].end == (0, 440 - 46), "the main path arrives in the middle"


def test_a_wire_takes_the_gap_between_two_columns() -> None:
    cards = {f"{column}{row}": card(180 * column, 110 * row) for column in range(5) for row in range(6)}
    links = [Link("far", "05", "40"), Link("back", "33", "31")]
    router = routed(cards, *links)
    assert entered(router, cards, links) == []
    for link in links:
        assert is_square(router.ways[link.key], cards[link.source], cards[link.target])


def test_wires_in_one_gap_lie_beside_each_other_and_those_of_one_value_together() -> None:
    cards = {name: card(0, 110 * row) for row, name in enumerate("abcdefgh")}
    links = [Link("one", "a", "d"), Link("other", "b", "g"), Link("same", "a", "f"), Link("third", "c", "h")]
    router = routed(cards, *links)

    def lane(key: str) -> tuple[str, float]:
        way = router.ways[key]
        return way.leave, max((abs(x) for x, _ in way.points()))

    lanes = [lane(key) for key in ("one", "other", "third")]
    assert len(set(lanes)) == 3
    assert all(one[0] != other[0] or abs(one[1] - other[1]) > 5 for one in lanes for other in lanes if one is not other)
    assert entered(router, cards, links) == []


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("name", [preset.name for preset in presets()])
def test_in_no_preset_does_a_wire_run_through_a_card(name: str, direction: Direction) -> None:
    graph = load_preset(name).graph
    cards = boxes(graph, direction)
    links = [Link(edge, edge.source, edge.target) for edge in graph.edges]
    assert entered(routed(cards, *links), cards, links) == []


def boxes(graph: LayerGraph, direction: Direction = "right") -> dict[str, Box]:
    return {
        node_id: card(*centre, WIDTH, card_height(graph[node_id]))
        for node_id, centre in arrange(graph, direction=direction).items()
    }


def is_joined(cards: dict[str, Box], begin: Box, end: Box) -> bool:
    """Whether a flood on a lattice, at the distance of ways from all cards, comes from one card to another."""
    walls = [(box[0] - WALL, box[1] - WALL, box[2] + WALL, box[3] + WALL) for box in cards.values()]

    def is_open(one: Point, other: Point) -> bool:
        x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        return not any(left < x < right and top < y < bottom for left, top, right, bottom in walls)

    def doors(box: Box) -> set[Point]:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        spots = {(box[0] - WALL, y), (box[2] + WALL, y), (x, box[1] - WALL), (x, box[3] + WALL)}
        return {spot for spot in spots if is_open(spot, spot)}

    goals, waiting = doors(end), list(doors(begin))
    seen = set(waiting)
    for x, y in waiting:
        if (x, y) in goals:
            return True
        for after in ((x + WALL, y), (x - WALL, y), (x, y + WALL), (x, y - WALL)):
            inside = -60 <= after[0] <= 372 and -60 <= after[1] <= 372
            if inside and after not in seen and is_open((x, y), after):
                seen.add(after)
                waiting.append(after)
    return False


@pytest.mark.parametrize("seed", range(0, 90, 10))
def test_a_way_is_found_where_there_is_one(seed: int) -> None:
    """Among random cards, some packed so densely that no way is left."""
    outcomes = set()
    for number in range(seed, seed + 10):
        draw = random.Random(number)
        cards: dict[str, Box] = {}
        for place in range(draw.choice((6, 14, 30, 60))):
            left, top = draw.randrange(0, 24) * 12, draw.randrange(0, 24) * 12
            box = (left, top, left + draw.choice((24, 48, 72)), top + draw.choice((24, 48)))
            if not any(
                box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]
                for other in cards.values()
            ):
                cards[f"n{place}"] = box
        names = list(cards)
        link = Link(0, names[0], names[-1])
        way = (router := routed(cards, link)).ways[0]
        expected = is_joined(cards, cards[link.source], cards[link.target])
        is_clear = entered(router, cards, [link]) == []
        outcomes.add(expected)
        if expected:
            assert is_clear, number
            assert is_curve(way) or is_square(way, cards[link.source], cards[link.target]), number
        else:
            assert is_curve(way), number
    assert True in outcomes


def test_a_walled_in_card_has_a_plain_curve() -> None:
    cards = {"in": card(0, 0, 60, 60), "out": card(600, 0)}
    cards |= {"t": card(0, -80, 300, 90), "b": card(0, 80, 300, 90), "l": card(-80, 0, 90, 300)}
    cards["r"] = card(80, 0, 90, 300)
    assert is_curve(routed(cards, Link(1, "in", "out")).ways[1])


def test_only_what_a_moved_card_affects_is_new() -> None:
    graph = load_preset("resnet18").graph
    cards = boxes(graph)
    links = [Link(edge, edge.source, edge.target) for edge in graph.edges]
    router = routed(cards, *links)
    assert router.settle() == {}
    before = dict(router.ways)
    draw = random.Random(3)
    for _ in range(12):
        name = draw.choice(list(cards))
        left, top = draw.uniform(0, 2200), draw.uniform(0, 600)
        high = cards[name][3] - cards[name][1]
        router.move(name, (left, top, left + WIDTH, top + high))
        cards[name] = (left, top, left + WIDTH, top + high)
        changed = router.settle()
        assert len(changed) < 40
        assert all(router.ways[key] is way for key, way in before.items() if key not in changed)
        before = dict(router.ways)
        assert len(entered(router, cards, links)) <= len(entered(routed(cards, *links), cards, links))


def test_a_wire_is_a_curve_again_when_the_card_in_its_way_leaves() -> None:
    cards = {"a": card(0, 0), "b": card(500, 0), "c": card(250, 300)}
    router = routed(cards, Link(1, "a", "b"))
    plain = router.ways[1]
    router.move("c", card(250, 0))
    assert not is_curve(router.settle()[1])
    router.move("c", card(250, 300))
    assert router.settle() == {1: plain}
    router.move("c", card(250, 10))
    router.settle()
    router.remove("c")
    assert router.settle() == {1: plain}


def test_a_frame_of_a_drag_may_leave_wires_for_later() -> None:
    cards = {"a": card(0, 0), "wall": card(250, 0, 130, 900)}
    cards |= {f"b{number}": card(500, 120 * number - 300) for number in range(6)}
    links = [Link(number, "a", f"b{number}") for number in range(6)]
    router = routed(cards, *links)
    assert not any(is_curve(way) for way in router.ways.values())
    router.move("a", card(0, 30))
    assert sum(not is_curve(way) for way in router.settle(most=2).values()) == 2
    later = router.settle()
    assert len(later) == 6 and entered(router, cards | {"a": card(0, 30)}, links) == []


def test_no_wire_evades_a_card_that_is_dragged_before_it_is_dropped() -> None:
    cards = {"a": card(0, 0), "b": card(500, 0), "c": card(250, 300)}
    router = routed(cards, Link(1, "a", "b"))
    router.move("c", card(250, 0))
    assert router.settle(most=6) == {} and is_curve(router.ways[1])
    assert not is_curve(router.settle()[1])


def test_wires_come_and_go() -> None:
    cards = {"a": card(0, 0), "b": card(300, 0), "c": card(0, 200)}
    router = routed(cards, Link(1, "a", "b"), Link(2, "c", "b"))
    both = router.ways[1].end
    router.join([Link(1, "a", "b")])
    changed = router.settle()
    assert set(router.ways) == {1} and changed[1].end == (235, 0) != both
    router.join([Link(1, "a", "c")])
    assert router.settle()[1].end == (0, 200 - 46)


def test_bends_of_the_user_are_kept() -> None:
    cards = {"a": card(0, 0), "b": card(500, 0), "c": card(250, 0)}
    bends = ((250.0, -200.0), (400.0, -200.0))
    way = routed(cards, Link(1, "a", "b", bends)).ways[1]
    assert [step[-1] for step in way.steps] == [*bends, way.end]
    assert (way.leave, way.arrive) == ("right", "top"), "facing the bends"
    for before, after in pairwise(way.steps):  # smooth at the bends
        (x, y), (u, v) = before[1], after[0]
        at = before[2]
        assert abs((at[0] - x) * (v - at[1]) - (at[1] - y) * (u - at[0])) < 1e-6


def test_wires_of_several_outputs_leave_apart() -> None:
    cards = {"a": card(0, 0), "b": card(500, 0), "c": card(250, 0, 130, 300)}
    ways = routed(cards, Link(1, "a", "b", share=-0.2), Link(2, "a", "b", share=0.2), Link(3, "a", "c", share=0.2)).ways
    assert is_curve(ways[3]) and ways[3].start == (65, 0.2 * 92)
    for key, share in ((1, -0.2), (2, 0.2)):
        assert ways[key].start in ((share * 130, -46), (share * 130, 46), (65, share * 92))
    assert ways[1].start != ways[2].start


def test_names_are_not_crossed_where_that_can_be_helped() -> None:
    cards = {name: card(0, 110 * row) for row, name in enumerate("abcde")}
    router: Router[Any] = Router()
    router.place(cards)
    router.join([Link(1, "a", "e")])
    router.title({"name": (65, 200, 200, 240)})
    assert router.settle()[1].leave == "left"
    router.title({"name": (65, 200, 200, 240), "other": (-200, 200, -65, 240), "wide": (-900, 205, 900, 215)})
    router.move("a", card(0, -1))
    assert entered(router, {}, []) == [] and not is_curve(router.settle()[1])


def test_places_far_apart_take_no_time() -> None:
    cards = {"a": card(0, 0), "b": card(1e7, 1e7), "c": card(5e6, 5e6), "d": card(-1e7, 3e6)}
    links = [Link(1, "a", "b"), Link(2, "d", "b"), Link(3, "b", "d")]
    assert set(routed(cards, *links).ways) == {1, 2, 3}
