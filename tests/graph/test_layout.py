"""The layout on plain data: items of any size, groups, wires."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from alexstudio.graph.layout import GAP, HEAD, RIM, Direction, Item, Position, lay_out
from alexstudio.graph.layout.cuts import atoms
from alexstudio.graph.layout.items import net_of
from alexstudio.graph.layout.rows import rows_of
from alexstudio.graph.layout.strands import placed

Edges = list[tuple[str, str]]


def chain(count: int, group: str = "") -> tuple[list[Item], Edges]:
    items = [Item(f"{group}{number}", 130, 54 + 38 * (number % 2), group) for number in range(count)]
    return items, [(one.id, other.id) for one, other in pairwise(items)]


def joined(*parts: tuple[list[Item], Edges]) -> tuple[list[Item], Edges]:
    items = [item for part, _ in parts for item in part]
    ends = [(one[-1].id, other[0].id) for (one, _), (other, _) in pairwise(parts)]
    return items, [edge for _, edges in parts for edge in edges] + ends


def box(item: Item, centre: Position, around: float = 0.0) -> tuple[float, float, float, float]:
    wide, high = item.width / 2 + around, item.height / 2 + around
    return centre[0] - wide, centre[1] - high, centre[0] + wide, centre[1] + high


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def overlapping(items: list[Item], centres: dict[str, Position]) -> list[tuple[str, str]]:
    pairs = combinations(items, 2)
    return [
        (one.id, other.id)
        for one, other in pairs
        if meet(box(one, centres[one.id], GAP[1] / 2 - 0.6), box(other, centres[other.id], GAP[1] / 2 - 0.6))
    ]


def size(items: list[Item], centres: dict[str, Position]) -> tuple[float, float]:
    boxes = [box(item, centres[item.id]) for item in items]
    sides = list(zip(*boxes, strict=True))
    return max(sides[2]) - min(sides[0]), max(sides[3]) - min(sides[1])


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("seed", range(40))
def test_no_two_items_of_any_size_touch(seed: int, direction: Direction) -> None:
    draw = random.Random(seed)
    count = draw.randint(1, 60)
    groups = draw.choice((("",), ("", "A", "B"), tuple("ABCDEFG")))
    items = [
        Item(f"n{number}", draw.choice((60, 130, 260)), draw.choice((54, 92, 300)), draw.choice(groups))
        for number in range(count)
    ]
    edges = [
        (f"n{draw.randrange(max(number - draw.choice((1, 3, 20)), 0), number)}", f"n{number}")
        for number in range(1, count)
        for _ in range(draw.choice((0, 1, 1, 1, 2, 3)))
    ]
    centres = lay_out(items, edges, direction)
    assert set(centres) == {item.id for item in items}
    assert overlapping(items, centres) == []
    assert centres == lay_out(items, edges, direction)


def test_branches_lie_beside_each_other_and_what_joins_them_below_their_middle() -> None:
    branches = [[f"b{branch}_{row}" for row in range(depth)] for branch, depth in enumerate((2, 4, 3, 1))]
    items = [Item(name, 130, 92, "M") for name in ["split", *(row for branch in branches for row in branch), "join"]]
    edges = [edge for branch in branches for edge in pairwise(["split", *branch, "join"])]
    centres = lay_out(items, edges)
    columns = [{centres[name][0] for name in branch} for branch in branches]
    assert all(len(column) == 1 for column in columns), "each branch is straight"
    lefts = sorted(column.pop() for column in columns)
    assert all(after - before >= 130 + 24 for before, after in pairwise(lefts))
    middle = (lefts[1] + lefts[2]) / 2
    assert centres["split"][0] == pytest.approx(middle) and centres["join"][0] == pytest.approx(middle)
    assert {centres[branch[0]][1] for branch in branches} == {centres["b0_0"][1]}
    assert centres["join"][1] > centres["b1_3"][1]


def test_the_main_path_is_straight_beside_a_branch() -> None:
    items, edges = chain(9, "R")
    items.insert(2, Item("skip", 130, 92, "R"))
    net = placed(net_of(items, [*edges, ("R0", "skip"), ("skip", "R7")]))
    assert len({net.centres[f"R{number}"][0] for number in range(9)}) == 1
    assert abs(net.centres["skip"][0] - net.centres["R0"][0]) >= 130 + 24
    assert net.spine == net.centres["R8"][0]


def test_wires_cross_no_more_than_they_must() -> None:
    ids = ["a", "b", "c", "x", "y", "z", "end"]
    items = [Item(name, 130, 54) for name in ids]
    net = net_of(items, [("a", "z"), ("b", "y"), ("c", "x"), *((name, "end") for name in "xyz")])
    order = [[ids[cell] for cell in row if cell < len(ids)] for row in rows_of(net).rows]
    assert [{"a": "z", "b": "y", "c": "x"}[name] for name in order[0]] == order[1]


def test_a_column_for_each_group_while_that_is_a_good_picture() -> None:
    items, edges = joined(*(chain(4, group) for group in "ABCDE"))
    centres = lay_out(items, edges)
    assert [len({centres[f"{group}{row}"][0] for row in range(4)}) for group in "ABCDE"] == [1] * 5
    assert [centres[f"{group}0"][1] for group in "ABCDE"] == [27.0] * 5
    assert [after - before for before, after in pairwise(centres[f"{group}0"][0] for group in "ABCDE")] == [172.0] * 4


@pytest.mark.parametrize(
    ("items", "edges"),
    [
        joined(*(chain(9, f"Block {number} ") for number in range(50))),
        chain(25),
        chain(160, "One"),
        joined(chain(4, "A"), chain(120, "B"), chain(4, "C")),
        joined(*(chain(3, f"S{number} ") for number in range(40))),
    ],
    ids=["50 blocks", "no groups", "one tall group", "a tall group between", "40 small groups"],
)
def test_deep_networks_fill_a_page(items: list[Item], edges: Edges) -> None:
    centres = lay_out(items, edges)
    across, down = size(items, centres)
    assert 1 <= across / (down + HEAD) <= 4
    ways = [centres[end][0] - centres[begin][0] for begin, end in edges]
    assert min(ways) > -1, "columns follow each other from left to right"
    across, down = size(items, lay_out(items, edges, "down"))
    assert 0.35 <= across / (down + HEAD) <= 1.6


@pytest.mark.parametrize("direction", ["right", "down"])
def test_the_frame_of_a_group_holds_no_card_of_another(direction: Direction) -> None:
    for lengths in ((4, 120, 4), (9,) * 40, (1, 30, 2, 60, 5), (3, 1, 70)):
        items, edges = joined(*(chain(length, f"G{number} ") for number, length in enumerate(lengths)))
        centres = lay_out(items, edges, direction)
        for name in {item.group for item in items}:
            boxes = [box(item, centres[item.id]) for item in items if item.group == name]
            sides = list(zip(*boxes, strict=True))
            frame = (min(sides[0]) - RIM, min(sides[1]) - HEAD, max(sides[2]) + RIM, max(sides[3]) + RIM)
            assert not [item for item in items if item.group != name and meet(frame, box(item, centres[item.id]))]


def test_towers_are_side_by_side_on_the_way_down() -> None:
    items, edges = [Item("in", 130, 92)], []
    for stage in "AB":
        for tower in "lr":
            items += [Item(f"{stage}{tower}{row}", 130, 54, stage) for row in range(3)]
            edges += pairwise([f"{stage}{tower}{row}" for row in range(3)])
    edges += [("in", "Al0"), ("in", "Ar0"), ("Al2", "Bl0"), ("Ar2", "Br0")]
    down = lay_out(items, edges, "down")
    left, right = ({down[f"{stage}{tower}{row}"][0] for stage in "AB" for row in range(3)} for tower in "lr")
    assert len(left) == len(right) == 1 and left.pop() < down["in"][0] < right.pop()
    beside = lay_out(items, edges)
    assert all(beside[f"{stage}l2"][1] < beside[f"{stage}r0"][1] for stage in "AB")


def test_a_tall_group_is_cut_where_one_value_passes() -> None:
    items: list[Item] = []
    edges: Edges = []
    for block in range(6):
        names = [f"b{block}_{row}" for row in range(5)]
        edges += [*pairwise(names), (names[0], names[4])]
        if items:
            edges.append((items[-1].id, names[0]))
        items += [Item(name, 130, 92, "R") for name in names]
    net = net_of(items, edges)
    found = atoms("R", net, placed(net), 900)
    assert [node for atom in found for node in atom.ids] == list(net.items)
    for atom in found:
        inside = {node.split("_")[1] for node in atom.ids}
        assert "1" not in inside or {"0", "1", "2", "3", "4"} - inside <= {"0", "4"}
    dense = [Item(f"n{number}", 130, 92) for number in range(40)]
    net = net_of(dense, [(one.id, other.id) for one, other in combinations(dense, 2)])
    found = atoms("", net, placed(net), 900)
    assert 4 <= len(found) <= 12 and max(atom.height for atom in found) < 1300


def test_many_long_wires_take_no_more_time_than_they_are_worth() -> None:
    items = [Item(f"n{number}", 130, 92) for number in range(120)]
    net = net_of(items, [(one.id, other.id) for one, other in combinations(items, 2)])
    assert sum(map(len, rows_of(net).rows)) < 120 + 700
