"""The files of the translations: complete, with the same places, and compiled from what is in the source."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from alexstudio.layers import layer_types
from alexstudio.ui import sentences
from alexstudio.ui.translations.code import Unclear, code_texts
from alexstudio.ui.translations.files import HERE, LANGUAGES, all_texts, release, source_file, tool, update

PLACE = re.compile(r"{\w+}|%n")


def messages(file: Path) -> Iterator[tuple[str, str, list[str], str]]:
    """(context, source, translations, type) of a file."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            name, source = context.findtext("name") or "", message.findtext("source") or ""
            yield name, source, forms, translation.get("type", "")


def test_every_text_has_a_translation() -> None:
    found = list(messages(source_file("zh_CN")))
    assert {(context, source) for context, source, _, _ in found} == all_texts()
    assert [one for one in found if one[3]] == []  # unfinished, vanished, obsolete
    assert [one for one in found if not all(form.strip() for form in one[2])] == []


def test_english_has_all_plurals() -> None:
    found = list(messages(source_file("en")))
    assert {(context, source) for context, source, _, _ in found} == {one for one in all_texts() if "%n" in one[1]}
    assert all(len(forms) == 2 and not kind for _, _, forms, kind in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_in_has_a_place_in_the_translation(language: str) -> None:
    for context, source, forms, _ in messages(source_file(language)):
        for form in forms:
            wanted = set(PLACE.findall(source))
            if language == "en":  # "Delete comment" needs no number
                assert set(PLACE.findall(form)) | {"%n"} == wanted | {"%n"}, (context, source)
            else:
                assert set(PLACE.findall(form)) == wanted, (context, source)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.skipif(not tool("pyside6-lrelease"), reason="PySide6 came without lrelease")
def test_the_compiled_file_is_that_of_the_source(language: str, tmp_path: Path) -> None:
    made = release(language, tmp_path, source_file(language))
    assert made.read_bytes() == (HERE / made.name).read_bytes()


@pytest.mark.skipif(not tool("pyside6-lupdate"), reason="PySide6 came without lupdate")
def test_an_update_changes_nothing(tmp_path: Path) -> None:
    file = source_file("zh_CN", tmp_path)
    file.write_bytes(source_file("zh_CN").read_bytes())
    update("zh_CN", tmp_path)
    assert sorted(messages(file)) == sorted(messages(source_file("zh_CN")))


def test_tables_are_among_the_texts() -> None:
    texts = all_texts()
    assert ("Actions", "Save as…") in texts and ("Settings", "Language") in texts
    for kind in layer_types().values():
        assert {("Types", kind.name), ("Layers", kind.summary)} <= texts
        assert {("Layers", param.meaning) for param in kind.params} <= texts


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ('translate("A", "one")', {("A", "one")}),
        ('translate("A", "one " "and two")', {("A", "one and two")}),
        ('mark("A", "in a table")', {("A", "in a table")}),
        ('translate("A", "%n layers", "", n)', {("A", "%n layers")}),
        ("translate(app)", set()),
        ('translate("A", spec.text)', set()),
    ],
)
def test_texts_in_the_source(tmp_path: Path, line: str, texts: set[tuple[str, str]]) -> None:
    file = tmp_path / "source.py"
    file.write_text(f"def f():\n    {line}\n")
    assert code_texts(file) == texts


def test_what_a_widget_says_has_its_class_as_context(tmp_path: Path) -> None:
    file = tmp_path / "source.py"
    file.write_text('class Panel:\n    def f(self):\n        return self.tr("{n} of them")\n')
    assert code_texts(file) == {("Panel", "{n} of them")}


@pytest.mark.parametrize(
    "line",
    [
        'translate("A", f"{n} layers")',
        'translate("A", "one" if n else "two")',
        'translate("A", "one " + more)',
        'window.tr("one")',
        'self.tr("one")',
        "mark(context, 'one')",
    ],
)
def test_what_cannot_be_collected_is_told(tmp_path: Path, line: str) -> None:
    file = tmp_path / "source.py"
    file.write_text(f"def f():\n    {line}\n")
    with pytest.raises(Unclear, match=r"source\.py, line 2"):
        code_texts(file)


def test_patterns_of_sentences_are_told_apart() -> None:
    patterns = sentences.patterns()
    assert len(patterns) == len(set(patterns)) > 150
    for pattern in patterns:
        assert "{}" not in pattern and len(PLACE.findall(pattern)) == len(set(PLACE.findall(pattern)))


def test_no_pattern_is_left_over() -> None:
    """The longest piece of each pattern stands in the source that makes the sentences."""
    root = HERE.parents[1]
    folders = ("layers", "analysis", "graph", "extensions", "runs", "help", "engine", "interop")
    files = [file for folder in folders for file in (root / folder).rglob("*.py")]
    source = " ".join(file.read_text(encoding="utf-8") for file in (*files, root / "files.py"))
    source += " extra inputs permitted, field required, valid integer, tuple, list"  # words of pydantic's sentences
    joined = re.sub(r'["\']\s*\n?\s*f?["\']', "", source)
    for pattern in sentences.patterns():
        pieces = re.findall(r"[A-Za-z][a-z]+", PLACE.sub(" ", pattern))
        assert all(piece in joined for piece in pieces), pattern
