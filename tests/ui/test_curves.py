"""Curves of any length: bounded, in order, with every spike."""

from __future__ import annotations

import numpy as np
import pytest

from alexstudio.ui.curves import LIMIT, Curve, smoothed


def filled(values: list[float | None], limit: int = LIMIT) -> Curve:
    curve = Curve(limit)
    for step, value in enumerate(values, 1):
        curve.append(step, value)
    return curve


def test_a_short_curve_is_kept_as_it_came() -> None:
    curve = filled([3.0, None, 1.0])
    assert curve.steps.tolist() == [1, 2, 3] and len(curve) == 3
    assert curve.values[0] == 3 and np.isnan(curve.values[1]) and curve.values[2] == 1


@pytest.mark.parametrize("count", [63, 64, 65, 127, 128, 129, 1000, 4097])
def test_a_long_curve_is_bounded_and_keeps_every_spike(count: int) -> None:
    draw = np.random.default_rng(count)
    values = draw.normal(size=count)
    spikes = draw.choice(count, 3, replace=False)
    values[spikes] = 50, -50, 70
    curve = filled(values.tolist(), limit=64)
    steps, shown = curve.extremes()
    assert len(steps) <= 2 * 64 and len(curve) == count
    assert {50, -50, 70} <= set(shown)
    assert all(values[int(step) - 1] == value for step, value in zip(steps, shown, strict=True)), "points of the curve"
    assert (np.diff(steps) > 0).all() and steps[0] < 65
    for most in (1, 7, 20):
        assert {-50, 70} <= set(curve.extremes(most=most)[1]) and len(curve.extremes(most=most)[0]) <= 2 * most + 2
    at, means = curve.means(most=16)
    assert len(at) <= 16
    assert means.mean() == pytest.approx(values.mean(), abs=8)


def test_means_are_those_of_the_points() -> None:
    curve = filled([float(number) for number in range(1000)], limit=64)
    _, means = curve.means(most=1)
    assert means.tolist() == [499.5]


def test_a_part_is_drawn_to_both_edges() -> None:
    curve = filled([float(number) for number in range(1, 101)])
    steps, _ = curve.extremes(10.5, 20.5)
    assert steps.tolist() == list(range(10, 22))


def test_cut_forgets_what_came_later_and_goes_on() -> None:
    curve = filled([1.0] * 10)
    curve.cut(4)
    assert curve.steps.tolist() == [1, 2, 3, 4] and len(curve) == 4
    curve.append(5, 2.0)
    assert curve.values.tolist() == [1, 1, 1, 1, 2]
    long = filled([1.0] * 1000, limit=64)
    long.cut(500)
    assert 480 < len(long) <= 512
    long.append(501, 9.0)
    assert long.steps[-1] == 501 and long.values[-1] == 9


def test_a_gap_in_a_bucket_does_not_hide_its_points() -> None:
    curve = filled([None, 5.0] * 200, limit=64)
    assert set(curve.values[np.isfinite(curve.values)]) == {5.0}
    assert np.isfinite(curve.values).any()


def test_smoothing_is_an_average_without_the_pull_of_zero() -> None:
    values = np.array([4.0, 4.0, np.nan, 4.0, 8.0])
    found = smoothed(values, 0.9)
    assert found[:2].tolist() == pytest.approx([4, 4]) and np.isnan(found[2]) and 4 < found[4] < 8
    assert smoothed(values, 0.0) is values
