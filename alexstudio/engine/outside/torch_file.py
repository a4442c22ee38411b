"""What a file of torch is made of, looked at before torch reads it: nothing in it is run, and no size is believed.

A file is a zip archive with ``data.pkl`` and one record for each storage, or (before torch 1.6) five pickles and the
storages behind them. The pickle's operations are listed without running them; it may name only what tensors are
rebuilt from.
"""

from __future__ import annotations

import io
import pickletools
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

ENTRIES = 10_000
PICKLE = 32 << 20
"""Bytes of a pickle, without the tensors."""
DIRECTORY = 8 << 20
OPERATIONS = 4_000_000

_TYPES = "Float Double Half BFloat16 Long Int Short Char Byte Bool ComplexFloat ComplexDouble".split()
GLOBALS = frozenset(
    {
        "collections OrderedDict",
        "torch._utils _rebuild_tensor",
        "torch._utils _rebuild_tensor_v2",
        "torch._utils _rebuild_parameter",
        "torch Size",
        "torch.storage UntypedStorage",
        "torch.storage _load_from_bytes",  # torch.load refuses it; numbers of old optimizers name it
        *(f"torch {name}Storage" for name in _TYPES),
        "torch float32",
        "torch float64",
        "torch float16",
        "torch bfloat16",
        "torch int64",
    }
) - {"torch.storage _load_from_bytes"}
"""All that a pickle of weights may name: none of these runs what a file brings."""

_TEXTS = frozenset(
    {"SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "UNICODE", "STRING", "BINSTRING", "SHORT_BINSTRING"}
)
_REFUSED = frozenset({"EXT1", "EXT2", "EXT4", "INST", "OBJ", "NEWOBJ_EX", "PERSID"})


class Refused(Exception):
    """A file that must not be opened; the text is a clause that ends a sentence."""


def check_file(path: Path) -> None:
    """Raise `Refused` unless the file is made as torch makes files of weights."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        if stream.read(4) == b"PK\x03\x04":
            _check_zip(stream, size)
        else:
            _check_old(stream)


def _check_zip(stream: BinaryIO, size: int) -> None:
    _check_end(stream, size)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            _check_entries(entries, size)
            pickles = [entry for entry in entries if entry.filename.endswith("/data.pkl")]
            if len(pickles) != 1:
                raise Refused("it holds no list of tensors, or several")
            if pickles[0].file_size > PICKLE:
                raise Refused(f"its list of tensors has {pickles[0].file_size:,} bytes")
            with archive.open(pickles[0]) as record:
                content = record.read(PICKLE + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, struct.error):
        raise Refused("it is damaged") from None
    rest = io.BytesIO(content)
    check_pickle(rest)
    if rest.read(1):
        raise Refused("there is something behind its list of tensors")


def _check_end(stream: BinaryIO, size: int) -> None:
    """The end of the archive must speak of a directory that is small: `zipfile` would read all of it."""
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise Refused("it is cut off")
    entries, length = struct.unpack_from("<HI", tail, place + 10)
    wide = tail.rfind(b"PK\x06\x06")
    if wide >= 0 and len(tail) >= wide + 56:
        entries, length = struct.unpack_from("<QQ", tail, wide + 32)
    if entries > ENTRIES or length > DIRECTORY:
        raise Refused(f"it lists {entries:,} records in {length:,} bytes")


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > ENTRIES:
        raise Refused(f"it lists {len(entries):,} records")
    roots = {entry.filename.partition("/")[0] for entry in entries}
    if len({entry.filename for entry in entries}) != len(entries) or len(roots) != 1:
        raise Refused("two of its records have one name, or it holds more than one archive")
    if any("constants.pkl" in entry.filename or "/code/" in entry.filename for entry in entries):
        raise Refused("it is a TorchScript program, which is code")
    for entry in entries:
        parts = entry.filename.split("/")
        if ".." in parts or "\\" in entry.filename or entry.filename.startswith("/") or "" in parts:
            raise Refused("one of its records has a path that leads out of it")
        if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
            raise Refused("its records are compressed, which torch never does")
        if entry.flag_bits & 1:
            raise Refused("its records are encrypted")
    spans = sorted((entry.header_offset, entry.file_size) for entry in entries)
    if sum(length for _, length in spans) > size:
        raise Refused("its records are larger together than the file")
    for (start, length), (after, _) in zip(spans, [*spans[1:], (size, 0)], strict=True):
        if start < 0 or start + 30 + length > after:
            raise Refused("its records overlap")


def _check_old(stream: BinaryIO) -> None:
    stream.seek(0)
    if stream.read(1) != b"\x80":
        raise Refused("it is no file of torch")
    stream.seek(0)
    for _ in range(5):  # magic number, version, machine, the tensors, the keys of their storages
        check_pickle(stream)


def check_pickle(stream: BinaryIO) -> None:
    """Go through one pickle's operations without running any."""
    texts: list[str] = []
    start = stream.tell()
    for number, (name, argument) in enumerate(_operations(stream)):
        if number > OPERATIONS or stream.tell() - start > PICKLE:
            raise Refused("its list of tensors is too long")
        if name in _REFUSED:
            raise Refused("it holds a program, not only weights")
        if name == "GLOBAL":
            _check_global(str(argument))
        elif name == "STACK_GLOBAL":  # torch writes the older operation; here the names could come from anywhere
            _check_global(" ".join(texts[-2:]) if len(texts) >= 2 else "?")
            raise Refused("it names things in a way that torch does not")
        elif name in _TEXTS:
            texts = [*texts[-1:], str(argument)]


def _operations(stream: BinaryIO) -> Iterator[tuple[str, object]]:
    try:
        for operation, argument, _ in pickletools.genops(stream):
            yield operation.name, argument
    except MemoryError:
        raise
    except Exception:  # pickletools raises anything on damaged input
        raise Refused("its list of tensors is damaged") from None


def _check_global(name: str) -> None:
    if name not in GLOBALS:
        shown = "".join(letter if letter.isprintable() else "?" for letter in name[:60]).replace(" ", ".")
        raise Refused(f"it holds a program ({shown}), not only weights")
