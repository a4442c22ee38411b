"""What is in the way: the rectangles of cards, found by where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from alexstudio.graph.wireways.ways import Box, Point

CELL = 256.0


class Ground:
    """Boxes by id, in square cells, so that a question about a place looks at the boxes near it only."""

    def __init__(self) -> None:
        self.boxes: dict[str, Box] = {}
        self._cells: dict[tuple[int, int], dict[str, Box]] = {}
        self._span: Box | None = None

    def put(self, name: str, box: Box) -> None:
        """Add a box, or move it."""
        if name in self.boxes:
            self.remove(name)
        self.boxes[name], self._span = box, None
        for cell in _cells(box):
            self._cells.setdefault(cell, {})[name] = box

    def remove(self, name: str) -> None:
        """Take a box away."""
        self._span = None
        for cell in _cells(self.boxes.pop(name)):
            del self._cells[cell][name]

    @property
    def span(self) -> Box:
        """What all boxes cover together."""
        if self._span is None:
            sides = list(zip(*self.boxes.values(), strict=True))
            self._span = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])) if sides else (0.0, 0.0, 0.0, 0.0)
        return self._span

    def near(self, box: Box) -> list[tuple[str, Box]]:
        """Boxes that reach into a box, some of them repeatedly."""
        left, top, right, bottom = box
        if (right - left + CELL) * (bottom - top + CELL) > CELL * CELL * (len(self.boxes) + 4):
            groups: Iterable[Mapping[str, Box]] = (self.boxes,)
        else:
            groups = [self._cells[cell] for cell in _cells(box) if cell in self._cells]
        return [
            item
            for group in groups
            for item in group.items()
            if (one := item[1])[0] < right and one[2] > left and one[1] < bottom and one[3] > top
        ]

    def is_free(self, one: Point, other: Point, margin: float) -> bool:
        """Whether a level or upright line keeps this distance from all boxes."""
        box = (
            min(one[0], other[0]) - margin,
            min(one[1], other[1]) - margin,
            max(one[0], other[0]) + margin,
            max(one[1], other[1]) + margin,
        )
        return not self.near(box)

    def hit(self, corners: Sequence[Point], margin: float, but: tuple[str, ...] = ()) -> str | None:
        """A box that a polyline comes nearer to than this, other than those in ``but``."""
        seen: set[str] = set(but)
        for part in _parts(corners):
            across, down = [x for x, _ in part], [y for _, y in part]
            whole = (min(across) - margin, min(down) - margin, max(across) + margin, max(down) + margin)
            for name, box in self.near(whole):
                if name not in seen:
                    if enters(part, box, margin):
                        return name
                    if part is corners:
                        seen.add(name)
        return None


def _parts(corners: Sequence[Point]) -> Iterable[Sequence[Point]]:
    """A short polyline in one, a long one in pieces, so that few boxes lie in the rectangles around them."""
    (left, top), (right, bottom) = corners[0], corners[-1]
    if abs(right - left) + abs(bottom - top) < 4 * CELL:
        return (corners,)
    return [corners[number : number + 3] for number in range(0, len(corners) - 1, 2)]


def enters(corners: Sequence[Point], box: Box, margin: float = 0.0) -> bool:
    """Whether a polyline runs through the inside of a box that is enlarged by ``margin``."""
    left, top, right, bottom = box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin
    for (x, y), (u, v) in pairwise(corners):
        if (x <= left and u <= left) or (x >= right and u >= right) or (y <= top and v <= top):
            continue
        if y >= bottom and v >= bottom:
            continue
        begin, end = 0.0, 1.0
        for start, step, low, high in ((x, u - x, left, right), (y, v - y, top, bottom)):
            if step:
                one, other = (low - start) / step, (high - start) / step
                begin, end = max(begin, min(one, other)), min(end, max(one, other))
            elif not low < start < high:
                end = -1.0
        if end - begin > 1e-9:
            return True
    return False


def _cells(box: Box) -> list[tuple[int, int]]:
    left, right = int(box[0] // CELL), int(box[2] // CELL)
    top, bottom = int(box[1] // CELL), int(box[3] // CELL)
    if left == right and top == bottom:
        return [(left, top)]
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
