"""How numbers are written."""

from __future__ import annotations

from alexstudio.analysis.numbers import pace


def test_a_slow_training_does_not_run_at_0_or_1_images_a_second() -> None:
    assert [pace(value) for value in (0.37, 1.26, 9.96, 84.2, 1814.2)] == ["0.4", "1.3", "10", "84", "1,814"]
