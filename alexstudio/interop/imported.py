"""What an importer gives: a document, and remarks on what was understood, approximated or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from alexstudio.files import FileProblem, read_bytes
from alexstudio.graph import Document

Severity = Literal["understood", "approximated", "left out"]
SEVERITIES: tuple[Severity, ...] = ("understood", "approximated", "left out")

_HALF = re.compile("[\ud800-\udfff]")

SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes of a text file that is imported, and characters of a text."""


class ImportProblem(Exception):
    """A network that cannot become a document; the text is one sentence: where, what, and what to do."""


class Remark(NamedTuple):
    """What became of a layer of the file, or of the file as a whole where ``layer`` is empty."""

    severity: Severity
    layer: str
    sentence: str


class Imported(NamedTuple):
    """A document, and what is to be said about it. The network is the same where every remark is "understood"."""

    document: Document
    remarks: tuple[Remark, ...]


class Group(NamedTuple):
    """One sentence that was said about several layers."""

    severity: Severity
    layers: tuple[str, ...]
    sentence: str


def grouped(remarks: Iterable[Remark]) -> list[Group]:
    """The remarks, equal sentences together: first what was understood, last what was left out."""
    found: dict[tuple[Severity, str], dict[str, None]] = {}
    for severity, layer, sentence in remarks:
        layers = found.setdefault((severity, sentence), {})
        if layer:
            layers[layer] = None
    groups = [Group(severity, tuple(layers), sentence) for (severity, sentence), layers in found.items()]
    return sorted(groups, key=lambda group: SEVERITIES.index(group.severity))


def named(layers: Iterable[str], limit: int = 6) -> str:
    """Names of layers on one line, the first few of many: "conv1, conv2 and 14 more"."""
    names = list(layers)
    more = len(names) - limit
    return ", ".join(names) if more <= 1 else f"{', '.join(names[:limit])} and {more} more"


def read_text(path: Path) -> str:
    """The text of a file; `ImportProblem` when it cannot be read, is too large, or is not text."""
    try:
        content = read_bytes(path, limit=SIZE_LIMIT)
    except FileProblem as problem:
        raise ImportProblem(str(problem)) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ImportProblem(
            f"{path.name} is not UTF-8 text: line {line:,} holds a byte that is none. Files of weights are not read."
        ) from None
    return text


def check_text(text: str) -> None:
    """Refuse a text that is too long, or holds what is no character, with `ImportProblem`."""
    if len(text) > SIZE_LIMIT:
        raise ImportProblem(f"The text has {len(text):,} characters; at most {SIZE_LIMIT:,} are read.")
    strange = _HALF.search(text)
    if strange is not None:
        line = text.count("\n", 0, strange.start()) + 1
        raise ImportProblem(f"Line {line:,} holds half of a surrogate pair, which is no character.")
