from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.columns import COLUMNS, Column, Entry, Sheet, pick
from alexstudio.analysis.markup import (
    FORMATS,
    csv_table,
    latex_table,
    markdown_table,
    plain_table,
    tab_separated,
    visible,
)
from alexstudio.analysis.report import NodeReport
from alexstudio.graph import Document, LayerGraph, Node
from alexstudio.graph.presets import load_preset

SOME = pick("layer", "type", "outputs", "params", "params_share")
HOSTILE = (
    *("=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "\r=1", 'a "b", c', "a|b", "a\nb", "a\tb", "a\r\nb"),
    *("<script>x</script>", "[x](javascript:1)", "`x`", "*x*", "_x_", "~x~", "\\", "%$#&{}^~_", "\x1b[31mred", "[2pt]"),
    *("\u202eabc", "*", "&amp;", "\\input{/etc/passwd}", "", "名前", "$x$", "\\|", "a\\"),
)


def sheet(document: Document) -> Sheet:
    return Sheet(document, analyse(document))


def named(*names: str) -> list[Entry]:
    """Rows with these names, also with those that no document can hold."""
    nowhere = sheet(Document("x", LayerGraph().freeze()))
    return [Entry(Node(f"n{number}", "ReLU", name), NodeReport(), nowhere) for number, name in enumerate(names)]


@pytest.mark.parametrize("name", ["alexnet", "alexnet_two_gpu", "caffenet"])
@pytest.mark.parametrize(("write", "delimiter"), [(csv_table, ","), (tab_separated, "\t")])
def test_raw_values_add_up_to_the_totals(write: Callable[..., str], delimiter: str, name: str) -> None:
    found = sheet(load_preset(name))
    rows = list(csv.DictReader(io.StringIO(write(COLUMNS, found.entries), newline=""), delimiter=delimiter))
    assert len(rows) == len(found.entries)
    assert list(rows[0]) == [column.key for column in COLUMNS]
    for key in ("weights", "biases", "params", "multiply_adds"):
        assert sum(int(row[key]) for row in rows) == getattr(found.report.total, key)
    pictures = sum(int(row["activation_bytes"]) for row in rows if row["type"] == "Input")
    assert sum(int(row["activation_bytes"]) for row in rows) - pictures == found.report.total.activation_bytes
    assert sum(float(row["params_share"]) for row in rows) == pytest.approx(1, abs=1e-4)
    assert all(text.isascii() for row in rows for text in row.values())


@pytest.mark.parametrize(("write", "delimiter"), [(csv_table, ","), (tab_separated, "\t")])
def test_no_spreadsheet_sees_a_formula(write: Callable[..., str], delimiter: str) -> None:
    text = write(SOME, named(*HOSTILE))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert [len(row) for row in rows] == [len(SOME)] * (len(HOSTILE) + 1)
    for row, name in zip(rows[1:], HOSTILE, strict=True):
        assert row[0] in (visible(name), f"'{name}")
        assert row[0][:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_lines_end_as_each_format_wants() -> None:
    assert csv_table(SOME, named("a")).endswith("\r\n")
    assert "\r" not in tab_separated(SOME, named("a"))


def test_markdown() -> None:
    lines = markdown_table(SOME, sheet(load_preset("alexnet")).entries).splitlines()
    assert lines[:2] == ["| Layer | Type | Output | Parameters | Parameters % |", "| --- | --- | ---: | ---: | ---: |"]
    assert "| FC6 | Linear | 4096 | 37,752,832 | 61.9 % |" in lines


def test_no_name_breaks_a_markdown_table() -> None:
    lines = markdown_table(SOME, named(*HOSTILE)).splitlines()
    assert len(lines) == len(HOSTILE) + 2
    for line in lines:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == len(SOME) + 1, line
        assert not re.search(r"(?<!\\)(?:\\\\)*[<`\[\]*_]", line), line
        assert line.isprintable()


def test_latex() -> None:
    text = latex_table(SOME, sheet(load_preset("alexnet")).entries)
    assert text.startswith(
        "\\begin{tabular}{llrrr}\n\\toprule\nLayer & Type & Output & Parameters & Parameters \\% \\\\\n"
    )
    assert "Conv1 & Conv2d & $55\\times55\\times96$" in text or "55$\\times$55$\\times$96" in text
    assert text.endswith("\\bottomrule\n\\end{tabular}\n")


def test_no_name_breaks_a_latex_table() -> None:
    body = latex_table(pick("layer", "type"), named(*HOSTILE)).split("\\midrule\n")[1].split("\\bottomrule")[0]
    lines = body.splitlines()
    assert len(lines) == len(HOSTILE)
    known = r"\\(?:textbackslash|textasciitilde|textasciicircum|textless|textgreater|textbar)\{\}|\\[&%$#_{}]"
    for line in lines:
        rest = re.sub(known, "", line.removesuffix(r" \\"))
        assert rest.count("&") == 1 and not re.search(r"[\\%$#_^~]", rest), line
        assert not line.startswith(("[", "*")), line


def test_plain_text_is_aligned() -> None:
    lines = plain_table(SOME, sheet(load_preset("alexnet")).entries).splitlines()
    assert lines[1] == "-" * len(lines[1]) and max(map(len, lines)) == len(lines[1])
    column = lines[0].index("Parameters") + len("Parameters")
    assert next(line for line in lines if line.startswith("FC6"))[:column].endswith("37,752,832")


def test_a_terminal_gets_no_escape_sequence() -> None:
    text = plain_table(SOME, named(*HOSTILE))
    assert len(text.splitlines()) == len(HOSTILE) + 2
    assert all(line.isprintable() for line in text.splitlines())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("columns", [SOME, pick("layer"), COLUMNS], ids=["some", "one", "all"])
def test_no_rows_are_a_table_too(name: str, columns: tuple[Column, ...]) -> None:
    assert FORMATS[name](columns, [])
