"""The verb plugins, and what the other verbs do with plugins."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from plugin_folders import WIGGLE, enable, no_plugins_after, write_plugin

from alexstudio.cli import main
from alexstudio.extensions import catalogue
from alexstudio.extensions.loading import OFF
from alexstudio.extensions.places import Places
from alexstudio.graph.fileformat import dumps
from alexstudio.graph.presets import load_preset

pty = pytest.importorskip("pty", reason="Windows has no such terminals")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv(OFF, "0")  # so that --no-plugins ends with the test
    places = Places.usual()
    places.own.mkdir(0o755, parents=True)
    with no_plugins_after():
        yield places


@pytest.fixture
def document(tmp_path: Path) -> str:
    """AlexNet with a layer of a plugin."""
    path = tmp_path / "wavy.json"
    text = dumps(load_preset("alexnet")).replace('"id": "relu1", "type": "ReLU"', '"id": "relu1", "type": "Wiggle"')
    path.write_text(text)
    return str(path)


def digest(name: str = "wiggle") -> str:
    tree = catalogue.find(name).tree
    assert tree is not None
    return tree.sha256


def refused(capsys: Capture, *arguments: str, code: int = 2) -> str:
    assert main(list(arguments)) == code
    errors = capsys.readouterr().err
    assert errors.startswith("alexstudio: ") and errors.count("\n") == 1
    return errors.removeprefix("alexstudio: ").strip()


def test_the_list(places: Places, capsys: Capture) -> None:
    folder = write_plugin(places)
    assert main(["plugins"]) == 0
    shown, errors = capsys.readouterr()
    rows = [re.split(r"  +", line) for line in shown.splitlines()]
    assert rows[0] == ["Plugin", "State", "Files", "SHA-256", "Path"] and errors == ""
    assert [row[0] for row in rows[1:]] == ["maxout", "squeeze_excite", "wiggle"]
    assert rows[3] == ["wiggle", "not enabled", "2", digest()[:12], str(folder)]
    folder.chmod(0o777)
    assert main(["plugins"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^wiggle +cannot|^wiggle +refused +– +–", shown, re.MULTILINE)
    assert f"wiggle: Other users may write to {folder}." in shown


def test_enabling_by_number_and_disabling(places: Places, capsys: Capture, document: str) -> None:
    write_plugin(places)
    assert main(["analyze", document]) == 1
    assert "the layer type Wiggle is not known here" in capsys.readouterr().out
    assert main(["plugins", "enable", "wiggle", "--sha256", digest().upper()]) == 0
    shown = capsys.readouterr().out
    for words in ("This code can do anything you can", str(places.own / "wiggle"), "Files    2 (", digest()):
        assert words in shown
    assert "Enabled. It adds Wiggle" in shown
    assert main(["plugins"]) == 0
    assert re.search(r"^wiggle +enabled +2 ", capsys.readouterr().out, re.MULTILINE)
    assert main(["analyze", document]) == 0
    assert capsys.readouterr().err == ""
    assert main(["plugins", "disable", "wiggle"]) == 0
    assert main(["plugins", "disable", "wiggle"]) == 0
    assert "wiggle is not enabled" in capsys.readouterr().out


def test_a_path_will_do(places: Places, tmp_path: Path, capsys: Capture) -> None:
    moved = tmp_path / "work" / "mine"
    moved.parent.mkdir(0o755)
    write_plugin(places, "mine").rename(moved)
    assert main(["plugins", "enable", str(moved), "--sha256", digest(str(moved))]) == 0
    assert main(["plugins", "disable", "mine"]) == 0


def test_refusals(places: Places, tmp_path: Path, capsys: Capture) -> None:
    write_plugin(places)
    assert "There is no plugin called 'other'" in refused(capsys, "plugins", "enable", "other")
    assert "There is no folder" in refused(capsys, "plugins", "enable", str(tmp_path / "none"))
    assert "is another one, so it was not enabled" in refused(capsys, "plugins", "enable", "wiggle", "--sha256", "ab")
    assert "is another one" in refused(capsys, "plugins", "enable", "wiggle", "--sha256", "")
    assert "required" in refused(capsys, "plugins", "enable")
    assert "invalid choice" in refused(capsys, "plugins", "install", "x")
    assert not places.consent.exists()
    write_plugin(places, layers="1/0")
    why = refused(capsys, "plugins", "enable", "wiggle", "--sha256", digest(), code=1)
    assert why == "The plugin wiggle was not enabled. It could not be loaded: ZeroDivisionError: division by zero."
    places.consent.write_text("{")
    assert "is damaged, so no plugin is enabled" in refused(capsys, "plugins", code=1)


def test_nobody_to_ask(places: Places) -> None:
    write_plugin(places)
    command = [sys.executable, "-m", "alexstudio", "plugins", "enable", "wiggle"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 2 and "give --sha256 with the number above" in done.stderr and digest() in done.stdout
    assert not places.consent.exists()


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("", 1), ("n", 1), ("\x04", 1)])
def test_somebody_to_ask(places: Places, answer: str, code: int) -> None:
    write_plugin(places)
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "alexstudio", "plugins", "enable", "wiggle"]
    child = subprocess.Popen(command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    os.close(terminal)
    os.write(controller, f"{answer}\n".encode())
    shown, errors = child.communicate(timeout=60)
    os.close(controller)
    assert (child.returncode, errors) == (code, "")
    assert "Enable it? [y/N] " in shown and ("Enabled." in shown) == (code == 0)
    assert catalogue.find("wiggle").state == ("enabled" if code == 0 else "not enabled")


@pytest.mark.parametrize("where", [0, 1, 2])
def test_without_plugins(places: Places, capsys: Capture, document: str, where: int) -> None:
    write_plugin(places)
    enable(places)
    arguments = ["analyze", document]
    arguments.insert(where, "--no-plugins")
    assert main(arguments) == 1
    assert "the layer type Wiggle is not known here" in capsys.readouterr().out
    assert os.environ[OFF] == "1"  # for the engine too
    assert main(["plugins"]) == 0
    assert f"{OFF} is set, so none is loaded" in capsys.readouterr().out


def test_what_went_wrong_is_told_beside_the_answer(places: Places, capsys: Capture) -> None:
    folder = write_plugin(places, layers=f"print('noise')\n{WIGGLE}")
    enable(places)
    (folder / "more.py").write_text("")
    (folder / "more.py").chmod(0o644)
    assert main(["analyze", "alexnet", "--format", "json"]) == 0
    shown, errors = capsys.readouterr()
    assert json.loads(shown)["total"]["params"] == 60_965_224
    assert errors.startswith("alexstudio: The plugin wiggle changed since you enabled it, so it is off. ")


def test_noise_stays_off_standard_output(places: Places, capsys: Capture) -> None:
    write_plugin(places, layers=f"print('noise')\n{WIGGLE}")
    enable(places)
    assert main(["analyze", "alexnet", "--format", "json"]) == 0
    shown, errors = capsys.readouterr()
    assert json.loads(shown) and errors == "noise\n"
