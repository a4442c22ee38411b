"""The window in Chinese: nothing that people read is left in English, and search finds both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from alexstudio.analysis import analyse
from alexstudio.analysis.fixes import fixes
from alexstudio.analysis.memory import CARDS
from alexstudio.graph import Document, LayerGraph
from alexstudio.graph.presets import load_preset
from alexstudio.layers import layer_types
from alexstudio.ui.canvas.heat import MEASURES
from alexstudio.ui.export_dialog import ExportDialog
from alexstudio.ui.fuzzy import ranked
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.plugins_dialog import PluginsDialog
from alexstudio.ui.search import addable, commands
from alexstudio.ui.search_popup import Entry
from alexstudio.ui.sentences import said
from alexstudio.ui.settings_dialog import SettingsDialog
from alexstudio.ui.shortcut_sheet import ShortcutSheet
from alexstudio.ui.words import layers

CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{3,}")
FORMULA = re.compile("[=⌊⌈·∈]")
MARKUP = re.compile(r"<[^>]*>|&#?\w+;")
NAMES = (
    "alexstudio English PyTorch host auto float32 bfloat16 gpu SVG PDF PNG CSV TSV Markdown LaTeX JSON HTML "
    "MIT Qt LGPL MNIST EMNIST KMNIST Fashion CIFAR SGD Adam AdamW ONNX safetensors epsilon none eps alpha beta "
    "cpu cuda SHA-256 bytes KiB MiB GiB row batch nearest bilinear tanh RGB torch nn Ctrl Alt Shift Home Del "
    "PgUp PgDown Tab Ins Esc top"
)


@pytest.fixture
def chinese(make_window: Callable[..., MainWindow], speak: Callable[[str], None]) -> Callable[..., MainWindow]:
    speak("zh_CN")
    return make_window


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything that a widget shows or says, without what lies in it."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, (QGroupBox, QMenu)):
        yield widget.title()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        header = getattr(widget, "header", None) or getattr(widget, "horizontalHeader", None)
        for column in range(header().count() if header else 1):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            yield from (str(model.index(row, column).data() or "") for row in range(model.rowCount(QModelIndex())))
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


def left_in_english(top: QWidget, names: set[str]) -> set[str]:
    """Texts with words and without a Chinese one, but for names, keys and numbers."""
    found = set()
    for widget in (top, *top.findChildren(QWidget)):
        for text in texts_of(widget):
            plain = MARKUP.sub("", text).strip()
            if not CHINESE.search(plain) and not FORMULA.search(plain) and not set(WORD.findall(plain)) <= names:
                found.add(plain)
    return found


def names_of(window: MainWindow) -> set[str]:
    """Words that are the same in every language: those of documents, of layer types and of products."""
    document = window.session.document
    texts = [NAMES, document.title, document.notes, document.source, *layer_types()]
    for node in document.graph.nodes:
        texts += [node.name, node.stage, node.id, node.kind.caption(node.params) if node.kind else ""]
    texts += [card.name for card in CARDS]
    return set(WORD.findall(" ".join(texts)))


def test_nothing_is_left_in_english(chinese: Callable[..., MainWindow]) -> None:
    window = chinese("alexnet_two_gpu")
    for tab in range(window.tabs.count()):
        window.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
    window.table.grouping.setChecked(True)
    window.canvas.show_heat(MEASURES["params"])
    assert left_in_english(window, names_of(window)) == set()
    for chosen in (["conv1a"], ["norm1a"], ["conv1a", "conv1b"], ["conv1a", "relu1a"]):
        window.canvas.select(chosen)
        assert left_in_english(window, names_of(window)) == set()


def test_no_form_is_left_in_english(chinese: Callable[..., MainWindow]) -> None:
    window = chinese("alexnet")
    for name, kind in layer_types().items():
        if kind.slots:
            window.verbs.add_layer(name)
            assert left_in_english(window.inspector, names_of(window)) == set()


def test_no_dialog_is_left_in_english(chinese: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    window = chinese("alexnet")
    dialogs: list[QDialog] = [
        SettingsDialog(window),
        ShortcutSheet(window, window.actions_by_id),
        ExportDialog(window, tmp_path / "net.pt", None),
        PluginsDialog(window, window.session),
    ]
    names = names_of(window) | set(WORD.findall(str(tmp_path / "net.pt")))
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        if isinstance(dialog, SettingsDialog):
            dialog.pages.setCurrentIndex(1)
        if isinstance(dialog, PluginsDialog):  # what a plugin says about itself
            names |= {word for one in dialog._plugins for word in WORD.findall(f"{one.spot.name} {one.tree}")}
        assert left_in_english(dialog, names) == set(), dialog.objectName()


def test_what_is_wrong_and_what_helps(chinese: Callable[..., MainWindow]) -> None:
    """Sentences that are made without the window: every layer left out once, and every parameter at its bounds."""
    chinese("alexnet")
    seen = []
    for name in ("alexnet_two_gpu", "resnet18"):
        document = load_preset(name)
        for node in document.graph.order()[:12]:
            graph = document.graph.copy()
            graph.remove([node.id])
            seen += sentences_of(document, graph)
    document = load_preset("alexnet")
    for node in document.graph.nodes:
        for param in node.kind.params if node.kind else ():
            graph = document.graph.copy()
            if param.kind in ("int", "pair") and node.stage in ("Conv1", "Conv2", "FC8"):
                graph.set_param(node.id, param.name, 60)
                seen += sentences_of(document, graph)
    assert len(set(seen)) > 50
    assert [text for text in dict.fromkeys(seen) if not CHINESE.search(said(text))] == []


def sentences_of(document: Document, graph: LayerGraph) -> list[str]:
    changed = replace(document, graph=graph.freeze())
    report = analyse(changed)
    troubles = (*report.problems[:3], *report.warnings)
    found = [trouble.message for trouble in troubles]
    return found + [fix.label for trouble in troubles for fix in fixes(changed, report, trouble)]


def test_a_sentence_in_a_sentence(chinese: Callable[..., MainWindow]) -> None:
    chinese("alexnet")
    text = "Softmax8 stands before the loss: a class that is dropped at random cannot be learned. Remove it."
    assert said(text) == "Softmax8 在损失之前：随机丢弃的类别无法学习。请移除它。"
    assert said("Set kernel of Conv {1} to 3") == "将 Conv {1} 的卷积核设为 3"
    assert said("Something else happened.") == "Something else happened."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At step 12 the loss is no longer a number; the learning rate is 0.1. Conv1 is the first layer whose "
            "output is not finite. Try 0.01, or another initialisation. There was no checkpoint yet.",
            "第 12 步时损失不再是数；学习率为 0.1。Conv1 是第一个输出不是有限数的层。"
            "请试用 0.01，或换一种初始化。还没有检查点。",
        ),
        ("Odd it is. Conv1 is not connected. So what?", "Odd it is. Conv1 未连接。 So what?"),
        (
            "It goes on with another version of torch, other devices: "
            "the numbers will not be the same to the last bit.",
            "继续训练时有所不同（另一版本的 torch、不同的设备）：数值不会逐位相同。",
        ),
        ("Not in the file, so they start as the recipe says: fc6, fc7 and 2 more.",
         "文件中没有，因此按配方初始化：fc6, fc7 等（另有 2 个）。"),
        ("Caffe has no layers like GELU and Tanh. Replace them, or export to another format.",
         "Caffe 没有 GELU 和 Tanh 这样的层。请替换它们，或导出为其他格式。"),
        ("conv1 (line 3) has no kernel_size.", "conv1 (第 3 行) 没有 kernel_size。"),
        ("训练完成，共 60 步。 最佳验证 top-5 错误率 10 %。", "训练完成，共 60 步。最佳验证 top-5 错误率 10 %。"),
    ],
)  # fmt: skip
def test_sentences_in_a_row(speak: Callable[[str], None], text: str, told: str) -> None:
    speak("zh_CN")
    assert said(text) == told


def test_english_is_as_it_was(window: MainWindow) -> None:
    assert said("it is empty.") == "it is empty."
    assert said("Remove Conv1") == "Remove Conv1"


def test_undo_says_what(chinese: Callable[..., MainWindow]) -> None:
    window = chinese("alexnet")
    for act, label in (
        (lambda: window.session.set_param("conv1", "kernel_size", (9, 9)), "设置 Conv1 的卷积核"),
        (lambda: window.session.remove(["relu1"]), "删除 ReLU1"),
        (lambda: window.session.remove(["relu2", "relu3"]), "删除 2 层"),
        (lambda: window.session.move({"conv2": (0.0, 0.0)}), "移动 Conv2"),
    ):
        act()
        assert window.session.history.undo_label == label
        assert window.actions_by_id["undo"].text() == f"撤销“{label}”"


@pytest.mark.parametrize("query", ["卷积", "conv", "Conv2d"])
def test_layers_are_found_in_both_languages(chinese: Callable[..., MainWindow], query: str) -> None:
    window = chinese("alexnet")
    found = [entry.key for entry in ranked(query, addable(window.session.snapshot, None), entry_words)]
    assert "Conv2d" in found and "Dropout" not in found
    search = window.palette_panel.search
    search.setText(query)  # QTest types ASCII only
    shown = [item.text(0) for _, items in window.palette_panel._heads for item in items if not item.isHidden()]
    assert "Conv2d" in shown and "Dropout" not in shown


@pytest.mark.parametrize(("query", "key"), [("整理布局", "tidy"), ("tidy up the", "tidy"), ("全选", "select_all")])
def test_commands_are_found_in_both_languages(chinese: Callable[..., MainWindow], query: str, key: str) -> None:
    window = chinese("alexnet")
    assert ranked(query, commands(window.actions_by_id), entry_words)[0].key == key


def entry_words(entry: Entry) -> tuple[str, ...]:
    return (entry.title, *entry.words)


def test_one_and_several(window: MainWindow, speak: Callable[[str], None]) -> None:
    assert (layers(1), layers(3)) == ("1 layer", "3 layers")
    speak("zh_CN")
    assert (layers(1), layers(3)) == ("1 层", "3 层")


def test_the_buttons_of_qt_speak_it_too(chinese: Callable[..., MainWindow], qtbot: QtBot) -> None:
    box = QMessageBox(chinese("alexnet"))
    qtbot.addWidget(box)
    box.addButton(QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "取消"


def test_another_language_stays_english_all_over(make_window: Callable[..., MainWindow], speak: Callable[[str], None],
                                                 monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """A mixture of our English and the buttons of another language would be worse."""
    monkeypatch.setattr("alexstudio.ui.settings.setting", lambda name: "de_DE")
    speak("de_DE")
    window = make_window()
    box = QMessageBox(window)
    box.addButton(QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"
    assert window.actions_by_id["save"].text() == "Save"
