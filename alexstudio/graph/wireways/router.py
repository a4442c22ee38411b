"""`Router`: the ways of all wires of a picture, kept up to date while cards move."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from alexstudio.graph.wireways.detours import Detour, between, detour
from alexstudio.graph.wireways.ground import Ground, enters
from alexstudio.graph.wireways.search import search
from alexstudio.graph.wireways.tracks import Tracks
from alexstudio.graph.wireways.ways import Box, Point, Side, Way, curve, facing, port, rounded, through

TOUCH = 3.0
"""A curve that comes nearer to a card of others than this goes around."""
MANY = 60
"""When more cards move at once, every wire is looked at."""

Key = TypeVar("Key", bound=Hashable)
Spot = tuple[Side, Side, float]
"""Where a wire leaves, where it arrives, and its share of that side."""


class Link(NamedTuple, Generic[Key]):
    """A wire between two cards. ``key`` names it; ``bends`` are points that the user has placed.

    ``share`` is where on its side it leaves a card with several outputs: 0 in the middle, 0.5 and -0.5 at the ends.
    """

    key: Key
    source: str
    target: str
    bends: tuple[Point, ...] = ()
    share: float = 0.0


class Router(Generic[Key]):
    """Where the wires run. Move cards and join them, then ask `settle` for the ways that are new.

    A wire is one smooth curve where that is free. Where a card of others is in the way, it goes around in level and
    upright lines, at a distance from the lines of other values. Where there is no way around, it is the curve again.
    """

    def __init__(self) -> None:
        self.ways: dict[Key, Way] = {}
        self._links: dict[Key, Link[Key]] = {}
        self._into: dict[str, dict[Key, Link[Key]]] = {}
        self._out_of: dict[str, dict[Key, Link[Key]]] = {}
        self._cards, self._kept_free = Ground(), Ground()
        self._titles: dict[str, Box] = {}
        self._spots: dict[Key, Spot] = {}
        self._around: dict[Key, Detour] = {}
        self._hulls: dict[Key, Box] = {}
        self._dirty: set[Key] = set()
        self._rough: set[Key] = set()
        """Wires that are looked at again when nothing moves."""
        self._moved: dict[str, list[Box]] = {}
        self._tracks = Tracks()
        self._is_thorough = True

    # -- what there is -------------------------------------------------------------------------------------------------

    def place(self, cards: Mapping[str, Box]) -> None:
        """Let these be all the cards."""
        for name in self._cards.boxes.keys() - cards.keys():
            self.remove(name)
        for name, box in cards.items():
            self.move(name, box)

    def move(self, name: str, box: Box) -> None:
        """Put a card somewhere."""
        old = self._cards.boxes.get(name)
        if old == box:
            return
        self._moved.setdefault(name, []).extend([box] if old is None else [old, box])
        self._cards.put(name, box)
        self._kept_free.put(name, box)

    def remove(self, name: str) -> None:
        """Take a card away; its wires must be taken away too, by `join`."""
        self._moved.setdefault(name, []).append(self._cards.boxes[name])
        self._cards.remove(name)
        self._kept_free.remove(name)

    @property
    def is_waiting(self) -> bool:
        """Whether `settle` has anything to look at."""
        return bool(self._dirty or self._rough or self._moved)

    def near(self, box: Box) -> list[tuple[str, Box]]:
        """The cards that reach into a box, some of them repeatedly."""
        return self._cards.near(box)

    def title(self, titles: Mapping[str, Box]) -> None:
        """Let these be all the names in the picture, which wires that go around cards do not cross if they can."""
        for name in self._titles.keys() - titles.keys():
            self._kept_free.remove(f"\0{name}")
        for name, box in titles.items():
            if self._titles.get(name) != box:
                self._kept_free.put(f"\0{name}", box)
        self._titles = dict(titles)

    def join(self, links: Iterable[Link[Key]]) -> None:
        """Let these be all the wires; both of their cards must be placed."""
        wanted = {link.key: link for link in links}
        for key in [key for key, link in self._links.items() if wanted.get(key) != link]:
            link = self._links.pop(key)
            del self._into[link.target][key], self._out_of[link.source][key]
            self._dirty |= self._into[link.target].keys()
            self._forget(key)
        for key, link in wanted.items():
            if key not in self._links:
                self._links[key] = link
                self._into.setdefault(link.target, {})[key] = link
                self._out_of.setdefault(link.source, {})[key] = link
                self._dirty.add(key)

    def _forget(self, key: Key) -> None:
        self._tracks.forget(key)
        self._dirty.discard(key)
        self._rough.discard(key)
        for known in (self.ways, self._spots, self._around, self._hulls):
            known.pop(key, None)

    # -- where the wires run -------------------------------------------------------------------------------------------

    def settle(self, most: int | None = None) -> dict[Key, Way]:
        """Run what is affected by what has changed since the last call; returns the ways that are new.

        With ``most`` this is a frame of a drag. At most so many wires of the moved cards are led around others, the
        rest are plain curves; and no other wire moves, so that a card can be dropped on one. The next call without it
        does what was left.
        """
        self._is_thorough = most is None
        if most is None:
            self._dirty |= self._rough
            self._rough = set()
        self._find_affected()
        waiting = self._dirty
        self._dirty = set()
        left = [len(waiting) if most is None else most]
        changed: dict[Key, Way] = {}
        for key in waiting:
            self._around.pop(key, None)
            self._tracks.forget(key)
        targets = dict.fromkeys(self._links[key].target for key in sorted(waiting, key=self._span))
        for target in targets:
            self._settle_into(target, waiting, left, changed)
        self.ways.update(changed)
        return changed

    def _span(self, key: Key) -> float:
        """Short wires come first, so that long ones go around outside of them."""
        link = self._links[key]
        begin, end = self._cards.boxes[link.source], self._cards.boxes[link.target]
        return abs(begin[0] - end[0]) + abs(begin[1] - end[1])

    def _find_affected(self) -> None:
        """Mark the wires of cards that moved; and, for when they rest, those that a card lies on or kept off."""
        moved, self._moved = self._moved, {}
        for name in moved:
            self._dirty |= self._out_of.get(name, {}).keys() | self._into.get(name, {}).keys()
        others = self._dirty if self._is_thorough else self._rough
        if len(moved) > MANY:
            others |= self._links.keys()
            return
        for name, boxes in moved.items():
            now = self._cards.boxes.get(name)
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
            near = [
                (key, hull)
                for key, hull in self._hulls.items()
                if hull[0] < right and hull[2] > left and hull[1] < bottom and hull[3] > top
            ]
            for key, hull in near:
                if key in others or not any(_meet(hull, box) for box in boxes):
                    continue
                if key in self._around or (now and enters(self.ways[key].flat(), now, TOUCH)):
                    others.add(key)

    def _settle_into(self, target: str, waiting: set[Key], left: list[int], changed: dict[Key, Way]) -> None:
        """Run the wires that arrive at a card: they share its sides."""
        boxes = self._cards.boxes
        end, links = boxes[target], self._into[target]
        natural = {key: facing(boxes[link.source], end) for key, link in links.items()}
        shares = self._shares(links, {key: sides[1] for key, sides in natural.items()})
        sides = {key: natural[key] for key in links}
        tried = set()
        for key, link in links.items():
            if link.bends:
                sides[key] = self._bent_sides(link)
            elif key not in waiting:
                sides[key] = self._spots[key][:2] if key in self._spots else natural[key]
            elif left[0] <= 0 and not self._is_thorough:
                tried.add(key)
                self._rough.add(key)
            elif not self._is_plain(link, natural[key], shares[key]):
                found = self._around_cards(link, natural[key], shares[key], left)
                tried.add(key)
                if not self._is_thorough:
                    self._rough.add(key)
                if found:
                    self._around[key] = found
                    sides[key] = (found.leave, found.arrive)
        shares = self._shares(links, {key: pair[1] for key, pair in sides.items()})
        for key, link in links.items():
            spot = (*sides[key], shares[key])
            if key not in waiting and self._spots.get(key) == spot and key in self.ways:
                continue
            self._spots[key] = spot
            changed[key] = way = self._way(link, spot, natural[key], None if key in tried else left)
            self._hulls[key] = self._hull(link, way, natural[key])

    def _shares(self, links: Mapping[Key, Link[Key]], arrives: Mapping[Key, Side]) -> dict[Key, float]:
        """Wires on one side are spread along it, in the order in which they come from."""
        boxes = self._cards.boxes
        sides: dict[Side, list[Key]] = {}
        for key, side in arrives.items():
            sides.setdefault(side, []).append(key)
        shares = {}
        for side, keys in sides.items():
            axis = 1 if side in ("left", "right") else 0
            centre: Callable[[Key], float] = lambda key, axis=axis: (  # type: ignore[misc]  # noqa: E731
                boxes[links[key].source][axis] + boxes[links[key].source][axis + 2]
            )
            for place, key in enumerate(sorted(keys, key=centre)):
                shares[key] = ((place + 1) / (len(keys) + 1) - 0.5) * 0.8
        return shares

    def _is_plain(self, link: Link[Key], sides: tuple[Side, Side], share: float) -> bool:
        """Whether the curve touches no card, and no name unless it runs straight."""
        way = self._plain(link, sides, share)
        is_straight = min(abs(way.start[0] - way.end[0]), abs(way.start[1] - way.end[1])) < TOUCH
        ground = self._cards if is_straight else self._kept_free
        return ground.hit(way.flat(), TOUCH, (link.source, link.target)) is None

    def _plain(self, link: Link[Key], sides: tuple[Side, Side], share: float) -> Way:
        boxes = self._cards.boxes
        leave, arrive = sides
        return curve(
            port(boxes[link.source], leave, link.share), leave, port(boxes[link.target], arrive, share), arrive
        )

    def _around_cards(self, link: Link[Key], sides: tuple[Side, Side], share: float, left: list[int]) -> Detour | None:
        if left[0] <= 0:
            self._rough.add(link.key)
            return None
        left[0] -= 1
        hasty = not self._is_thorough
        begin, end = self._cards.boxes[link.source], self._cards.boxes[link.target]
        found = detour(self._kept_free, begin, end, sides, leaving=link.share, hasty=hasty)
        if found:
            return found
        if self._titles:
            plain = self._plain(link, sides, share)
            if self._cards.hit(plain.flat(), TOUCH, (link.source, link.target)) is None:
                return None  # it crosses but a name
            found = detour(self._cards, begin, end, sides, leaving=link.share, hasty=hasty)
        if found is None and not hasty:
            found = search(self._cards, begin, end, link.share)
        return found

    def _bent_sides(self, link: Link[Key]) -> tuple[Side, Side]:
        boxes = self._cards.boxes
        first, last = link.bends[0], link.bends[-1]
        leave, _ = facing(boxes[link.source], _around_point(first, boxes[link.source]))
        _, arrive = facing(_around_point(last, boxes[link.target]), boxes[link.target])
        return leave, arrive

    def _way(self, link: Link[Key], spot: Spot, natural: tuple[Side, Side], left: list[int] | None) -> Way:
        leave, arrive, share = spot
        begin, end = self._cards.boxes[link.source], self._cards.boxes[link.target]
        start, stop = port(begin, leave, link.share), port(end, arrive, share)
        if link.bends:
            return through(start, leave, link.bends, stop, arrive)
        found = self._around.get(link.key)
        if found is None and left is not None and self._is_plain(link, natural, share):
            return self._plain(link, natural, share)
        if found is None and left is not None:
            found = self._around_cards(link, natural, share, left)
        if found is None:
            return self._plain(link, natural, share)
        if found.corners[-1] != stop or (found.leave, found.arrive) != (leave, arrive):
            ground = self._kept_free if self._titles else self._cards
            found = between(ground, start, leave, stop, arrive) or found
        found = self._tracks.apart(self._kept_free, found, (link.source, link.share))
        self._around[link.key] = found
        self._tracks.keep(link.key, (link.source, link.share), found.corners)
        return rounded(found.corners, found.leave, found.arrive)

    def _hull(self, link: Link[Key], way: Way, natural: tuple[Side, Side]) -> Box:
        """Where a card matters for a wire: around it, and around the curve that it would be."""
        points = list(way.points())
        if link.key in self._around:
            points += self._plain(link, natural, 0.0).points()
        across, down = zip(*points, strict=True)
        return min(across) - TOUCH, min(down) - TOUCH, max(across) + TOUCH, max(down) + TOUCH


def _around_point(point: Point, card: Box) -> Box:
    wide, high = (card[2] - card[0]) / 2, (card[3] - card[1]) / 2
    return point[0] - wide, point[1] - high, point[0] + wide, point[1] + high


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
