"""Numbers as people read them."""

from __future__ import annotations


def count(value: int) -> str:
    """``37752832`` as "37,752,832"."""
    return f"{value:,}"


def short_count(value: int) -> str:
    """``37752832`` as "37.8 M"; exact below 10,000."""
    for size, letter in ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**4, "k")):
        if value >= size:
            return f"{value / (size if letter != 'k' else 1000):.1f} {letter}"
    return f"{value:,}"


def binary_size(value: float) -> str:
    """Bytes in memory, powers of 1024: "144.0 MiB"."""
    for unit in ("B", "KiB", "MiB", "GiB"):
        if value < 1024:
            return f"{value:.0f} B" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:.1f} TiB"


def decimal_size(value: float) -> str:
    """Bytes that travel or lie on disk, powers of 1000: "60.03 MB"."""
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{value:.0f} B" if unit == "B" else f"{value:.4g} {unit}"
        value /= 1000
    return f"{value:.4g} TB"


def percent(fraction: float) -> str:
    """``0.219`` as "21.9 %"; what is too small for that, but not nothing, as "< 0.1 %"."""
    return "< 0.1 %" if 0 < fraction < 0.0005 else f"{100 * fraction:.1f} %"


def pace(images_per_second: float) -> str:
    """``1814.2`` as "1,814"; below 10 with a decimal."""
    return f"{images_per_second:,.0f}" if images_per_second >= 9.95 else f"{images_per_second:.1f}"


def duration(seconds: float) -> str:
    """Seconds as "0:52", "12:05" or "3:20:00"."""
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
