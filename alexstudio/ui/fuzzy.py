"""How well a few typed letters fit a text: "rn5" finds "ResNet-50"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def score(query: str, text: str) -> int:
    """0 when the letters do not occur in this order; else more for a whole word, a beginning, letters side by side."""
    query, low = query.casefold().strip(), text.casefold()
    if not query:
        return 1
    if query == low:
        return 1000
    at = low.find(query)
    if at == 0:
        return 800 - min(len(low), 99)
    heads = "".join(letter for place, letter in enumerate(text) if _is_head(text, place)).casefold()
    if heads.startswith(query):
        return 700 - min(len(low), 99)
    if at > 0:
        return (600 if not low[at - 1].isalnum() else 400) - min(len(low), 99)
    place, points, run = -1, 0, 0
    for letter in query:
        found = low.find(letter, place + 1)
        if found < 0:
            return 0
        run = run + 1 if found == place + 1 else 0
        points += 4 + 3 * run + (6 if _is_head(text, found) else 0)
        place = found
    return max(1, points - min(len(low), 99) // 4)


def _is_head(text: str, place: int) -> bool:
    """Whether a word begins here: "MaxPool2d" has the heads M, P and 2."""
    letter, before = text[place], text[place - 1] if place else " "
    return letter.isalnum() and (
        not before.isalnum() or letter.isupper() or (letter.isdigit() and not before.isdigit())
    )


def ranked(query: str, items: Iterable[Item], words: Callable[[Item], Sequence[str]]) -> list[Item]:
    """The items that fit, the best first; ``words`` gives the texts of an item, the first of which counts most."""
    found = []
    for place, item in enumerate(items):
        texts = words(item)
        points = max(
            (
                score(query, text) - (0 if number == 0 else 60)
                for number, text in enumerate(texts)
                if score(query, text)
            ),
            default=None,
        )
        if points is not None:
            found.append((-points, place, item))
    return [item for _, _, item in sorted(found, key=lambda one: one[:2])]
