"""The help pages in Chinese: each page, each link and each number of the English ones is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from importlib.resources import files

import pytest

from alexstudio.help import Link, find_page, pages
from alexstudio.help.pages import GROUPS
from alexstudio.layers import layer_types
from alexstudio.ui.help_words import said_page, said_pages
from alexstudio.ui.main_window import MainWindow

WRITTEN = [name for names in GROUPS.values() for name in names]
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def source(name: str, language: str = "") -> str:
    return files("alexstudio.help").joinpath(language, f"{name}.md").read_text("utf-8")


def marked_numbers(text: str) -> Counter[tuple[str, str]]:
    """(number, what it is) of each number that a comment names."""
    return Counter(re.findall(r"([\d.,]+)\s*%?<!-- (.*?) -->", text))


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_says_the_same_in_chinese(name: str) -> None:
    english, chinese = source(name), source(name, "zh_CN")
    for pattern in (r"\]\(([^)]+)\)", r"```\w*\n", r"^#+ ", r"^(?:- |\d\. )", r"^\|"):
        assert Counter(re.findall(pattern, chinese, re.M)) == Counter(re.findall(pattern, english, re.M)), pattern
    assert marked_numbers(chinese) == marked_numbers(english)
    for theirs, ours in zip(_rows(english), _rows(chinese), strict=True):
        assert NUMBER.findall(ours) == NUMBER.findall(theirs)


def _rows(text: str) -> list[str]:
    return [line for line in re.sub("<!--.*?-->", "", text).splitlines() if line.startswith("|")]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_is_chinese_throughout(name: str) -> None:
    text = re.sub(r"```.*?```|<!--.*?-->", "", source(name, "zh_CN"), flags=re.S)
    for block in text.split("\n\n"):
        if re.search(r"[A-Za-z]{4,} [a-z]{3,} [a-z]{2,}", re.sub(r"\(.*?\)|`.*?`", "", block)):
            assert CHINESE.search(block), block


def test_bold_text_ends() -> None:
    """Markdown closes bold text before a letter only where no punctuation stands inside."""
    for name in WRITTEN:
        for inside, after in re.findall(r"\*\*(.+?)\*\*(.)", source(name, "zh_CN")):
            assert inside[-1] not in "。，：；？！" or not after.isalnum(), (name, inside)


def test_the_dock_shows_them(make_window: Callable[..., MainWindow], speak: Callable[[str], None]) -> None:
    speak("zh_CN")
    window = make_window()
    assert window.help.open(Link("page", "alexnet"))
    assert window.help.view.toPlainText().startswith("一分钟了解 AlexNet")
    assert {page.group for page in said_pages() if page.link.scheme == "page"} == {
        "入门",
        "AlexNet",
        "它的五个想法",
        "更多",
    }


def test_the_pages_of_layer_types(speak: Callable[[str], None]) -> None:
    speak("zh_CN")
    for name in layer_types():
        page = said_page(Link("layer", name))
        assert page is not None
        for line in re.sub(r"\]\(.*?\)|`.*?`", "]", page.text).splitlines():
            if re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", line) and not line.startswith(("也可搜索", "[")):
                assert CHINESE.search(line), line


def test_english_pages_are_as_they_were(window: MainWindow) -> None:
    assert said_pages() == pages()
    assert said_page(Link("page", "relu")) == find_page(Link("page", "relu"))
    assert said_page(Link("page", "nothing")) is None


def test_a_language_without_pages_has_the_english_ones() -> None:
    assert find_page(Link("page", "relu"), "xx") == find_page(Link("page", "relu"))
