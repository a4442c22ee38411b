"""Rates that one can reckon with in one's head."""

from __future__ import annotations

import pytest

from alexstudio.analysis.timing import Link, Rates


@pytest.fixture
def round_rates() -> Rates:
    """A device that waits for each operation: 1e9 multiply-adds/s, 1e9 bytes/s, and no overhead."""
    link = Link(bandwidth=1e6, latency=0.5)
    return Rates(
        name="Round", peaks={"float32": 1e9, "bfloat16": 2e9}, bandwidth=1e9, overhead=0, backward_overhead=0,
        host=link, peer=link, is_synchronous=True,
    )  # fmt: skip
