"""`read_tree`: the files of a plugin, read once, with their SHA-256. What is loaded later are these bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from alexstudio.extensions.problem import PluginProblem, one_line
from alexstudio.extensions.rights import is_foreign, is_open
from alexstudio.files import reason

FILE_LIMIT = 200
BYTE_LIMIT = 8 << 20
DEPTH_LIMIT = 8

DECLARATIONS = "layers.py"
"""The file that declares the layer types."""


@dataclass(frozen=True)
class Tree:
    """The files of a plugin by their path in its folder, with ``/`` between the parts."""

    path: Path
    files: dict[str, bytes]
    label: str = ""
    """What counts beside the files: distribution and version of an installed package."""

    @cached_property
    def sha256(self) -> str:
        """Of the label and of every path and content, each with its length before it; in hexadecimal."""
        digest = hashlib.sha256(b"alexstudio plugin 1\n")
        for part in (self.label.encode(), *(part for name in sorted(self.files) for part in self._parts(name))):
            digest.update(b"%d:" % len(part))
            digest.update(part)
        return digest.hexdigest()

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(map(len, self.files.values()))

    @property
    def about(self) -> str:
        """What its README says first below the heading, cut to one line; nothing is run for it."""
        text = self.files.get("README.md", b"")[:20_000].decode("utf-8", "replace")
        paragraphs = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
        return next((one_line(part, 200) for part in paragraphs if part and not part.startswith("#")), "")

    def _parts(self, name: str) -> tuple[bytes, bytes]:
        return name.encode(), self.files[name]


def read_tree(folder: Path, *, is_own: bool = True, label: str = "") -> Tree:
    """Read a plugin's folder; `PluginProblem` when it cannot be one, or when others could change it.

    Files whose names begin with a dot and ``__pycache__`` are left out: the program never loads them. With ``is_own``
    the folder, what is in it and the folder around it must belong to the user (or to root, or to whoever owns this
    program), and neither the group nor others may write there. What came with the program or was installed beside it
    needs no such check: who can change it can change the program.
    """
    path = Path(os.path.realpath(folder))
    if not path.is_dir():
        raise PluginProblem(f"There is no folder {folder}.")
    files: dict[str, bytes] = {}
    try:
        if is_own:
            _check_owner(path.parent, path.parent.stat(), is_parent=True)
        _read_folder(path, "", files, is_own)
    except OSError as error:
        raise PluginProblem(f"{error.filename or path} cannot be read: {reason(error)}.") from None
    if DECLARATIONS not in files:
        raise PluginProblem(f"{path} is no plugin: it has no {DECLARATIONS}.")
    return Tree(path, files, label)


def _read_folder(path: Path, prefix: str, files: dict[str, bytes], is_own: bool) -> None:
    if prefix.count("/") > DEPTH_LIMIT:
        raise PluginProblem(f"{path} lies more than {DEPTH_LIMIT} folders deep in its plugin.")
    if is_own:
        _check_owner(path, path.stat())
    with os.scandir(path) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if not entry.name.isprintable():
            raise PluginProblem(f"A file in {path} has a name that cannot be shown. Rename it.")
        if entry.is_symlink():
            raise PluginProblem(f"{entry.path} is a symbolic link. Put the file itself there.")
        if entry.is_dir():
            _read_folder(path / entry.name, f"{prefix}{entry.name}/", files, is_own)
            continue
        files[prefix + entry.name] = _read_file(path / entry.name, is_own)
        if len(files) > FILE_LIMIT:
            raise PluginProblem(f"{path} holds more than {FILE_LIMIT} files. A plugin is small.")
        if sum(map(len, files.values())) > BYTE_LIMIT:
            raise PluginProblem(f"{path} holds more than {BYTE_LIMIT >> 20} MiB. A plugin is small.")


def _read_file(path: Path, is_own: bool) -> bytes:
    # a pipe would block without the second flag, and the last is what Windows needs to give bytes as they are
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    with os.fdopen(handle, "rb") as stream:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise PluginProblem(f"{path} is not a regular file.")
        if is_own:
            _check_owner(path, facts)
        return stream.read(BYTE_LIMIT + 1)


def _check_owner(path: Path, facts: os.stat_result, *, is_parent: bool = False) -> None:
    if is_foreign(facts):
        raise PluginProblem(
            f"{path} belongs to another user, who could change the plugin. Copy it to a folder of yours."
        )
    # in a folder like /tmp nobody can replace what belongs to others
    if is_open(facts) and not (is_parent and facts.st_mode & stat.S_ISVTX):
        raise PluginProblem(f"Other users may write to {path}. Take that right away: chmod go-w '{path}'.")
