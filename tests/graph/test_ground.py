"""What a line runs into: the quick answer is that of looking at every box."""

from __future__ import annotations

import random

from alexstudio.graph.wireways import Ground, enters


def test_a_long_line_hits_what_it_enters_and_nothing_else() -> None:
    draw = random.Random(3)
    ground = Ground()
    for number in range(300):
        left, top = draw.uniform(0, 6000), draw.uniform(0, 4000)
        ground.put(f"n{number}", (left, top, left + 130, top + 60))
    hits = 0
    for _ in range(200):
        corners = [(draw.uniform(-100, 6100), draw.uniform(-100, 4100)) for _ in range(draw.choice((2, 3, 4, 13)))]
        reached = {name for name, box in ground.boxes.items() if enters(corners, box, 3.0)}
        left_out = tuple(sorted(reached)[: draw.randrange(3)])
        found = ground.hit(corners, 3.0, left_out)
        assert (found is None) == (reached <= set(left_out))
        assert found is None or found in reached - set(left_out)
        hits += found is not None
    assert 20 < hits < 200
