"""The arithmetic of rising and falling memory, on made-up spans."""

from __future__ import annotations

import random

from alexstudio.analysis.memory.course import BATCH_LIMIT, Course, DeviceCourse, make_course
from alexstudio.analysis.memory.spans import PARTS, Span

MOMENTS = [f"moment {number}" for number in range(12)]


def draw_spans(draw: random.Random) -> list[Span]:
    spans = []
    for number in range(draw.randint(1, 30)):
        begin = draw.randrange(len(MOMENTS))
        end = draw.randint(begin + 1, len(MOMENTS))
        sizes = draw.choice((0, draw.randint(1, 5000))), draw.choice((0, draw.randint(1, 400)))
        spans.append(Span(f"n{number}", "tensor", draw.choice(PARTS), *sizes, begin, end))
    return spans


def heights(spans: list[Span], batch: int) -> list[int]:
    return [
        sum(span.fixed + batch * span.each for span in spans if span.begin <= moment < span.end)
        for moment in range(len(MOMENTS))
    ]


def test_peaks_and_largest_batches_as_counted_one_by_one() -> None:
    draw = random.Random(2012)
    for _ in range(200):
        spans = draw_spans(draw)
        device = DeviceCourse(spans, MOMENTS)
        for batch in (1, 2, 7, 1000):
            counted, memory = heights(spans, batch), device.at(batch)
            assert memory.peak == device.peak(batch) == max(counted) == sum(memory.parts.values())
            assert counted[MOMENTS.index(memory.moment)] == memory.peak
            assert list(memory.largest) == sorted(memory.largest, key=lambda use: -use.bytes)
        budget = draw.randint(0, 60_000)
        fitting = [batch for batch in range(1, 400) if max(heights(spans, batch)) <= budget]
        found = device.largest_batch(budget)
        assert min(found, 399) == (max(fitting) if fitting else 0)


def test_nothing_that_grows_fits_with_any_batch() -> None:
    device = DeviceCourse([Span("n", "weights", "weights", 10, 0, 0, 1)], MOMENTS)
    assert (device.largest_batch(9), device.largest_batch(10)) == (0, BATCH_LIMIT)


def test_the_fullest_device_decides() -> None:
    spans = [("gpu1", Span("a", "x", "activations", 0, 5)), ("gpu0", Span("b", "x", "activations", 0, 3))]
    both = make_course([*spans, ("gpu10", Span("c", "x", "activations", 0, 1))], MOMENTS)
    assert list(both.devices) == ["gpu0", "gpu1", "gpu10"]
    assert (both.peak(10), both.largest_batch(100)) == (50, 20)
    assert (Course().peak(10), Course().largest_batch(100)) == (0, 0)
