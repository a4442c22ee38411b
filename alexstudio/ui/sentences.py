"""Sentences that are made without the window: problems, what helps, what a file or a graph refuses.

They are composed in English, and the command line prints them so. The window finds the pattern that one was made of,
and says it in the language of the user; a sentence of no pattern stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from alexstudio.analysis.reading import Line
from alexstudio.ui.words import spoken, translate

FILE = Path(__file__).parent / "translations" / "sentences.txt"
"""The patterns, one on a line, with places for what was put in."""

_FORMULAS = frozenset({"value", "size", "down", "across", "parameters", ""})
"""Titles of lines whose texts are formulas."""
_NESTED = frozenset({"problem", "error", "why", "rest"})
"""Places that hold another sentence."""
_WORDS = frozenset({"param", "formula"})
"""Places that hold a text of a table."""


def patterns() -> list[str]:
    """The patterns without the headings, those with most words of their own first."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]
    return sorted(lines, key=lambda line: -len(re.sub(r"{\w+}", "", line)))


def said(text: str) -> str:
    """A sentence in the language of the user, as far as there is a pattern for it."""
    language = translate("Sentences", "it is empty.")
    return text if language == "it is empty." else _said(text, language)


def said_lines(lines: Iterable[Line]) -> list[Line]:
    """Lines of `alexstudio.analysis.reading` in the language of the user; formulas stay."""
    return [Line(said(title), spoken(text) if title in _FORMULAS else said(text)) for title, text in lines]


@lru_cache(4096)
def _said(text: str, language: str) -> str:
    for pattern, form in _forms():
        if found := form.fullmatch(text):
            places = {name: _inner(name, value) for name, value in found.groupdict().items()}
            return translate("Sentences", pattern).format(**places)
    return spoken(text)


def _inner(name: str, value: str) -> str:
    return said(value) if name in _NESTED else spoken(value) if name in _WORDS else value


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    return [(pattern, _form(pattern)) for pattern in patterns()]


def _form(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"{(\w+)}", pattern)
    texts = [re.escape(part) if number % 2 == 0 else f"(?P<{part}>.+?)" for number, part in enumerate(parts)]
    return re.compile("".join(texts), re.DOTALL)
