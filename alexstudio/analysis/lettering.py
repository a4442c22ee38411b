"""How wide a text will be, where there is no font to ask: for pictures that are drawn without a window."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from alexstudio.analysis.markup import visible

_NARROW, _WIDE = "ijl.,:;|'!()[] ", "mwMW@%—"
_BOLD = 1.1


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    """Width of a letter in units of the font size, on the wide side: DejaVu Sans is the broadest that systems bring."""
    if letter in _NARROW:
        return 0.4
    if letter in _WIDE:
        return 0.99
    if letter.isascii():
        return 0.72 if letter.isupper() else 0.64
    if unicodedata.combining(letter):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0x2FFF else 0.84


def width(text: str, size: float, *, bold: bool = False) -> float:
    """At most this many pixels wide is a text in a sans-serif font of ``size`` pixels."""
    return sum(map(_advance, text)) * size * (_BOLD if bold else 1.0)


def fit(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, float]:
    """A text on one line that stays within ``room`` pixels, and its size: made smaller a little, then shortened."""
    text = visible(text)
    wide = width(text, size, bold=bold)
    if wide <= room:
        return text, size
    least = size * 0.8
    if wide * 0.8 <= room:
        return text, max(least, int(10 * size * room / wide) / 10)
    room -= width("…", least, bold=bold)
    kept = 0.0
    for place, letter in enumerate(text):
        kept += width(letter, least, bold=bold)
        if kept > room:
            return f"{text[:place].rstrip()}…", least
    return text, least
