"""The crash journal: unsaved work on disk, one folder for each running program.

A folder holds a document file for each sheet with unsaved work, ``tabs.json`` that says which sheets there are, and a
lock. A folder whose lock nobody holds was left by a program that was killed; the next one takes its files over. They
are moved, never copied and never deleted, so that no work is offered twice or lost when that program is killed as well.
"""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alexstudio.files import FileProblem, read_bytes, reason, write_atomically
from alexstudio.graph import Document
from alexstudio.graph.fileformat import dumps
from alexstudio.ui.instance_lock import InstanceLock
from alexstudio.ui.words import translate

LOCK, TABS, LAST = "lock", "tabs.json", "last.json"
DISCARDED, ASIDE = "discarded", "set aside"
KEPT_DAYS = 30
"""How long discarded work is kept."""
TRIES = 2
"""How often work is restored before it is taken for what ends the program."""
_SIZE = 4 * 1024 * 1024
_WORK = re.compile(r"([0-9a-f]{32})(?:\.(\d))?\.json")
"""Name of unsaved work: the key of its sheet, and how often it was restored without success."""


class Tab(BaseModel):
    """A sheet as it is remembered from one start to the next."""

    model_config = ConfigDict(extra="ignore")

    key: str = Field("", max_length=64)
    path: str = ""
    preset: str = ""
    title: str = ""
    seen: str = ""
    centre: tuple[float, float] | None = None
    zoom: float | None = None
    scope: str = ""
    selected: tuple[str, ...] = ()


class Tabs(BaseModel):
    """The sheets of a window, and which was in front."""

    model_config = ConfigDict(extra="ignore")

    front: int = 0
    tabs: list[Tab] = Field(default_factory=list, max_length=1000)


class Journal:
    """Where this program keeps unsaved work. `FileProblem` from the start where the folder cannot be used."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.others_run = False
        """Whether another program with this journal was running when `adopt` looked."""
        self.tabs = Tabs()
        """Sheets of programs that were killed, once `adopt` took them over."""
        self.aside: list[Path] = []
        """Work that `adopt` did not offer again, because two programs were killed while restoring it."""
        name = uuid4().hex
        begun = root / f".{name}"  # nobody takes a folder over before it is locked
        try:
            root.mkdir(parents=True, exist_ok=True)
            root.chmod(0o700)
            begun.mkdir(mode=0o700)
            self._lock = InstanceLock(begun / LOCK)
            if not self._lock.take():
                raise OSError("it cannot be locked")
            self.folder = begun.rename(root / name)
        except OSError as error:
            sentence = translate("Documents", "Unsaved work cannot be kept in {folder}: {reason}.")
            raise FileProblem(sentence.format(folder=root, reason=reason(error))) from None
        self._lock.moved(self.folder / LOCK)

    # -- while it runs -------------------------------------------------------------------------------------------------

    def write(self, key: str, document: Document) -> None:
        """Keep the unsaved work of a sheet; `FileProblem` when that is impossible."""
        write_atomically(self._file(key), dumps(document).encode())
        self._drop_tried(key)

    def drop(self, key: str) -> None:
        """Forget the work of a sheet: it is on disk elsewhere."""
        self._drop_tried(key)
        with contextlib.suppress(OSError):
            self._file(key).unlink()

    def discard(self, key: str, document: Document) -> None:
        """Put away work that the user did not want to save; it is kept for some weeks."""
        folder = self.root / DISCARDED
        with contextlib.suppress(OSError, FileProblem):
            folder.mkdir(mode=0o700, exist_ok=True)
            write_atomically(folder / f"{_stem(document.title)} {key[:8]}.json", dumps(document).encode())
            self.drop(key)

    def write_tabs(self, tabs: Tabs) -> None:
        """Remember which sheets there are; `FileProblem` when that is impossible."""
        write_atomically(self.folder / TABS, tabs.model_dump_json().encode())

    def settle(self) -> None:
        """What was restored did no harm."""
        for path in self.folder.glob("*.json"):
            match = _WORK.fullmatch(path.name)
            if match and match[2]:
                with contextlib.suppress(OSError):
                    path.rename(self._file(match[1]))

    def close(self, tabs: Tabs) -> None:
        """The program ends as it should: remember its sheets for the next start, and leave nothing behind."""
        with contextlib.suppress(FileProblem):
            write_atomically(self.root / LAST, tabs.model_dump_json().encode())
        self._leave(self.folder, self._lock)

    # -- at the start --------------------------------------------------------------------------------------------------

    def last(self) -> Tabs:
        """The sheets of the program that ended last as it should."""
        return _read_tabs(self.root / LAST)

    def adopt(self) -> dict[str, Path]:
        """Take over what killed programs left: the file of each work by the key of its sheet, and `tabs`."""
        works: dict[str, Path] = {}
        for folder in sorted(self._folders()):
            lock = InstanceLock(folder / LOCK)
            if not lock.take():
                self.others_run = True
                continue
            tabs = _read_tabs(folder / TABS)
            if not self.tabs.tabs:
                self.tabs.front = tabs.front
            self.tabs.tabs.extend(tabs.tabs)
            with contextlib.suppress(FileProblem):
                self.write_tabs(self.tabs)  # before the work moves: it says which file each belongs to
            for path in sorted(folder.glob("*.json")):
                match = _WORK.fullmatch(path.name)
                if match:
                    works.update(self._take_over(path, match[1], int(match[2] or 0) + 1))
            self._leave(folder, lock)
        self._sweep()
        return works

    def put_aside(self, path: Path) -> Path | None:
        """Keep a file that cannot be restored where the user can look at it; None when it has to stay."""
        try:
            (self.root / ASIDE).mkdir(mode=0o700, exist_ok=True)
            return path.rename(self.root / ASIDE / path.name)
        except OSError:
            return None

    def _take_over(self, path: Path, key: str, tries: int) -> dict[str, Path]:
        if tries > TRIES:
            aside = self.put_aside(path)
            self.aside += [aside] if aside else []
            return {}
        try:
            return {key: path.rename(self.folder / f"{key}.{tries}.json")}
        except OSError:
            return {}  # it stays for the next start

    def _folders(self) -> list[Path]:
        with contextlib.suppress(OSError):
            found = [path for path in self.root.iterdir() if path.is_dir() and re.fullmatch("[0-9a-f]{32}", path.name)]
            return [path for path in found if path != self.folder]
        return []

    def _leave(self, folder: Path, lock: InstanceLock) -> None:
        """Remove a folder unless it still holds work."""
        with contextlib.suppress(OSError):
            if not any(_WORK.fullmatch(path.name) for path in folder.iterdir()):
                for path in folder.iterdir():
                    if path.name == TABS or path.suffix == ".tmp":
                        path.unlink()
        lock.release()
        with contextlib.suppress(OSError):
            folder.rmdir()

    def _sweep(self) -> None:
        """Remove what was discarded long ago."""
        oldest = time.time() - KEPT_DAYS * 86_400
        with contextlib.suppress(OSError):
            for path in (self.root / DISCARDED).glob("*.json"):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _drop_tried(self, key: str) -> None:
        for path in self.folder.glob(f"{key}.?.json"):
            with contextlib.suppress(OSError):
                path.unlink()


def _read_tabs(path: Path) -> Tabs:
    """The remembered sheets; none when the file is damaged."""
    try:
        return Tabs.model_validate_json(read_bytes(path, limit=_SIZE))
    except (FileProblem, ValidationError):
        return Tabs()


def _stem(title: str) -> str:
    return re.sub(r"[^\w-]+", "_", title)[:60].strip("_") or "document"
