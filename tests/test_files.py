from __future__ import annotations

import contextlib
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alexstudio.files import FileProblem, read_bytes, reason, user_path, write_atomically

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions and symbolic links of POSIX")


def only(folder: Path) -> list[str]:
    return sorted(child.name for child in folder.iterdir())


def test_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    for content in (b"", b"old", b"new and longer", b"\x00\xff"):
        write_atomically(path, content)
        assert read_bytes(path, limit=100) == content
    assert only(tmp_path) == ["x.bin"]


def test_reading_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert read_bytes(path, limit=5) == b"12345"
    with pytest.raises(FileProblem, match=r"holds 5 bytes; at most 4 are read"):
        read_bytes(path, limit=4)


@pytest.mark.parametrize(
    "name", ["with space", "'\"$;&`", "ß中🙂", "🙂" * 63, "a" * 255, "-rf", "%s{0}", os.fsdecode(b"\xff.bin")]
)
@posix_only
def test_odd_names(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, b"1")
    write_atomically(tmp_path / name, b"2")
    assert (tmp_path / name).read_bytes() == b"2" and len(only(tmp_path)) == 1


@pytest.mark.parametrize("bad", ["gone/x", "a" * 300, "a\0b", ""])
def test_places_where_nothing_can_be_written(tmp_path: Path, bad: str) -> None:
    with pytest.raises(FileProblem, match="could not be written"):
        write_atomically(tmp_path / bad, b"1")
    assert only(tmp_path) == []


@posix_only
def test_a_symbolic_link_stays_one_and_the_mode_is_kept(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "x.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to("real/x.json")
    write_atomically(link, b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert only(tmp_path / "real") == ["x.json"]
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "fresh", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "fresh").stat().st_mode) == 0o640


@posix_only
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileProblem, match="permission denied"):
            write_atomically(path, b"new")
        assert path.read_bytes() == b"old"
    finally:
        tmp_path.chmod(0o700)


CALLS = ("open", "write", "fsync", "chmod", "replace", "umask", "close", "stat")


class Fault:
    """Makes the n-th call of the operating system fail; ``seen`` are the names of the calls up to there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, failure: Callable[[], None]) -> None:
        self.seen: list[str] = []
        self.has_failed = False

        def wrap(name: str, real: Any) -> Any:
            def call(*given: Any, **named: Any) -> Any:
                self.seen.append(name)
                if len(self.seen) == number:
                    self.has_failed = True
                    failure()
                return real(*given, **named)

            return call

        for name in CALLS:
            monkeypatch.setattr(os, name, wrap(name, getattr(os, name)))
        real_fdopen = os.fdopen

        class Stream:
            def __init__(self, handle: int, mode: str) -> None:
                self._file = real_fdopen(handle, mode)

            def __enter__(self) -> Stream:
                return self

            def __exit__(self, *given: object) -> None:
                self._file.close()

            def write(self, content: bytes) -> int:
                half = len(content) // 2
                self._file.write(content[:half])
                self._file.flush()
                wrap("stream.write", lambda: None)()
                return half + self._file.write(content[half:])

            def __getattr__(self, name: str) -> Any:
                return getattr(self._file, name)

        monkeypatch.setattr(os, "fdopen", Stream)


@posix_only
def test_whichever_call_fails_the_file_is_whole(tmp_path: Path) -> None:
    """The operating system fails at the n-th call, for every n: the file holds the old bytes or the new ones."""
    path = tmp_path / "x"
    outcomes = []
    for number in range(1, 100):
        path.write_bytes(b"old" * 10_000)
        with pytest.MonkeyPatch.context() as patch:

            def fail() -> None:
                raise OSError(28, "No space left on device")

            fault = Fault(patch, number, fail)
            try:
                write_atomically(path, b"new!" * 10_000)
                outcome = "written"
            except FileProblem as problem:
                assert "no space left on device. The old file, if any, is as it was." in str(problem)
                outcome = "refused"
        assert path.read_bytes() == (b"new!" if outcome == "written" else b"old") * 10_000, fault.seen
        assert only(tmp_path) == ["x"], fault.seen
        outcomes.append(outcome)
        if not fault.has_failed:
            break
    assert {"open", "stream.write", "fsync", "chmod", "replace"} <= set(fault.seen)
    assert outcomes.count("refused") >= 5 and outcomes[-1] == "written"


@posix_only
def test_an_interruption_leaves_no_half_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for number in range(1, 100):
        path.write_bytes(b"old")
        with pytest.MonkeyPatch.context() as patch:

            def interrupt() -> None:
                raise KeyboardInterrupt

            fault = Fault(patch, number, interrupt)
            with contextlib.suppress(KeyboardInterrupt):
                write_atomically(path, b"new")
        assert path.read_bytes() in (b"old", b"new")
        if fault.seen[:number][-1:] != ["open"]:  # before the temporary file has a name nothing can be tidied
            assert only(tmp_path) == ["x"], fault.seen
        for child in tmp_path.iterdir():
            child.unlink()
        if not fault.has_failed:
            break


SAVER = """
import sys
from pathlib import Path
from {module} import {function} as write
path, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    number += 1
    write(path, (b"%08d" % number) * (2000 + number % 7 * 30000))
"""


def torn_files(tmp_path: Path, module: str, function: str, kills: int) -> int:
    """How often a file was not one whole version after its writer was killed."""
    path = tmp_path / "x.json"
    draw = random.Random(2012)
    torn = 0
    code = SAVER.format(module=module, function=function)
    for _ in range(kills):
        path.write_bytes(b"00000000" * 2000)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
        with subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, env=environment
        ) as child:
            assert child.stdout is not None and child.stdout.readline() == b"ready\n"
            time.sleep(draw.uniform(0.001, 0.03))
            child.send_signal(signal.SIGKILL)
        content = path.read_bytes()
        number = int(content[:8] or b"-1")
        wanted = (b"%08d" % number) * (2000 + number % 7 * 30000)
        torn += content != wanted
        strays = [name for name in only(tmp_path) if name.startswith(".x.json.")]
        assert len(strays) <= 1
        for name in strays:
            (tmp_path / name).unlink()
    return torn


@posix_only
def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    assert torn_files(tmp_path, "alexstudio.files", "write_atomically", 20) == 0


@posix_only
def test_the_kill_test_sees_a_writer_that_is_not_atomic(tmp_path: Path) -> None:
    (tmp_path / "careless.py").write_text("def write(path, content):\n    path.write_bytes(content)\n")
    assert torn_files(tmp_path, "careless", "write", 12) > 0


def test_reasons_have_no_numbers() -> None:
    assert reason(OSError(2, "No such file or directory")) == "no such file or directory"
    assert reason(ValueError("embedded null byte")) == "embedded null byte"
    assert reason(MemoryError()) == "MemoryError"


def test_a_home_folder_that_does_not_exist_is_no_crash() -> None:
    assert user_path("~nobody-of-this-name/x") == Path("~nobody-of-this-name/x")
    assert user_path("~/x") == Path.home() / "x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_only_regular_files_are_replaced(tmp_path: Path) -> None:
    """A rename would put a file in the place of a device, and root may do that even to /dev/null."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileProblem, match="it is not a regular file"):
        write_atomically(pipe, b"x")
    assert pipe.is_fifo() and list(tmp_path.iterdir()) == [pipe]
