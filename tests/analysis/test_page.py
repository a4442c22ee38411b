from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.dress import POLICY, SCRIPT, STYLE
from alexstudio.analysis.ink import DARK, LIGHT
from alexstudio.analysis.page import report_page
from alexstudio.graph import Document, LayerGraph
from alexstudio.graph.presets import load_preset

VOID = {"meta", "img", "br", "link", "input"}
ADDRESSES = {"src", "href", "action", "data", "srcset", "poster", "xlink:href", "background", "formaction"}


class Reader(HTMLParser):
    """Checks that every element is closed in its order, and keeps what a page says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.texts.append(data)
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data


def read(document: Document) -> Reader:
    return Reader(report_page(document, analyse(document)))


@pytest.mark.parametrize("name", ["alexnet", "alexnet_two_gpu"])
def test_the_numbers_are_the_reports(name: str) -> None:
    document = load_preset(name)
    report = analyse(document)
    page = read(document)
    rows = {row[0]: row for row in page.rows}
    heads = next(row for row in page.rows if row[:3] == ["Layer", "Id", "Type"])
    by_id = {row[1]: dict(zip(heads, row, strict=True)) for row in page.rows if len(row) == len(heads)}
    for node in document.graph.nodes:
        numbers, row = report.nodes[node.id], by_id[node.id]
        assert row["Parameters"] == f"{numbers.params:,}"
        assert row["Multiply-adds"] == f"{numbers.multiply_adds:,}"
        assert row["Activation bytes"] == f"{numbers.activation_bytes:,}"
    for stage, sums in report.stages.items():
        assert f"{sums.params:,}" in rows[stage] and f"{2 * sums.multiply_adds:,}" in rows[stage]
    for device, sums in report.devices.items():
        numbers = (sums.params, sums.multiply_adds, 2 * sums.multiply_adds, sums.activation_bytes)
        shown = [row for row in page.rows if row[:1] == [device] and len(row) == 6]
        assert shown == [[device, f"{sums.layers}", *(f"{number:,}" for number in numbers)]]
    for move in report.transfers:
        moved = [document.graph[move.source].name, move.origin, move.destination, f"{move.bytes_per_image:,}"]
        assert moved in page.rows
    for number in (report.total.params, report.total.multiply_adds, report.total.activation_bytes):
        assert f"{number:,}" in page.texts
    assert document.title in page.texts and any(document.source in text for text in page.texts)
    assert any(text.startswith("2 × GTX 580" if name == "alexnet_two_gpu" else "GTX 580") for text in page.texts)


@pytest.mark.parametrize("name", ["alexnet_two_gpu", "hostile", "small"])
def test_nothing_is_fetched_from_elsewhere(name: str, request: pytest.FixtureRequest) -> None:
    document = load_preset(name) if name == "alexnet_two_gpu" else request.getfixturevalue(name)
    text = report_page(document, analyse(document))
    page = Reader(text)
    assert not ADDRESSES & {name for name, _ in page.attributes}
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert not {"link", "img", "iframe", "object", "embed", "base", "a", "use", "image", "form"} & set(page.tags)
    assert page.tags.count("script") == 1 and page.tags.count("style") == 1
    assert "url(" not in text and "@import" not in text
    assert text.count("http") - text.count("http-equiv") == document.source.count("http")
    assert "default-src 'none'" in POLICY and POLICY in text.replace("&#x27;", "'") and SCRIPT in text


def test_hostile_texts(hostile: Document) -> None:
    text = report_page(hostile, analyse(hostile))
    page = Reader(text)
    assert text.count("<script") == 1 and "<img" not in text and "<b>One" not in text
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    said = "".join(page.texts)
    for node in hostile.graph.nodes:
        assert node.name in said
    assert "first\n</p><style>*{}</style>�[2J\n=second" in said
    assert "http://x.example/<a href='//y'>" in said


def test_problems_come_with_help() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    page = read(Document("x", graph))
    said = "\n".join(page.texts)
    assert "1 problem: it cannot run yet" in said and "could help: Set groups of Conv2 to 4" in said
    assert "Norm1 and Norm2 mix" in said and "No prediction yet" in said
    assert ("class", "error") in page.attributes and "5 worked out; sums are over these" in said
    assert "Runs: no problems" in "".join(read(load_preset("alexnet")).texts)


def test_columns_that_say_nothing_are_left_out(small: Document) -> None:
    def heads(document: Document) -> list[str]:
        return next(row for row in read(document).rows if row[:3] == ["Layer", "Id", "Type"])

    assert "Buffers" in heads(small) and "Receptive field" in heads(small)
    assert "Buffers" not in heads(load_preset("alexnet"))


def test_colours_follow_the_system() -> None:
    assert "prefers-color-scheme:dark" in STYLE and LIGHT["window"] in STYLE and DARK["window"] in STYLE
    used = set(re.findall(r"var\(--([a-z-]+)\)", STYLE))
    assert used <= LIGHT.keys() | {"bar", "part"}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_can_be_read(colours: dict[str, str]) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    pairs = [("text", back) for back in ("window", "panel", "card", "frame", "canvas", "warn-back", "bad-back")]
    pairs += [("muted", back) for back in ("window", "panel", "card", "frame", "canvas")]
    pairs += [("bad", "bad-back"), ("bad", "window"), ("crossing", "canvas"), ("dense", "window")]
    for front, back in pairs:
        low, high = sorted((light(colours[front]), light(colours[back])))
        assert (high + 0.05) / (low + 0.05) >= 4.4, (front, back)


def test_an_empty_document() -> None:
    page = read(Document("", LayerGraph().freeze()))
    assert "Untitled" in page.texts
