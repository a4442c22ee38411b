"""The pages: those that lie here as Markdown, in the order of the contents, and those made from layer types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from alexstudio.help.layer_page import layer_page
from alexstudio.help.links import Link
from alexstudio.layers import families, find_type

GROUPS: Mapping[str, tuple[str, ...]] = {
    "First": ("start", "editing", "files"),
    "AlexNet": ("alexnet", "which-alexnet", "successors"),
    "Its five ideas": ("relu", "two-gpus", "normalisation-and-pooling", "data-augmentation", "dropout"),
    "More": ("memory", "many-machines", "plugins"),
}
"""Every page that lies here, under the heading that it has in the contents."""

START = Link("page", "start")

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLE = re.compile(r"# (.+)")


class HelpPage(NamedTuple):
    """A page: ``text`` is Markdown without comments, ``group`` its heading in the contents."""

    link: Link
    title: str
    group: str
    text: str


def pages(language: str = "") -> list[HelpPage]:
    """Every page, in the order of the contents: the written ones, then the layer types family by family.

    Written pages come in ``language``, such as "zh_CN", where there is a folder with them, else in English.
    """
    written = [_written(name, group, language) for group, names in GROUPS.items() for name in names]
    return written + [page for kinds in families().values() for kind in kinds if (page := _of_type(kind.name))]


def find_page(link: Link, language: str = "") -> HelpPage | None:
    """The page that a link leads to, in ``language`` where it is written in that, or None when there is none."""
    if link.scheme == "layer":
        return _of_type(link.target)
    group = next((group for group, names in GROUPS.items() if link.target in names), None)
    return _written(link.target, group, language) if link.scheme == "page" and group is not None else None


def picture(name: str) -> str | None:
    """The SVG text of a drawing that a page shows, or None when there is none of that name."""
    if not re.fullmatch(r"[a-z-]+\.svg", name):
        return None
    path = files(__package__).joinpath(name)
    return path.read_text("utf-8") if path.is_file() else None


@cache
def _written(name: str, group: str, language: str) -> HelpPage:
    own, english = files(__package__).joinpath(language, f"{name}.md"), files(__package__).joinpath(f"{name}.md")
    text = _COMMENT.sub("", (own if language and own.is_file() else english).read_text("utf-8"))
    title = _TITLE.match(text)
    return HelpPage(Link("page", name), title[1] if title else name, group, text)


def _of_type(name: str) -> HelpPage | None:
    kind = find_type(name)
    return HelpPage(Link("layer", name), kind.name, kind.family, layer_page(kind)) if kind is not None else None
