"""Rows of the layer table in the formats that other programs read: CSV, tab-separated, Markdown, LaTeX, plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from alexstudio.analysis.columns import UNKNOWN, Column, Entry, Plain

Columns = Sequence[Column]


def csv_table(columns: Columns, entries: Iterable[Entry]) -> str:
    """Raw values as RFC 4180 says, the keys of the columns on top.

    A text that a spreadsheet would take for a formula (it begins with ``= + - @``) gets an apostrophe before it, which
    spreadsheets show as nothing.
    """
    return _separated(columns, entries, ",", "\r\n")


def tab_separated(columns: Columns, entries: Iterable[Entry]) -> str:
    """Raw values to paste into a spreadsheet; texts are made safe as in `csv_table`."""
    return _separated(columns, entries, "\t", "\n")


def _separated(columns: Columns, entries: Iterable[Entry], delimiter: str, end: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow([column.key for column in columns])
    writer.writerows([guarded(column.plain(column.value(entry))) for column in columns] for entry in entries)
    return out.getvalue()


def guarded(value: Plain) -> Plain:
    """A value that no spreadsheet takes for a formula, on one line."""
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def markdown_table(columns: Columns, entries: Iterable[Entry]) -> str:
    """A pipe table with every digit; what Markdown or HTML would take for markup is escaped."""
    rows = [[column.exact(column.value(entry)) for column in columns] for entry in entries]
    return markdown_rows([column.title for column in columns], rows, [column.is_number for column in columns])


def markdown_rows(head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool]) -> str:
    """A pipe table of texts."""
    rules = ["---:" if is_right else "---" for is_right in right]
    lines = [[markdown_text(cell) for cell in row] for row in (head, *rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in (lines[0], rules, *lines[1:]))


def markdown_text(text: str) -> str:
    """A text on one line in which Markdown and HTML find no markup."""
    shown = visible(text)
    for letter in "\\`*_[]<>|#~&":
        if letter in shown:
            shown = shown.replace(letter, f"\\{letter}")
    return shown


_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
        "|": r"\textbar{}", "×": r"$\times$", UNKNOWN: "--", "�": "?",
    }
)  # fmt: skip


def latex_table(columns: Columns, entries: Iterable[Entry]) -> str:
    r"""A ``tabular`` with the rules of booktabs; needs ``\usepackage{booktabs}``."""
    places = "".join("r" if column.is_number else "l" for column in columns)
    head = _latex_line([column.title for column in columns])
    body = [_latex_line([column.exact(column.value(entry)) for column in columns]) for entry in entries]
    lines = [rf"\begin{{tabular}}{{{places}}}", r"\toprule", head, r"\midrule", *body, r"\bottomrule", r"\end{tabular}"]
    return "\n".join(lines) + "\n"


def _latex_line(cells: Iterable[str]) -> str:
    texts = [visible(cell).translate(_LATEX) for cell in cells]
    # booktabs would read a first cell in brackets as an argument of the rule above it
    texts[0] = f"{{}}{texts[0]}" if texts[0].startswith(("[", "*")) else texts[0]
    return " & ".join(texts) + r" \\"


def plain_table(columns: Columns, entries: Iterable[Entry]) -> str:
    """Aligned columns for a text in a fixed-width font."""
    rows = [[visible(column.exact(column.value(entry))) for column in columns] for entry in entries]
    right = [place for place, column in enumerate(columns) if column.is_number]
    return "\n".join(align([[column.title for column in columns], *rows], right)) + "\n"


def align(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Rows as aligned lines with a rule under the first; the columns in ``right`` hold numbers."""
    numbers = set(right)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.rjust(width) if place in numbers else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [lines[0], "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]


def visible(text: str) -> str:
    """``text`` with everything that is not printable (escape sequences, line breaks) replaced."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else "�" for letter in text)


FORMATS: dict[str, Callable[[Columns, Iterable[Entry]], str]] = {
    "Markdown": markdown_table,
    "CSV": csv_table,
    "LaTeX": latex_table,
    "Plain text": plain_table,
}
"""What a person chooses from to copy rows."""
