"""Sentences that are made without the window: problems, what helps, what a file or a graph refuses.

They are composed in English, and the command line prints them so. The window finds the pattern that one was made of,
and says it in the language of the user; a sentence of no pattern stays as it is. Of several sentences in a row each is
said on its own, where there is no pattern for all of them.
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
_NESTED = frozenset({"problem", "error", "why", "rest", "told"})
"""Places that hold other sentences."""
_PIECES = frozenset({"how", "more", "way", "against", "pieces"})
"""Places that hold a piece of a sentence, or several."""
_LISTS = frozenset({"names", "layers", "devices"})
"""Places that hold names: "conv1, conv2 and 14 more"."""
_WORDS = frozenset({"param", "label", "formula"})
"""Places that hold a text of a table."""
_PLAIN = {"": " ", "；": "; ", "、": ", "}
"""What joins the parts of a text in Chinese, and beside one that is said in English."""
_NEXT = r"(?<=[.!?]) (?=[A-Z])"
"""Between two sentences."""


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
    whole = _by_pattern(text) or spoken(text)
    if whole != text:
        return whole
    for between, joined in ((_NEXT, ""), ("; ", "；"), (", ", "、")):
        parts = re.split(between, text)
        found = [_by_pattern(part) or spoken(part) for part in parts]
        if parts[1:] and (between != ", " or not set(found) & set(parts)):
            return _joined(found, parts, joined)
    return text.replace("。 ", "。")  # sentences that the window has put in a row


def _joined(said_parts: list[str], parts: list[str], between: str) -> str:
    """Parts that were said; beside one that stays as it is stands a blank."""
    text = said_parts[0]
    for place, part in enumerate(said_parts[1:]):
        is_said = said_parts[place] != parts[place] and part != parts[place + 1]
        text += (between if is_said else _PLAIN[between]) + part
    return text


def _by_pattern(text: str) -> str:
    """A sentence by the pattern that it was made of, empty when there is none."""
    for pattern, form in _forms():
        if found := form.fullmatch(text):
            return re.sub(r"{(\w+)}", lambda place: _inner(place[1], found[place[1]]), translate("Sentences", pattern))
    return ""


def _inner(name: str, value: str) -> str:
    if name in _NESTED or name in _PIECES or (name == "place" and " " in value):
        return said(value)
    if name in _LISTS:
        return _list(value)
    return said(value) if name in _WORDS else value


def _list(names: str) -> str:
    before, _, last = names.rpartition(" and ")
    if not before:
        return names
    number = last.removesuffix(" more")
    if number != last:
        return translate("Sentences", "{names} and {number} more").format(names=before, number=number)
    return translate("Sentences", "{names} and {last}").format(names=before, last=last)


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    return [(pattern, _form(pattern)) for pattern in patterns()]


def _form(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"{(\w+)}", pattern)
    texts = [re.escape(part) if number % 2 == 0 else _place(part) for number, part in enumerate(parts)]
    return re.compile("".join(texts), re.DOTALL)


def _place(name: str) -> str:
    """What may stand in a place: several sentences only where sentences stand, several pieces where pieces stand."""
    if name == "count":
        return r"(?P<count>[\d.,×]+?)"
    one = "." if name in _NESTED else f"(?:(?!{_NEXT}).)" if name in _PIECES | _LISTS else f"(?:(?!{_NEXT}|; ).)"
    return f"(?P<{name}>{one}+{'' if name == 'label' else '?'})"
