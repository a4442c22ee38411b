"""Folders that are no plugins, or that others could change."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from plugin_folders import write_plugin

from alexstudio.extensions import catalogue, rights, tree
from alexstudio.extensions.loading import load_enabled
from alexstudio.extensions.places import Places
from alexstudio.extensions.problem import PluginProblem
from alexstudio.extensions.tree import read_tree

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")


def fifo(path: Path) -> None:
    os.mkfifo(path / "pipe", 0o644)


def many(path: Path) -> None:
    for number in range(tree.FILE_LIMIT):
        (path / f"f{number}.txt").touch(0o644)


def deep(path: Path) -> None:
    path.joinpath(*"abcdefghijkl").mkdir(0o755, parents=True)


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder of the group": (lambda path: path.chmod(0o775), "Other users may write to {path}. Take"),
    "folder of all": (lambda path: path.chmod(0o757), "Other users may write to {path}."),
    "file of the group": (lambda path: (path / "layers.py").chmod(0o664), "Other users may write to {path}/layers.py."),
    "folder around it": (lambda path: path.parent.chmod(0o775), "Other users may write to "),
    "link out": (lambda path: (path / "x.py").symlink_to("/etc/hostname"), "{path}/x.py is a symbolic link."),
    "folder link": (lambda path: (path / "x").symlink_to("/etc"), "{path}/x is a symbolic link."),
    "link in a circle": (lambda path: (path / "x").symlink_to("x"), "{path}/x is a symbolic link."),
    "pipe": (fifo, "{path}/pipe is not a regular file."),
    "too many": (many, "{path} holds more than 200 files."),
    "too deep": (deep, "more than 8 folders deep"),
    "odd name": (lambda path: (path / "a\nb.py").touch(0o644), "A file in {path} has a name that cannot be shown."),
    "not UTF-8": (lambda path: (path / os.fsdecode(b"\xff.py")).touch(0o644), "has a name that cannot be shown."),
    "no declarations": (lambda path: (path / "layers.py").rename(path / "other.py"), "it has no layers.py"),
}  # fmt: skip


@posix
@pytest.mark.parametrize("what", SPOILED)
def test_folders_that_are_refused(places: Places, what: str) -> None:
    folder = write_plugin(places)
    assert read_tree(folder).files.keys() == {"layers.py", "modules.py"}
    spoil, words = SPOILED[what]
    spoil(folder)
    with pytest.raises(PluginProblem) as refused:
        read_tree(folder)
    assert words.format(path=folder) in str(refused.value) and str(refused.value).isprintable()
    if what != "no declarations":
        plugin = catalogue.find("wiggle", places)
        assert (plugin.state, plugin.why, plugin.tree) == ("refused", str(refused.value), None)


@posix
def test_rights_that_spoil_an_enabled_plugin(places: Places) -> None:
    folder = write_plugin(places)
    plugin = catalogue.find("wiggle", places)
    assert plugin.tree is not None
    catalogue.enable(plugin.spot, plugin.tree, places)
    folder.chmod(0o777)
    assert [text.partition(". ")[0] for text in load_enabled(places)] == [
        "The plugin wiggle is enabled, but cannot be loaded"
    ]


@posix
def test_folders_of_other_users(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_plugin(places)
    monkeypatch.setattr(rights, "_trusted_owners", lambda: {123456})
    with pytest.raises(PluginProblem, match="belongs to another user, who could change the plugin"):
        read_tree(folder)
    assert read_tree(folder, is_own=False).size > 0  # beside the program only its bytes count


@posix
def test_a_sticky_folder_around_it_is_well(places: Places) -> None:
    folder = write_plugin(places)
    folder.parent.chmod(0o1777)
    assert read_tree(folder).size > 0


def test_too_large(places: Places) -> None:
    folder = write_plugin(places)
    (folder / "big.bin").touch(0o644)
    with (folder / "big.bin").open("r+b") as stream:
        stream.truncate(tree.BYTE_LIMIT + 1)
    with pytest.raises(PluginProblem, match="holds more than 8 MiB"):
        read_tree(folder)


def test_names_that_cannot_be_imported(places: Places) -> None:
    write_plugin(places, "my-plugin")
    plugin = catalogue.find("my-plugin", places)
    assert plugin.state == "refused" and "needs another name: letters, digits and _ only" in plugin.why


def test_lengths_are_hashed_too() -> None:
    """Two trees whose names and contents, one after the other, are the same bytes."""
    one = tree.Tree(Path("x"), {"a": b"bc", "d": b""})
    for other in ({"a": b"b", "cd": b""}, {"ab": b"c", "d": b""}, {"a": b"bcd"}):
        assert one.sha256 != tree.Tree(Path("x"), other).sha256
    assert one.sha256 == tree.Tree(Path("y"), dict(reversed(one.files.items()))).sha256
    assert one.sha256 != tree.Tree(Path("x"), one.files, "package==1").sha256


def test_what_it_is_about() -> None:
    text = b"# Title\r\n\r\nFirst  line\r\nof it\x1b[1m.\r\n\r\nMore"
    assert tree.Tree(Path("x"), {"README.md": text}).about == "First line of it [1m."
    assert tree.Tree(Path("x"), {}).about == ""
