"""The elements of which the SVG pictures are made."""

from __future__ import annotations

from html import escape

from alexstudio.analysis.lettering import fit

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def rect(box: Box, classes: str, radius: float, inner: str = "") -> str:
    """A rectangle with round corners."""
    left, top, right, bottom = box
    return (
        f'<rect class="{classes}" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
        f'height="{bottom - top:.1f}" rx="{radius:g}"{inner}/>'
    )


def text(x: float, y: float, room: float, size: float, classes: str, text: str, *, at: str = "start") -> str:
    """One line with its base at ``y``, shortened to stay within ``room``; ``at`` is the anchor."""
    shown, size = fit(text, room, size, bold=classes in ("name", "bytes", "badge"))
    anchor = "" if at == "start" else f' text-anchor="{at}"'
    return f'<text class="{classes}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{anchor}>{escape(shown)}</text>'
