"""Texts in the source of the window: what is given to ``translate``, ``mark`` and ``self.tr``.

lupdate reads Python, too, but it takes a count that is not a plain number for no count, or drops the whole text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

Message = tuple[str, str]
"""(context, text); a text with ``%n`` has plural forms."""


_FROM_TABLES = (ast.Name, ast.Attribute, ast.Subscript, ast.Call)
"""How texts are given that stand in a table or were marked elsewhere."""


class Unclear(ValueError):
    """A text that cannot be found by reading the source, such as an f-string; the sentence says where it stands."""


def code_texts(file: Path) -> set[Message]:
    """The texts of one file."""
    return set(_of(ast.parse(file.read_text(encoding="utf-8")), file, ""))


def _of(tree: ast.AST, file: Path, context: str) -> Iterator[Message]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, file, context)
        yield from _of(node, file, node.name if isinstance(node, ast.ClassDef) else context)


def _of_call(call: ast.Call, file: Path, context: str) -> Iterator[Message]:
    where = f"{file.name}, line {call.lineno}"
    name = call.func
    if isinstance(name, ast.Attribute) and name.attr == "tr":
        if not (isinstance(name.value, ast.Name) and name.value.id == "self" and context):
            raise Unclear(f"{where}: only self.tr(…) has a context, use translate(…).")
        yield context, _literal(call.args[0], where)
    elif isinstance(name, ast.Name) and name.id in ("translate", "mark") and len(call.args) > 1:
        given, text = call.args[:2]
        if not isinstance(
            text, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)
        ):  # it comes from a table or was marked
            yield _literal(given, where), _literal(text, where)


def _literal(node: ast.expr, where: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise Unclear(f"{where}: a text to translate must be one plain string, with places like {{name}}.")
