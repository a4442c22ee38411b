"""The plugins dialog, driven with the mouse: enabling makes layers of placeholders, and nothing runs before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import LEFT, click_card, when_dialog
from plugin_folders import WIGGLE, copy_examples, enable, no_plugins_after, write_plugin
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from alexstudio.extensions import catalogue
from alexstudio.extensions.loading import OFF, load_enabled
from alexstudio.extensions.places import Places
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.presets import load_preset
from alexstudio.layers import find_type
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.plugin_consent import PluginConsent
from alexstudio.ui.plugins_dialog import PluginsDialog

MakeWindow = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    """The usual places of a user who has nothing yet."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    places = Places.usual()
    places.own.mkdir(0o755, parents=True)
    with no_plugins_after():
        yield places


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """AlexNet with a squeeze-and-excitation where the first normalisation was, written without its defaults."""
    raw = json.loads(dumps(load_preset("alexnet")))
    node = next(node for node in raw["nodes"] if node["id"] == "norm1")
    node.update(type="SqueezeExcite", name="SE1", params={"reduction": 8})
    path = tmp_path / "se.json"
    path.write_text(json.dumps(raw))
    return path


def texts(widget: QWidget) -> str:
    return "\n".join(label.text().replace("\u200b", "") for label in widget.findChildren(QLabel))


def open_dialog(window: MainWindow, act: Callable[[PluginsDialog], object]) -> None:
    """Choose Plugins… and do something there."""
    seen: list[PluginsDialog] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PluginsDialog)
        seen.append(dialog)
        try:
            act(dialog)
            QTest.mouseClick(dialog.close_button, LEFT)
        finally:
            dialog.done(0)  # a test that fails must not wait for ever

    when_dialog(look)
    window.actions_by_id["plugins"].trigger()
    assert seen and not seen[0].isVisible()


def choose(dialog: PluginsDialog, name: str) -> None:
    names = [plugin.spot.name for plugin in dialog._plugins]
    item = dialog.list.item(names.index(name))
    dialog.list.doItemsLayout()  # a busy machine may not have come to it yet
    dialog.list.scrollToItem(item)
    QTest.mouseClick(
        dialog.list.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, dialog.list.visualItemRect(item).center()
    )
    assert dialog.list.currentItem() is item


def press_enable(qtbot: QtBot, dialog: PluginsDialog, name: str, *, yes: bool = True) -> str:
    """Enable a plugin, or say no; what the question said."""
    said: list[str] = []

    def answer(consent: QDialog) -> None:
        assert isinstance(consent, PluginConsent)
        said.append(texts(consent))
        QTest.mouseClick(consent.enable, LEFT) if yes else QTest.keyClick(consent, Qt.Key.Key_Return)
        assert not consent.isVisible()

    choose(dialog, name)
    when_dialog(answer)
    QTest.mouseClick(dialog.enable, LEFT)
    qtbot.waitUntil(lambda: dialog._trial is None, timeout=15_000)
    return said[0]


def test_placeholders_become_layers(make_window: MakeWindow, document: Path, qtbot: QtBot) -> None:
    window = make_window(str(document))
    session, cards = window.session, window.canvas.canvas.cards
    assert session.document.graph["norm1"].kind is None
    assert cards["norm1"].is_inert and cards["norm1"].shape_text == "unknown type"
    click_card(window, "norm1")
    assert window.inspector.fields == {}
    before = cards["norm1"].rim.height()
    assert session.set_param("conv1", "padding", 1) == ""

    def act(dialog: PluginsDialog) -> None:
        said = press_enable(qtbot, dialog, "squeeze_excite")
        tree = catalogue.find("squeeze_excite").tree
        assert tree is not None
        for words in ("This code can do anything you can.", str(tree.path), f"{len(tree.files)} (", tree.sha256):
            assert words in said
        assert dialog.told.text() == "Enabled. New layer types: SqueezeExcite."
        assert not dialog.enable.isEnabled() and dialog.disable.isEnabled()
        assert "enabled" in texts(dialog)

    open_dialog(window, act)
    node = session.document.graph["norm1"]
    assert node.kind is not None and node.params == {"reduction": 8, "activation": "relu", "gate": "sigmoid"}
    assert session.snapshot.report.is_runnable
    assert not cards["norm1"].is_inert and cards["norm1"].caption == "1/8, sigmoid"
    assert cards["norm1"].rim.height() > before
    assert list(window.inspector.fields) == ["reduction", "activation", "gate"]
    assert window.palette_panel.tree.findItems("SqueezeExcite", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    assert session.history.undo_label == "Set padding of Conv1" and session.history.is_dirty
    session.undo()
    assert session.document.graph["conv1"].params["padding"] == (2, 2) and not session.history.is_dirty
    assert session.document.graph["norm1"].kind is not None and session.snapshot.report.is_runnable
    session.redo()
    assert session.set_param("norm1", "reduction", 4) == ""


def test_saying_no(window: MainWindow, places: Places, tmp_path: Path, qtbot: QtBot) -> None:
    canary = tmp_path / "ran"
    write_plugin(places, layers=f"open({str(canary)!r}, 'w').close()\n{WIGGLE}")

    def act(dialog: PluginsDialog) -> None:
        press_enable(qtbot, dialog, "wiggle", yes=False)  # Enter is No
        assert dialog.told.text() == ""

    open_dialog(window, act)
    assert not canary.exists() and not places.consent.exists() and find_type("Wiggle") is None


def test_a_plugin_that_fails(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    write_plugin(places, layers="import sys; sys.exit(3)")

    def act(dialog: PluginsDialog) -> None:
        press_enable(qtbot, dialog, "wiggle")
        sentence = "It could not be loaded: SystemExit: 3."
        assert dialog.told.text() == f"The plugin wiggle was not enabled. {sentence}"
        assert texts(dialog).count(sentence) == 2 and "failed" in texts(dialog)
        assert dialog.enable.isEnabled() and dialog.disable.isEnabled()

    open_dialog(window, act)


def test_while_it_is_tried_the_dialog_stays(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    write_plugin(places, layers=f"import time; time.sleep(0.4)\n{WIGGLE}")

    def act(dialog: PluginsDialog) -> None:
        choose(dialog, "wiggle")
        when_dialog(lambda consent: QTest.mouseClick(consent.enable, LEFT))  # type: ignore[attr-defined]
        QTest.mouseClick(dialog.enable, LEFT)
        assert dialog.told.text() == "Trying wiggle in a process of its own…"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible() and not dialog.close_button.isEnabled() and not dialog.enable.isEnabled()
        qtbot.waitUntil(lambda: dialog._trial is None, timeout=15_000)
        assert dialog.close_button.isEnabled()

    open_dialog(window, act)
    assert find_type("Wiggle") is not None


def test_a_document_that_the_type_does_not_fit(make_window: MakeWindow, document: Path, qtbot: QtBot) -> None:
    document.write_text(document.read_text().replace('"reduction": 8', '"reduction": "many"'))
    window = make_window(str(document))
    before = window.session.document

    def act(dialog: PluginsDialog) -> None:
        press_enable(qtbot, dialog, "squeeze_excite")
        assert dialog.told.text() == (
            "squeeze_excite is enabled, but does not fit the open document, which stays as it is until it is opened "
            "again: SE1: reduction must be a whole number, not 'many'."
        )
        assert "enabled from the next start" in texts(dialog)

    open_dialog(window, act)
    assert window.session.document is before and find_type("SqueezeExcite") is None


def test_steps_that_the_type_does_not_fit_are_forgotten(make_window: MakeWindow, document: Path, qtbot: QtBot) -> None:
    window = make_window(str(document))
    session = window.session
    bad = loads(dumps(session.document).replace('"reduction": 8', '"reduction": 0'))
    good = session.document
    for number, step in enumerate((bad, good)):
        with session.history.editing(f"step {number}") as draft:
            draft.document, draft.graph = step, step.graph.copy()
    session.set_param("conv1", "padding", 1)
    open_dialog(window, lambda dialog: press_enable(qtbot, dialog, "squeeze_excite"))
    session.undo()
    assert session.history.undo_label == "" and session.document.graph["norm1"].params["reduction"] == 8


def test_disabling_is_for_the_next_start(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    write_plugin(places)
    enable(places)
    load_enabled()

    def act(dialog: PluginsDialog) -> None:
        choose(dialog, "wiggle")
        QTest.mouseClick(dialog.disable, LEFT)
        assert dialog.told.text() == "wiggle stays until alexstudio is closed, and is not loaded at the next start."
        assert "runs until alexstudio is closed" in texts(dialog)
        press_enable(qtbot, dialog, "wiggle")

    open_dialog(window, act)
    assert catalogue.find("wiggle").state == "enabled" and find_type("Wiggle") is not None


def test_trouble_with_another_plugin_is_no_obstacle(
    make_window: MakeWindow, document: Path, places: Places, qtbot: QtBot
) -> None:
    folder = write_plugin(places)
    enable(places)
    (folder / "modules.py").write_text("from torch import nn\n")
    window = make_window(str(document))

    def act(dialog: PluginsDialog) -> None:
        press_enable(qtbot, dialog, "squeeze_excite")
        assert dialog.told.text() == "Enabled. New layer types: SqueezeExcite."
        assert "changed since you enabled it" in texts(dialog)

    open_dialog(window, act)
    assert window.session.snapshot.report.is_runnable and find_type("Wiggle") is None


def test_changed_while_it_runs(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    folder = write_plugin(places)
    enable(places)
    load_enabled()
    (folder / "modules.py").write_text("from torch import nn\n")

    def act(dialog: PluginsDialog) -> None:
        assert "changed since you enabled it" in texts(dialog)
        press_enable(qtbot, dialog, "wiggle")
        assert dialog.told.text() == "wiggle is enabled as it is now. Start alexstudio again to use it."

    open_dialog(window, act)


def test_switched_off(window: MainWindow, places: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFF, "1")
    write_plugin(places)

    def act(dialog: PluginsDialog) -> None:
        assert dialog.told.text() == "Started with --no-plugins, so none is loaded."
        press_enable(qtbot, dialog, "wiggle")
        assert "enabled for the next start without --no-plugins" in dialog.told.text()

    open_dialog(window, act)
    assert find_type("Wiggle") is None


def test_what_cannot_be_used_or_read(window: MainWindow, places: Places) -> None:
    write_plugin(places).chmod(0o777)
    places.consent.parent.mkdir(parents=True)
    places.consent.write_text("{")

    def act(dialog: PluginsDialog) -> None:
        choose(dialog, "wiggle")
        assert not dialog.enable.isEnabled() and not dialog.disable.isEnabled()
        assert "cannot be used" in texts(dialog) and "Other users may write to" in texts(dialog)
        assert "is damaged, so no plugin is enabled" in dialog.told.text()

    open_dialog(window, act)


def test_names_and_paths_are_plain_text(places: Places, window: MainWindow, qtbot: QtBot) -> None:
    folder = places.own / "b" / "<b>x"
    copy_examples(places.own / "copy")
    folder.parent.mkdir(0o755)
    (places.own / "copy" / "maxout").rename(folder.parent / "maxout")
    (folder.parent / "maxout" / "README.md").write_text("<img src=x>")
    dialog = PluginsDialog(window, window.session)
    qtbot.addWidget(dialog)
    plugin = catalogue.find(str(folder.parent / "maxout"))
    consent = PluginConsent(dialog, plugin)
    for label in (*dialog.findChildren(QLabel), *consent.findChildren(QLabel)):
        assert label.textFormat() == Qt.TextFormat.PlainText
