"""Nothing is lost: unsaved work outlives kill -9, comes back once, and belongs to the program that still runs."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from driving import when_dialog
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from alexstudio.files import FileProblem
from alexstudio.graph import Document
from alexstudio.graph.fileformat import dumps, load, save
from alexstudio.graph.presets import load_preset
from alexstudio.ui.autosave import DELAY_MS
from alexstudio.ui.crash_journal import ASIDE, DISCARDED, KEPT_DAYS, TABS, Journal, Tab, Tabs
from alexstudio.ui.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
KEY = "0123456789abcdef" * 2


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "journals"


@pytest.fixture
def open_window(make_window: MakeWindow, root: Path) -> MakeWindow:
    return lambda documents=None, **rest: make_window(documents, journal=Journal(root), **rest)


def works(root: Path) -> list[Path]:
    """Unsaved work in the journal."""
    return [path for path in root.glob(f"{'[0-9a-f]' * 32}/*.json") if path.name != TABS]


def changed(name: str = "lenet5", title: str = "Changed") -> Document:
    return replace(load_preset(name), title=title)


def leave(root: Path, document: Document | bytes, tab: Tab | None = None, name: str = f"{KEY}.json") -> Path:
    """What a program that was killed leaves."""
    folder = root / ("f" * 32)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(document if isinstance(document, bytes) else dumps(document).encode())
    if tab is not None:
        (folder / TABS).write_text(Tabs(tabs=[tab]).model_dump_json())
    (folder / "lock").touch()
    return folder


# -- while it runs -----------------------------------------------------------------------------------------------------


def test_an_edit_is_on_disk_a_moment_later(open_window: MakeWindow, root: Path, qtbot: QtBot) -> None:
    window = open_window("alexnet")
    qtbot.wait(DELAY_MS + 100)
    assert works(root) == []
    window.session.set_param("conv1", "out_channels", 64)
    qtbot.waitUntil(lambda: len(works(root)) == 1, timeout=DELAY_MS + 2000)
    (work,) = works(root)
    assert load(work).graph["conv1"].params["out_channels"] == 64, "it is a document that can be opened by hand"
    assert stat.S_IMODE(root.stat().st_mode) == 0o700 or sys.platform == "win32"
    window.session.undo()
    qtbot.waitUntil(lambda: works(root) == [], timeout=DELAY_MS + 2000)
    window.session.redo()
    qtbot.waitUntil(lambda: len(works(root)) == 1, timeout=DELAY_MS + 2000)


def test_edits_without_a_pause_do_not_put_the_writing_off(open_window: MakeWindow, root: Path, qtbot: QtBot) -> None:
    window = open_window("alexnet")
    end = time.monotonic() + 4 * DELAY_MS / 1000
    number = 0
    while time.monotonic() < end and not works(root):
        number += 1
        window.session.set_param("conv1", "out_channels", 64 + 2 * (number % 8))
        qtbot.wait(20)
    assert works(root)


def test_saving_empties_the_journal(open_window: MakeWindow, root: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window("alexnet")
    window.session.rename("conv1", "Mine")
    qtbot.waitUntil(lambda: len(works(root)) == 1, timeout=3000)
    assert window.session.save(tmp_path / "mine.json")
    qtbot.waitUntil(lambda: works(root) == [], timeout=3000)
    assert load(tmp_path / "mine.json").graph["conv1"].name == "Mine"


def test_the_window_does_not_wait_for_the_disk(
    open_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    slow = Journal.write

    def write(journal: Journal, key: str, document: Document) -> None:
        time.sleep(0.4)
        slow(journal, key, document)
        written.append(key)

    monkeypatch.setattr(Journal, "write", write)
    window = open_window("alexnet")
    window.session.rename("conv1", "Mine")
    begin = time.perf_counter()
    assert window.autosave is not None
    window.autosave.write()
    assert time.perf_counter() - begin < 0.2 and not written
    qtbot.waitUntil(lambda: bool(written), timeout=3000)


def test_work_that_cannot_be_kept_is_told(
    open_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*_: object) -> None:
        raise FileProblem("the disk is full.")

    window = open_window("alexnet")
    monkeypatch.setattr(Journal, "write", write)
    window.session.rename("conv1", "Mine")
    qtbot.waitUntil(lambda: "not safe from a crash" in window.banner.text, timeout=3000)
    assert "the disk is full" in window.banner.text


def test_discarded_work_is_kept_for_some_weeks(open_window: MakeWindow, root: Path) -> None:
    window = open_window("alexnet")
    window.session.rename("conv1", "Mine")
    assert window.autosave is not None
    window.autosave.write()

    def discard(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        dialog.button(QMessageBox.StandardButton.Discard).click()

    when_dialog(discard)
    assert window.close()
    (kept,) = (root / DISCARDED).iterdir()
    assert load(kept).graph["conv1"].name == "Mine"
    assert sorted(path.name for path in root.iterdir()) == [DISCARDED, "last.json"], "its own folder is gone"
    old = time.time() - (KEPT_DAYS + 1) * 86_400
    os.utime(kept, (old, old))
    journal = Journal(root)
    assert journal.adopt() == {}
    assert not kept.exists()
    journal.close(Tabs())


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileProblem, match="Unsaved work cannot be kept in"):
        Journal(tmp_path / "file")


# -- after a crash -----------------------------------------------------------------------------------------------------

CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.setApplicationName("alexstudio-test"); app.setOrganizationName("alexstudio-test")
from alexstudio.app import build_window
from alexstudio.ui.crash_journal import Journal
from alexstudio.ui.fake_engine import FakeEngine
window = build_window(sys.argv[2:], FakeEngine(), journal=Journal(Path(sys.argv[1])))
window.show()
window.session.rename(window.session.document.graph.nodes[1].id, "From the file")
window.session.go_to(1)
window.session.set_param("conv1", "out_channels", 64)
window.session.go_to(2)
window.autosave.write()
window.autosave._worker.submit(print, "kept", flush=True)
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_kill_9_loses_nothing(open_window: MakeWindow, root: Path, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "mine.json"
    save(load_preset("lenet5"), path)
    before = path.read_bytes()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    command = [sys.executable, "-c", CHILD, str(root), str(path), "alexnet", "zfnet"]
    child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "kept\n"
        other = open_window("vgg16")
        assert len(other.session.sheets) == 1 and not other.banner.isVisible(), "the work of a program that runs"
        assert other.close()
        assert len(works(root)) == 2
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    window = open_window()
    session = window.session
    assert [sheet.name for sheet in session.sheets] == ["mine.json", "AlexNet", "ZFNet"] and session.index == 2
    assert [sheet.is_dirty for sheet in session.sheets] == [True, True, False]
    assert session.sheets[0].path == path and path.read_bytes() == before
    assert session.sheets[0].document.graph.nodes[1].name == "From the file"
    assert session.sheets[1].document.graph["conv1"].params["out_channels"] == 64
    assert "2 documents with unsaved changes from the last time were restored" in window.banner.text
    session.go_to(0)
    assert session.save(path) and load(path).graph.nodes[1].name == "From the file"
    qtbot.waitUntil(lambda: len(works(root)) == 1, timeout=3000)


def test_what_was_restored_is_not_offered_twice(open_window: MakeWindow, root: Path) -> None:
    leave(root, changed())
    first = open_window("alexnet")
    assert [sheet.document.title for sheet in first.session.sheets] == ["AlexNet", "Changed"]
    assert "A document with unsaved changes from the last time was restored." in first.banner.text
    second = open_window("alexnet")
    assert len(second.session.sheets) == 1


def test_a_crash_while_restoring_loses_nothing_and_does_not_go_on_for_ever(root: Path) -> None:
    leave(root, changed())
    for tries in (1, 2):
        journal = Journal(root)
        assert [path.name for path in journal.adopt().values()] == [f"{KEY}.{tries}.json"]
        journal._lock.release()  # killed
    journal = Journal(root)
    assert journal.adopt() == {}
    (aside,) = journal.aside
    assert aside.parent.name == ASIDE and load(aside).title == "Changed"
    journal.close(Tabs())


def test_what_does_no_harm_is_no_longer_on_probation(root: Path) -> None:
    leave(root, changed())
    journal = Journal(root)
    journal.adopt()
    journal.settle()
    assert [path.name for path in works(root)] == [f"{KEY}.json"]
    journal.write(KEY, changed(title="Later"))
    journal.drop(KEY)
    assert works(root) == []
    journal.close(Tabs())


def test_damaged_work_is_put_aside_and_told(open_window: MakeWindow, root: Path) -> None:
    leave(root, b'{"format": "alex', Tab(key=KEY, title="My network"))
    window = open_window()
    assert "The unsaved changes of My network cannot be read" in window.banner.text
    assert window.session.document.title == "AlexNet" and len(list((root / ASIDE).iterdir())) == 1


def test_work_comes_back_without_the_list_of_tabs(open_window: MakeWindow, root: Path) -> None:
    (leave(root, changed()) / TABS).write_text("{ this is no list")
    assert open_window().session.document.title == "Changed"


def test_the_file_that_changed_meanwhile_is_not_written_over(
    open_window: MakeWindow, root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    save(load_preset("zfnet"), path)
    leave(root, changed(), Tab(key=KEY, path=str(path), seen="another fingerprint"))
    window = open_window()
    assert window.session.path == path and window.session.history.is_dirty
    when_dialog(lambda dialog: dialog.reject())
    window.actions_by_id["save"].trigger()
    assert load(path).title == load_preset("zfnet").title


# -- the next start ----------------------------------------------------------------------------------------------------


def test_the_documents_of_the_last_time_come_back(open_window: MakeWindow, tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    save(load_preset("lenet5"), one)
    save(load_preset("zfnet"), two)
    window = open_window([str(one), "alexnet", str(two)])
    window.session.go_to(1)
    window.canvas.look_at(QPointF(300, 200), 1.5)
    window.canvas.select(["conv3"])
    assert window.close()
    again = open_window()
    again.sights.show()
    assert [sheet.name for sheet in again.session.sheets] == ["one.json", "AlexNet", "two.json"]
    assert again.session.index == 1 and again.canvas.zoom == pytest.approx(1.5) and again.canvas.selected == ["conv3"]
    assert not again.banner.isVisible()
    assert again.close()
    one.unlink()
    third = open_window()
    assert [sheet.name for sheet in third.session.sheets] == ["AlexNet", "two.json"]
    assert "one.json" in third.banner.text and third.banner.kind == "problem"


def test_given_documents_and_the_switch_keep_the_last_time_away(open_window: MakeWindow) -> None:
    assert open_window(["lenet5", "zfnet"]).close()
    given = open_window("vgg16")
    assert [sheet.name for sheet in given.session.sheets] == ["VGG-16"]
    assert given.close()
    assert [sheet.name for sheet in open_window(restores=False).session.sheets] == ["AlexNet"]


def test_a_second_window_does_not_open_what_the_first_has(open_window: MakeWindow, make_window: MakeWindow) -> None:
    assert open_window(["lenet5", "zfnet"]).close()
    first = open_window()
    assert len(first.session.sheets) == 2
    assert [sheet.name for sheet in open_window().session.sheets] == ["AlexNet"]
