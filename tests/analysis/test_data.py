from __future__ import annotations

import csv
import io
import json

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.columns import COLUMNS, Sheet
from alexstudio.analysis.data import report_data
from alexstudio.analysis.markdown import report_markdown
from alexstudio.analysis.markup import csv_table
from alexstudio.analysis.stages import SUMMED, stage_csv
from alexstudio.graph import Document
from alexstudio.graph.presets import load_preset

NAMES = ["alexnet", "alexnet_two_gpu"]


@pytest.mark.parametrize("name", NAMES)
def test_data_holds_every_number(name: str) -> None:
    document = load_preset(name)
    report = analyse(document)
    data = json.loads(json.dumps(report_data(document, report), allow_nan=False))
    assert data["format"] == "alexstudio-report/1"
    assert data["runnable"] is True and data["problems"] == []
    for node in data["nodes"]:
        numbers = report.nodes[node["id"]]
        assert [tuple(shape) for shape in node["shapes"]] == list(numbers.shapes)
        for field in ("weights", "biases", "params", "multiply_adds", "activation_bytes", "buffers"):
            assert node[field] == getattr(numbers, field)
        assert node["flops"] == 2 * numbers.multiply_adds
    total = {**report.total._asdict(), "params": report.total.params, "flops": 2 * report.total.multiply_adds}
    assert data["total"] == total
    assert data["stages"]["FC6"]["params"] == 37_752_832
    assert sum(move["bytes_per_image"] for move in data["transfers"]) == data["transfer_bytes"] == report.transfer_bytes
    assert set(data["devices"]) == set(report.devices)
    assert data["memory"]["batch"] == document.recipe.batch_size and data["memory"]["modern"]["devices"]


def test_receptive_fields() -> None:
    document = load_preset("alexnet")
    nodes = {node["id"]: node for node in report_data(document, analyse(document))["nodes"]}
    assert nodes["conv2"]["receptive_field"] == {"size": [51, 51], "stride": [8, 8], "centre": [7, 7]}
    assert nodes["input"]["receptive_field"] == {"size": [1, 1], "stride": [1, 1], "centre": [0, 0]}


def test_problems_name_rule_and_fixes() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    document = Document("x", graph)
    data = report_data(document, analyse(document))
    (problem,) = data["problems"]
    assert (problem["node"], problem["severity"]) == ("conv2", "error") and problem["rule"]
    assert problem["fixes"][0] == "Set groups of Conv2 to 4"
    (warning,) = data["warnings"]
    assert warning["severity"] in ("warning", "note") and "Norm1 and Norm2 mix" in warning["message"]
    assert data["runnable"] is False and "why_not" in data["memory"]
    assert data["nodes"][-1]["receptive_field"] is None


def test_hostile_texts_survive_as_they_are(hostile: Document) -> None:
    data = json.loads(json.dumps(report_data(hostile, analyse(hostile))))
    assert data["title"] == hostile.title
    assert [node["name"] for node in data["nodes"]] == [node.name for node in hostile.graph.order()]


# -- CSV and Markdown --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_of_a_csv_add_up(name: str) -> None:
    document = load_preset(name)
    report = analyse(document)
    sheet = Sheet(document, report)
    for text in (csv_table(COLUMNS, sheet.entries), stage_csv(sheet)):
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        for field in ("weights", "biases", "params", "multiply_adds", "buffers", "activation_bytes"):
            added = sum(int(row[field]) for row in rows if row.get("type") != "Input")
            assert added == getattr(report.total, field)
        assert sum(int(row["flops"]) for row in rows) == 2 * report.total.multiply_adds
        assert sum(float(row["params_share"]) for row in rows) == pytest.approx(1, abs=1e-4)


def test_stages_hold_every_layer(small: Document) -> None:
    rows = list(csv.reader(io.StringIO(stage_csv(Sheet(small, analyse(small))), newline="")))
    assert rows[0] == ["stage", "layers", "known", *(column.key for column in SUMMED)]
    assert [row[:2] for row in rows[1:]] == [["", "2"], ["One", "3"], ["Two", "1"]]


def test_no_stage_is_a_formula(hostile: Document) -> None:
    rows = list(csv.reader(io.StringIO(stage_csv(Sheet(hostile, analyse(hostile))), newline="")))
    assert all(row[0][:1] not in ("=", "+", "-", "@") for row in rows[1:])
    assert any(row[0] == "'@" for row in rows)


def test_markdown(small: Document) -> None:
    report = analyse(small)
    found = report_markdown(small, report).splitlines()
    assert found[0] == "# Small"
    assert "| Parameters | 1,566 | 1,552 weights + 14 biases |" in found
    assert any(line.startswith("| FC | Linear | Two | gpu1 | 10 | 1,440 | 10 |") for line in found)
    assert "| gpu0 | 4 | 116 | 3,888 | 7,776 | 2,304 |" in found
    assert "| Flatten | gpu0 | gpu1 | 576 |" in found
    by_stage = report_markdown(small, report, "stage").splitlines()
    assert "| One | 3 | 116 | 7.4 % | 3,888 | 7,776 | 1,728 |" in by_stage
    assert not any("| FC |" in line for line in by_stage)


def test_markdown_of_hostile_texts(hostile: Document) -> None:
    found = report_markdown(hostile, analyse(hostile))
    assert "<script" not in found.replace("\\<", "") and "- could help: " in found and "## Problems" in found
    assert all(letter.isprintable() or letter == "\n" for letter in found)
    table: list[int] = []
    for line in found.splitlines():
        bars = line.replace("\\\\", "").replace("\\|", "").count("|")
        if line.startswith("|"):
            table.append(bars)
            assert bars == table[0]
        else:
            table = []
