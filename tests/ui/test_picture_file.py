"""The picture of the graph in files that other programs open."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog

from alexstudio.files import FileProblem
from alexstudio.history import Snapshot
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.picture_file import LONGEST, save_picture


@pytest.fixture
def snapshot(window: MainWindow) -> Snapshot:
    return window.session.snapshot


def test_svg_and_pdf_and_png(snapshot: Snapshot, tmp_path: Path) -> None:
    for kind in ("svg", "pdf", "png"):
        path = tmp_path / f"net.{kind}"
        assert save_picture(snapshot, path).startswith(f"Wrote {path} (")
    root = ElementTree.parse(tmp_path / "net.svg").getroot()
    texts = {text for element in root.iter() for text in [element.text or ""]}
    assert {"Conv1", "55×55×96", "37,752,832"} <= texts
    assert (tmp_path / "net.pdf").read_bytes().startswith(b"%PDF-")
    image = QImage(str(tmp_path / "net.png"))
    width = float(root.attrib["width"])
    assert image.width() == round(3 * width) and image.width() < LONGEST
    assert image.pixelColor(2, 2) == QColor("white")
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(0, image.width(), 5)}
    assert len(colours) > 5


@pytest.mark.parametrize("name", ["net.gif", "net", "net.svg/net.svg"])
def test_what_cannot_be_written(snapshot: Snapshot, tmp_path: Path, name: str) -> None:
    (tmp_path / "net.svg").write_text("")
    with pytest.raises(FileProblem):
        save_picture(snapshot, tmp_path / name)


def test_from_the_menu(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = (str(tmp_path / "figure"), "PNG (*.png)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    window.actions_by_id["export_picture"].trigger()
    assert (tmp_path / "figure.png").exists() and "Wrote" in window.banner.text
    answer = (str(tmp_path / "no" / "figure.svg"), "SVG (*.svg)")
    window.actions_by_id["export_picture"].trigger()
    assert window.banner.kind == "problem"
    answer = ("", "")
    window.actions_by_id["export_picture"].trigger()


def test_the_block_figure(snapshot: Snapshot, tmp_path: Path) -> None:
    for kind in ("svg", "pdf", "png"):
        assert save_picture(snapshot, tmp_path / f"net.{kind}", blocks=True).startswith("Wrote ")
    texts = {element.text for element in ElementTree.parse(tmp_path / "net.svg").getroot().iter()}
    assert {"Conv1", "224", "4096", "dense"} <= texts and "37,752,832" not in texts
    assert (tmp_path / "net.pdf").read_bytes().startswith(b"%PDF-")
    image = QImage(str(tmp_path / "net.png"))
    assert image.width() > 3 * image.height() and image.pixelColor(2, 2) == QColor("white")


@pytest.mark.parametrize(("action", "first"), [("export_picture", "Picture"), ("export_figure", "Block figure")])
def test_the_kind_says_which_drawing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str, first: str
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, _start: str, kinds: str, chosen: str) -> tuple[str, str]:
        asked.append(chosen)
        return str(tmp_path / f"figure{len(asked)}"), kinds.split(";;")[3 * (len(asked) - 1)]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    for _ in range(2):
        window.actions_by_id[action].trigger()
    assert all(chosen.startswith(first) and chosen.endswith("SVG (*.svg)") for chosen in asked)
    graph, blocks = (tmp_path / "figure1.svg").read_text(), (tmp_path / "figure2.svg").read_text()
    assert "37,752,832" in graph and "37,752,832" not in blocks
