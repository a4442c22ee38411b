"""Nothing of a plugin runs before the user enabled exactly those bytes, and what the user said is kept safely."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from plugin_folders import WIGGLE, enable, write_plugin

from alexstudio.extensions import catalogue, rights
from alexstudio.extensions.consent import Consents, Grant
from alexstudio.extensions.loading import OFF, load_enabled, loaded_bytes, needed, why_missing
from alexstudio.extensions.places import Places
from alexstudio.extensions.problem import PluginProblem
from alexstudio.layers import families, find_type, layer_types
from alexstudio.layers.registry import plugin_of


def state(places: Places, name: str = "wiggle") -> str:
    return catalogue.find(name, places).state


def test_looking_runs_nothing(places: Places, tmp_path: Path) -> None:
    canary = tmp_path / "ran"
    write_plugin(places, layers=f"open({str(canary)!r}, 'w').close()\n{WIGGLE}")
    plugin = catalogue.find("wiggle", places)
    lines = catalogue.consent_lines(plugin)
    assert plugin.tree is not None and plugin.state == "not enabled"
    assert "This code can do anything you can" in lines[0]
    assert str(places.own / "wiggle") in lines[1] and "2 (" in lines[2] and plugin.tree.sha256 in lines[3]
    assert load_enabled(places) == [] and find_type("Wiggle") is None and not canary.exists()
    assert not places.consent.exists()
    enable(places)  # the negative control: the trial runs it
    assert canary.exists()


def test_enabled_it_is_there(places: Places) -> None:
    write_plugin(places)
    enable(places)
    assert state(places) == "enabled" and find_type("Wiggle") is None
    assert load_enabled(places) == []
    kind = find_type("Wiggle")
    assert kind is not None and kind.target == "alexstudio_plugins.wiggle.modules:Wiggle"
    assert plugin_of("Wiggle") == "wiggle" and plugin_of("ReLU") == ""
    assert list(families())[-1] == "Waves" and list(layer_types())[-1] == "Wiggle"
    assert kind.output_shapes(kind.defaults, ((3, 4, 5),)) == ((3, 4, 5),)
    assert load_enabled(places) == []


def test_another_byte_asks_again(places: Places) -> None:
    folder = write_plugin(places)
    enable(places)
    (folder / "modules.py").write_text("from torch import nn\n")
    assert state(places) == "changed"
    assert load_enabled(places) == [
        "The plugin wiggle changed since you enabled it, so it is off. "
        "Look at it in Edit > Plugins, or with: alexstudio plugins."
    ]
    assert load_enabled(places) == [] and find_type("Wiggle") is None
    enable(places)
    assert load_enabled(places) == [] and find_type("Wiggle") is not None


@pytest.mark.parametrize("what", ["new file", "name", "byte", "gone"])
def test_every_change_counts(places: Places, what: str) -> None:
    folder = write_plugin(places)
    before = catalogue.find("wiggle", places).tree
    match what:
        case "new file":
            (folder / "empty.txt").touch(0o644)
        case "name":
            (folder / "modules.py").rename(folder / "module.py")
        case "byte":
            (folder / "layers.py").write_text(WIGGLE + "\n")
        case "gone":
            (folder / "modules.py").unlink()
    after = catalogue.find("wiggle", places).tree
    assert before is not None and after is not None and before.sha256 != after.sha256


def test_what_is_never_loaded_does_not_count(places: Places) -> None:
    folder = write_plugin(places)
    before = catalogue.find("wiggle", places).tree
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / f"layers.{sys.implementation.cache_tag}.pyc").write_bytes(b"evil")
    (folder / ".git").mkdir()
    after = catalogue.find("wiggle", places).tree
    assert before is not None and after is not None and before.sha256 == after.sha256


def test_the_bytes_that_were_hashed_are_those_that_run(places: Places, tmp_path: Path) -> None:
    """Changed between the look and the import, the disk is not what is loaded."""
    folder = write_plugin(places)
    plugin = catalogue.find("wiggle", places)
    assert plugin.tree is not None
    for path in folder.iterdir():
        path.write_text("raise SystemExit('another')")
    assert catalogue.enable(plugin.spot, plugin.tree, places) == ("Wiggle",)
    assert state(places) == "changed"


def test_modules_come_from_memory_too(places: Places) -> None:
    folder = write_plugin(places, more="WORD = 'first'\n")
    enable(places)
    load_enabled(places)
    (folder / "more.py").write_text("WORD = 'second'\n")
    (folder / "new.py").write_text("WORD = 'second'\n")
    from importlib import import_module

    assert import_module("alexstudio_plugins.wiggle.more").WORD == "first"
    with pytest.raises(ImportError):
        import_module("alexstudio_plugins.wiggle.new")
    with pytest.raises(ImportError):
        import_module("alexstudio_plugins.other")


def test_switched_off(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plugin(places)
    enable(places)
    monkeypatch.setenv(OFF, "1")
    assert load_enabled(places) == [] and find_type("Wiggle") is None
    monkeypatch.setenv(OFF, "0")
    assert load_enabled(places) == [] and find_type("Wiggle") is not None


def test_disabling_is_for_the_next_start(places: Places) -> None:
    write_plugin(places)
    enable(places)
    load_enabled(places)
    catalogue.disable("own/wiggle", places)
    plugin = catalogue.find("wiggle", places)
    assert (plugin.state, plugin.why) == ("not enabled", "It still runs until the program ends.")
    assert find_type("Wiggle") is not None and Consents(places.consent).grants == {}


def test_a_plugin_that_is_gone_can_be_disabled(places: Places) -> None:
    folder = write_plugin(places)
    enable(places)
    shutil.rmtree(folder)
    assert load_enabled(places) == [f"The plugin wiggle is enabled, but cannot be loaded. There is no folder {folder}."]
    assert state(places) == "refused"
    catalogue.disable("own/wiggle", places)
    assert catalogue.plugins(places) == ([], "")


def test_a_folder_anywhere(places: Places, tmp_path: Path) -> None:
    folder = write_plugin(places)
    moved = tmp_path / "work" / "wiggle"
    moved.parent.mkdir(mode=0o755)
    folder.rename(moved)
    assert catalogue.plugins(places) == ([], "")
    enable(places, str(moved))
    assert [(plugin.spot.name, plugin.state) for plugin in catalogue.plugins(places)[0]] == [("wiggle", "enabled")]
    assert load_enabled(places) == [] and find_type("Wiggle") is not None


def test_one_name_in_two_places(places: Places) -> None:
    write_plugin(places)
    shutil.copytree(places.own / "wiggle", places.shipped / "wiggle")
    with pytest.raises(PluginProblem, match=r"There are 2 plugins called wiggle\. Give the path: "):
        catalogue.find("wiggle", places)
    enable(places, str(places.own / "wiggle"))
    with pytest.raises(PluginProblem, match="a layer type called Wiggle, but the plugin wiggle has one already"):
        enable(places, str(places.shipped / "wiggle"))
    with pytest.raises(PluginProblem, match=r"no plugin called 'other'. There are: wiggle, wiggle"):
        catalogue.find("other", places)


def test_needs(places: Places) -> None:
    write_plugin(places)
    enable(places)
    load_enabled(places)
    tree = catalogue.find("wiggle", places).tree
    assert tree is not None
    assert needed(["ReLU", "Wiggle", "Unknown"]) == {"wiggle": tree.sha256}
    assert why_missing({"wiggle": tree.sha256}) == ""
    other = "ab" * 32
    assert why_missing({"wiggle": other}).startswith(
        "This was made with other bytes of the plugin wiggle (SHA-256 abab"
    )
    assert why_missing({"wiggle": other}, is_exact=False) == ""
    assert "needs the plugin gone (SHA-256 abababababab…), but it is not enabled here" in why_missing({"gone": other})


# -- the file ----------------------------------------------------------------------------------------------------------


def test_the_file_is_of_the_user_alone(places: Places) -> None:
    before = os.umask(0)
    try:
        Consents(places.consent).set("own/x", Grant("x", "0" * 64, ("X",)))
    finally:
        os.umask(before)
    assert places.consent.stat().st_mode & 0o777 == 0o600 and places.consent.parent.stat().st_mode & 0o777 == 0o700
    assert Consents(places.consent).enabled() == {"own/x": Grant("x", "0" * 64, ("X",))}


GOOD = {"format": "alexstudio-plugins/1", "plugins": {"own/wiggle": {"name": "x", "sha256": "0" * 64, "types": [],
        "failed": ""}}}  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0", b"[]", b"{}", b"null", b"[" * 100_000, json.dumps(GOOD).encode()[:-3],
        json.dumps({**GOOD, "format": "alexstudio-plugins/2"}).encode(),
        json.dumps({**GOOD, "plugins": []}).encode(),
        json.dumps({**GOOD, "plugins": {"own/wiggle": {"name": "x"}}}).encode(),
        json.dumps(GOOD).replace("0" * 64, "0" * 63).encode(),
        json.dumps(GOOD).replace('"x"', "7").encode(), json.dumps(GOOD).replace('"x"', '"\\u001b[31m"').encode(),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_damaged_file_enables_nothing(places: Places, content: bytes) -> None:
    write_plugin(places)
    places.consent.parent.mkdir()
    places.consent.write_bytes(content)
    consents = Consents(places.consent)
    assert consents.grants == {} and "is damaged, so no plugin is enabled" in consents.problem
    assert load_enabled(places) == [consents.problem]
    enable(places)
    assert Consents(places.consent).problem == "" and state(places) == "enabled"


def test_a_good_file_is_read(places: Places) -> None:
    """The negative control of the test above."""
    places.consent.parent.mkdir()
    places.consent.write_text(json.dumps(GOOD))
    places.consent.chmod(0o600)
    assert list(Consents(places.consent).enabled()) == ["own/wiggle"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_a_file_that_others_can_write_enables_nothing(places: Places) -> None:
    Consents(places.consent).set("own/x", Grant("x", "0" * 64))
    places.consent.chmod(0o620)
    consents = Consents(places.consent)
    assert consents.grants == {} and consents.problem.startswith("Other users may write to ")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_a_file_of_another_user_enables_nothing(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    Consents(places.consent).set("own/x", Grant("x", "0" * 64))
    assert Consents(places.consent).grants
    monkeypatch.setattr(rights, "_trusted_owners", lambda: {123456})
    consents = Consents(places.consent)
    assert consents.grants == {} and consents.problem.startswith("Other users may write to ")


def test_a_folder_that_cannot_be_written(places: Places, tmp_path: Path) -> None:
    write_plugin(places)
    (tmp_path / "config").write_text("in the way")
    with pytest.raises(PluginProblem, match="could not be written"):
        enable(places)
    assert load_enabled(places) == [] and not loaded_bytes("own/wiggle")
