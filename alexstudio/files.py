"""Reading and writing files so that a crash, a full disk or a hostile file cannot hurt."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Error numbers of a disk, a quota or a file that can take no more."""


class FileProblem(Exception):
    """A file that cannot be read or written; the text is one sentence with the path and what to do."""

    is_full = False
    """Whether it only lacks room."""


def read_bytes(path: Path, *, limit: int) -> bytes:
    """The content of a regular file of at most ``limit`` bytes, else `FileProblem`."""
    try:
        if path.is_dir():
            raise FileProblem(f"{path} is a folder, not a file.")
        if path.exists() and not path.is_file():
            raise FileProblem(f"{path} is not a regular file.")
        size = path.stat().st_size
        if size > limit:
            raise FileProblem(f"{path} holds {size:,} bytes; at most {limit:,} are read.")
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise FileProblem(f"{path} cannot be read: {reason(error)}.") from None


def write_atomically(path: Path, content: bytes, check: Callable[[Path], None] | None = None) -> None:
    """Write ``content`` so that ``path`` holds either the old bytes or the new ones, whatever happens meanwhile.

    Temporary file in the same folder, fsync, rename, fsync of the folder; a symbolic link stays one and an existing
    file keeps its mode. ``check`` looks at the temporary file; what it raises comes through. Raises `FileProblem`; then
    the old content is untouched and no temporary file is left.
    """
    temporary = ""
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file() and not target.is_dir():  # it would replace even /dev/null
            raise OSError("it is not a regular file")
        # at most 4 bytes a character, and a file name may have 255 bytes
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if check is not None:
            check(Path(temporary))
        os.chmod(temporary, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        os.replace(temporary, target)
        temporary = ""
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        problem = FileProblem(f"{path} could not be written: {reason(error)}. The old file, if any, is as it was.")
        problem.is_full = isinstance(error, OSError) and error.errno in FULL
        raise problem from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def user_path(text: str) -> Path:
    """A path as a person types it; ``~`` is the home folder, and a ``~name`` that does not exist stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  Path.expanduser raises for an unknown user


def reason(error: BaseException) -> str:
    """Why an operating-system call failed, in its own words without the error number."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error) or type(error).__name__


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, where the file system can: the new file is in place already, so no failure counts."""
    if os.name != "posix":
        return  # Windows cannot open a folder; its rename is durable enough
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
