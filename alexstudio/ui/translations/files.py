"""The files of the translations: lupdate writes the `.ts` from the source, lrelease makes the `.qm` from them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from alexstudio.ui.translations.code import Message, code_texts
from alexstudio.ui.translations.tables import table_texts

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1]
LANGUAGES = {"zh_CN": (), "en": ("-pluralonly",)}
"""Each language with what lupdate is told besides: English needs nothing but its plurals."""


def tool(name: str) -> str:
    """Where a tool of PySide6 lies, empty when there is none."""
    beside = Path(sys.executable).parent
    return shutil.which(name, path=str(beside)) or shutil.which(name) or ""


def source_file(language: str, folder: Path = HERE) -> Path:
    """The file that people edit."""
    return folder / f"alexstudio_{language}.ts"


def all_texts() -> set[Message]:
    """Everything that the window says."""
    files = [*sorted((PACKAGE / "ui").rglob("*.py")), PACKAGE / "app.py"]
    return set(table_texts()).union(*map(code_texts, files))


def update(language: str, folder: Path = HERE) -> None:
    """Take up what is new in the source, and drop what is gone; what is translated stays."""
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place) / "texts.py"
        lines = [_call(context, text) for context, text in sorted(all_texts())]
        texts.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options = ["-locations", "none", "-no-obsolete", "-silent", *LANGUAGES[language]]
        goal = ["-source-language", "en", "-target-language", language, "-ts", str(source_file(language, folder))]
        _run("pyside6-lupdate", *options, str(texts), *goal)


def release(language: str, folder: Path = HERE, source: Path | None = None) -> Path:
    """Make the compiled file into a folder; returns it.

    It is replaced whole: programs that run have the old one mapped.
    """
    made, new = folder / f"alexstudio_{language}.qm", folder / f".alexstudio_{language}.qm"
    _run("pyside6-lrelease", "-silent", str(source or source_file(language, folder)), "-qm", str(new))
    new.replace(made)
    return made


def _run(name: str, *arguments: str) -> None:
    done = subprocess.run([tool(name), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stderr or done.stdout}")


def _call(context: str, text: str) -> str:
    """A line that lupdate reads without doubt."""
    plural = ', "", 1' if "%n" in text else ""
    return f"translate({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)}{plural})"
