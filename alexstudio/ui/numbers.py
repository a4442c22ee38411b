"""Numbers as people read them: the window and the printed reports write them alike."""

from __future__ import annotations

from alexstudio.analysis.numbers import binary_size, count, decimal_size, duration, pace, percent, short_count

__all__ = ["binary_size", "count", "decimal_size", "duration", "pace", "percent", "short_count"]
