"""Help pages in the language of the user: the written ones have files, those of layer types are put together anew."""

from __future__ import annotations

import re

from alexstudio.help import HelpPage, Link, find_page, pages
from alexstudio.ui.sentences import said
from alexstudio.ui.words import spoken, translate

_UNIT = re.compile(r"(.+) \((\w+)\)")


def language() -> str:
    """The language of the window, as the folder of its help pages is called; empty for English."""
    code = translate("Language", "en")
    return "" if code == "en" else code


def said_page(link: Link) -> HelpPage | None:
    """A page in the language of the user, or None when there is none."""
    page = find_page(link, language())
    return _said(page) if page is not None else None


def said_pages() -> list[HelpPage]:
    """Every page in the language of the user, in the order of the contents."""
    return [_said(page) for page in pages(language())]


def _said(page: HelpPage) -> HelpPage:
    if not language():
        return page
    text = "\n\n".join(map(_block, page.text.split("\n\n"))) if page.link.scheme == "layer" else page.text
    return page._replace(group=spoken(page.group), text=text)


def _block(block: str) -> str:
    """A block of the page of a layer type: headings, lists and tables line by line, a paragraph as one."""
    if block.startswith(("#", "-", "|")):
        return "\n".join(map(_line, block.splitlines()))
    plain = " ".join(block.split())
    found = translate("References", plain.replace("`", ""))
    if found != plain.replace("`", ""):
        return found
    family, _, summary = plain.partition(". ")
    both = f"{spoken(family)}。{spoken(summary)}" if spoken(summary) != summary else ""
    return both or said(plain)


def _line(line: str) -> str:
    if line.startswith("|"):
        return "|".join(_cell(cell.strip()) for cell in line.split("|")).strip()
    mark, _, rest = line.partition(" ")
    return f"{mark} {said(rest)}"


def _cell(cell: str) -> str:
    found = _UNIT.fullmatch(cell)
    return f" {said(cell)} " if found is None else f" {spoken(found[1])} ({spoken(found[2])}) "
